"""The lock under which every write to a working copy is made."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from core.actors import Actor
from core.errors import NotAllowed, Refused
from evidence.submissions.enums import OPEN_TO_CHANGE
from evidence.submissions.enums import SubmissionState as S
from evidence.submissions.models import Submission
from evidence.submissions.rules import may_write


def why_unchangeable(submission: Submission) -> str:
    """Return why nobody may write in this submission any more, or nothing."""
    if submission.state == S.PUBLISHED:
        return _("It is published. Ask the secretariat to take it back before you change it.")
    if submission.state == S.WITHDRAWN:
        return _("It was withdrawn, so it can't be changed.")
    if submission.state not in OPEN_TO_CHANGE:
        return _("The secretariat has decided about it, so it can't be changed.")
    return ""


def locked(submission: Submission, actor: Actor) -> Submission:
    """Return the submission, locked until the transaction ends.

    One lock for all its answers: a team is small, and submitting must see every save or none of it.
    Raises NotAllowed when this actor does not write it, Refused when it takes no more words.
    """
    fresh = Submission.objects.select_for_update().get(pk=submission.pk)
    if not may_write(actor, fresh):
        raise NotAllowed(_("You may not change this submission."))
    if why := why_unchangeable(fresh):
        raise Refused(why)
    return fresh


def touch(submission: Submission, *, fields: Iterable[str] = ()) -> None:
    """Note that the words changed: any sign-off was of other words, so it ends."""
    submission.changed_at = timezone.now()
    submission.signed_off_by = submission.signed_off_at = None
    submission.save(update_fields=["changed_at", "signed_off_by", "signed_off_at", *fields])
