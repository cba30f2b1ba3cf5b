"""Publishing, and taking back."""

import copy
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.changes import announce
from core.citations import write_down
from core.errors import Refused
from core.lifecycle import move
from evidence.publication.domain.edition import lay_down
from evidence.publication.domain.files import refuse_naming_files
from evidence.publication.domain.mail import tell_respondent
from evidence.publication.models import Edition
from evidence.submissions.enums import Release
from evidence.submissions.lifecycle import SUBMISSION
from evidence.submissions.models import Submission
from evidence.submissions.queries import attachments_sent


def publish_submission(*, submission: Submission, by: User, seen: str | None = None) -> Edition:
    """Make `submission` public as its preview shows it.

    Writes the edition, tells the search index, and mails the respondent the link. Logged. `seen` is the fingerprint of
    the preview that was looked at (`domain.edition.fingerprint`), where there was one.
    Raises NotAllowed or Refused when this person may not, it is not ready, it is no longer what the preview showed, or
    something else stands in the way.
    """
    # Once more, since who it was sent for may have been corrected after its files were released.
    refuse_naming_files(submission, attachments_sent(submission).filter(release=Release.FILE))
    with transaction.atomic():
        row = move(SUBMISSION, submission, "publish", actor=by)
        if row.call is None:
            raise Refused(_("Its call was deleted, so there is no place to publish it."))
        edition = lay_down(row, by=by, seen=seen)
        announce(edition)
        parts = (*edition.answers.all(), *edition.attachments.all())
        tell_respondent(
            row,
            "published",
            {
                "url": settings.BASE_URL + edition.get_absolute_url(),
                "has_gaps": any("redacted" in piece for part in parts for piece in part.pieces),
            },
        )
    return edition


def publish_many(
    *, submissions: Iterable[tuple[Submission, str]], by: User
) -> tuple[list[Edition], list[tuple[Submission, str]]]:
    """Publish each of `submissions` that can be, given with the fingerprint of its preview.

    Return the editions, and the other submissions with why not.
    """
    published: list[Edition] = []
    refused: list[tuple[Submission, str]] = []
    for submission, seen in submissions:
        try:
            published.append(publish_submission(submission=submission, by=by, seen=seen))
        except Refused as refusal:
            refused.append((submission, str(refusal)))
    return published, refused


def unpublish(*, submission: Submission, by: User, reason: str) -> Submission:
    """Take `submission` back, everywhere at once: the register, its page, feeds, exports, files and search.

    Everything public reads the edition, so deleting it is the whole step. Logged with `reason`.
    Raises NotAllowed or Refused when this person may not, it is not published, or there is no reason.
    """
    with transaction.atomic():
        row = move(SUBMISSION, submission, "unpublish", actor=by, reason=reason)
        edition = Edition.objects.filter(submission=row).first()
        if edition is not None:
            gone = copy.copy(edition)
            write_down(edition)
            edition.delete()
            announce(gone)  # after the deletion, so that a listener who reads it again finds nothing
    return row
