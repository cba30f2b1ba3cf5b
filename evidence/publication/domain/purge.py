"""Removing words for good, because the law wants them gone. A redaction hides words; a purge leaves none."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules import demand, is_secretariat
from core import audit
from core.changes import announce
from core.errors import Refused
from core.outbox.domain import rewrite
from evidence.publication.domain.edition import lay_down_again
from evidence.publication.models import Edition, Purge, ScreeningNote
from evidence.submissions.enums import Release, ScanState
from evidence.submissions.files.destruction import destroy, destroy_file
from evidence.submissions.files.searching import Search, search_file
from evidence.submissions.finding import Words
from evidence.submissions.models import (
    Answer,
    AnswerVersion,
    Attachment,
    Clarification,
    Contributor,
    SecondKeying,
    Submission,
)
from evidence.submissions.queries import every_redaction_of

GAP = "[removed]"


def ask_purge(
    *, submission: Submission, reason: str, by: User, words: str = "", attachment: Attachment | None = None
) -> Purge:
    """Ask that `words` be removed from every text of `submission`, or a file of it destroyed. Somebody else does it.

    Logged without the words. Raises NotAllowed, or Refused without words and file, without a reason, or when the words
    stand nowhere in it.
    """
    demand(is_secretariat, by, _("Only the secretariat removes words."))
    if not reason.strip():
        raise Refused(_("Give a reason. It is kept in the log, so do not repeat the words in it."))
    if attachment is None:
        _check_words(submission, words, reason)
    elif attachment.submission_id != submission.pk:
        raise Refused(_("This file belongs to another submission."))
    with transaction.atomic():
        purge = Purge.objects.create(
            submission=submission, words=words.strip(), attachment=attachment, reason=reason.strip(), asked_by=by
        )
        audit.record("submission.ask_purge", actor=by, subject=submission, purge=purge.pk, reason=purge.reason)
    return purge


def _check_words(submission: Submission, words: str, reason: str) -> None:
    if not words.strip():
        raise Refused(_("Enter the words to remove, as they stand."))
    found = Words(words)
    if found.stand_in(reason):
        raise Refused(_("The reason is kept in the log for good, so it must not hold the words to be removed."))
    if not _stand_anywhere(submission, words):
        raise Refused(_("These words stand nowhere in this submission. Enter them as they stand."))


def _stand_anywhere(submission: Submission, words: str) -> bool:
    texts = (text for row, names in _places(submission) for name in names for text in _strings(getattr(row, name)))
    return any(map(Words(words).stand_in, texts)) or any(one.found for one in _searched(submission, words).values())


def drop_purge(*, purge: Purge, by: User) -> None:
    """Take back a request that was not carried out yet. Logged. Raises NotAllowed or Refused."""
    demand(is_secretariat, by, _("Only the secretariat removes words."))
    with transaction.atomic():
        row = Purge.objects.select_for_update().get(pk=purge.pk)
        if row.done_at:
            raise Refused(_("This was carried out already."))
        submission, key = row.submission, row.pk
        row.delete()
        audit.record("submission.drop_purge", actor=by, subject=submission, purge=key)


def carry_out_purge(*, purge: Purge, by: User) -> Purge:
    """Remove the words from every text, file, copy and unsent mail of the submission, or destroy the file.

    Nothing brings them back.

    Texts say "[removed]" instead, and marks move with the words they cover. A file that holds the words anywhere, also
    where no reader looks, is destroyed, its cleaned text kept. What is published is written out again and the index is
    told. Logged without the words. Raises NotAllowed, or Refused for whoever asked for it, since it takes a second
    person, and while the text of a file is still to come.
    """
    demand(is_secretariat, by, _("Only the secretariat removes words."))
    # Before the lock, since it takes seconds.
    files = _searched(purge.submission, purge.words) if purge.words else {}
    with transaction.atomic():
        row = Purge.objects.select_for_update().select_related("submission").get(pk=purge.pk)
        if row.done_at:
            raise Refused(_("This was carried out already."))
        if row.asked_by_id == by.pk:
            raise Refused(_("You asked for this. Somebody else must carry it out."))
        submission = row.submission
        texts, destroyed = _purge_words(submission, Words(row.words), files) if row.words else (0, 0)
        if row.attachment is not None:
            _destroy_whole(row.attachment)
            destroyed += 1
        row.words, row.done_by, row.done_at = "", by, timezone.now()
        row.save()
        submission.refresh_from_db()
        edition = Edition.objects.filter(submission=submission).first()
        if edition is not None:
            lay_down_again(edition)
            announce(edition)
        announce(submission)
        audit.record(
            "submission.purge",
            actor=by,
            subject=submission,
            purge=row.pk,
            reason=row.reason,
            texts=texts,
            files=destroyed,
        )
    return row


def _places(submission: Submission) -> Iterator[tuple[models.Model, tuple[str, ...]]]:
    """Yield every row of the submission with the fields of it in which somebody's words stand."""
    yield submission, ("not_published_reason", "name", "on_behalf_of", "organisation_name")
    for rows, names in (
        (AnswerVersion.objects.filter(answer__submission=submission), ("text", "value", "confidential_reason")),
        (Answer.objects.filter(submission=submission), ("text", "value", "confidential_reason")),
        (Attachment.objects.filter(submission=submission), ("text", "name")),
        (every_redaction_of(submission), ("note", "lift_reason")),
        (SecondKeying.objects.filter(submission=submission), ("value", "settled_value")),
        (Clarification.objects.filter(submission=submission), ("question", "reply")),
        (ScreeningNote.objects.filter(submission=submission), ("text",)),
        (Contributor.objects.filter(submission=submission), ("name", "email")),
    ):
        for row in rows:
            yield row, names


