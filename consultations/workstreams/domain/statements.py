"""Wording what a review says, and writing down what became of it."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules import demand
from consultations.reviews.models import ReviewPage
from consultations.workstreams.enums import Standing, StatementKind
from consultations.workstreams.models import Progress, Statement, StatementVersion, WorkstreamPage
from consultations.workstreams.rules import may_draft, may_publish
from core import audit
from core.changes import announce
from core.errors import NotAllowed, Refused


def add_statement(
    *,
    review: ReviewPage,
    kind: StatementKind,
    number: int,
    chapter: str = "",
    workstreams: Iterable[WorkstreamPage] = (),
    by: User,
) -> Statement:
    """Make room for a statement under the number that the review's papers give it. Logged.

    Nobody reads of it before a version is published. Raises NotAllowed, and Refused for a number that is taken.
    """
    demand(may_publish, by, _("Only the secretariat may add what a review says."))
    with transaction.atomic():
        if Statement.objects.filter(kind=kind, number=number).exists():
            raise Refused(_("There is one with this number already."))
        statement = Statement.objects.create(review=review, kind=kind, number=number, chapter=chapter)
        statement.workstreams.set(workstreams)
        audit.record("statement.add", actor=by, subject=statement, kind=kind, number=number)
        return statement


def save_draft(*, statement: Statement, title: str, text: str, change: str, base: int, by: User) -> StatementVersion:
    """Write the draft of the next version. Logged.

    `base` is the last published version when the writer began, 0 for none. Raises NotAllowed, and Refused when another
    version was published meanwhile: theirs would undo what it changed.
    """
    if not may_draft(by, statement):
        raise NotAllowed(_("Only the secretariat and the co-chairs of its workstreams may word it."))
    with transaction.atomic():
        locked = Statement.objects.select_for_update(no_key=True).get(pk=statement.pk)
        last = _last_published(locked)
        if last != base:
            raise Refused(_("Version %(number)d was published meanwhile. Your text is kept below.") % {"number": last})
        if last and not change.strip():
            raise Refused(_("Say what changed, and why."))
        draft, _is_new = StatementVersion.objects.update_or_create(
            statement=locked,
            published_at=None,
            defaults={"number": last + 1, "title": title, "text": text, "change": change, "by": by},
        )
        audit.record("statement.draft", actor=by, subject=locked, version=draft.number)
        return draft


def publish_draft(*, statement: Statement, by: User) -> StatementVersion:
    """Publish the draft as the version that holds from now on. Logged; found by search; told in feeds.

    Raises NotAllowed, and Refused when there is none.
    """
    demand(may_publish, by, _("Only the secretariat may publish a version."))
    with transaction.atomic():
        locked = Statement.objects.select_for_update(no_key=True).get(pk=statement.pk)
        draft = StatementVersion.objects.filter(statement=locked, published_at=None).first()
        if draft is None:
            raise Refused(_("There is no draft to publish."))
        draft.published_at = timezone.now()
        draft.save(update_fields=["published_at"])
        announce(draft)
        audit.record("statement.publish", actor=by, subject=locked, version=draft.number)
        return draft


def note_progress(*, statement: Statement, standing: Standing, text: str, source: str, on: date, by: User) -> Progress:
    """Write down what became of a statement by a day. Logged. Raises NotAllowed, and Refused for a day to come."""
    demand(may_publish, by, _("Only the secretariat may note progress."))
    with transaction.atomic():
        if on > timezone.localdate():
            raise Refused(_("The day must not be in the future: say what is so, not what is to come."))
        step = Progress.objects.create(statement=statement, standing=standing, text=text, source=source, on=on, by=by)
        audit.record("statement.progress", actor=by, subject=statement, standing=standing)
        return step


def _last_published(statement: Statement) -> int:
    last = StatementVersion.objects.published().filter(statement=statement).aggregate(last=Max("number"))["last"]
    return int(last or 0)
