"""The states of a request to join."""

from typing import Any

from django.utils.translation import gettext_lazy

from consultations.workstreams.enums import JoinState as J
from consultations.workstreams.rules import may_answer_requests
from core.lifecycle import Lifecycle, Move, State, lifecycle


def by_link_alone(actor: Any, row: Any) -> bool:
    """The signed link is what allows it, and the verb asks for that."""
    return False


JOINING = lifecycle(
    "workstreams.JoinRequest",
    Lifecycle(
        noun="join_request",
        field="state",
        states={
            J.UNCONFIRMED: State(J.UNCONFIRMED.label, J.UNCONFIRMED.label, "grey"),
            J.WAITING: State(J.WAITING.label, J.WAITING.label, "amber"),
            J.ACCEPTED: State(J.ACCEPTED.label, J.ACCEPTED.label, "green"),
            J.DECLINED: State(J.DECLINED.label, J.DECLINED.label, "grey"),
        },
        moves=(
            Move("confirm", (J.UNCONFIRMED,), J.WAITING, gettext_lazy("Confirm the address"), by_link_alone),
            Move(
                "accept",
                (J.WAITING,),
                J.ACCEPTED,
                gettext_lazy("Accept"),
                may_answer_requests,
                gettext_lazy("They become a member, and are told by email."),
            ),
            Move(
                "decline",
                (J.WAITING,),
                J.DECLINED,
                gettext_lazy("Decline"),
                may_answer_requests,
                gettext_lazy("They are told by email, with what you write."),
            ),
        ),
    ),
)
