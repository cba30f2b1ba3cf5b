"""What REC-7 and PRI-2 lead to, and where statements and comments refer to something themselves."""

from collections.abc import Collection

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from consultations.statements.enums import FAMILIES, CommentState, StatementKind
from consultations.statements.models import Comment, Statement
from consultations.statements.queries import shown
from core.citations import Citing, Target, family, sources


def register() -> None:
    """Have both known in every text; run once when Django starts."""
    for kind, letters in FAMILIES.items():
        family(kind.value, rf"{letters}-[1-9][0-9]{{0,3}}", statements_called)
    sources(Statement, statements_described, texts_of_statement)
    sources(Comment, comments_described, texts_of_comment)


def statements_called(references: Collection[str]) -> dict[str, Target]:
    """Return where statements stand, with their titles: those that everybody may read."""
    return {one.reference: Target(one.get_absolute_url(), title_of(one)) for one in statements_with(references)}


def statements_with(references: Collection[str]) -> QuerySet[Statement]:
    """Return the statements that everybody may read and that are called so. A reference is one of the two families."""
    kinds = {letters: kind for kind, letters in FAMILIES.items()}
    wanted = Q(pk__in=[])
    for letters, _dash, number in (one.partition("-") for one in references):
        wanted |= Q(kind=kinds[letters], number=int(number))
    return shown().filter(wanted)


def statements_described(keys: Collection[int]) -> dict[int, Citing]:
    """Return how statements are named that refer to something: those that everybody may read."""
    rows = shown().filter(pk__in=keys)
    return {
        one.pk: Citing(f"{one.reference}: {one.current.title}", one.get_absolute_url()) for one in rows if one.current
    }


def comments_described(keys: Collection[int]) -> dict[int, Citing]:
    """Return how comments are named that refer to something: those that everybody may read."""
    rows = Comment.objects.filter(
        pk__in=keys, state=CommentState.PUBLISHED, version__statement__in=shown().values("pk")
    ).select_related("version__statement")
    return {row.pk: Citing(_comment_on(row.version.statement), address_of(row)) for row in rows}


def texts_of_statement(statement: Statement) -> tuple[str, ...]:
    """Return what the current version and the notes of progress say."""
    current = statement.current
    words = (current.title, current.text, current.changed, current.why) if current else ()
    return *words, *statement.progress.values_list("text", flat=True)


def texts_of_comment(comment: Comment) -> tuple[str, ...]:
    return (comment.text,) if comment.state == CommentState.PUBLISHED else ()


def address_of(comment: Comment) -> str:
    """Return where a published comment stands."""
    return f"{comment.version.statement.get_absolute_url()}#comment-{comment.pk}"


def title_of(statement: Statement) -> str:
    return statement.current.title if statement.current else str(StatementKind(statement.kind).label)


def _comment_on(statement: Statement) -> str:
    return _("A comment on %(reference)s") % {"reference": statement.reference}
