"""The door to the desk."""

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from accounts.gates import StaffRequest, only_for
from accounts.rules import is_secretariat
from evidence.submissions.enums import SubmissionState
from evidence.submissions.models import Submission
from evidence.submissions.queries import visible_to

for_secretariat = only_for(is_secretariat, _("The desk is for the secretariat of a review."))


def submission_on_the_desk(request: StaffRequest, reference: str, *, withdrawn: bool = False) -> Submission:
    """Return a submission that was sent, with what every page of it needs. 404 for any other reference.

    One that was withdrawn is not read any more: only pages that show none of its words ask for it with `withdrawn`.
    """
    rows = visible_to(request.user).select_related("call", "current", "assigned_to")
    submission = rows.filter(reference=reference).first()
    if submission is None or (submission.state == SubmissionState.WITHDRAWN and not withdrawn):
        raise Http404
    return submission
