"""What a peer answers to an invitation, and what is said of each other afterwards."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import AskingForm, Form, LineField, TextField, look
from peer_review.teams.domain.feedback import give_feedback, stamp_of_feedback
from peer_review.teams.enums import Direction
from peer_review.teams.models import Feedback, Member


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

    def __init__(self, data: Any = None, *, member: Member, direction: Direction) -> None:
        self.member, self.direction = member, direction
        self.given = Feedback.objects.filter(member=member, direction=direction).first()
        super().__init__(data, initial={name: getattr(self.given, name, "") for name in ("went_well", "next_time")})
        self.caption = str(member.review.system)
        is_of_review = direction == Direction.OF_REVIEW
        self.title = _now("How was the review?") if is_of_review else member.peer.name

    def stamp(self) -> str:
        return stamp_of_feedback(self.given)

    def carry_out(self, *, by: User) -> None:
        give_feedback(member=self.member, direction=self.direction, by=by, **self.cleaned_data)
