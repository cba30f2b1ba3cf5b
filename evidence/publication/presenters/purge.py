"""What the page on which words are removed for good calls the files of a submission."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from evidence.publication.kinds import kind_of_file
from evidence.submissions.enums import SubmissionState
from evidence.submissions.models import Submission


def titles_of_files(submission: Submission) -> dict[int, str]:
    """Return the title of every file by its key, of destroyed ones too, in the order they came.

    Of what was withdrawn nothing is read any more, and the name of a file is its writer's own word: there a number, the kind
    and the day tell which is meant.
    """
    rows = submission.attachments.order_by("uploaded_at", "pk")
    if submission.state != SubmissionState.WITHDRAWN:
        return {row.pk: row.name for row in rows}
    return {
        row.pk: _("File %(number)d: %(kind)s, %(day)s")
        % {
            "number": number,
            "kind": kind_of_file(row.content_type),
            "day": date_format(timezone.localdate(row.uploaded_at), "j F Y"),
        }
        for number, row in enumerate(rows, start=1)
    }
