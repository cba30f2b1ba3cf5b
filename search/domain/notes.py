"""Noting that the index must change, in the transaction of what changed."""

from django.db import models, transaction

from core.background import after_commit
from search.domain.tasks import apply_index_changes
from search.enums import Action
from search.models import IndexChange
from search.subjects import PAGE, SUBMISSION, is_public, subject_of


def note(row: models.Model) -> None:
    """Write down that the documents of `row` may have changed, and apply it once this has committed.

    Rows that search doesn't know are passed over, and so are submissions of which nothing is or was public: their
    publishing and unpublishing announce the edition.
    """
    subject = subject_of(row)
    if subject is None:
        return
    public = is_public(*subject)
    if not public and subject[0] == SUBMISSION and row._meta.model_name == "submission":
        return
    _write(*subject, Action.REFRESH if public else Action.REMOVE)


def note_gone(pk: int) -> None:
    """Write down that a page is no longer there."""
    _write(PAGE, str(pk), Action.REMOVE)


def ask_for_rebuild() -> None:
    """Write down that the whole index must be built anew, unless that is down already."""
    if not IndexChange.objects.waiting().filter(action=Action.REBUILD).exists():
        _write("", "", Action.REBUILD)


def _write(model: str, pk: str, action: Action) -> None:
    with transaction.atomic():
        IndexChange.objects.create(model=model, object_pk=pk, action=action)
        after_commit(apply_index_changes)
