"""Removing words for good, because the law wants them gone. A redaction hides words; a purge leaves none."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules import demand, is_secretariat
from core import audit
from core.changes import announce
from core.errors import Refused
from core.outbox.domain import rewrite_unsent
from evidence.publication.domain.edition import lay_down_again
from evidence.publication.models import Edition, Purge, ScreeningNote
from evidence.submissions.enums import Release
from evidence.submissions.files.destruction import destroy, destroy_file
from evidence.submissions.finding import Words
from evidence.submissions.models import (
    Answer,
    AnswerVersion,
    Attachment,
    Clarification,
    Contributor,
    Redaction,
    SecondKeying,
    Submission,
)

GAP = "[removed]"
OWN = ("not_published_reason", "name", "on_behalf_of", "organisation_name")


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
    if not any(found.stand_in(text) for text in _all_texts(submission)):
        raise Refused(_("These words stand nowhere in this submission. Enter them as they stand."))


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

    Texts say "[removed]" instead, and marks move with the words they cover. A file whose text holds the words is
    destroyed, its cleaned text kept. What is published is written out again and the index is told. Logged without the words.
    Raises NotAllowed, or Refused for whoever asked for it: it takes a second person.
    """
    demand(is_secretariat, by, _("Only the secretariat removes words."))
    with transaction.atomic():
        row = Purge.objects.select_for_update().select_related("submission").get(pk=purge.pk)
        if row.done_at:
            raise Refused(_("This was carried out already."))
        if row.asked_by_id == by.pk:
            raise Refused(_("You asked for this. Somebody else must carry it out."))
        submission = row.submission
        texts, files = _purge_words(submission, Words(row.words)) if row.words else (0, 0)
        if row.attachment is not None:
            _destroy_whole(row.attachment)
            files += 1
        row.words, row.done_by, row.done_at = "", by, timezone.now()
        row.save()
        submission.refresh_from_db()
        edition = Edition.objects.filter(submission=submission).first()
        if edition is not None:
            lay_down_again(edition)
            announce(edition)
        announce(submission)
        audit.record(
            "submission.purge", actor=by, subject=submission, purge=row.pk, reason=row.reason, texts=texts, files=files
        )
    return row


def _purge_words(submission: Submission, words: Words) -> tuple[int, int]:
    """Clean everything of the submission; return how many texts were changed and how many files destroyed."""
    # Before the addresses are cleaned: they say where the mail was to go.
    writers = list(Contributor.objects.filter(submission=submission).values_list("email", flat=True))
    texts = _purge_answers(submission, words) + _purge_the_rest(submission, words)
    texts += rewrite_unsent(to=writers, change=lambda text: words.replaced(text, GAP))
    files = _purge_attachments(submission, words)
    _purge_other_requests(submission, words)
    return texts, files


def _destroy_whole(attachment: Attachment) -> None:
    attachment.redactions.all().delete()
    destroy(attachment)
    Attachment.objects.filter(pk=attachment.pk).update(name=GAP)


def _purge_answers(submission: Submission, words: Words) -> int:
    changed = 0
    fields = ("text", "value", "confidential_reason")
    for version in AnswerVersion.objects.filter(answer__submission=submission):
        _move_marks(Redaction.objects.filter(answer_version_id=version.pk), version.text, words)
        changed += _clean(version, words, *fields)
    for answer in Answer.objects.filter(submission=submission):
        if _clean(answer, words, *fields):
            changed += 1
            # A page that was drawn before still holds the words, and would save them again.
            answer.revision += 1
            answer.purged_revision, answer.saved_from = answer.revision, ""
            answer.save(update_fields=["revision", "purged_revision", "saved_from"])
    return changed


def _purge_the_rest(submission: Submission, words: Words) -> int:
    marks = Redaction.objects.filter(
        Q(answer_version__answer__submission=submission) | Q(attachment__submission=submission)
    )
    changed = sum(_clean(row, words, "note", "lift_reason") for row in marks)
    changed += sum(
        _clean(row, words, "value", "settled_value") for row in SecondKeying.objects.filter(submission=submission)
    )
    changed += sum(
        _clean(row, words, "question", "reply") for row in Clarification.objects.filter(submission=submission)
    )
    changed += sum(_clean(row, words, "text") for row in ScreeningNote.objects.filter(submission=submission))
    changed += sum(_clean_writer(row, words) for row in Contributor.objects.filter(submission=submission))
    return changed + _clean(submission, words, *OWN)


def _purge_attachments(submission: Submission, words: Words) -> int:
    """Clean the texts and names of files, and destroy those whose text held the words. Return how many."""
    destroyed = 0
    for row in Attachment.objects.filter(submission=submission):
        if words.stand_in(row.text):
            _move_marks(row.redactions.all(), row.text, words)
            if row.release == Release.FILE:
                row.release = Release.TEXT
                row.save(update_fields=["release"])
            destroy_file(row)
            destroyed += 1
        _clean(row, words, "text", "name")
    return destroyed


def _purge_other_requests(submission: Submission, words: Words) -> None:
    for other in Purge.objects.filter(submission=submission):
        _clean(other, words, "words", "reason")


def _clean(row: models.Model, words: Words, *names: str) -> int:
    """Remove the words from the named fields; return 1 when anything changed."""
    changed = []
    for name in names:
        before = getattr(row, name)
        after = _without(before, lambda text: words.replaced(text, GAP))
        if after != before:
            setattr(row, name, after)
            changed.append(name)
    if changed:
        row.save(update_fields=changed)
    return 1 if changed else 0


def _clean_writer(row: Contributor, words: Words) -> int:
    """An address that holds the words is emptied whole: half an address is none."""
    changed = _clean(row, words, "name")
    if not words.stand_in(row.email):
        return changed
    row.email = ""
    row.save(update_fields=["email"])
    return changed + 1


def _without(value: Any, clean: Callable[[str], str]) -> Any:
    """Return a JSON value with every text in it cleaned."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_without(one, clean) for one in value]
    if isinstance(value, dict):
        return {clean(key): _without(one, clean) for key, one in value.items()}
    return value


def _move_marks(marks: "models.QuerySet[Redaction]", text: str, words: Words) -> None:
    """Let each mark cover the same words after the purge; one that covered purged words covers the gap."""
    places = words.places(text)
    if not places:
        return
    for mark in marks:
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


def _all_texts(submission: Submission) -> list[str]:
    """Return every text that a purge of `submission` cleans."""
    its_answers = Q(answer_version__answer__submission=submission)
    rows: list[Iterable[Any]] = [
        AnswerVersion.objects.filter(answer__submission=submission).values_list("text", "value", "confidential_reason"),
        Answer.objects.filter(submission=submission).values_list("text", "value", "confidential_reason"),
        Attachment.objects.filter(submission=submission).values_list("text", "name"),
        Redaction.objects.filter(its_answers | Q(attachment__submission=submission)).values_list("note", "lift_reason"),
        SecondKeying.objects.filter(submission=submission).values_list("value", "settled_value"),
        Clarification.objects.filter(submission=submission).values_list("question", "reply"),
        ScreeningNote.objects.filter(submission=submission).values_list("text"),
        Contributor.objects.filter(submission=submission).values_list("name", "email"),
        [[getattr(submission, name) for name in OWN]],
    ]
    return [text for some in rows for row in some for value in row for text in _strings(value)]


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
