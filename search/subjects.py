"""What is found together and goes together: a published submission with its attachments, or one page."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models
from haystack import connections
from haystack.constants import DEFAULT_ALIAS
from wagtail.models import Page

from core.visibility import for_everyone
from evidence.publication.models import Edition, EditionAttachment
from evidence.submissions.models import Submission

SUBMISSION = "submission"
PAGE = "page"


def subject_of(row: models.Model) -> tuple[str, str] | None:
    """Return the (model, pk) that a changed row belongs to, or None for a row that search doesn't know."""
    match row:
        case Edition() | EditionAttachment():
            edition = row if isinstance(row, Edition) else row.edition
            return SUBMISSION, str(edition.submission_id)
        case Submission():
            return SUBMISSION, str(row.pk)
        case Page():
            return PAGE, str(row.pk)
        case _:
            return None


def is_public(model: str, pk: str) -> bool:
    """Whether the public may find the subject now."""
    if model == SUBMISSION:
        return Edition.objects.filter(submission_id=pk).exists()
    return bool(for_everyone(Page.objects.filter(pk=pk)).exists())


def indexes() -> Iterator[Any]:
    """Every index of documents, in a steady order."""
    unified = connections[DEFAULT_ALIAS].get_unified_index()
    for model in sorted(unified.get_indexed_models(), key=lambda one: one._meta.label):
        yield unified.get_index(model)


def documents_of(subjects: Iterable[tuple[str, str]]) -> Iterator[tuple[Any, list[models.Model]]]:
    """Yield each index with the rows of these subjects that belong in it now."""
    pks: dict[str, list[str]] = {}
    for model, pk in subjects:
        pks.setdefault(model, []).append(pk)
    for index in indexes():
        wanted = pks.get(index.subject)
        if wanted:
            rows = list(index.index_queryset().filter(**{f"{index.subject_path}__in": wanted}))
            if rows:
                yield index, rows
