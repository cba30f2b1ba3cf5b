"""What a peer answers to an invitation, and what is said of each other afterwards."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import AskingForm, Form, LineField, TextField, look
from peer_review.reviews.models import Host
from peer_review.teams.domain.feedback import give_feedback, stamp_of_feedback
from peer_review.teams.enums import Direction
from peer_review.teams.models import Feedback, Member
from peer_review.teams.queries.feedback import key_of


class AnswerForm(Form):
    """Yes, or no with a reason."""

    answer = look(
        forms.ChoiceField(
            label=_("Will you go?"),
            choices=[("yes", _("Yes, I accept")), ("no", _("No, I decline"))],
            widget=forms.RadioSelect,
            error_messages={"required": _("Select whether you will go")},
        ),
        size="m",
    )
    reason = LineField(
        label=_("Why not?"),
        help_text=_("Only if you decline. Peer review managers alone read it."),
        required=False,
        max_length=500,
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("answer") == "no" and not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Enter why you decline"))
        return data


class FeedbackForm(AskingForm):
    """What went well, and what should be otherwise."""

    lede = _("Peer review managers alone read it. You can change it later.")
    said = _("Thank you. Your feedback is saved.")
    button = _("Send feedback")
    blames = "went_well"
    went_well = TextField(
        label=_("What went well?"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    next_time = TextField(
        label=_("What should be otherwise next time?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data: Any = None, *, place: Member | Host, direction: Direction) -> None:
        self.place, self.direction = place, direction
        self.given = Feedback.objects.filter(**key_of(place, direction)).first()
        super().__init__(data, initial={name: getattr(self.given, name, "") for name in ("went_well", "next_time")})
        self.caption = place.review.caption
        if isinstance(place, Host):
            self.title = _now("How were the review and its team?")
            self.lede = _("Peer review managers read it, and whoever leads this host. You can change it later.")
        else:
            self.title = _now("How was the review?") if direction == Direction.OF_REVIEW else place.peer.name

    def stamp(self) -> str:
        return stamp_of_feedback(self.given)

    def carry_out(self, *, by: User) -> None:
        give_feedback(place=self.place, direction=self.direction, by=by, **self.cleaned_data)
