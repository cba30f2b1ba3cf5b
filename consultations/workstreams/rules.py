"""Who may do what for a workstream."""

from typing import Any

import rules

from accounts.rules import is_co_chair, is_secretariat
from consultations.workstreams.models import WorkstreamPerson


@rules.predicate
def leads(actor: Any, subject: Any = None) -> bool:
    """Whether somebody co-chairs this workstream, or the one that a request is about; or any, where none is named."""
    pk = getattr(actor, "pk", None)
    if not pk:
        return False
    led = WorkstreamPerson.objects.filter(user=pk, part=WorkstreamPerson.Part.CO_CHAIR)
    workstream = getattr(subject, "workstream", subject)
    return (led if workstream is None else led.filter(workstream=workstream.pk)).exists()


# The role brings the second factor that other people's words ask for; the page says which workstream.
may_answer_requests = is_secretariat | (is_co_chair & leads)
