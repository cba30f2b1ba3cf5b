"""The position statement: read as a whole, written part by part, given to owners, frozen."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.gates import StaffRequest
from core.asking import ask, form_page, sent
from core.differences import both_sides
from core.errors import NotAllowed, Refused
from core.private_pages import private
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.domain.parts import may_change_parts
from peer_review.reviews.domain.statement import CAN_REOPEN, set_aside_of, too_long
from peer_review.reviews.domain.written import Conflict
from peer_review.reviews.enums import Capacity, DutyKind, Thing
from peer_review.reviews.forms.statement import FreezeStatementForm, GivePartForm, PartForm, ReopenForm
from peer_review.reviews.models import PositionPart, Review
from peer_review.reviews.presenters import statement as presenters
from peer_review.reviews.queries.statement import kept_versions, parts_of, set_aside_in
from peer_review.reviews.views.doors import for_managers, inside
from peer_review.reviews.views.inside import frame


@require_safe
@inside(Thing.STATEMENT)
def whole(request: StaffRequest, review: Review, reader: Reader) -> HttpResponse:
    """All parts with how far each is. It prints as a document."""
    statement = getattr(review, "statement", None)
    is_frozen = bool(statement and statement.frozen_at)
    reads_drafts = reader.may_read_drafts(review)
    context = {
        **frame(review, reader, "statement"),
        "statement": statement,
        "due": review.duties.filter(kind=DutyKind.POSITION_STATEMENT).first(),
        "parts": presenters.parts_of(parts_of(review)) if is_frozen or reads_drafts else [],
        "reads_drafts": reads_drafts,
        "may_write": not is_frozen and reader.may(review, Thing.WRITE_STATEMENT),
        "may_change_parts": reader.is_any(review, Capacity.MANAGER) and may_change_parts(review, statement),
        "may_reopen": is_frozen and reader.is_any(review, Capacity.MANAGER) and review.state in CAN_REOPEN,
    }
    return private(render(request, "peer_reviews/statement.html", context))


@form_page
@inside(Thing.STATEMENT)
def part(request: StaffRequest, review: Review, reader: Reader, pk: int) -> HttpResponse:
    """Write one part. A save over somebody else's shows both texts; what is over its limit is kept, and said to be."""
    row = _part(review, pk)
    if not row.statement.frozen_at:
        reader.demand_drafts(review)
    if row.statement.frozen_at or not reader.may(review, Thing.WRITE_STATEMENT):
        return _frozen(request, review, row)
    form = PartForm(sent(request), part=row)
    if request.method == "POST" and form.is_valid():
        try:
            saved = form.save(by=request.user)
        except Conflict as conflict:
            return _page(request, review, _part(review, pk), conflict.mine, has_conflict=True)
        if not too_long(saved):
            messages.success(request, _("“%(part)s” is saved.") % {"part": saved.title})
            return private(redirect("peer_reviews:statement", review.reference))
        row = _part(review, pk)
        form = PartForm({"text": row.text, "after": row.revision, "sequence": 0}, part=row)
        form.add_error("text", presenters.autosaved(row)["message"])
    return _page(request, review, row, "", form=form)


@require_POST
@inside(Thing.STATEMENT)
def autosave(request: StaffRequest, review: Review, reader: Reader, pk: int) -> HttpResponse:
    """Save what an open page holds. 409, with words, where it can't be saved: the page keeps it."""
    row = _part(review, pk)
    form = PartForm(request.POST, part=row)
    address = reverse("peer_reviews:part", args=[review.reference, row.pk])
    if not form.is_valid():
        return JsonResponse({"saved": False, "message": _("This text is too long to be saved.")}, status=409)
    try:
        saved = form.save(by=request.user)
    except Conflict:
        conflict = {"question": "part", "url": address}
        answer = {**presenters.autosaved(row), "stamps": {}, "conflicts": [conflict], "message": ""}
        return JsonResponse(answer, status=409)
    except Refused as refused:
        return JsonResponse({"saved": False, "message": str(refused)}, status=409)
    return JsonResponse(presenters.autosaved(saved))


@require_safe
@inside(Thing.STATEMENT)
def history(request: StaffRequest, review: Review, reader: Reader, pk: int) -> HttpResponse:
    """Who made what of a part, and the texts that lost a conflict."""
    reader.demand_drafts(review)
    row = _part(review, pk)
    context = {
        **frame(review, reader, "statement"),
        "part": row,
        "steps": presenters.history_of(kept_versions(row)),
        "aside": list(set_aside_in(row)),
    }
    return private(render(request, "peer_reviews/part_history.html", context))


@form_page
@inside(Thing.WRITE_STATEMENT)
def give(request: StaffRequest, review: Review, reader: Reader, pk: int) -> HttpResponse:
    if not reader.is_any(review, Capacity.HOST_LEAD):
        raise NotAllowed(_("Only a lead of a host says who owns a part."))
    return ask(request, GivePartForm(sent(request), part=_part(review, pk)), then=_whole(review), back=_back())


@form_page
@inside(Thing.WRITE_STATEMENT)
def freeze(request: StaffRequest, review: Review, reader: Reader) -> HttpResponse:
    return ask(request, FreezeStatementForm(sent(request), review=review), then=_whole(review), back=_back())


@for_managers
@form_page
@inside(Thing.STATEMENT)
def reopen(request: StaffRequest, review: Review, reader: Reader) -> HttpResponse:
    return ask(request, ReopenForm(sent(request), review=review), then=_whole(review), back=_back())


def _page(
    request: StaffRequest,
    review: Review,
    row: PositionPart,
    mine: str,
    *,
    form: PartForm | None = None,
    has_conflict: bool = False,
) -> HttpResponse:
    """Draw the page of a part; where the reader's own text lost a conflict, with both texts and theirs to edit."""
    if not has_conflict and request.method != "POST" and (aside := set_aside_of(row, request.user)):
        mine, has_conflict = aside.text, True
    if has_conflict:
        form = PartForm({"text": mine, "after": row.revision, "sequence": 0}, part=row)
    context = {
        "review": review,
        "part": row,
        "form": form,
        "both": both_sides(row.text, mine) if has_conflict else None,
        "back": _whole(review),
    }
    # Not 409: a page that is no success is drawn without a referrer, and browsers send no form from it that we could take.
    return private(render(request, "peer_reviews/part.html", context))


def _frozen(request: StaffRequest, review: Review, row: PositionPart) -> HttpResponse:
    """Show a part that can't be written any more, and give back what somebody was about to save."""
    words = request.POST.get("text", "") if request.method == "POST" else ""
    lost = words if words.strip() != row.text else ""
    context = {"review": review, "part": row, "lost": lost, "back": _whole(review)}
    return private(render(request, "peer_reviews/part_frozen.html", context, status=409 if lost else 200))


def _part(review: Review, pk: int) -> PositionPart:
    row: PositionPart = get_object_or_404(parts_of(review), pk=pk)
    return row


def _whole(review: Review) -> str:
    return reverse("peer_reviews:statement", args=[review.reference])


def _back() -> str:
    return _("Back to the position statement")
