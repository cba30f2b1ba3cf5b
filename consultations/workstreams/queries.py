"""Reads about what a review says. A statement is public with its first published version, if its review is."""

from django.db.models import Prefetch, QuerySet

from consultations.reviews.models import ReviewPage
from consultations.workstreams.models import Progress, Statement, StatementVersion, WorkstreamPage
from core.visibility import for_everyone


def shown() -> QuerySet[Statement]:
    """Return the statements that everybody may read, each with its wording and its standing."""
    reviews = for_everyone(ReviewPage.objects.all()).values("pk")
    return Statement.objects.published().filter(review__in=reviews).with_wording()


def in_full(statements: QuerySet[Statement]) -> QuerySet[Statement]:
    """Have each come with its published versions, its progress and its workstreams: three more queries for any number."""
    return statements.select_related("review").prefetch_related(
        Prefetch("versions", StatementVersion.objects.published(), "wordings"),
        Prefetch("progress", Progress.objects.all(), "steps"),
        Prefetch("workstreams", for_everyone(WorkstreamPage.objects.all()), "of_workstreams"),
    )
