"""The verbs of a call's life: what is checked, when it may open, how long it stays, how it ends."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules import demand, is_secretariat
from consultations.calls.checklist import answered, points_asked
from consultations.calls.enums import CallStatus, Format
from consultations.calls.lifecycle import CALL
from consultations.calls.models import CallPage, Check, Extension
from core import audit
from core.changes import announce
from core.errors import Refused
from core.lifecycle import move


def answer_checks(*, call: CallPage, answers: Mapping[str, str], actor: User) -> list[Check]:
    """Record who answered which points of the checklist, with what words and when; return those that changed.

    A point whose words did not change keeps its name and time. Once the call is cleared, only points that nobody
    answered yet can be: those that a draft with other times raises. Logged by the points' keys.
    Raises NotAllowed for anyone but the secretariat, Refused for an unknown point or one that stands.
    """
    demand(is_secretariat, actor, _("Only the secretariat may do this."))
    with transaction.atomic():
        call = CallPage.objects.select_for_update().get(pk=call.pk)
        if strangers := set(answers) - {point.key for point in points_asked(call)}:
            raise Refused(_("Not on the checklist of this call: %(keys)s.") % {"keys": ", ".join(sorted(strangers))})
        stored = answered(call)
        changed = []
        for key, words in answers.items():
            said = words.strip()
            before = stored.get(key)
            if said == (before.answer if before else ""):
                continue
            if before and call.status != CallStatus.PREPARING:
                raise Refused(_("The call is cleared, so its checklist stands as it was answered."))
            if not said:
                Check.objects.filter(call=call, key=key).delete()
            else:
                changed.append(_record(call, key, said, actor))
        gone = [key for key in stored if key in answers and not answers[key].strip()]
        if changed or gone:
            audit.record("call.check", actor=actor, subject=call, answered=[one.key for one in changed], emptied=gone)
        return changed


def _record(call: CallPage, key: str, words: str, actor: User) -> Check:
    check, _created = Check.objects.update_or_create(
        call=call, key=key, defaults={"answer": words, "answered_by": actor, "answered_at": timezone.now()}
    )
    return check


def clear_to_open(*, call: CallPage, actor: User) -> CallPage:
    """Let the call open at its time. Logged; raises Refused with every guard's sentence (lifecycle.CALL)."""
    return move(CALL, call, "clear", actor=actor)


def hold_back(*, call: CallPage, reason: str, actor: User) -> CallPage:
    """Stop a call that has not opened yet from opening. Logged with its reason."""
    return move(CALL, call, "hold", actor=actor, reason=reason)


def publish_outcome(*, call: CallPage, actor: User) -> CallPage:
    """Show the outcome from now on. Logged; raises Refused while the call is open or nothing is written."""
    return move(CALL, call, "publish_outcome", actor=actor, changes={"outcome_at": timezone.now()})


def take_back_outcome(*, call: CallPage, reason: str, actor: User) -> CallPage:
    """Hide the outcome again. Logged with its reason."""
    return move(CALL, call, "take_back_outcome", actor=actor, reason=reason, changes={"outcome_at": None})


def extend(
    *,
    call: CallPage,
    until: datetime,
    reason: str,
    actor: User,
    format: Format | str = "",  # noqa: A002
    email: str = "",
) -> Extension:
    """Give one format, or one address, a later closing time.

    Logged without the address. Raises NotAllowed, or Refused when it is for nobody or for both, gives no later time,
    or no reason.
    """
    demand(is_secretariat, actor, _("Only the secretariat may do this."))
    if bool(format) == bool(email):
        raise Refused(_("Choose a format or enter an e-mail address, not both."))
    if until <= call.closes_at:
        raise Refused(_("The new closing time must be later than that of the call."))
    if not reason.strip():
        raise Refused(_("Give a reason."))
    with transaction.atomic():
        extension = Extension.objects.create(
            call=call,
            format=format,
            email=email.strip().lower(),
            closes_at=until,
            reason=reason.strip(),
            given_by=actor,
        )
        announce(call)
        audit.record(
            "call.extend",
            actor=actor,
            subject=call,
            extension=extension.pk,
            to=str(format) or "one respondent",
            until=until,
        )
        return extension


def explain_late_outcome(*, call: CallPage, reason: str, expected: date, actor: User) -> CallPage:
    """Tell the public why the outcome takes longer than twelve weeks, and when to expect it. Logged.

    Raises NotAllowed, or Refused when the call has not closed, has its outcome, or a part is missing or past.
    """
    demand(is_secretariat, actor, _("Only the secretariat may do this."))
    with transaction.atomic():
        call = CallPage.objects.select_for_update().get(pk=call.pk)
        if call.status != CallStatus.CLEARED or timezone.now() < call.closes_at:
            raise Refused(_("Only a closed call without an outcome can be late."))
        if not reason.strip():
            raise Refused(_("Give a reason."))
        if expected < timezone.localdate():
            raise Refused(_("The new date must be in the future."))
        call.late_outcome_reason, call.late_outcome_expected = reason.strip(), expected
        call.save(update_fields=["late_outcome_reason", "late_outcome_expected"])
        announce(call)
        audit.record("call.explain_late", actor=actor, subject=call, expected=expected)
        return call
