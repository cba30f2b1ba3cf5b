"""What becomes of redactions when an answer is changed and sent again."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import audit
from core.actors import SYSTEM
from evidence.submissions.models import AnswerVersion, Redaction, Submission

NOTE = _("Carried over from what was sent before.")


def carry_over_redactions(*, submission: Submission) -> int:
    """Mark again, in what was last sent, the words that were marked in what was sent before; return how many.

    A text that did not change keeps its marks. In a changed one a mark follows its words to the place nearest to where
    they stood, unchecked, because what stands around them is new, and what was sealed stays sealed; words that are gone
    take their mark with them. An answer that was empty in between is compared with what was sent of it last.
    Logged. Call it in the transaction of the sending, once `current` stands; doing it twice adds nothing.
    """
    if submission.current is None:
        return 0
    earlier = AnswerVersion.objects.filter(
        sent_in__submission=submission, sent_in__number__lt=submission.current.number
    )
    with transaction.atomic():
        rows = earlier.order_by("sent_in__number").prefetch_related("redactions")
        old_texts = {row.answer_id: row for row in rows}
        carried = lost = 0
        for new in submission.current.answers.prefetch_related("redactions"):
            old = old_texts.get(new.answer_id)
            if old is None or old.pk == new.pk or new.redactions.all():
                continue
            made = _follow(old, new)
            carried, lost = carried + made, lost + len(old.redactions.all()) - made
        if carried or lost:
            audit.record("redaction.carry_over", actor=SYSTEM, subject=submission, carried=carried, lost=lost)
    return carried


def _follow(old: AnswerVersion, new: AnswerVersion) -> int:
    made: list[Redaction] = []
    for mark in old.redactions.all():
        words = old.text[mark.start : mark.end]
        start = _nearest(new.text, words, mark.start, taken=[(one.start, one.end) for one in made])
        if start is not None:
            made.append(
                Redaction(
                    answer_version=new,
                    start=start,
                    end=start + len(words),
                    reason=mark.reason,
                    note=str(NOTE),
                    made_by=mark.made_by,
                    was_sealed=mark.is_sealed,
                )
            )
    Redaction.objects.bulk_create(made)
    return len(made)


def _nearest(text: str, words: str, place: int, *, taken: list[tuple[int, int]]) -> int | None:
    """Return where `words` begin nearest to `place`, or None; places already `taken` are passed over."""
    starts: list[int] = []
    at = text.find(words)
    while at >= 0:
        if not any(start < at + len(words) and at < end for start, end in taken):
            starts.append(at)
        at = text.find(words, at + 1)
    return min(starts, key=lambda start: abs(start - place), default=None)
