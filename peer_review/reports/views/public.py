"""A report, its files, its action plan and what became of it: for everybody, once each is published, and before for those inside."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from core.citations import cited_in, links_in
from core.downloads import DOCX, as_download
from core.panels import panels_for
from core.private_pages import private
from peer_review.reports.enums import FileKind
from peer_review.reports.formats.front import facts_of
from peer_review.reports.models import Edition, Report
from peer_review.reports.presenters import plan as plans
from peer_review.reports.presenters import reading
from peer_review.reports.queries.checking import duties_of
from peer_review.reports.queries.editions import document_of, editions_of, final_of
from peer_review.reports.queries.plan import recommendations
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import DutyKind, Thing
from peer_review.reviews.models import Duty, Review
from peer_review.reviews.views.doors import of_review
from peer_review.teams.queries.members import speaks_for_team

TYPES = {FileKind.PDF: "application/pdf", FileKind.SLIDES: "application/pdf", FileKind.DOCX: DOCX}
View = Callable[..., HttpResponseBase]

# Kept copies must be asked for again each time, so that what is taken back is gone at once.
ask_again = cache_control(no_cache=True)


def of_final_edition(view: View) -> View:
    """Give a view the final edition besides. Where the report was taken back, answer 410 with the reason instead.

    What it undertook and what became of it quote the report, and go with it.
    """

    @wraps(view)
    def guarded(request: HttpRequest, review: Review, reader: Reader) -> HttpResponseBase:
        edition = final_of(review)
        if edition is None:
            raise Http404
        if edition.report.withdrawn_at:
            return gone(request, review, edition.report)
        return view(request, review, reader, edition)

    return guarded


def gone(request: HttpRequest, review: Review, report: Report) -> HttpResponse:
    context = {"review": review, "report": report, "breadcrumbs": _crumbs(review)}
    return render(request, "peer_reports/gone.html", context, status=410)


@require_safe
@ask_again
@of_review(Thing.REPORT)
@of_final_edition
def report(request: HttpRequest, review: Review, reader: Reader, edition: Edition) -> HttpResponse:
    """The final edition. Those inside read it before it is published; then it says so."""
    document = document_of(review, edition)
    duties = duties_of(review)
    codes = [f"{review.reference} {found.head.code}" for section in document.sections for found in section.findings]
    context = {
        "review": review,
        "document": document,
        "facts": facts_of(document),
        "contents": reading.contents_of(document),
        "files": reading.files_of(review, edition),
        "references": links_in(document.texts),
        "cited_in": [place for places in cited_in(codes).values() for place in places],
        "may_read_plan": reader.may(review, Thing.ACTION_PLAN),
        "may_read_progress": reader.may(review, Thing.PROGRESS),
        "plan_due": duties.get(DutyKind.ACTION_PLAN),
        "panels": panels_for("peer_report", request, review),
        "breadcrumbs": _crumbs(review),
        **_told(review, reader, Thing.REPORT, duties.get(DutyKind.REPORT)),
    }
    response = render(request, "peer_reports/report.html", context)
    return response if context["is_public"] else private(response)


@require_safe
@ask_again
@of_review()
def file(request: HttpRequest, review: Review, reader: Reader, number: int, kind: str) -> HttpResponseBase:
    """A file of an edition, to keep: for whoever may read the edition; gone with a report that was taken back."""
    edition = editions_of(review).filter(number=number).first()
    row = edition.files.filter(kind=kind).first() if edition else None
    if edition is None or row is None or not reader.may(review, Thing.REPORT if edition.is_final else Thing.DRAFT):
        raise Http404
    if edition.is_final and edition.report.withdrawn_at:
        return gone(request, review, edition.report)
    which = FileKind(row.kind)
    response = FileResponse(row.file.open("rb"), content_type=TYPES[which])
    as_download(response, reading.file_name(review, edition, which))
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    if not (edition.is_final and reading.is_public(reader, review, Thing.REPORT)):
        response["Cache-Control"] = "no-store, private"
        response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@ask_again
@of_review(Thing.ACTION_PLAN)
@of_final_edition
def action_plan(request: HttpRequest, review: Review, reader: Reader, edition: Edition) -> HttpResponse:
    """What the hosts undertake. They write it here until it is published, and say where it stands afterwards."""
    rows = plans.answered(recommendations(review))
    due = duties_of(review).get(DutyKind.ACTION_PLAN)
    hosts = reader.speaks_for_host(review)
    context = {
        "review": review,
        "rows": rows,
        "picture": plans.picture_of([line.one.standing for row in rows for line in row.actions]),
        "references": links_in([line.one.evidence for row in rows for line in row.actions]),
        "may_write": reader.may(review, Thing.WRITE_ACTION_PLAN),
        "may_tell": hosts and reader.may(review, Thing.WRITE_PROGRESS),
        "may_read_progress": reader.may(review, Thing.PROGRESS),
        "due": due,
        **_told(review, reader, Thing.ACTION_PLAN, due),
    }
    return _below_the_report(request, "peer_reports/plan.html", context, reader)


@require_safe
@ask_again
@of_review(Thing.PROGRESS)
@of_final_edition
def progress(request: HttpRequest, review: Review, reader: Reader, edition: Edition) -> HttpResponse:
    """What became of each recommendation. Hosts and team write it here until the review is closed."""
    rows = plans.answered(recommendations(review))
    due = duties_of(review).get(DutyKind.PROGRESS_REPORT)
    may_write = reader.may(review, Thing.WRITE_PROGRESS)
    said = [text for row in rows if row.progress for text in (row.progress.hosts_say, row.progress.team_says)]
    context = {
        "review": review,
        "rows": rows,
        "picture": plans.picture_of([row.progress.standing for row in rows if row.progress and row.progress.standing]),
        "references": links_in(said),
        "hosts_write": may_write and reader.speaks_for_host(review),
        "team_writes": may_write and speaks_for_team(reader, review),
        **_told(review, reader, Thing.PROGRESS, due),
    }
    return _below_the_report(request, "peer_reports/progress.html", context, reader)


def _told(review: Review, reader: Reader, thing: Thing, due: Duty | None) -> dict[str, Any]:
    """Return whether everybody may read `thing`, and how late it came with what the hosts say to that."""
    late, because = reading.lateness(due)
    return {"is_public": reading.is_public(reader, review, thing), "late": late, "because": because}


def _below_the_report(request: HttpRequest, template: str, context: dict[str, Any], reader: Reader) -> HttpResponse:
    """Draw a page below the report. Those inside may write on it, so theirs is kept nowhere."""
    review = context["review"]
    crumbs = [*_crumbs(review), (_("Report"), reverse("peer_reports:report", args=[review.reference]))]
    response = render(request, template, {**context, "breadcrumbs": crumbs})
    return response if context["is_public"] and not reader.is_inside(review) else private(response)


def _crumbs(review: Review) -> list[tuple[str, str]]:
    return [
        (_("Home"), "/"),
        (_("Peer reviews"), reverse("peer_reviews:list")),
        (f"{review.reference} {review.system}", review.get_absolute_url()),
    ]
