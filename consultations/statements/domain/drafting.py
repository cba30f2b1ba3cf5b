"""Writing statements: begun, drafted, published in versions."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules import demand
from consultations.reviews.models import ReviewPage
from consultations.statements.enums import StatementKind, VersionState
from consultations.statements.lifecycle import VERSION
from consultations.statements.models import Statement, Version
from consultations.statements.rules import may_draft, may_publish
from consultations.workstreams.models import WorkstreamPage
from core import audit
from core.changes import announce
from core.citations import write_down_row
from core.errors import NotAllowed, Refused, Stale
from core.lifecycle import move


@dataclass(frozen=True)
class Wording:
    """What a version says. `changed` and `why` may be empty in a draft, and of a first version."""

    title: str
    text: str
    by_whom: str
    changed: str = ""
    why: str = ""


def begin(
    *,
    review: ReviewPage,
    kind: StatementKind,
    number: int,
    by: User,
    chapter: str = "",
    origin: str = "",
    source: str = "",
    workstreams: Iterable[WorkstreamPage] = (),
) -> Statement:
    """Make a statement that nobody sees before its first version is published. Logged.

    Raises Refused when another has its number.
    """
    demand(may_publish, by, _("Only the secretariat may begin a principle or a recommendation."))
    with transaction.atomic():
        if Statement.objects.filter(kind=kind, number=number).exists():
            raise Refused(_("Another one has this number."))
        made = Statement.objects.create(
            review=review, kind=kind, number=number, chapter=chapter, origin=origin, source=source
        )
        made.workstreams.set(workstreams)
        audit.record("statement.begin", actor=by, subject=made, reference=made.reference)
        return made


def draft(*, statement: Statement, wording: Wording, by: User) -> Version:
    """Write a draft of the next version, which staff alone read. Raises Refused where there is one. Logged."""
    with transaction.atomic():
        row = _locked(statement, by)
        if row.versions.filter(state=VersionState.DRAFT).exists():
            raise Refused(_("There is a draft already. Open it, and write in that one."))
        last = row.versions.aggregate(last=Max("number"))["last"] or 0
        made = Version.objects.create(statement=row, number=last + 1, drafted_by=by, **asdict(wording))
        audit.record("version.draft", actor=by, subject=made, number=made.number)
        return made


def revise(*, version: Version, wording: Wording, revision: int, by: User) -> Version:
    """Write a draft anew. `revision` is the one that the writer read. Logged.

    Raises Refused for a published version, and Stale where somebody else saved the draft meanwhile: nothing is written over.
    """
    with transaction.atomic():
        row = _locked_draft(version, by)
        if row.revision != revision:
            raise Stale(_("Somebody else saved this draft while you wrote. Their text is here; put the two together."))
        for name, value in asdict(wording).items():
            setattr(row, name, value)
        row.revision, row.saved_at, row.drafted_by = row.revision + 1, timezone.now(), by
        row.save()
        audit.record("version.revise", actor=by, subject=row, number=row.number)
        return row


def discard(*, version: Version, revision: int, by: User) -> None:
    """Delete a draft for good. What was published stays. `revision` is the one that whoever discards it has read. Logged.

    Raises Stale where somebody else saved the draft meanwhile: their words are not thrown away unread.
    """
    with transaction.atomic():
        row = _locked_draft(version, by)
        if row.revision != revision:
            raise Stale(_("This draft was changed while you read it. Read it again before you discard it."))
        audit.record("version.discard", actor=by, subject=row, number=row.number)
        row.delete()


def publish(*, version: Version, revision: int, by: User) -> Version:
    """Let everybody read a draft as the current version. `revision` is the one that whoever publishes has read.

    What it refers to is written down, and search is told. Raises NotAllowed and Refused as `core.lifecycle.move` does, and
    Stale when the draft was changed meanwhile.
    """
    with transaction.atomic():
        statement = Statement.objects.select_for_update(no_key=True).get(pk=version.statement_id)
        fresh = Version.objects.get(pk=version.pk)
        if fresh.is_draft and fresh.revision != revision:
            raise Stale(_("This draft was changed while you read it. Read it again before you publish it."))
        changes = {"published_by": by, "published_at": timezone.now()}
        row = move(VERSION, fresh, "publish", actor=by, changes=changes)
        statement.current = row
        statement.save(update_fields=["current"])
        write_down_row(statement)
        announce(statement)
        return row


def _locked(statement: Statement, by: User) -> Statement:
    row = Statement.objects.select_for_update(no_key=True).get(pk=statement.pk)
    if not may_draft(by, row):
        raise NotAllowed(_("Only the secretariat and the co-chairs of its workstream may write this."))
    return row


def _locked_draft(version: Version, by: User) -> Version:
    _locked(version.statement, by)
    row = Version.objects.select_for_update().filter(pk=version.pk, state=VersionState.DRAFT).first()
    if row is None:
        raise Refused(_("This draft is there no more: it was published or discarded."))
    return row
