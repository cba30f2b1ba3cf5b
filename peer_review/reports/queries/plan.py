"""The action plan of a report, and what became of it."""

from django.db.models import Prefetch, Q, QuerySet

from peer_review.findings.enums import FindingKind
from peer_review.findings.models import Finding
from peer_review.reports.enums import EditionKind, PassageKind
from peer_review.reports.models import Action, Passage
from peer_review.reviews.models import Review


def recommendations(review: Review) -> QuerySet[Passage]:
    """Return the recommendations as the final edition has them, each with its actions and its progress: three queries."""
    actions = Action.objects.select_related("owner_host__organisation")
    findings = Finding.objects.select_related("progress").prefetch_related(Prefetch("actions", actions))
    return _recommended(review).prefetch_related(Prefetch("finding", findings))


def _recommended(review: Review) -> QuerySet[Passage]:
    return Passage.objects.filter(
        edition__report__review=review,
        edition__kind=EditionKind.FINAL,
        kind=PassageKind.FINDING,
        finding__kind=FindingKind.RECOMMENDATION,
    ).order_by("position")


def recommendation(review: Review, pk: int) -> Passage | None:
    """Return the recommendation of the final edition that is of this finding."""
    return recommendations(review).filter(finding=pk).first()


def without_action(review: Review) -> list[str]:
    """Return what the recommendations are called for which nothing is undertaken, nor said why not: one query."""
    return list(_recommended(review).filter(finding__actions=None).values_list("code", flat=True))


def without_progress(review: Review) -> list[str]:
    """Return what the recommendations are called of which the hosts or the team did not yet say what became of them: one query."""
    untold = Q(finding__progress=None) | Q(finding__progress__hosts_say="") | Q(finding__progress__team_says="")
    return list(_recommended(review).filter(untold).values_list("code", flat=True))
