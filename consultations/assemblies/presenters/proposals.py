"""Proposals as those see them who may do something about them."""

from collections.abc import Iterable
from typing import Any

from consultations.assemblies.enums import ProposalState
from consultations.assemblies.lifecycle import PROPOSAL
from consultations.assemblies.models import Member, Proposal
from consultations.assemblies.rules import may_run

OPEN = (ProposalState.PROPOSED, ProposalState.SECONDED)


def rows_of(proposals: Iterable[Proposal], user: Any, member: Member | None) -> list[dict[str, Any]]:
    """Return each with its state and which acts this person may do; whoever comes here sits on the body, or runs it."""
    runs = may_run(user)
    rows = []
    for one in proposals:
        is_own = member is not None and one.proposed_by_id == member.pk
        state = PROPOSAL.state_of(one)
        rows.append(
            {
                "one": one,
                "state": {"text": str(state.label), "colour": state.tag},
                "may_second": member is not None and not is_own and one.state == ProposalState.PROPOSED,
                "may_withdraw": (is_own or runs) and one.state in OPEN,
                "may_schedule": runs and one.state == ProposalState.SECONDED,
            }
        )
    return rows
