"""What submissions are called in the audit log: by their reference. Nobody who answered is named there."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from core.log_names import offer_names
from evidence.submissions.models import Attachment, Contributor, Submission


def offer() -> None:
    """Run once when Django starts."""
    offer_names("submissions.submission", _submissions)
    offer_names("submissions.attachment", _files)
    offer_names("contributor", _writers)


def _submissions(keys: Collection[int]) -> dict[int, str]:
    rows = Submission.objects.filter(pk__in=keys).values_list("pk", "reference")
    return {key: reference or _("a draft") for key, reference in rows}


def _files(keys: Collection[int]) -> dict[int, str]:
    rows = Attachment.objects.filter(pk__in=keys).values_list("pk", "submission__reference")
    return {key: _("a file of %(what)s") % {"what": reference or _("a draft")} for key, reference in rows}


def _writers(keys: Collection[int]) -> dict[int, str]:
    rows = Contributor.objects.filter(pk__in=keys).values_list("pk", "submission__reference")
    return {key: _("a writer of %(what)s") % {"what": reference or _("a draft")} for key, reference in rows}
