"""Replies that came on paper, by telephone or by mail: what staff read on the envelope, and entries put away."""

from datetime import date
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules import demand, is_secretariat
from consultations.calls.enums import Format
from consultations.calls.models import CallPage
from core import audit
from core.errors import Refused
from core.lifecycle import move
from evidence.submissions.deadline import why_too_late
from evidence.submissions.domain.details import (
    change_respondent,
    choose_publishing,
    look_again,
    mark_of_respondent,
    refuse_unseen,
)
from evidence.submissions.domain.keying import locked_entry
from evidence.submissions.domain.start import Respondent
from evidence.submissions.domain.working_copy import touch
from evidence.submissions.enums import SUBMITTED, Channel, Part
from evidence.submissions.lifecycle import SUBMISSION
from evidence.submissions.models import Contributor, Submission


def enter_reply(
    *,
    call: CallPage,
    channel: str,
    received_on: date,
    respondent: Respondent,
    publishing: str,
    actor: User,
    email: str = "",
    format: str = Format.STANDARD,  # noqa: A002 - the field's own word
    key: UUID | None = None,
) -> Submission:
    """Begin to enter a reply that did not come online. With an address, its respondent is told when it is recorded.

    Logged. Safe to repeat with the same `key`. Raises NotAllowed for anybody but the secretariat, Refused for a day
    that is still to come.
    """
    demand(is_secretariat, actor, _("Only the secretariat enters replies."))
    _refuse_a_day_to_come(received_on)
    if key and (entered := _entered_before(key, actor)):
        return entered
    try:
        with transaction.atomic():
            submission = Submission.objects.create(
                key=key or uuid4(),
                call=call,
                call_title=call.title,
                channel=Channel(channel),
                received_on=received_on,
                publishing=publishing,
                format=format,
                entered_by=actor,
                **respondent.columns(),
            )
            _write_address(submission, email, respondent.name)
            audit.record("submission.enter", actor=actor, subject=submission, channel=channel)
            return submission
    except IntegrityError:
        # Both clicks came at once, and the other was first.
        if key and (entered := _entered_before(key, actor)):
            return entered
        raise


def correct_envelope(
    *,
    submission: Submission,
    channel: str,
    received_on: date,
    respondent: Respondent,
    publishing: str,
    actor: User,
    email: str = "",
    format: str = Format.STANDARD,  # noqa: A002 - the field's own word
    seen: str | None = None,
) -> Submission:
    """Correct how and when a reply came, who sent it and what they allow. It counts at once, also for what was recorded.

    What was ready to publish goes back to screening. Logged: which of them changed, and never to what.
    Raises NotAllowed for anybody but the secretariat, Refused for a day to come, for a reply that came online or takes
    no more words, for one that was recorded and would have come too late, and when who answers no longer is what the page
    showed (`seen`, as `change_respondent` takes it).
    """
    with transaction.atomic():
        fresh = locked_entry(submission, actor)
        _refuse_a_day_to_come(received_on)
        before = mark_of_respondent(fresh)
        came = {"channel": Channel(channel), "received_on": received_on, "format": format}
        changed = [name for name, value in came.items() if getattr(fresh, name) != value]
        for name in changed:
            setattr(fresh, name, came[name])
        touch(fresh, fields=changed)
        if _write_address(fresh, email, respondent.name):
            changed.append("email")
        if changed:
            fresh = _take_note(fresh, changed, actor)
        fresh = change_respondent(submission=fresh, respondent=respondent, actor=actor)
        refuse_unseen(seen, before, mark_of_respondent(fresh))
        return choose_publishing(submission=fresh, publishing=publishing, actor=actor)


def discard_entry(*, submission: Submission, reason: str, actor: User) -> Submission:
    """Put away an entry that should not be there, before it is recorded: it counts as withdrawn. Nobody gets a mail.

    Logged with `reason`. Raises NotAllowed for anybody but the secretariat and for what came online, Refused without a
    reason and for what was recorded: that is withdrawn at its respondent's request.
    """
    return move(SUBMISSION, submission, "discard", actor=actor, reason=reason)


def _entered_before(key: UUID, actor: User) -> Submission | None:
    return Submission.objects.filter(key=key, entered_by=actor).first()


def _refuse_a_day_to_come(received_on: date) -> None:
    if received_on > timezone.localdate():
        raise Refused(_("The day it was received must be today or in the past"))


def _take_note(submission: Submission, changed: list[str], actor: User) -> Submission:
    """Log what was corrected on the envelope; what was recorded may not become one that came too late."""
    audit.record("submission.correct_envelope", actor=actor, subject=submission, changed=changed)
    if submission.state not in SUBMITTED:
        return submission
    if why := why_too_late(submission):
        raise Refused(why)
    return look_again(submission, actor)


def _write_address(submission: Submission, email: str, name: str) -> bool:
    """Write where the respondent is told of it, or nowhere; return whether that changed."""
    address = email.strip().lower()
    lead = submission.contributors.filter(part=Part.LEAD).first()
    if lead is None and not address:
        return False
    if lead is None:
        Contributor.objects.create(submission=submission, part=Part.LEAD, email=address, name=name)
        return True
    if not address:
        lead.delete()
        return True
    is_other = lead.email != address
    lead.email, lead.name = address, name
    lead.save(update_fields=["email", "name"])
    return is_other
