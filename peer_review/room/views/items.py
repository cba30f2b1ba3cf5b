"""The items of an evidence room: the list, each with what it holds, and what is done to it."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.gates import StaffRequest
from core.asking import ask, form_page, sent
from core.errors import Refused
from core.lists import filters, first_page, page_asked
from core.private_pages import private
from evidence.submissions.files.serving import file_response
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import Thing
from peer_review.reviews.models import Host, Review
from peer_review.reviews.views.doors import inside
from peer_review.room.domain.begin import demand_team
from peer_review.room.domain.opening import open_file
from peer_review.room.forms.items import FORMS, AskForm, PutInForm
from peer_review.room.forms.tags import LinesForm, PointerForm
from peer_review.room.models import Item
from peer_review.room.presenters.acts import acts_of
from peer_review.room.presenters.items import shown_items
from peer_review.room.presenters.lists import chosen_in, facets_of, narrowed
from peer_review.room.queries import items_of, lines_of, read_whole
from peer_review.room.views.front import of_room

PER_PAGE = 50
# What somebody wrote stays in its form, which says why it comes too late: the verb refuses it.
WRITTEN = frozenset({"give", "change", "withdraw"})


@require_safe
@inside(Thing.EVIDENCE)
def items(request: StaffRequest, review: Review, reader: Reader) -> HttpResponse:
    """All items that fit. Its parameters: state, type, line, host and page."""
    lines = list(lines_of(review))
    hosts = list(Host.objects.filter(review=review).select_related("organisation"))
    chosen = chosen_in(request.GET, lines, hosts)
    rows = narrowed(items_of(review), chosen)
    page = page_asked(request, read_whole(rows.order_by("-number")), PER_PAGE)
    if page is None:
        return redirect(first_page(request))
    context = {
        **of_room(review, reader),
        "page": page,
        "items": shown_items(page),
        **filters(facets_of(items_of(review), chosen, lines, hosts, request.GET)),
    }
    return private(render(request, "peer_room/items.html", context))


@require_safe
@inside(Thing.EVIDENCE)
def item(request: StaffRequest, review: Review, reader: Reader, number: int) -> HttpResponse:
    row = _item(review, number)
    (shown,) = shown_items([row])
    context = {**of_room(review, reader), "item": shown, "acts": acts_of(row, reader)}
    return private(render(request, "peer_room/item.html", context))


@form_page
@inside(Thing.GIVE_EVIDENCE)
def put_in(request: StaffRequest, review: Review, reader: Reader) -> HttpResponse:
    form = PutInForm(sent(request), request.FILES or None, review=review, reader=reader)
    return ask(request, form, then=_front(review), back=_("Back to the evidence room"))


@form_page
@inside(Thing.GIVE_EVIDENCE)
def ask_for(request: StaffRequest, review: Review, reader: Reader) -> HttpResponse:
    if request.method != "POST":  # who may not is told before they type
        demand_team(reader, review)
    form = AskForm(sent(request), review=review, reader=reader)
    return ask(request, form, then=_front(review), back=_("Back to the evidence room"))


@form_page
@inside(Thing.GIVE_EVIDENCE)
def act(request: StaffRequest, review: Review, reader: Reader, number: int, what: str) -> HttpResponse:
    """One thing that is done to an item by a form: give, change, copy or withdraw it."""
    row = _item(review, number)
    if what not in acts_of(row, reader) and (request.method != "POST" or what not in WRITTEN):
        # Somebody did it meanwhile, or it is not theirs: the page of the item says where it stands.
        return redirect(_page(row))
    return ask(
        request,
        FORMS[what](sent(request), request.FILES or None, item=row),
        then=_page(row),
        back=_("Back to the item"),
    )


@form_page
@inside(Thing.GIVE_EVIDENCE)
def tag(request: StaffRequest, review: Review, reader: Reader, number: int) -> HttpResponse:
    row = _item(review, number)
    return ask(request, LinesForm(sent(request), item=row), then=_page(row), back=_("Back to the item"))


@form_page
@inside(Thing.GIVE_EVIDENCE)
def point(request: StaffRequest, review: Review, reader: Reader, number: int, line: int) -> HttpResponse:
    row = _item(review, number)
    one = get_object_or_404(row.tags.select_related("item__review", "line__theme"), line=line)
    return ask(request, PointerForm(sent(request), tag=one), then=_page(row), back=_("Back to the item"))


@require_safe
@inside(Thing.EVIDENCE)
def file(request: StaffRequest, review: Review, reader: Reader, number: int) -> HttpResponseBase:
    """The file of an item, as a download."""
    try:
        row = get_object_or_404(items_of(review).prefetch_related("files"), number=number)
        return file_response(open_file(item=row, reader=reader))
    except (Refused, FileNotFoundError) as refused:
        raise Http404 from refused


def _item(review: Review, number: int) -> Item:
    row = get_object_or_404(read_whole(items_of(review)), number=number)
    row.review = review
    return row


def _front(review: Review) -> str:
    return reverse("peer_room:front", args=[review.reference])


def _page(row: Item) -> str:
    return reverse("peer_room:item", args=[row.review.reference, row.number])
