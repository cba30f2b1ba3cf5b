"""The draft, read sentence by sentence; what hosts say of its facts; and what was decided."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.gates import StaffRequest
from core.asking import ask, form_page, sent
from core.errors import NotAllowed
from core.private_pages import private
from peer_review.reports.forms.checking import AcceptForm, CheckedForm, CommentForm, DecideForm, RefuseForm
from peer_review.reports.lifecycle import COMMENT
from peer_review.reports.models import Sentence
from peer_review.reports.presenters.reading import groups_of
from peer_review.reports.queries.checking import (
    comments_of,
    counts_by_sentence,
    duties_of,
    hosts_as_they_checked,
    led_in,
)
from peer_review.reports.queries.editions import document_of, draft_of
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import Capacity, DutyKind, ReviewState, Thing
from peer_review.reviews.models import Review
from peer_review.reviews.views.doors import inside


@require_safe
@inside(Thing.DRAFT)
def draft(request: StaffRequest, review: Review, reader: Reader) -> HttpResponse:
    """The draft that the hosts read; until they do, the one that stands now. Hosts say at a sentence that it is wrong."""
    edition = draft_of(review)
    document = document_of(review, edition)
    context = {
        "review": review,
        "groups": groups_of(document, counts_by_sentence(edition) if edition else {}),
        "edition": edition,
        "may_comment": reader.may(review, Thing.CHECK_FACTS) and edition is not None,
        "due": duties_of(review).get(DutyKind.FACT_CHECK),
        "is_checked": review.state == ReviewState.FACT_CHECK,
        "hosts": hosts_as_they_checked(review) if edition else [],
        "may_say_checked": reader.is_any(review, Capacity.HOST_LEAD)
        and any(not hasattr(host, "facts_checked") for host in led_in(review, reader.user)),
    }
    return private(render(request, "peer_reports/draft.html", context))


@form_page
@inside(Thing.CHECK_FACTS)
def comment(request: StaffRequest, review: Review, reader: Reader, pk: int) -> HttpResponse:
    """Say that a sentence has a factual error; of a judgement, read why that is not the hosts' to edit."""
    edition = draft_of(review)
    if edition is None:
        raise Http404
    sentence = get_object_or_404(Sentence.objects.select_related("passage"), pk=pk, passage__edition=edition)
    form = CommentForm(sent(request), review=review, sentence=sentence)
    there = f"{reverse('peer_reports:draft', args=[review.reference])}#s{sentence.pk}"
    return ask(request, form, then=there, back=_("Back to the draft"))


@form_page
@inside(Thing.CHECK_FACTS)
def checked(request: StaffRequest, review: Review, reader: Reader) -> HttpResponse:
    """Say for a host that it has checked the draft, and has no more comments."""
    form = CheckedForm(sent(request), review=review, led=led_in(review, reader.user))
    there = reverse("peer_reports:draft", args=[review.reference])
    return ask(request, form, then=there, back=_("Back to the draft"))


@require_safe
@inside(Thing.DRAFT)
def log(request: StaffRequest, review: Review, reader: Reader) -> HttpResponse:
    """Every comment, what was decided and why: for hosts and team, for good."""
    rows = [(row, COMMENT.state_of(row)) for row in comments_of(review)]
    context = {
        "review": review,
        "rows": rows,
        "may_decide": _decides(review, reader),
        "hosts": hosts_as_they_checked(review) if draft_of(review) else [],
    }
    return private(render(request, "peer_reports/log.html", context))


@form_page
@inside(Thing.DRAFT)
def accept(request: StaffRequest, review: Review, reader: Reader, pk: int) -> HttpResponse:
    return _decide(request, review, reader, pk, AcceptForm)


@form_page
@inside(Thing.DRAFT)
def refuse(request: StaffRequest, review: Review, reader: Reader, pk: int) -> HttpResponse:
    return _decide(request, review, reader, pk, RefuseForm)


def _decide(request: StaffRequest, review: Review, reader: Reader, pk: int, kind: type[DecideForm]) -> HttpResponse:
    row = get_object_or_404(comments_of(review), pk=pk)
    if not _decides(review, reader):
        raise NotAllowed(str(_("A peer review manager decides comments, while the facts are checked.")))
    there = reverse("peer_reports:log", args=[review.reference])
    return ask(request, kind(sent(request), comment=row), then=there, back=_("Back to the comments"))


def _decides(review: Review, reader: Reader) -> bool:
    return review.state == ReviewState.FACT_CHECK and reader.is_any(review, Capacity.MANAGER)
