"""What manager and team write round the findings."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core import audit
from core.stamps import demand_fresh, stamp_of
from peer_review.findings.domain.seated import demand_writer
from peer_review.notes.domain.naming import demand_no_names
from peer_review.reports.models import Report
from peer_review.reviews.models import Review


def write(*, review: Review, summary: str, about: str, thanks: str, read: str, by: User) -> Report:
    """Save the texts of a report, written from those with the stamp `read`. Saying the same changes nothing. Logged.

    Raises NotAllowed for whoever may not write, or not now; Refused for words that name somebody who was heard; Stale when
    somebody else saved meanwhile.
    """
    with transaction.atomic():
        demand_writer(by, review)
        demand_no_names(review, summary, about, thanks)
        report = report_of(review)
        stands = stamp_of_texts(report)
        wanted = stamp_of(summary, about, thanks)
        demand_fresh(read, stands=stands, wanted=wanted)
        if stands == wanted:
            return report
        report.summary, report.about, report.thanks = summary, about, thanks
        report.revision, report.saved_by, report.saved_at = report.revision + 1, by, timezone.now()
        report.save()
        audit.record("report.write", actor=by, subject=report, revision=report.revision)
        return report


def stamp_of_texts(report: Report) -> str:
    return stamp_of(report.summary, report.about, report.thanks)


def report_of(review: Review) -> Report:
    """Return the report of a review, begun where there is none. Only under the lock of the review."""
    return Report.objects.get_or_create(review=review)[0]
