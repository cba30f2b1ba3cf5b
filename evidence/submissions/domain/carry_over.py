"""What becomes of redactions when an answer is changed and sent again."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import audit
from core.actors import SYSTEM
from evidence.submissions.finding import Words, squeezed
from evidence.submissions.models import AnswerVersion, Redaction, Submission

NOTE = _("Carried over from what was sent before.")


def carry_over_redactions(*, submission: Submission) -> int:
    """Mark again, in what was last sent, the words that were marked in what was sent before; return how many.

    A text that did not change keeps its marks. In a changed one a mark follows its words to the place nearest to where
    they stood, unchecked, because what stands around them is new, and what was sealed stays sealed; words that are gone
    take their mark with them. Words that were sealed once are sealed again whenever they come back.
    Logged. Call it in the transaction of the sending, once `current` stands; doing it twice adds nothing.
    """
    if submission.current is None:
        return 0
    earlier = AnswerVersion.objects.filter(
        sent_in__submission=submission, sent_in__number__lt=submission.current.number
    )
    with transaction.atomic():
        rows = earlier.order_by("sent_in__number").prefetch_related("redactions")
        texts: dict[int, list[AnswerVersion]] = {}
        for row in rows:
            texts.setdefault(row.answer_id, []).append(row)
        carried = lost = 0
        for new in submission.current.answers.prefetch_related("redactions"):
            olds = texts.get(new.answer_id, [])
            if not olds or olds[-1].pk == new.pk or new.redactions.all():
                continue
            marks = _marks_to_follow(olds)
            made = _follow(marks, new)
            carried, lost = carried + made, lost + len(marks) - made
        if carried or lost:
            audit.record("redaction.carry_over", actor=SYSTEM, subject=submission, carried=carried, lost=lost)
    return carried


def _marks_to_follow(olds: list[AnswerVersion]) -> list[tuple[Redaction, str]]:
    """Return the marks with their words: of the last text all, of those before it what was sealed and is not among them."""
    *before, last = olds
    marks = [(mark, last.text[mark.start : mark.end]) for mark in last.redactions.all()]
    known = {squeezed(words) for _mark, words in marks}
    for old in reversed(before):
        for mark in old.redactions.all():
            words = old.text[mark.start : mark.end]
            if mark.is_sealed and squeezed(words) not in known:
                known.add(squeezed(words))
                marks.append((mark, words))
    return marks


def _follow(marks: list[tuple[Redaction, str]], new: AnswerVersion) -> int:
    made: list[Redaction] = []
    for mark, words in marks:
        place = _nearest(new.text, words, mark.start, taken=[(one.start, one.end) for one in made])
        if place is not None:
            made.append(
                Redaction(
                    answer_version=new,
                    start=place[0],
                    end=place[1],
                    reason=mark.reason,
                    note=str(NOTE),
                    made_by=mark.made_by,
                    was_sealed=mark.is_sealed,
                )
            )
    Redaction.objects.bulk_create(made)
    return len(made)


def _nearest(text: str, words: str, place: int, *, taken: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Return the place of `words` nearest to `place`, or None; places already `taken` are passed over."""
    free = [
        (start, end)
        for start, end in Words(words).places(text)
        if not any(first < end and start < last for first, last in taken)
    ]
    return min(free, key=lambda one: abs(one[0] - place), default=None)
