"""What is found together and goes together: a submission with its attachments, what was said with the replies to it, a
principle or recommendation, a report of a peer review with its findings, one page; for the public, and for staff."""

from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from typing import Any

from django.db import models
from haystack import connections
from wagtail.models import Page

from consultations.assemblies.models import Advice, AgendaItem, Member, Minutes, Paper, Reply, SessionPage
from consultations.assemblies.queries.advice import advice_shown
from consultations.assemblies.queries.published import items_shown, minutes_shown, papers_shown
from consultations.assemblies.queries.seats import members_shown
from consultations.statements.models import Comment, Statement
from consultations.statements.queries import shown as statements_shown
from consultations.townhalls.models import Contribution
from consultations.townhalls.queries import said_in_public
from core.visibility import for_everyone
from evidence.publication.models import Edition, EditionAttachment
from evidence.submissions.models import Attachment, Submission
from evidence.submissions.queries import read_by_staff
from peer_review.reports.models import Report
from peer_review.reports.queries.published import published
from peer_review.reviews.models import Review
from search.batched import batched
from search.enums import Alias
from search.models import group_of

SUBMISSION = "submission"
PAGE = "page"
CONTRIBUTION = "contribution"
ADVICE = "advice"
ITEM = "agendaitem"
PAPER = "paper"
MINUTES = "minutes"
MEMBER = "member"
STATEMENT = "statement"
PEER_REPORT = "peerreport"
Subject = tuple[str, str]


def subjects_of(row: models.Model) -> list[tuple[Alias, Subject]]:
    """Return what a changed row belongs to, in each index that may hold it; nothing for a row that search doesn't know.

    The public reads editions alone, so a submission is the staff's, from the moment it was sent.
    """
    match row:
        case Edition() | EditionAttachment():
            edition = row if isinstance(row, Edition) else row.edition
            return [(Alias.PUBLIC, (SUBMISSION, str(edition.submission_id)))]
        case Submission():
            return [(Alias.STAFF, (SUBMISSION, str(row.pk)))] if row.was_sent else []
        case Attachment():
            return subjects_of(Submission.objects.only("current").get(pk=row.submission_id))
        case Contribution():
            subject = (CONTRIBUTION, str(row.parent_id or row.pk))
            return [(Alias.PUBLIC, subject), (Alias.STAFF, subject)]
        case Advice() | Reply() | Paper() | Minutes() | Member() | AgendaItem() | Statement() | Comment() | Page():
            return [(Alias.PUBLIC, subject) for subject in _held(row)]
        case _:
            return [(Alias.PUBLIC, subject) for subject in _reported(row)]


def _held(row: Advice | Reply | Paper | Minutes | Member | AgendaItem | Statement | Comment | Page) -> list[Subject]:
    """Return what a page, a statement or a row of a standing body belongs to.

    Whether a session's minutes can be read goes by its state.
    """
    match row:
        case Advice() | AgendaItem() | Member() | Paper() | Statement():
            return [(str(row._meta.model_name), str(row.pk))]
        case Comment():  # one that waits to be read changes nothing that anybody finds
            return [(STATEMENT, str(row.version.statement_id))] if row.published_at else []
        case Reply():
            return [(ADVICE, str(row.advice_id))]
        case Minutes():
            return [(MINUTES, str(row.session_id))]
        case SessionPage():
            return [(PAGE, str(row.pk)), (MINUTES, str(row.pk))]
        case _:
            return [(PAGE, str(row.pk))]


def _reported(row: models.Model) -> list[Subject]:
    """Return the report that a row of a peer review belongs to; nothing for any other row. A review's state opens its report."""
    match row:
        case Report():
            return [(PEER_REPORT, str(row.pk))]
        case Review():
            reports = Report.objects.filter(review=row.pk).values_list("pk", flat=True)
            return [(PEER_REPORT, str(pk)) for pk in reports]
        case _:
            return []


def is_found(alias: Alias, subject: Subject) -> bool:
    """Whether those who search this index may find the subject now."""
    model, pk = subject
    if model == CONTRIBUTION:
        rows = said_in_public() if alias is Alias.PUBLIC else Contribution.objects.all()
        return rows.filter(pk=pk).exists()
    if alias is Alias.STAFF:
        return read_by_staff().filter(pk=pk).exists()
    if model in _DOORS:
        return _DOORS[model](pk).exists()
    return bool(for_everyone(Page.objects.filter(pk=pk)).exists())


_DOORS: dict[str, Callable[[str], "models.QuerySet[Any]"]] = {
    SUBMISSION: lambda pk: Edition.objects.filter(submission_id=pk),
    ADVICE: lambda pk: advice_shown().filter(pk=pk),
    ITEM: lambda pk: items_shown().filter(pk=pk),
    PAPER: lambda pk: papers_shown().filter(pk=pk),
    MEMBER: lambda pk: members_shown().filter(pk=pk),
    MINUTES: lambda pk: minutes_shown().filter(session_id=int(pk)),
    STATEMENT: lambda pk: statements_shown().filter(pk=pk),
    PEER_REPORT: lambda pk: published().filter(pk=pk),
}


def indexes(alias: str) -> Iterator[Any]:
    """Every kind of document of one index, in a steady order."""
    unified = connections[alias].get_unified_index()
    for model in sorted(unified.get_indexed_models(), key=lambda one: one._meta.label):
        yield unified.get_index(model)


def documents_of(alias: str, subjects: Iterable[Subject]) -> Iterator[tuple[Any, list[models.Model]]]:
    """Yield each index with rows of these subjects that belong in it now, a batch at a time."""
    pks: dict[str, list[str]] = {}
    for model, pk in subjects:
        pks.setdefault(model, []).append(pk)
    for index in indexes(alias):
        if wanted := pks.get(index.subject):
            for rows in batches(index, index.index_queryset().filter(**{f"{index.subject_path}__in": wanted})):
                yield index, rows


def all_documents(alias: str) -> Iterator[tuple[Any, list[models.Model]]]:
    """Yield each index with all rows that belong in it now, a batch at a time."""
    for index in indexes(alias):
        for rows in batches(index, index.index_queryset()):
            yield index, rows


def group_of_row(index: Any, row: models.Model) -> str:
    """Return the name under which a row's document stands in the index, with the others of its subject."""
    return group_of(index.subject, attrgetter(index.subject_path.replace("__", "."))(row))


def laid_down(index: Any, rows: Iterable[models.Model]) -> Iterator[tuple[str, int]]:
    """Yield the group of each row that an index holds, and how much news of it there is."""
    return ((group_of_row(index, row), index.news(row)) for row in rows)


def batches(index: Any, rows: "models.QuerySet[Any]") -> Iterator[list[models.Model]]:
    return batched(rows.order_by("pk").iterator(chunk_size=index.batch), index.batch)
