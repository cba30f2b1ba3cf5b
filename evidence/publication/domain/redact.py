"""Marking words that the public may not read; a second person's look; opening what is sealed."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules import demand, is_secretariat
from core import audit
from core.changes import announce
from core.errors import Refused
from evidence.submissions.enums import RedactionReason, Release, SubmissionState
from evidence.submissions.finding import Words, squeezed
from evidence.submissions.models import AnswerVersion, Attachment, Redaction, Submission
from evidence.submissions.queries import every_redaction_of, redactions_of

Target = AnswerVersion | Attachment
OPEN_TO_MARKS = (SubmissionState.SCREENING, SubmissionState.CLARIFICATION)


def redact(
    *,
    target: Target,
    start: int,
    end: int,
    reason: str,
    by: User,
    submission: Submission,
    note: str = "",
    words: str = "",
) -> Redaction:
    """Mark characters `start` to `end` (exclusive) of the text of `target`; return the mark. Logged.

    Blanks at the ends are left out. `words` are what whoever marks saw at that place; without them, those of `target` as
    it was read. Words that touch an unchecked mark with the same reason become one mark with it; of a file with a mark
    only the text is released. Raises NotAllowed, or Refused when the submission is not being screened, the place is not
    in the text or holds other words by now, or it overlaps a mark that was checked or has another reason.
    """
    words = words or target.text[max(start, 0) : end]
    with transaction.atomic():
        _may_mark(submission, by)
        # A purge may have come in between, and then the place holds other words.
        target.refresh_from_db()
        start, end = _trimmed(target.text, start, end)
        if reason not in RedactionReason.values:
            raise Refused(_("Select a reason."))
        overlapping = list(target.redactions.select_for_update().filter(start__lt=end, end__gt=start))
        if any(one.is_sealed for one in overlapping):
            raise Refused(_("Some of these words are sealed. Ask for that mark to be lifted first."))
        if any(one.reason != reason for one in overlapping):
            raise Refused(_("Some of these words are marked already. Remove that mark first."))
        if "".join(words.split()) != "".join(target.text[start:end].split()):
            raise Refused(_("The text on your page was not the one that is kept. Select the words again."))
        start, end = min([start, *(one.start for one in overlapping)]), max([end, *(one.end for one in overlapping)])
        for one in overlapping:
            one.delete()
        place = {"attachment": target} if isinstance(target, Attachment) else {"answer_version": target}
        made = Redaction.objects.create(**place, start=start, end=end, reason=reason, note=note.strip(), made_by=by)
        if isinstance(target, Attachment) and target.release == Release.FILE:
            Attachment.objects.filter(pk=target.pk).update(release=Release.TEXT)
            target.release = Release.TEXT
        announce(submission)
        audit.record("redaction.make", actor=by, subject=submission, redaction=made.pk, reason=reason)
    return made


def redact_words(
    *,
    target: Target,
    words: str,
    reason: str,
    by: User,
    submission: Submission,
    note: str = "",
    occurrence: int | None = None,
) -> list[Redaction]:
    """Mark where `words` stand, however their blanks are set: the one numbered `occurrence` (from 1), or all of them.

    Raises as `redact` does, and Refused when they do not stand there.
    """
    places = places_of(target.text, words)
    if occurrence is not None:
        places = places[occurrence - 1 : occurrence]
    if not places:
        raise Refused(_("These words are not in the text. Enter them as they stand there."))
    with transaction.atomic():
        return [
            redact(target=target, start=start, end=end, reason=reason, by=by, note=note, submission=submission)
            for start, end in places
            if not target.redactions.filter(start__lte=start, end__gte=end).exists()
        ]


def places_of(text: str, words: str) -> list[tuple[int, int]]:
    """Return where `words` stand in `text`, however their blanks, accents, apostrophes and hyphens are set."""
    return Words(words, any_case=False).places(text)


def remove_redaction(*, redaction: Redaction, submission: Submission, by: User) -> None:
    """Take away a mark that nobody has checked yet. Logged.

    Raises NotAllowed, or Refused for a checked one: two people sealed it, and two lift it (`ask_to_lift`).
    """
    with transaction.atomic():
        _may_mark(submission, by)
        if Redaction.objects.select_for_update().get(pk=redaction.pk).is_sealed:
            raise Refused(_("A second person has checked this mark. Ask for it to be lifted."))
        _take_away(redaction, submission, by, "redaction.remove", redaction.reason)


def ask_to_lift(*, redaction: Redaction, submission: Submission, by: User, reason: str) -> Redaction:
    """Ask that a checked mark be lifted. Somebody else does it, or keeps the mark. Logged with `reason`.

    Raises NotAllowed, or Refused without a reason or for a mark that nobody has checked.
    """
    if not reason.strip():
        raise Refused(_("Give a reason. It is kept in the log."))
    with transaction.atomic():
        _may_mark(submission, by)
        row = Redaction.objects.select_for_update().get(pk=redaction.pk)
        _keep_out_of_the_log(row, reason)
        if not row.is_sealed:
            raise Refused(_("Nobody has checked this mark yet, so you can remove it."))
        row.lift_asked_by, row.lift_reason = by, reason.strip()
        row.save(update_fields=["lift_asked_by", "lift_reason"])
        audit.record("redaction.ask_to_lift", actor=by, subject=submission, redaction=row.pk, reason=row.lift_reason)
    return row


def lift_redaction(*, redaction: Redaction, submission: Submission, by: User) -> None:
    """Lift a checked mark as somebody else asked, so that its words may be read again. Logged.

    With the last mark on these words in what was last sent go those in earlier texts, or the next amendment would seal
    the words again.
    Raises NotAllowed, or Refused when nobody asked, or for whoever did: it takes a second person.
    """
    with transaction.atomic():
        _may_mark(submission, by)
        row = Redaction.objects.select_for_update().get(pk=redaction.pk)
        if row.lift_asked_by_id is None:
            raise Refused(_("Nobody has asked for this mark to be lifted."))
        if row.lift_asked_by_id == by.pk:
            raise Refused(_("You asked for this. Somebody else must lift the mark."))
        words = squeezed(row.words)
        _take_away(row, submission, by, "redaction.lift", row.lift_reason)
        _forget(words, submission)


def _forget(words: str, submission: Submission) -> None:
    """Take the marks on these words from earlier texts, where none stands any more in what was last sent."""
    current = set(redactions_of(submission).values_list("pk", flat=True))
    same = [one for one in every_redaction_of(submission) if squeezed(one.words) == words]
    if not any(one.pk in current for one in same):
        Redaction.objects.filter(pk__in=[one.pk for one in same]).delete()


def keep_redaction(*, redaction: Redaction, submission: Submission, by: User) -> Redaction:
    """Keep a mark that somebody asked to lift; whoever asked may think better of it too. Logged.

    Raises NotAllowed, or Refused when nobody asked.
    """
    demand(is_secretariat, by, _("Only the secretariat redacts."))
    with transaction.atomic():
        row = Redaction.objects.select_for_update().get(pk=redaction.pk)
        if row.lift_asked_by_id is None:
            raise Refused(_("Nobody has asked for this mark to be lifted."))
        row.lift_asked_by, row.lift_reason = None, ""
        row.save(update_fields=["lift_asked_by", "lift_reason"])
        audit.record("redaction.keep", actor=by, subject=submission, redaction=row.pk)
    return row


def _take_away(redaction: Redaction, submission: Submission, by: User, action: str, reason: str) -> None:
    key = redaction.pk
    redaction.delete()
    announce(submission)
    audit.record(action, actor=by, subject=submission, redaction=key, reason=reason)


def check_redactions(*, redactions: Iterable[Redaction], submission: Submission, by: User) -> int:
    """Agree to marks that others made, which seals their words; return how many. Each is logged.

    Raises NotAllowed, or Refused when all of them are one's own: it takes a second person.
    """
    demand(is_secretariat, by, _("Only the secretariat checks redactions."))
    with transaction.atomic():
        keys = [one.pk for one in redactions]
        waiting = list(Redaction.objects.select_for_update().filter(pk__in=keys, checked_at__isnull=True))
        others = [one for one in waiting if one.made_by_id != by.pk]
        if waiting and not others:
            raise Refused(_("You made these marks. Somebody else must check them."))
        for one in others:
            one.checked_by, one.checked_at = by, timezone.now()
            one.save(update_fields=["checked_by", "checked_at"])
            audit.record("redaction.check", actor=by, subject=submission, redaction=one.pk)
        announce(submission)
    return len(others)


def open_sealed(*, redaction: Redaction, submission: Submission, by: User, reason: str) -> str:
    """Return the words beneath a checked mark. The opening is logged with `reason`, and the words are not.

    Raises NotAllowed, or Refused without a reason.
    """
    demand(is_secretariat, by, _("Only the secretariat opens sealed words."))
    if not reason.strip():
        raise Refused(_("Give a reason. It is kept in the log."))
    _keep_out_of_the_log(redaction, reason)
    with transaction.atomic():
        audit.record("redaction.open", actor=by, subject=submission, redaction=redaction.pk, reason=reason.strip())
    return redaction.words


def _keep_out_of_the_log(redaction: Redaction, reason: str) -> None:
    """The log can't be purged, so what is sealed must not get into it with the reason. Raises Refused."""
    if Words(redaction.words).stand_in(reason):
        raise Refused(_("The reason is kept in the log for good, so it must not hold the sealed words."))


def _may_mark(submission: Submission, by: User) -> None:
    demand(is_secretariat, by, _("Only the secretariat redacts."))
    state = Submission.objects.select_for_update().values_list("state", flat=True).get(pk=submission.pk)
    if state == SubmissionState.RECEIVED:
        raise Refused(_("Start screening first."))
    if state not in OPEN_TO_MARKS:
        raise Refused(_("Marks can be changed only while it is screened. Take it back to screening first."))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the place without blanks at its ends. Raises Refused when no word is left."""
    if not 0 <= start < end <= len(text):
        raise Refused(_("Select some words of the text."))
    words = text[start:end]
    start, end = start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))
    if start >= end:
        raise Refused(_("Select some words of the text."))
    return start, end