def _searched(submission: Submission, words: str) -> dict[int, Search]:
    """Return what a search of each stored file found, by the file's key.

    As whole words: a file is full of its program's own, and none is destroyed because they hold the letters of a name.
    """
    whole = Words(words, whole=True)
    return {row.pk: search_file(row, whole) for row in submission.attachments.exclude(file="")}


def _purge_words(submission: Submission, words: Words, files: Mapping[int, Search]) -> tuple[int, int]:
    """Clean everything of the submission; return how many texts were changed and how many files destroyed."""
    # Before the addresses are cleaned: they say where the mail was to go.
    writers = list(Contributor.objects.filter(submission=submission).values_list("email", flat=True))
    texts = rewrite(about=submission, to=writers, change=lambda text: words.replaced(text, GAP))
    destroyed = _destroy_files(submission, words, files)
    answers = set()
    for row, names in _places(submission):
        if isinstance(row, AnswerVersion | Attachment):
            _move_marks(row, words)
        changed = _clean(row, words, *names)
        texts += changed
        if changed and isinstance(row, Answer | AnswerVersion):
            answers.add(row.pk if isinstance(row, Answer) else row.answer_id)
    for answer in Answer.objects.filter(pk__in=answers):
        # A page that was drawn before still holds the words, and would save them again: also where only an older text of
        # the answer held them, or one that was set aside.
        answer.revision += 1
        answer.purged_revision, answer.saved_from = answer.revision, ""
        answer.save(update_fields=["revision", "purged_revision", "saved_from"])
    for other in Purge.objects.filter(submission=submission):
        _clean(other, words, "words", "reason")
    return texts, destroyed


def _destroy_whole(attachment: Attachment) -> None:
    attachment.redactions.all().delete()
    destroy(attachment)
    Attachment.objects.filter(pk=attachment.pk).update(name=GAP)


def _destroy_files(submission: Submission, words: Words, files: Mapping[int, Search]) -> int:
    """Destroy the files that hold the words; return how many. Raises Refused while one may still bring them in."""
    destroyed = 0
    for row in Attachment.objects.select_for_update().filter(submission=submission).exclude(file=""):
        search = files.get(row.pk)
        if search is None:
            raise Refused(_("A file came in meanwhile. Do it again."))
        if search.found or words.stand_in(row.text):
            if row.release == Release.FILE:
                row.release = Release.TEXT
                row.save(update_fields=["release"])
            destroy_file(row)
            destroyed += 1
        elif not search.is_whole and row.text_at is None and row.scan in (ScanState.QUARANTINED, ScanState.CLEAN):
            raise Refused(_("The text of a file is still being read. Wait a minute and do it again."))
    return destroyed


def _clean(row: models.Model, words: Words, *names: str) -> int:
    """Remove the words from the named fields; return 1 when anything changed."""
    changed = []
    for name in names:
        before = getattr(row, name)
        after = _without(before, lambda text: words.replaced(text, GAP))
        if after != before:
            # Half an address is none; and the gap may be longer than what stood there.
            most = row._meta.get_field(name).max_length  # type: ignore[union-attr]
            setattr(row, name, "" if name == "email" else after[:most] if most else after)
            changed.append(name)
    if changed:
        row.save(update_fields=changed)
    return 1 if changed else 0


def _without(value: Any, clean: Callable[[str], str]) -> Any:
    """Return a JSON value with every text in it cleaned."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_without(one, clean) for one in value]
    if isinstance(value, dict):
        return {clean(key): _without(one, clean) for key, one in value.items()}
    return value


def _move_marks(row: AnswerVersion | Attachment, words: Words) -> None:
    """Let each mark cover the same words after the purge; one that covered purged words covers the gap."""
    places = words.places(row.text)
    for mark in row.redactions.all() if places else []:
        mark.start, mark.end = _moved(mark.start, places, at_end=False), _moved(mark.end, places, at_end=True)
        mark.save(update_fields=["start", "end"])


def _moved(place: int, gaps: list[tuple[int, int]], *, at_end: bool) -> int:
    """Return where `place` lies once each gap is as long as GAP; inside a gap, at its start or end."""
    shift = 0
    for start, end in gaps:
        if place >= end:
            shift += len(GAP) - (end - start)
        elif place > start:
            return start + shift + (len(GAP) if at_end else 0)
        else:
            break
    return place + shift


def _strings(value: Any) -> Iterator[str]:
    """Yield every text in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)
    elif isinstance(value, dict):
        yield from value
        yield from _strings(list(value.values()))
