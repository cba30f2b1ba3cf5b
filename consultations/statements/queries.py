"""Reads of statements. Constant in what they ask, however many there are."""

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from consultations.reviews.models import ReviewPage
from consultations.statements.enums import CommentState, VersionState
from consultations.statements.models import Comment, ProgressNote, Statement, Version
from consultations.townhalls.models import Participant
from consultations.workstreams.models import WorkstreamPage, WorkstreamPerson
from core.visibility import for_everyone


def shown() -> QuerySet[Statement]:
    """Return the statements that everybody may read: published once, of a review that everybody sees."""
    reviews = for_everyone(ReviewPage.objects.all()).values("pk")
    return Statement.objects.filter(current__isnull=False, review__in=reviews).select_related("current")


def with_news(statements: QuerySet[Statement]) -> QuerySet[Statement]:
    """Have statements say how many versions (`versions_told`) and comments (`comments_told`) of theirs were ever published.

    A comment that was taken back afterwards still counts: what was told once stays told.
    """
    versions = Version.objects.filter(statement=OuterRef("pk"), state=VersionState.PUBLISHED).order_by()
    comments = Comment.objects.filter(version__statement=OuterRef("pk"), published_at__isnull=False).order_by()
    return statements.annotate(
        versions_told=Coalesce(Subquery(versions.values("statement").annotate(told=Count("pk")).values("told")), 0),
        comments_told=Coalesce(
            Subquery(comments.values("version__statement").annotate(told=Count("pk")).values("told")), 0
        ),
    )


def listed(statements: QuerySet[Statement]) -> QuerySet[Statement]:
    """Have some statements come with what a list says of them; they stay three queries however many they are."""
    return statements.prefetch_related("progress", Prefetch("workstreams", _workstreams()))


def _workstreams() -> QuerySet[WorkstreamPage]:
    workstreams: QuerySet[WorkstreamPage] = for_everyone(WorkstreamPage.objects.all()).order_by("path")
    return workstreams


def workstreams_of(statement: Statement) -> list[WorkstreamPage]:
    """Return the workstreams that a statement belongs to and everybody sees."""
    return list(_workstreams().filter(pk__in=statement.workstreams.values("pk")))


def published(statement: Statement) -> QuerySet[Version]:
    """Return the versions that everybody may read, the last first."""
    return statement.versions.filter(state=VersionState.PUBLISHED).order_by("-number")


def draft_of(statement: Statement) -> Version | None:
    return statement.versions.filter(state=VersionState.DRAFT).select_related("drafted_by").first()


def progress_of(statement: Statement) -> QuerySet[ProgressNote]:
    return statement.progress.order_by("-day", "-pk")


def comments_on(statement: Statement) -> QuerySet[Comment]:
    """Return the comments on every version that everybody may read, the newest first."""
    rows = Comment.objects.filter(version__statement=statement, state=CommentState.PUBLISHED)
    return rows.select_related("version").order_by("-published_at", "-pk")


def own_comments(statement: Statement, by: Participant | None) -> QuerySet[Comment]:
    """Return what somebody said about a statement, whatever became of it, the newest first."""
    if by is None:
        return Comment.objects.none()
    rows = Comment.objects.filter(version__statement=statement, by=by)
    return rows.select_related("version").order_by("-sent_at", "-pk")


def to_moderate(state: CommentState) -> QuerySet[Comment]:
    """Return the comments at one state: what waits is read the oldest first, and what was decided the last first."""
    rows = Comment.objects.filter(state=state).select_related("version__statement", "decided_by")
    return rows.order_by("sent_at", "pk") if state == CommentState.WAITING else rows.order_by("-decided_at", "-pk")


def drafted_by(user: object, *, everything: bool) -> QuerySet[Statement]:
    """Return the statements that somebody may write: all, or those of the workstreams that they lead."""
    rows = Statement.objects.select_related("current").prefetch_related("progress", "versions")
    if everything:
        return rows
    led = WorkstreamPerson.objects.filter(user=user, part=WorkstreamPerson.Part.CO_CHAIR).values("workstream")
    return rows.filter(workstreams__in=led).distinct()


def versions_of(statements: QuerySet[Statement]) -> QuerySet[Version]:
    """Return every version of some statements that everybody may read."""
    return Version.objects.filter(statement__in=statements.values("pk"), state=VersionState.PUBLISHED)
