"""The audit log: what was done, by whom, to what, in the transaction that did it.

Entries are numbered without gaps and each carries the hash of the one before, so an entry that is changed, removed or
slipped in breaks the chain at a place that `manage.py verify_audit` names. The database itself refuses UPDATE and
DELETE (triggers in this app's migrations). An entry holds references, reasons and states, never a respondent's words:
the log can't be purged, and a purge must reach every word.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.db import models, transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.actors import Actor
from core.references import Series, moved_on

SERIES = "audit"
FIRST = "0" * 64


class Entry(models.Model):
    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    action = models.CharField(max_length=80, help_text=_("subject and verb: submission.publish"))
    subject = models.CharField(max_length=120, db_index=True, help_text=_("app.model:key"))
    details = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["number"]
        verbose_name_plural = _("audit entries")

    def __str__(self) -> str:
        return f"{self.number} {self.action} {self.subject}"

    def computed_hash(self) -> str:
        """Return the hash this entry ought to carry."""
        body = json.dumps(
            {
                "number": self.number,
                "at": self.at.astimezone(UTC).isoformat(timespec="microseconds"),
                "actor": self.actor,
                "action": self.action,
                "subject": self.subject,
                "details": self.details,
                "previous_hash": self.previous_hash,
            },
            sort_keys=True,
            separators=(",", ":"),
            ensure_ascii=False,
        )
        return hashlib.sha256(body.encode()).hexdigest()


def name_of(subject: models.Model) -> str:
    """Return how the log names a row: `submissions.submission:42`."""
    return f"{subject._meta.label_lower}:{subject.pk}"


def record(action: str, *, actor: Actor, subject: models.Model, **details: Any) -> Entry:
    """Append one entry; `details` must be JSON and hold nobody's words.

    Call it last in the transaction: it holds the end of the chain until the transaction ends.
    """
    with transaction.atomic():
        before = Entry.objects.filter(number=OuterRef("last") - 1).values("hash")
        number, previous = moved_on(SERIES).values_list("last", Subquery(before)).get()
        entry = Entry(
            number=number,
            at=timezone.now(),
            actor=actor.audit_name,
            action=action,
            subject=name_of(subject),
            # Through JSON once, so that what is hashed now is what will be read back.
            details=json.loads(json.dumps(details, default=_plain)),
            previous_hash=previous or FIRST,
        )
        entry.hash = entry.computed_hash()
        entry.save(force_insert=True)
        return entry


def entries_about(subject: models.Model) -> models.QuerySet[Entry]:
    """Return what was done to one row, oldest first."""
    return Entry.objects.filter(subject=name_of(subject))


def first_broken_link() -> tuple[int, str] | None:
    """Walk the chain; return the number of the first entry that does not hold and why, or None when all hold."""
    expected_number, previous = 1, FIRST
    for entry in _all_in_order():
        if entry.number != expected_number:
            return expected_number, f"entry {expected_number} is missing"
        if entry.previous_hash != previous:
            return entry.number, "it does not follow from the entry before it"
        if entry.hash != entry.computed_hash():
            return entry.number, "its content was changed after it was written"
        expected_number, previous = entry.number + 1, entry.hash
    last = _last_allotted()
    if last >= expected_number:
        return expected_number, f"entry {expected_number} is missing"
    return None


def _all_in_order() -> Iterator[Entry]:
    return Entry.objects.order_by("number").iterator(chunk_size=2000)


def _last_allotted() -> int:
    return Series.objects.filter(name=SERIES).values_list("last", flat=True).first() or 0


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
