"""What `PR-3 R2` leads to, and what a published report refers to itself."""

from collections.abc import Collection, Mapping

from django.db.models import Model
from django.utils.translation import gettext as _

from core.changes import subscribe
from core.citations import Citing, Target, family, sources, write_down_row
from peer_review.reports.models import Report
from peer_review.reports.queries.editions import final_of, parts_of
from peer_review.reports.queries.published import findings_published, published
from peer_review.reviews.models import Review

FINDING = r"PR-[1-9][0-9]{0,5} [SAR][1-9][0-9]{0,3}"


def register() -> None:
    """Have findings known in every text, and reports named where they refer to something; run once when Django starts."""
    family("peer_finding", FINDING, findings_called)
    sources(Report, reports_described, texts_of_report)
    subscribe(_when_its_review_moved)


def findings_called(references: Collection[str]) -> Mapping[str, Target]:
    """Return where the findings stand that everybody may read, by what they are called: PR-3 R2."""
    halves = [one.split(" ") for one in references]
    rows = findings_published().filter(
        edition__report__review__reference__in={half[0] for half in halves}, code__in={half[1] for half in halves}
    )
    return {row.called: Target(row.get_absolute_url(), row.title) for row in rows if row.called in references}


def reports_described(keys: Collection[int]) -> Mapping[int, Citing]:
    rows = published().filter(pk__in=keys)
    return {
        row.pk: Citing(
            _("%(reference)s: peer review of %(system)s")
            % {"reference": row.review.reference, "system": row.review.system.name},
            row.get_absolute_url(),
        )
        for row in rows
    }


def texts_of_report(row: Report) -> tuple[str, ...]:
    """Return what everybody may read of a report: nothing of one that is not published, or was taken back."""
    if not published().filter(pk=row.pk).exists():
        return ()
    edition = final_of(row.review)
    return tuple(text for part in parts_of(edition) for text in (part.title, part.text) if text) if edition else ()


def _when_its_review_moved(row: Model) -> None:
    """Write down what a report refers to when its review moves, for then it may have become public."""
    if isinstance(row, Review):
        for report in Report.objects.filter(review=row):
            write_down_row(report)
