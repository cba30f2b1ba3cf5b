"""Reading packs: the whole, one line of enquiry, and either to take along."""

from django.http import HttpResponse, HttpResponseBase
from django.http.response import StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.gates import StaffRequest
from core.acts import done
from core.downloads import as_download
from core.private_pages import private
from peer_review.frameworks.models import Line
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import Capacity, Thing
from peer_review.reviews.models import Review
from peer_review.reviews.views.doors import inside
from peer_review.room.domain import packs
from peer_review.room.domain.opening import take_away
from peer_review.room.domain.tags import move_in_pack
from peer_review.room.models import Tag
from peer_review.room.presenters.offline import zip_of
from peer_review.room.presenters.packs import Pack, packs_of
from peer_review.room.queries import lines_of, statement_in_pack, tags_in_pack
from peer_review.room.views.front import of_room
from peer_review.teams.queries.members import speaks_for_team


@require_safe
@inside(Thing.EVIDENCE)
def whole(request: StaffRequest, review: Review, reader: Reader) -> HttpResponse:
    hands_out = reader.may(review, Thing.GIVE_EVIDENCE) and reader.is_any(review, Capacity.MANAGER)
    context = {
        **of_room(review, reader),
        "orders": _orders(review, reader),
        "statement": statement_in_pack(review, reader),
        "packs": _packs(review),
        "hands_out": hands_out,
    }
    return private(render(request, "peer_room/pack.html", context))


@require_safe
@inside(Thing.EVIDENCE)
def of_line(request: StaffRequest, review: Review, reader: Reader, line: int) -> HttpResponse:
    one = _line(review, line)
    orders = _orders(review, reader)
    context = {**of_room(review, reader), "orders": orders, "packs": _packs(review, one), "line": one}
    return private(render(request, "peer_room/pack.html", context))


@require_POST
@inside(Thing.ORDER_PACK)
def move(request: StaffRequest, review: Review, reader: Reader, tag: int) -> HttpResponse:
    """One button: up or down. Its parameter: do."""
    row = get_object_or_404(Tag.objects.select_related("item__review"), pk=tag, item__review=review)
    is_up = request.POST.get("do") == "up"
    done(request, lambda: move_in_pack(row=row, up=is_up, by=request.user), _("The order was changed."))
    return redirect("peer_room:pack_of_line", review.reference, row.line_id)


@require_POST
@inside(Thing.GIVE_EVIDENCE)
def hand_out(request: StaffRequest, review: Review, reader: Reader) -> HttpResponse:
    """One button: tell the team that its pack is there."""
    done(request, lambda: packs.hand_out(review=review, by=request.user), _("Each peer of the team gets an email."))
    return redirect("peer_room:pack", review.reference)


@require_safe
@inside(Thing.EVIDENCE)
def offline(request: StaffRequest, review: Review, reader: Reader, line: int | None = None) -> HttpResponseBase:
    """The pack as a ZIP that opens without a line."""
    one = _line(review, line) if line else None
    taken = _packs(review, one)
    statement = [] if one else list(statement_in_pack(review, reader))
    take_away(review=review, line=one, reader=reader)
    name = f"{review.reference} reading pack{f' {one.code}' if one else ''}.zip"
    response = StreamingHttpResponse(zip_of(review, taken, statement), content_type="application/zip")
    return as_download(response, name)


def _orders(review: Review, reader: Reader) -> bool:
    return reader.may(review, Thing.ORDER_PACK) and speaks_for_team(reader, review)


def _packs(review: Review, line: Line | None = None) -> list[Pack]:
    tags = tags_in_pack(review)
    return packs_of(review, [line] if line else list(lines_of(review)), tags.filter(line=line) if line else tags)


def _line(review: Review, line: int) -> Line:
    found: Line = get_object_or_404(lines_of(review), pk=line)
    return found
