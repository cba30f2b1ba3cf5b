"""What statements are made of, a family of rows a file."""

from consultations.statements.models.comment import Comment
from consultations.statements.models.progress import ProgressNote
from consultations.statements.models.statement import Statement
from consultations.statements.models.version import Version

__all__ = ["Comment", "ProgressNote", "Statement", "Version"]
