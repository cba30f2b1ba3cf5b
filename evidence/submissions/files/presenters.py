"""The files of a submission as its writers see them."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from consultations.calls.models import Question
from evidence.submissions.enums import ScanState
from evidence.submissions.files.kinds import ACCEPT, BY_CONTENT_TYPE, kinds_in_words
from evidence.submissions.files.lifecycle import ATTACHMENT
from evidence.submissions.files.limits import MAX_FILE, MAX_FILES, MB
from evidence.submissions.files.queries import working_files
from evidence.submissions.models import Attachment, Submission


@dataclass(frozen=True)
class FileRow:
    """One line of the list. `url` is empty while nobody may open the file; `note` says why."""

    name: str
    kind: str
    size: int
    pages: int | None
    status: str
    colour: str
    note: str
    url: str
    remove_url: str


@dataclass(frozen=True)
class FileList:
    """`room` is how many more are taken; `is_settling` that a verdict is still awaited."""

    rows: tuple[FileRow, ...]
    room: int
    is_settling: bool
    page_url: str
    list_url: str
    accept: str = ACCEPT
    count: int = 0
    kinds: str = ""
    most: int = MAX_FILES
    max_mb: int = MAX_FILE // MB
    max_bytes: int = MAX_FILE


def files_context(submission: Submission, *, question: Question | None = None) -> FileList:
    """Return what `attachments/_list.html` and `attachments/_list_and_upload.html` draw: the files of the whole
    submission, or those that answer one question. One query."""
    files = list(working_files(submission))
    shown = [one for one in files if question is None or one.question_id == question.pk]
    room = MAX_FILES - sum(bool(one.file) for one in files)
    return FileList(
        rows=tuple(_row(one, submission) for one in shown),
        room=room,
        is_settling=any(one.scan == ScanState.QUARANTINED for one in shown),
        page_url=page_url(submission, question),
        list_url=reverse("attachments:list", args=_args(submission, question)),
        count=MAX_FILES - room,
        kinds=kinds_in_words(),
    )


def page_url(submission: Submission, question: Question | None = None) -> str:
    name = "attachments:for_question" if question else "attachments:files"
    return reverse(name, args=_args(submission, question))


def _args(submission: Submission, question: Question | None) -> list[Any]:
    return [submission.key, question.key] if question else [submission.key]


def _row(attachment: Attachment, submission: Submission) -> FileRow:
    state = ATTACHMENT.state_of(attachment)
    args = [submission.key, attachment.key]
    return FileRow(
        name=attachment.name,
        kind=BY_CONTENT_TYPE[attachment.content_type].label,
        size=attachment.size,
        pages=attachment.pages,
        status="" if attachment.scan == ScanState.CLEAN else str(state.public_label),
        colour=state.tag,
        note=_note(attachment),
        url=reverse("attachments:download", args=args) if attachment.scan == ScanState.CLEAN else "",
        remove_url=reverse("attachments:remove", args=args),
    )


def _note(attachment: Attachment) -> str:
    if attachment.scan == ScanState.QUARANTINED:
        return _("We are checking it for viruses. You can go on and send your submission meanwhile.")
    if attachment.scan == ScanState.INFECTED:
        return _("This file contains a virus. We deleted it and nobody has received it. Upload a clean copy.")
    if attachment.scan == ScanState.UNREADABLE:
        return _("The virus scanner can’t read it, so nobody can open it. Save it as another kind of file.")
    return ""
