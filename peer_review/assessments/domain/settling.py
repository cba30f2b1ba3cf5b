"""Two texts of one assessment, which a peer wrote on two open pages, and choosing between them."""

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core import audit
from core.errors import Stale
from core.stamps import stamp_of
from peer_review.assessments.domain.assessing import FIELDS, keep, locked, write
from peer_review.assessments.models import Assessment, AssessmentVersion


class Choice(models.TextChoices):
    LATER = "later", gettext_lazy("Keep the later text")
    SAVED = "saved", gettext_lazy("Keep the saved text")
    TOGETHER = "together", gettext_lazy("Write one text from both")


def mark_of(late: AssessmentVersion) -> str:
    """Return a short mark of a text that was set aside: its page may go on writing in it, and nobody settles words unseen."""
    return stamp_of(*(late.values.get(name, "") for name in FIELDS))


def settle(
    *,
    late: AssessmentVersion,
    choice: Choice,
    seen: int,
    seen_late: str,
    by: User,
    values: dict[str, str] | None = None,
) -> Assessment:
    """Settle which text of an assessment holds; both stay in its history. Logged, without the words.

    `seen` is the revision that the chooser was shown and `seen_late` the mark of the later text (`mark_of`); `values` are the
    new words of `Choice.TOGETHER`.
    Raises Stale, and changes nothing, when either text changed meanwhile or it was settled; NotAllowed and Refused as
    `assessing.save_assessment` does.
    """
    with transaction.atomic():
        row = locked(late.assessment.review, late.assessment.line, by)
        fresh = row.versions.filter(pk=late.pk, settled_at=None).first()
        if fresh is None:
            raise Stale(_("This was settled already."))
        if row.revision != seen or mark_of(fresh) != seen_late:
            raise Stale(_("One of the texts was changed while you chose. Look at both once more."))
        if choice != Choice.SAVED:
            keep(row)
            write(row, fresh.values if choice == Choice.LATER else values or {})
        fresh.settled_at = timezone.now()
        fresh.save(update_fields=["settled_at"])
        audit.record("assessment.settle_conflict", actor=by, subject=row, choice=choice)
        return row
