"""The states of a file: in quarantine until the scanner has spoken, and what it said is final."""

from typing import Any

import rules
from django.utils.translation import gettext_lazy

from core.lifecycle import Lifecycle, Move, State, lifecycle
from evidence.submissions.enums import ScanState as S

QUARANTINE = (S.QUARANTINED,)


@rules.predicate
def nobody(actor: Any, file: Any) -> bool:
    """Only the system itself: no person lets a file out of quarantine."""
    return False


STATES: dict[str, State] = {
    S.QUARANTINED: State(gettext_lazy("Being checked"), gettext_lazy("Being checked"), "blue"),
    S.CLEAN: State(gettext_lazy("Checked"), gettext_lazy("Checked"), "green"),
    S.INFECTED: State(gettext_lazy("Contains a virus"), gettext_lazy("Contains a virus"), "red"),
    S.UNREADABLE: State(gettext_lazy("Cannot be checked"), gettext_lazy("Cannot be checked"), "red"),
}
MOVES = (
    Move("release", QUARANTINE, S.CLEAN, gettext_lazy("Release"), nobody),
    Move(
        "condemn",
        QUARANTINE,
        S.INFECTED,
        gettext_lazy("Destroy"),
        nobody,
        gettext_lazy("The file is destroyed; its row stays."),
    ),
    Move(
        "give_up",
        QUARANTINE,
        S.UNREADABLE,
        gettext_lazy("Give up"),
        nobody,
        gettext_lazy("Nobody will ever be able to open it."),
    ),
)


def of_files(model_label: str, *, noun: str) -> Lifecycle:
    """Register the lifecycle of one kind of file (`app.Model`), which the log calls `noun`."""
    return lifecycle(model_label, Lifecycle(noun=noun, field="scan", states=STATES, moves=MOVES))


ATTACHMENT = of_files("submissions.Attachment", noun="attachment")
