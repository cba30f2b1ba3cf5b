"""Who may do what with principles and recommendations."""

from typing import Any

import rules

from accounts.rules import is_co_chair, is_secretariat
from consultations.townhalls.rules import may_moderate
from consultations.workstreams.models import WorkstreamPerson

__all__ = ["leads_its_workstream", "may_draft", "may_moderate", "may_publish"]


@rules.predicate
def leads_its_workstream(actor: Any, subject: Any = None) -> bool:
    """Whether somebody co-chairs a workstream that a statement, or one of its versions, belongs to; or any, where none is named."""
    pk = getattr(actor, "pk", None)
    if not pk:
        return False
    led = WorkstreamPerson.objects.filter(user=pk, part=WorkstreamPerson.Part.CO_CHAIR)
    statement = getattr(subject, "statement", subject)
    if statement is not None:
        led = led.filter(workstream__in=statement.workstreams.values("pk"))
    return led.exists()


may_publish = is_secretariat
may_draft = is_secretariat | (is_co_chair & leads_its_workstream)
