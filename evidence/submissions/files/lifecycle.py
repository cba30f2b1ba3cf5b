"""The states of a file: in quarantine until the scanner has spoken, and what it said is final."""

from typing import Any

import rules

from core.lifecycle import Lifecycle, Move, State, lifecycle
from evidence.submissions.enums import ScanState as S

QUARANTINE = (S.QUARANTINED,)


@rules.predicate
def nobody(actor: Any, attachment: Any) -> bool:
    """Only the system itself: no person lets a file out of quarantine."""
    return False


ATTACHMENT = lifecycle(
    "submissions.Attachment",
    Lifecycle(
        noun="attachment",
        field="scan",
        states={
            S.QUARANTINED: State("Being checked", "Being checked", "blue"),
            S.CLEAN: State("Checked", "Checked", "green"),
            S.INFECTED: State("Contains a virus", "Contains a virus", "red"),
            S.UNREADABLE: State("Cannot be checked", "Cannot be checked", "red"),
        },
        moves=(
            Move("release", QUARANTINE, S.CLEAN, "Release", nobody),
            Move("condemn", QUARANTINE, S.INFECTED, "Destroy", nobody, "The file is destroyed; its row stays."),
            Move("give_up", QUARANTINE, S.UNREADABLE, "Give up", nobody, "Nobody will ever be able to open it."),
        ),
    ),
)
