"""A right is switched."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import AskingForm, LineField
from peer_review.reviews.domain import rights as verbs
from peer_review.reviews.enums import Capacity, ReviewState, Thing
from peer_review.reviews.lifecycle import REVIEW
from peer_review.reviews.rights import may_ever


class SwitchForm(AskingForm):
    said = _("The right is changed, for every review at this stage.")
    blames = "reason"
    is_grave = True
    reason = LineField(
        label=_("Reason"),
        max_length=300,
        help_text=_("It stands in the log. Name nobody."),
        error_messages={"required": _("Give a reason")},
    )

    def __init__(self, *args: Any, state: ReviewState, capacity: Capacity, thing: Thing, **kwargs: Any) -> None:
        self.state, self.capacity, self.thing = state, capacity, thing
        self.is_on = verbs.stamp_of_right(state, capacity, thing) == "on"
        self.title, self.caption = thing.label, f"{REVIEW.states[state].label} · {capacity.label}"
        if self.is_on:
            self.lede, self.button = _("They may do this now, in every review at this stage."), _("Take the right away")
        else:
            self.lede, self.button = _("They may not do this now."), _("Give the right")
            if not may_ever(capacity, thing):
                self.why_not = _("This can’t be given to them, at any stage.")
        super().__init__(*args, **kwargs)

    def stamp(self) -> str:
        return "on" if self.is_on else "off"

    def carry_out(self, *, by: User) -> None:
        told = self.cleaned_data
        verbs.switch(
            state=self.state,
            capacity=self.capacity,
            thing=self.thing,
            on=told["after"] != "on",
            reason=told["reason"],
            after=told["after"],
            by=by,
        )
