"""What a publishing changed of a call, put on record."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.db import transaction

from consultations.calls.domain.questionnaire import Difference, publish_questions
from consultations.calls.models import CallPage
from consultations.calls.publishing import TIMES, parts_changed, seen_of
from core import audit
from core.actors import Actor


def record_publishing(*, call: CallPage, actor: Actor, before: Mapping[str, Any] | None = None) -> Difference:
    """Write the questions of a call that was published, and log what changed; return what changed of the questions.

    When respondents already saw the call, as `before` says (publishing.seen_of), all else that changed is logged too,
    with the editor's reason, which is then forgotten: the next change has its own. Raises what publish_questions does.
    """
    with transaction.atomic():
        call = CallPage.objects.select_for_update().get(pk=call.pk)
        difference = publish_questions(call=call)
        if before is not None:
            _record_change(call, actor, before, difference)
        elif difference:
            audit.record("call.questions", actor=actor, subject=call, **asdict(difference))
        return difference


def _record_change(call: CallPage, actor: Actor, before: Mapping[str, Any], difference: Difference) -> None:
    after = seen_of(call)
    parts = parts_changed(before, after)
    reason = call.change_reason
    if reason:
        _forget_the_reason(call)
    if not (parts or difference):
        return
    times = {f"{name}_before": before[name] for name in TIMES if name in parts}
    times |= {f"{name}_after": after[name] for name in TIMES if name in parts}
    audit.record(
        "call.change",
        actor=actor,
        subject=call,
        reason=reason,
        open=call.is_open,
        parts=parts,
        **times,
        **{name: value for name, value in asdict(difference).items() if value},
    )


def _forget_the_reason(call: CallPage) -> None:
    """Take it from the page and from the revision that brought it, which may be published again."""
    call.change_reason = ""
    call.save(update_fields=["change_reason"])
    if revision := call.live_revision:
        revision.content["change_reason"] = ""
        revision.save(update_fields=["content"])
