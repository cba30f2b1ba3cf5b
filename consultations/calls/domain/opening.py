"""The verbs of a call's life: what is checked, when it may open, how it ends. Later closing times: extensions.py."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules import demand_secretariat
from consultations.calls.checklist import answered, points_asked
from consultations.calls.enums import CallStatus
from consultations.calls.lifecycle import CALL
from consultations.calls.models import CallPage, Check
from core import audit
from core.changes import announce
from core.errors import Refused
from core.lifecycle import move
from pages.domain import note_references


def answer_checks(*, call: CallPage, answers: Mapping[str, str], actor: User) -> list[Check]:
    """Record who answered which points of the checklist, with what words and when; return those that changed.

    A point whose words did not change keeps its name and time. Once the call is cleared, only points that nobody
    answered yet can be: those that a draft with other times raises. Logged by the points' keys.
    Raises NotAllowed for anyone but the secretariat, Refused for an unknown point or one that stands.
    """
    demand_secretariat(actor)
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
    return _moved(call, "publish_outcome", actor, outcome_at=timezone.now())


def take_back_outcome(*, call: CallPage, reason: str, actor: User) -> CallPage:
    """Hide the outcome again. Logged with its reason."""
    return _moved(call, "take_back_outcome", actor, reason=reason, outcome_at=None)


def _moved(call: CallPage, verb: str, actor: User, *, reason: str = "", **changes: Any) -> CallPage:
    """Make a move that shows or hides words of the page, and write down what it refers to now."""
    with transaction.atomic():
        moved = move(CALL, call, verb, actor=actor, reason=reason, changes=changes)
        note_references(page=moved)
        return moved


def explain_late_outcome(*, call: CallPage, reason: str, expected: date, actor: User) -> CallPage:
    """Tell the public why the outcome takes longer than twelve weeks, and when to expect it. Logged.

    Raises NotAllowed, or Refused when the call has not closed, has its outcome, or a part is missing or past.
    """
    demand_secretariat(actor)
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
        note_references(page=call)
        announce(call)
        audit.record("call.explain_late", actor=actor, subject=call, expected=expected)
        return call
