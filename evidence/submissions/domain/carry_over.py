"""What becomes of redactions when an answer is changed and sent again."""

from collections.abc import Iterable, Iterator

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import audit
from core.actors import SYSTEM
from evidence.submissions.finding import Words, squeezed
from evidence.submissions.models import AnswerVersion, Attachment, Redaction, Submission
from evidence.submissions.personal_data import is_telling
from evidence.submissions.queries import Sealed, attachments_sent, sealed_words

NOTE = _("Carried over from what was sent before.")
Text = AnswerVersion | Attachment


def carry_over_redactions(*, submission: Submission) -> int:
    """Mark again, in what was last sent, the words that were marked in what was sent before; return how many.

    A text that did not change keeps its marks. In a changed one a mark follows its words to the place nearest to where
    they stood, unchecked, because what stands around them is new; words that are gone take their mark with them. Words
    that were sealed anywhere in the submission are sealed in every new text, wherever they stand in it, also when they
    come back after a while. Only where the text before this one showed them openly beside its marks they stay so: a
    screener left them.
    Logged. Call it in the transaction of the sending, once `current` stands; doing it twice adds nothing.
    """
    if submission.current is None:
        return 0
    with transaction.atomic():
        sealed = sealed_words(submission)
        carried = lost = 0
        texts: list[tuple[Text, Text | None]] = [*_changed_answers(submission), *_new_files(submission)]
        for new, last in texts:
            made, gone = _mark_anew(new, last, sealed)
            carried, lost = carried + made, lost + gone
        if carried or lost:
            audit.record("redaction.carry_over", actor=SYSTEM, subject=submission, carried=carried, lost=lost)
    return carried


def carry_over_into_file(*, attachment: Attachment) -> int:
    """Mark the text of a file that was just read as `carry_over_redactions` does; return how many marks. Logged."""
    with transaction.atomic():
        made, _gone = _mark_anew(attachment, _same_file(attachment), sealed_words(attachment.submission))
        if made:
            audit.record("redaction.carry_over", actor=SYSTEM, subject=attachment.submission, carried=made, lost=0)
    return made


def _changed_answers(submission: Submission) -> Iterator[tuple[AnswerVersion, AnswerVersion | None]]:
    """Yield each answer that was last sent and is new or changed, with the text of it that was sent before."""
    if submission.current is None:
        return
    earlier = AnswerVersion.objects.filter(
        sent_in__submission=submission, sent_in__number__lt=submission.current.number
    )
    rows = earlier.order_by("sent_in__number").prefetch_related("redactions")
    last = {row.answer_id: row for row in rows}
    for new in submission.current.answers.prefetch_related("redactions"):
        before = last.get(new.answer_id)
        if before is None or before.pk != new.pk:
            yield new, before


def _new_files(submission: Submission) -> Iterator[tuple[Attachment, Attachment | None]]:
    """Yield each file that was read and went with what was last sent for the first time."""
    before = submission.versions.filter(number__lt=submission.current.number).last() if submission.current else None
    rows = attachments_sent(submission).exclude(text="").filter(is_paper_scan=False)
    if before is not None:
        rows = rows.filter(uploaded_at__gt=before.sent_at)
    for new in rows.prefetch_related("redactions"):
        yield new, _same_file(new)


def _same_file(attachment: Attachment) -> Attachment | None:
    """Return the same file as it was sent before: taken out and uploaded again it is a row of its own."""
    same = Attachment.objects.filter(
        submission=attachment.submission_id, sha256=attachment.sha256, pk__lt=attachment.pk
    )
    return same.filter(text=attachment.text).prefetch_related("redactions").order_by("pk").last()


def _mark_anew(new: Text, last: Text | None, sealed: Iterable[Sealed]) -> tuple[int, int]:
    """Mark `new`; return how many marks were made, and how many of the last text found no place in it."""
    there = list(new.redactions.all())
    marks = list(last.redactions.all()) if last and not there else []
    made = _follow(marks, new)
    gone = len(marks) - len(made)
    for one in sealed:
        for start, end in _to_seal(one, new, last, made):
            if not any(mark.start < end and start < mark.end for mark in there):
                _seal(one, start, end, new, made)
    Redaction.objects.bulk_create(made)
    return len(made), gone


def _follow(marks: Iterable[Redaction], new: Text) -> list[Redaction]:
    """Return each mark at the place of its words that is nearest to where they stood; sealed ones choose first."""
    made: list[Redaction] = []
    for mark in sorted(marks, key=lambda one: not one.is_sealed):
        free = [
            (start, end)
            for start, end in Words(mark.words).places(new.text)
            if not any(one.start < end and start < one.end for one in made)
        ]
        if free:
            start, end = min(free, key=lambda place: abs(place[0] - mark.start))
            made.append(_mark(new, start, end, mark.reason, mark.made_by, is_sealed=mark.is_sealed))
    return made


def _to_seal(one: Sealed, new: Text, last: Text | None, made: list[Redaction]) -> list[tuple[int, int]]:
    """Return where sealed words stand in `new`: as whole words wherever they do, unless `last` showed them openly.

    Part of a word, or initials, would be sealed in half the text: they are sealed once, in the answer that they are of.
    """
    whole = Words(one.words, whole=True)
    if last and any(not _is_marked(place, last) for place in whole.places(last.text)):
        return []
    if is_telling(one.words) and (places := whole.places(new.text)):
        return places
    is_of_another = not isinstance(new, AnswerVersion) or new.answer_id != one.answer
    follows = any(squeezed(new.text[mark.start : mark.end]) == squeezed(one.words) for mark in made)
    return [] if is_of_another or follows else Words(one.words).places(new.text)[:1]


def _seal(one: Sealed, start: int, end: int, new: Text, made: list[Redaction]) -> None:
    """Add a sealed mark to `made`. One that covers some of the words already is stretched and sealed."""
    touched = [mark for mark in made if mark.start < end and start < mark.end]
    if not touched:
        made.append(_mark(new, start, end, one.reason, one.made_by, is_sealed=True))
        return
    first, *others = touched
    first.start, first.end = min(start, *(mark.start for mark in touched)), max(end, *(mark.end for mark in touched))
    first.was_sealed = True
    for other in others:
        made.remove(other)


def _is_marked(place: tuple[int, int], text: Text) -> bool:
    return any(mark.start <= place[0] and place[1] <= mark.end for mark in text.redactions.all())


def _mark(new: Text, start: int, end: int, reason: str, made_by: User, *, is_sealed: bool) -> Redaction:
    of = {"answer_version": new} if isinstance(new, AnswerVersion) else {"attachment": new}
    return Redaction(**of, start=start, end=end, reason=reason, note=str(NOTE), made_by=made_by, was_sealed=is_sealed)
