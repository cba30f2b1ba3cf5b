"""What a statement or a comment refers to, written down with its words."""

from consultations.statements.models import Comment, Statement
from core.citations import write_down_row


def note_references(statement: Statement) -> None:
    """Write down what the current version and the notes of progress refer to. Call it in the transaction that writes them."""
    write_down_row(statement)


def note_references_of(comment: Comment) -> None:
    """Write down what a published comment refers to; one that nobody may read refers to nothing."""
    write_down_row(comment)
