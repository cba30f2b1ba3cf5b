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


@rules.predicate
def leads_the_workstream_asked(actor: Any, subject: Any = None) -> bool:
    """Whether somebody is a co-chair of the workstream that a request names, or that is given itself."""
    pk = getattr(actor, "pk", None)
    workstream = getattr(subject, "workstream_id", None) or getattr(subject, "pk", None)
    return (
        bool(pk and workstream) and WorkstreamPerson.objects.filter(user=pk, part=LEADS, workstream=workstream).exists()
    )


may_answer = is_secretariat | leads_the_workstream_asked


@rules.predicate
def confirms_for_themselves(actor: Any, subject: Any = None) -> bool:
    """Whoever holds the link that was mailed acts as the request itself."""
    return actor == subject
