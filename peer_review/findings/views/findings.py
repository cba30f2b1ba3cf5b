"""The findings of a review, for the team that makes them: the list, triangulation, one, and what is said of it."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.gates import StaffRequest
from core.acts import done
from core.asking import ask, form_page, sent
from core.private_pages import private
from peer_review.assessments.queries.judgements import judgement_shown
from peer_review.findings.domain import reading
from peer_review.findings.domain.seated import begins_findings, demand_writing
from peer_review.findings.forms import FORMS, NewForm
from peer_review.findings.models import Finding
from peer_review.findings.presenters.findings import by_kind, history, page_of, rows_of
from peer_review.findings.presenters.triangulation import picture_of
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import Thing
from peer_review.reviews.models import Review
from peer_review.reviews.views.doors import inside
from peer_review.room.queries import lines_of

ACTS: dict[str, tuple[Callable[..., Any], str | Promise]] = {
    "hand_in": (reading.hand_in, gettext_lazy("A second peer is asked to read it.")),
    "second": (reading.second, gettext_lazy("You agree. It is with the manager now.")),
    "sign": (reading.sign, gettext_lazy("The finding is signed off.")),
    "take_up": (reading.take_up, gettext_lazy("The finding is a draft again.")),
}


@inside(Thing.FINDINGS)
@require_safe
def findings(request: StaffRequest, review: Review, reader: Reader) -> HttpResponse:
    context = {
        "review": review,
        "groups": by_kind(rows_of(reader, review)),
        "may_write": begins_findings(reader, review),
    }
    return private(render(request, "peer_findings/list.html", context))


@inside(Thing.FINDINGS)
@require_safe
def triangulation(request: StaffRequest, review: Review, reader: Reader) -> HttpResponse:
    """What each finding rests on, as a picture with its table, and what that warns of."""
    context = {"review": review, "picture": picture_of(rows_of(reader, review))}
    return private(render(request, "peer_findings/triangulation.html", context))


@inside(Thing.WRITE_FINDINGS)
@form_page
def new(request: StaffRequest, review: Review, reader: Reader) -> HttpResponse:
    """Begin a finding. Its parameter: line, whose judgement proposes the words to whoever may read it."""
    demand_writing(reader, review, begins=True)
    asked = request.GET.get("line", "")
    line = next((one for one in lines_of(review) if str(one.pk) == asked), None)
    judgement = judgement_shown(reader, review, line) if line else None
    form = NewForm(sent(request), review=review, line=line, text=judgement.text if judgement else "")
    there = reverse("peer_findings:list", args=[review.reference])
    return ask(request, form, then=there, back=_("Back to the findings"))


@inside(Thing.FINDINGS)
@require_safe
def one(request: StaffRequest, review: Review, reader: Reader, finding: int) -> HttpResponse:
    page = page_of(reader, review, finding_or_404(review, finding))
    return private(render(request, "peer_findings/one.html", {"review": review, "page": page}))


@inside(Thing.FINDINGS)
@require_safe
def past(request: StaffRequest, review: Review, reader: Reader, finding: int) -> HttpResponse:
    row = finding_or_404(review, finding)
    return private(render(request, "peer_findings/past.html", {"review": review, "one": row, "past": history(row)}))


@inside(Thing.WRITE_FINDINGS)
@require_POST
def act(request: StaffRequest, review: Review, reader: Reader, finding: int) -> HttpResponse:
    """One button. Its parameters: do, and the revision that was read."""
    row = finding_or_404(review, finding)
    what, read = request.POST.get("do", ""), request.POST.get("read", "")
    if what not in ACTS:
        raise Http404
    verb, said = ACTS[what]
    more = {"read": int(read[:9]) if read.isdecimal() else -1} if what in {"second", "sign"} else {}
    done(request, lambda: verb(finding=row, by=request.user, **more), said)
    return private(redirect("peer_findings:one", review.reference, row.pk))


@inside(Thing.WRITE_FINDINGS)
@form_page
def say(request: StaffRequest, review: Review, reader: Reader, finding: int, what: str) -> HttpResponse:
    """Write it, answer its warnings, send it back, or withdraw it."""
    row = finding_or_404(review, finding)
    demand_writing(reader, review)
    there = reverse("peer_findings:one", args=[review.reference, row.pk])
    return ask(request, FORMS[what](sent(request), finding=row), then=there, back=_("Back to the finding"))


def finding_or_404(review: Review, pk: int) -> Finding:
    rows = Finding.objects.select_related("line__theme", "written_by__peer", "second__peer", "signed_by", "saved_by")
    row = get_object_or_404(rows, pk=pk, review=review)
    row.review = review
    return row
