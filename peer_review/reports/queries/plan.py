"""The action plan of a report, and what became of it."""

from django.db.models import Prefetch, QuerySet

from peer_review.findings.enums import FindingKind
from peer_review.findings.models import Finding
from peer_review.reports.enums import EditionKind, PassageKind
from peer_review.reports.models import Action, Passage
from peer_review.reviews.models import Review


def recommendations(review: Review) -> QuerySet[Passage]:
    """Return the recommendations as the final edition has them, each with its actions and its progress: three queries."""
    rows = Passage.objects.filter(
        edition__report__review=review,
        edition__kind=EditionKind.FINAL,
        kind=PassageKind.FINDING,
        finding__kind=FindingKind.RECOMMENDATION,
    )
    actions = Action.objects.select_related("owner_host__organisation")
    findings = Finding.objects.select_related("progress").prefetch_related(Prefetch("actions", actions))
    return rows.order_by("position").prefetch_related(Prefetch("finding", findings))


def recommendation(review: Review, pk: int) -> Passage | None:
    """Return the recommendation of the final edition that is of this finding."""
    return recommendations(review).filter(finding=pk).first()


def without_action(review: Review) -> list[str]:
    """Return what the recommendations are called for which nothing is undertaken, nor said why not."""
    return [one.code for one in recommendations(review) if one.finding and not one.finding.actions.all()]


def without_progress(review: Review) -> list[str]:
    """Return what the recommendations are called of which the hosts or the team did not yet say what became of them."""
    return [one.code for one in recommendations(review) if not _is_told(one)]


def _is_told(one: Passage) -> bool:
    progress = getattr(one.finding, "progress", None)
    return bool(progress and progress.hosts_say and progress.team_says)
