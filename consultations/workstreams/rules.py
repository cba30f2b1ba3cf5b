"""Who may word what a review says."""

from typing import Any

import rules

from accounts.rules import is_secretariat
from consultations.workstreams.models import Statement, WorkstreamPerson

LEADS = WorkstreamPerson.Part.CO_CHAIR


@rules.predicate
def leads_its_workstream(actor: Any, subject: Any = None) -> bool:
    """Whether somebody is a co-chair of a workstream of this statement; or of any workstream, where none is named."""
    pk = getattr(actor, "pk", None)
    if not pk:
        return False
    leads = WorkstreamPerson.objects.filter(user=pk, part=LEADS)
    return (leads.filter(workstream__statements=subject) if isinstance(subject, Statement) else leads).exists()


may_publish = is_secretariat
may_draft = is_secretariat | leads_its_workstream
