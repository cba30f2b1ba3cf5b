"""Writing out what the public may read."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from accounts.models import User
from core.citations import write_down
from core.disclosure import PUBLIC, disclose
from core.errors import Refused
from evidence.publication.citations import words_of
from evidence.publication.models import Edition, EditionAnswer, EditionAttachment
from evidence.submissions.disclosure import KnownSubmission
from evidence.submissions.models import Submission
from evidence.submissions.pieces import Piece, in_passing, words_in

FIRST_LINES = 240
# What of an edition's rows says when, by whom and where it was laid down, and nothing that a reader sees.
NOT_SHOWN = {"id", "submission", "edition", "published_at", "published_by"}


def draw_up(submission: Submission, *, by: User) -> tuple[Edition, list[EditionAnswer], list[EditionAttachment]]:
    """Return the unsaved rows of an edition, made of what the public may know.

    The preview shows these rows and publishing saves them, so that what was looked at is what goes out.
    Raises Refused when nothing of it may be public.
    """
    known: KnownSubmission = disclose(submission, PUBLIC)
    answers = [
        EditionAnswer(question_version=one.question, position=position, pieces=_as_json(one.pieces))
        for position, one in enumerate(known.answers, start=1)
    ]
    attachments = [
        EditionAttachment(
            attachment_id=one.attachment,
            title=one.title,
            content_type=one.content_type,
            size=one.size,
            pages=one.pages,
            file_cleared=one.file,
            pieces=_as_json(one.pieces),
            position=position,
        )
        for position, one in enumerate(known.attachments, start=1)
    ]
    return _edition(submission, known, by), answers, attachments


def fingerprint(edition: Edition, answers: list[EditionAnswer], attachments: list[EditionAttachment]) -> str:
    """Return a short mark of everything that these rows show, so that publishing can tell what a preview showed."""
    shown = [[_shown(row) for row in rows] for rows in ([edition], answers, attachments)]
    return hashlib.sha256(json.dumps(shown, default=str).encode()).hexdigest()


def _shown(row: Model) -> dict[str, Any]:
    """Return every column that a reader could see, so that a new one is compared without being named."""
    columns = [field for field in row._meta.concrete_fields if field.name not in NOT_SHOWN]
    return {column.name: getattr(row, column.attname) for column in columns}


def lay_down(submission: Submission, *, by: User, seen: str | None = None) -> Edition:
    """Save the edition of `submission`. Call it inside the transaction that publishes.

    Raises Refused when `seen`, the fingerprint of a preview, is of anything else than what would go out.
    """
    edition, answers, attachments = draw_up(submission, by=by)
    if seen is not None and seen != fingerprint(edition, answers, attachments):
        raise Refused(_("It has changed since you looked at the preview. Look at it again before you publish."))
    edition.save()
    _save_parts(edition, answers, attachments)
    return edition


def lay_down_again(edition: Edition) -> Edition:
    """Write an edition out anew after a purge, keeping its day, its publisher and the addresses of its parts."""
    fresh, answers, attachments = draw_up(edition.submission, by=edition.published_by)
    _keep_places(answers, edition.answers.values_list("question_version", "position"), "question_version_id")
    _keep_places(attachments, edition.attachments.values_list("attachment", "position"), "attachment_id")
    fresh.pk, fresh.published_at = edition.pk, edition.published_at
    edition.answers.all().delete()
    edition.attachments.all().delete()
    fresh.save(force_update=True)
    _save_parts(fresh, answers, attachments)
    return fresh


def _keep_places(
    parts: Sequence[EditionAnswer | EditionAttachment], before: Iterable[tuple[int, int]], what: str
) -> None:
    """Give each part the place that it had, by which people cite it: a part that is gone leaves a gap."""
    places = dict(before)
    for number, part in enumerate(parts, start=max(places.values(), default=0) + 1):
        part.position = places.get(getattr(part, what), number)


def _save_parts(edition: Edition, answers: list[EditionAnswer], attachments: list[EditionAttachment]) -> None:
    for answer in answers:
        answer.edition = edition
    for attachment in attachments:
        attachment.edition = edition
    EditionAnswer.objects.bulk_create(answers)
    EditionAttachment.objects.bulk_create(attachments)
    write_down(edition, *words_of([*answers, *attachments]))


def _edition(submission: Submission, known: KnownSubmission, by: User) -> Edition:
    said = [words_in(one.pieces).strip() for one in known.answers]
    return Edition(
        submission=submission,
        call=submission.call,
        reference=known.reference,
        respondent=known.respondent,
        kind=known.kind,
        organisation_name=known.organisation_name,
        organisation_type=known.organisation_type,
        region=known.region,
        received_on=known.received_on,  # type: ignore[misc]  # what was sent has its day
        published_by=by,
        language=known.language,
        first_lines=_first_lines(known),
        word_count=sum(len(words.split()) for words in said),
        is_illustration=known.is_illustration,
    )


def _first_lines(known: KnownSubmission) -> str:
    """Return the beginning of the longest answer: the first is often only "yes"."""
    longest = max((in_passing(one.pieces) for one in known.answers), key=len, default="")
    words = " ".join(longest.split())
    if len(words) <= FIRST_LINES:
        return words
    return words[:FIRST_LINES].rsplit(" ", 1)[0] + " …"


def _as_json(pieces: Iterable[Piece]) -> list[dict[str, str]]:
    return [piece.as_json() for piece in pieces]
