"""The report for those inside the review: what there is to do, the text round the findings, and each step."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.gates import StaffRequest
from core.asking import ask, form_page, sent
from core.errors import NotAllowed
from core.private_pages import private
from peer_review.findings.domain.seated import demand_writing
from peer_review.reports.forms.writing import FinishForm, ReportForm, SendForm, TakeBackForm, WriteForm
from peer_review.reports.models import Report
from peer_review.reports.presenters.reading import files_of
from peer_review.reports.presenters.tasks import tasks_of
from peer_review.reports.queries.editions import document_of, draft_of, editions_of, final_of, report_of
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import Capacity, Thing
from peer_review.reviews.models import Review
from peer_review.reviews.views.doors import inside

BACK = _("Back to the report’s desk")


@require_safe
@inside()
def desk(request: StaffRequest, review: Review, reader: Reader) -> HttpResponse:
    shown = [
        (edition, files_of(review, edition))
        for edition in editions_of(review)
        if reader.may(review, Thing.REPORT if edition.is_final else Thing.DRAFT)
    ]
    context = {"review": review, "tasks": tasks_of(review, reader), "editions": shown}
    return private(render(request, "peer_reports/desk.html", context))


@form_page
@inside(Thing.WRITE_FINDINGS)
def write(request: StaffRequest, review: Review, reader: Reader) -> HttpResponse:
    demand_writing(reader, review)
    report = report_of(review) or Report(review=review)
    return _ask(request, WriteForm(sent(request), review=review, report=report))


@form_page
@inside(Thing.DRAFT)
def send(request: StaffRequest, review: Review, reader: Reader) -> HttpResponse:
    _demand_manager(reader, review)
    return _ask(request, SendForm(sent(request), review=review))


@form_page
@inside(Thing.DRAFT)
def finish(request: StaffRequest, review: Review, reader: Reader) -> HttpResponse:
    _demand_manager(reader, review)
    return _ask(request, FinishForm(sent(request), review=review))


@form_page
@inside(Thing.REPORT)
def take_back(request: StaffRequest, review: Review, reader: Reader) -> HttpResponse:
    _demand_manager(reader, review)
    return _ask(request, TakeBackForm(sent(request), review=review))


@require_safe
@inside(Thing.FEEDBACK)
def feedback(request: StaffRequest, review: Review, reader: Reader) -> HttpResponse:
    """The feedback presentation: of what is signed by now, and of the edition once there is one."""
    edition = final_of(review) or draft_of(review)
    context = {
        "review": review,
        "document": document_of(review, edition),
        "edition": edition,
        "files": files_of(review, edition) if edition else None,
    }
    return private(render(request, "peer_reports/feedback.html", context))


def _ask(request: StaffRequest, form: ReportForm) -> HttpResponse:
    there = reverse("peer_reports:desk", args=[form.review.reference])
    return ask(request, form, then=there, back=BACK)


def _demand_manager(reader: Reader, review: Review) -> None:
    if not reader.is_any(review, Capacity.MANAGER):
        raise NotAllowed(str(_("Only a peer review manager does this.")))
