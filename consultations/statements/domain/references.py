"""What a statement or a comment refers to, written down with its words."""

from consultations.statements.enums import CommentState
from consultations.statements.models import Comment, Statement
from core.citations import write_down


def note_references(statement: Statement) -> None:
    """Write down what the current version and the notes of progress refer to. Call it in the transaction that writes them."""
    current = statement.current
    words = (current.title, current.text, current.changed, current.why) if current else ()
    write_down(statement, *words, *statement.progress.values_list("text", flat=True))


def note_references_of(comment: Comment) -> None:
    """Write down what a published comment refers to; one that nobody may read refers to nothing."""
    write_down(comment, *((comment.text,) if comment.state == CommentState.PUBLISHED else ()))
