"""Until when a submission may be sent, and the sentence that says it is too late."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from consultations.calls.enums import Format, Phase
from consultations.calls.models import CallPage
from consultations.calls.queries import closes_for, formats_taken
from core.templatetags.moments import plain_moment
from evidence.submissions.enums import Part
from evidence.submissions.models import Contributor, Submission


def why_closed(call: CallPage | None, *, email: str = "", format: str = Format.STANDARD) -> str:  # noqa: A002
    """Return why nothing can be sent to this call now, as a sentence; nothing when it is open to this respondent.

    Give an `email` only where it is proven: the answer tells whether it has a later closing time.
    """
    return _why_shut(call) or _why_past(closes_for(call, email=email, format=format) if call else None)


def closing_time(submission: Submission, *, reader: Contributor | None = None) -> datetime | None:
    """Return when this submission's call closes to its respondent, extensions counted; None for a deleted call.

    `reader` gets the answer by mail to their own address.
    """
    if submission.call is None:
        return None
    email = reader.email if reader and reader.part == Part.LEAD else lead_address(submission)
    return closes_for(submission.call, email=email, format=submission.format)


def why_too_late(submission: Submission, closes_at: datetime | None = None) -> str:
    """Return why this submission can't be sent now, as a sentence; nothing when it can.

    Paper and telephone count by the day on which they came, however long the typing takes. Whoever knows the closing
    time already gives it.
    """
    closes_at = closes_at or closing_time(submission)
    if submission.came_online:
        return _why_shut(submission.call) or _why_past(closes_at)
    if closes_at is None:
        return _why_shut(None)
    if submission.received_on and submission.received_on > timezone.localdate(closes_at):
        return _("It came after the call closed at %(moment)s.") % {"moment": plain_moment(closes_at)}
    return ""


def formats_to_choose(submission: Submission) -> list[Format]:
    """Return the formats that its respondent may say they answer in: its own, and each in which answers are taken now."""
    taken = formats_taken(submission.call, timezone.now()) if submission.call else []
    return [one for one in Format if one in taken or one == submission.format]


def lead_address(submission: Submission) -> str:
    """Return the address of whoever began it: the one that an extension for a respondent names.

    Online it counts once it is proven, because anybody can type somebody else's. On paper staff read it.
    """
    lead = next((one for one in submission.contributors.all() if one.part == Part.LEAD), None)
    return "" if lead is None or must_prove(lead) else lead.email


def must_prove(lead: Contributor) -> bool:
    """Whether nobody has come yet who reads the mail to this address."""
    return lead.submission.came_online and lead.address_proven_at is None


def _why_shut(call: CallPage | None) -> str:
    if call is None or not call.live:
        return _("This call was taken down. Nothing can be sent to it.")
    if call.phase is Phase.FORTHCOMING:
        return _("This call opens at %(moment)s.") % {"moment": plain_moment(call.opens_at)}
    return ""


def _why_past(closes_at: datetime | None) -> str:
    if closes_at is not None and timezone.now() >= closes_at:
        return _("This call closed at %(moment)s.") % {"moment": plain_moment(closes_at)}
    return ""
