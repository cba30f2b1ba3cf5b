"""The states of a request to join."""

from django.utils.translation import gettext_lazy

from consultations.workstreams.enums import RequestState as R
from consultations.workstreams.rules import confirms_for_themselves, may_answer
from core.lifecycle import Lifecycle, Move, State, lifecycle

JOINING = lifecycle(
    "workstreams.JoinRequest",
    Lifecycle(
        noun="request_to_join",
        field="state",
        states={
            R.UNCONFIRMED: State(gettext_lazy("Address not confirmed"), gettext_lazy("Not confirmed yet"), "grey"),
            R.WAITING: State(gettext_lazy("Waiting for an answer"), gettext_lazy("Sent to the co-chairs"), "violet"),
            R.ACCEPTED: State(gettext_lazy("Accepted"), gettext_lazy("Accepted"), "green"),
            R.DECLINED: State(gettext_lazy("Declined"), gettext_lazy("Declined"), "grey"),
        },
        moves=(
            Move("confirm", (R.UNCONFIRMED,), R.WAITING, gettext_lazy("Send it"), confirms_for_themselves),
            Move(
                "accept",
                (R.WAITING,),
                R.ACCEPTED,
                gettext_lazy("Accept"),
                may_answer,
                gettext_lazy("They become a member, and stand on the workstream’s page if they agreed to be named."),
            ),
            Move("decline", (R.WAITING,), R.DECLINED, gettext_lazy("Decline"), may_answer),
        ),
    ),
)
