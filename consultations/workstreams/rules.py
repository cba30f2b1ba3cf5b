"""Who may do what for a workstream."""

from typing import Any

import rules

from accounts.rules import is_co_chair, is_secretariat
from consultations.workstreams.models import WorkstreamPerson


@rules.predicate
def leads(actor: Any, workstream: Any = None) -> bool:
    """Whether somebody co-chairs this workstream, or any, where none is named."""
    pk = getattr(actor, "pk", None)
    led = WorkstreamPerson.objects.filter(user=pk, part=WorkstreamPerson.Part.CO_CHAIR) if pk else None
    if led is None:
        return False
    return (led.filter(workstream=workstream.pk) if workstream is not None else led).exists()


# The role brings the second factor that other people's words ask for; being named on the page says which workstream.
may_answer_requests = is_secretariat | (is_co_chair & leads)
