"""What members declare, or the secretariat for them."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from consultations.assemblies.domain import interests
from consultations.assemblies.enums import InterestKind
from consultations.assemblies.models import AgendaItem, Interest, Member
from core.forms import AskingForm, DateField, LineField, OneOf, look


class DeclareForm(AskingForm):
    title = _("Declare an interest")
    button = _("Declare it")
    said = _("It is in the public register.")
    blames = "since"
    kind = look(
        OneOf(InterestKind, label=_("What kind of interest is it?"), missing=_("Select what kind of interest it is")),
        size="m",
    )
    what = LineField(
        label=_("What is it?"),
        help_text=_("Everybody reads this. Name organisations, not other people."),
        max_length=300,
        error_messages={
            "required": _("Enter what it is"),
            "max_length": _("What it is must be 300 characters or fewer"),
        },
    )
    since = DateField(label=_("Since when?"), required=False, not_after=timezone.localdate)

    def __init__(self, data: Any = None, *, member: Member) -> None:
        self.member = member
        super().__init__(data)
        self.caption = member.name

    def carry_out(self, *, by: User) -> None:
        interests.declare(member=self.member, by=by, **self.cleaned_data)


class EndInterestForm(AskingForm):
    title = _("This interest has ended")
    button = _("Save")
    said = _("The entry stays in the register, with its last day.")
    blames = "ended_on"
    ended_on = DateField(
        label=_("When did it end?"),
        not_after=timezone.localdate,
        error_messages={"required": _("Enter when it ended")},
    )

    def __init__(self, data: Any = None, *, interest: Interest) -> None:
        self.interest = interest
        super().__init__(data)
        self.caption = f"{interest.member.name}: {interest.what}"

    def carry_out(self, *, by: User) -> None:
        interests.end_interest(interest=self.interest, by=by, **self.cleaned_data)


class ItemInterestForm(AskingForm):
    """What a member has at stake in one item of an agenda."""

    title = _("Declare an interest in an item")
    button = _("Declare it")
    said = _("The interest in this item is declared.")
    blames = "what"
    what = LineField(
        label=_("What is at stake?"),
        help_text=_("Everybody reads this. Whoever declares an interest in an item does not vote on it."),
        max_length=300,
        error_messages={
            "required": _("Enter what is at stake"),
            "max_length": _("What is at stake must be 300 characters or fewer"),
        },
    )

    def __init__(self, data: Any = None, *, item: AgendaItem, member: Member) -> None:
        self.item, self.member = item, member
        super().__init__(data)
        self.caption = f"{member.name}: {item.title}"

    def carry_out(self, *, by: User) -> None:
        interests.declare_in_item(item=self.item, member=self.member, what=self.cleaned_data["what"], by=by)
