"""Noting that an index must change, in the transaction of what changed."""

from django.db import models, transaction
from django.db.models import Q
from wagtail.models import Page

from consultations.assemblies.models import Advice, AgendaItem, BodyPage, Member, Minutes, Paper, SessionPage
from consultations.calls.models import CallPage
from consultations.statements.models import Statement
from consultations.townhalls.models import Contribution, TownHallPage
from core.background import after_commit
from evidence.publication.models import Edition
from evidence.submissions.queries import read_by_staff
from search.domain.tasks import apply_index_changes
from search.enums import Action, Alias
from search.models import IndexChange
from search.subjects import ADVICE, CONTRIBUTION, ITEM, MEMBER, MINUTES, PAGE, PAPER, Subject, is_found, subjects_of

AT_ONCE = 1_000  # of rows written in one statement


def note(row: models.Model) -> None:
    """Write down that the documents of `row` may have changed, in each index that may hold them.

    It is applied once this has committed. Rows that search doesn't know are passed over.
    """
    for alias, subject in subjects_of(row):
        _write(alias, subject, Action.REFRESH if is_found(alias, subject) else Action.REMOVE)


def note_gone(pk: int) -> None:
    """Write down that a page is no longer there."""
    _write(Alias.PUBLIC, (PAGE, str(pk)), Action.REMOVE)


def note_evidence_below(page: Page) -> None:
    """Write down that the evidence of calls at or below a page may have another review, other workstreams or themes.

    It has them from its call, and may be too much to note each: the whole is built anew, beside what people search. That is
    written down though a rebuild is at work, for it may have read the evidence before.
    """
    calls = CallPage.objects.descendant_of(page, inclusive=True)
    for alias, evidence in ((Alias.PUBLIC, Edition.objects.all()), (Alias.STAFF, read_by_staff())):
        if evidence.filter(call__in=calls).exists():
            _write(alias, ("", ""), Action.REBUILD)


def note_said_below(page: Page) -> None:
    """Write down that what was said in town halls at or below a page may be found no longer, or under another review.

    Each conversation is named, so that none is found from this moment on until the index was told.
    """
    halls = TownHallPage.objects.descendant_of(page, inclusive=True).values("pk")
    roots = Contribution.objects.filter(thread__page__in=halls, parent__isnull=True).values_list("pk", flat=True)
    rows = [
        IndexChange(alias=alias, model=CONTRIBUTION, object_pk=str(pk), action=Action.REFRESH)
        for pk in roots
        for alias in Alias
    ]
    if rows:
        with transaction.atomic():
            IndexChange.objects.bulk_create(rows, batch_size=AT_ONCE)
            after_commit(apply_index_changes)


def note_held_below(page: Page) -> None:
    """Write down that the members, items, papers, minutes and advice of bodies and sessions at or below a page may be found no
    longer, or again.
    """
    sessions = SessionPage.objects.descendant_of(page, inclusive=True).values("pk")
    bodies = BodyPage.objects.descendant_of(page, inclusive=True).values("pk")
    items = AgendaItem.objects.filter(session__in=sessions).values_list("pk", flat=True)
    papers = Paper.objects.filter(session__in=sessions, published_at__isnull=False).values_list("pk", flat=True)
    minutes = Minutes.objects.filter(session__in=sessions).order_by("session").values_list("session", flat=True)
    given = Advice.objects.filter(Q(body__in=bodies) | Q(item__session__in=sessions))
    advice = given.values_list("pk", flat=True)
    members = Member.objects.filter(terms__seat__category__body__in=bodies).order_by("pk").values_list("pk", flat=True)
    subjects = [
        (MEMBER, members.distinct()),
        (ITEM, items),
        (PAPER, papers),
        (MINUTES, minutes.distinct()),
        (ADVICE, advice),
    ]
    rows = [
        IndexChange(alias=Alias.PUBLIC, model=model, object_pk=str(pk), action=Action.REFRESH)
        for model, pks in subjects
        for pk in pks
    ]
    if rows:
        with transaction.atomic():
            IndexChange.objects.bulk_create(rows, batch_size=AT_ONCE)
            after_commit(apply_index_changes)


def note_statements_below(page: Page) -> None:
    """Write down that principles and recommendations of reviews or workstreams at or below a page may be found otherwise."""
    pages = Page.objects.descendant_of(page, inclusive=True).values("pk")
    of_these = Q(review__in=pages) | Q(workstreams__in=pages)
    for statement in Statement.objects.filter(of_these).distinct():
        note(statement)


def ask_for_rebuild(alias: str = Alias.PUBLIC) -> None:
    """Write down that the whole of an index must be built anew, unless that is down already."""
    if not IndexChange.objects.of(alias).waiting().filter(action=Action.REBUILD).exists():
        _write(alias, ("", ""), Action.REBUILD)


def _write(alias: str, subject: Subject, action: Action) -> None:
    model, pk = subject
    with transaction.atomic():
        IndexChange.objects.create(alias=alias, model=model, object_pk=pk, action=action)
        after_commit(apply_index_changes)
