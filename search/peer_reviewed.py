"""What peer reviews published, as a result of search."""

from typing import Any

from django.utils.translation import gettext as _

from peer_review.findings.enums import FindingKind
from peer_review.reports.models import Passage, Report


def of_peer_review(row: Report | Passage) -> dict[str, Any]:
    """Return what a result shows of a report or of one of its findings."""
    report = row if isinstance(row, Report) else row.edition.report
    review = report.review
    shown: dict[str, Any] = {"url": row.get_absolute_url(), "day": review.published_at}
    if isinstance(row, Report):
        title = _("Peer review of %(system)s") % {"system": review.system.name}
        return {**shown, "title": title, "reference": review.reference, "facts": tuple(_told(row))}
    assert row.finding is not None  # noqa: S101 - the database holds that
    facts = (str(FindingKind(row.finding.kind).label), review.system.name, row.finding.line.theme.title)
    return {**shown, "title": row.title, "reference": row.called, "facts": facts}


def _told(report: Report) -> list[str]:
    """Return what tells one mail about a report from the last."""
    facts = [report.review.programme.name]
    if report.review.plan_published_at:
        facts.append(_("with the action plan"))
    if report.review.progress_published_at:
        facts.append(_("with what became of it"))
    return facts
