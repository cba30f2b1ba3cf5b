"""How a member votes, and how the secretariat asks, records hands and records a consensus."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from consultations.assemblies.domain import balloting
from consultations.assemblies.enums import Choice
from consultations.assemblies.forms.many import ManyForm
from consultations.assemblies.models import AgendaItem, Ballot, Member
from core.forms import AskingForm, LineField, ManyField, OneOf, look

NO_VOTE = ("", _("No vote"))


class AskForm(AskingForm):
    title = _("Open a vote")
    button = _("Open the vote")
    question = LineField(
        label=_("What is voted on?"),
        help_text=_("One sentence that can be agreed to. It can’t be changed once the vote is open."),
        max_length=300,
        error_messages={"required": _("Enter what is voted on")},
    )

    def __init__(self, *args: Any, item: AgendaItem, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.item = item
        self.caption = item.title

    def carry_out(self, *, by: User) -> None:
        balloting.open_ballot(item=self.item, question=self.cleaned_data["question"], by=by)


class VoteForm(AskingForm):
    choice = look(OneOf(Choice, label=_("Your vote"), missing=_("Select how you vote")), size="m")

    def __init__(self, data: Any, *, ballot: Ballot, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.ballot = ballot

    def carry_out(self, *, by: User) -> None:
        balloting.cast(ballot=self.ballot, choice=self.cleaned_data["choice"], by=by)


class HandsForm(ManyForm):
    """One choice for each member who may vote; `voted` are those that stand. Whoever is not touched is left as they were: they
    may have voted by themselves meanwhile."""

    def __init__(self, data: Any, *, ballot: Ballot, members: list[Member], voted: dict[int, str]) -> None:
        super().__init__(data)
        self.ballot, self.members = ballot, members
        for one in members:
            choices = Choice.choices if one.pk in voted else [NO_VOTE, *Choice.choices]
            field = look(
                forms.ChoiceField(label=one.name, choices=choices, required=False, widget=forms.RadioSelect),
                inline=True,
                small=True,
                optional=False,
            )
            self.ask_for(f"of-{one.pk}", field, voted.get(one.pk, ""))

    def carry_out(self, *, by: User) -> None:
        touched = self.touched()
        given = {one: touched.get(f"of-{one.pk}") for one in self.members}
        hands = {one: Choice(choice) for one, choice in given.items() if choice}
        balloting.record_hands(ballot=self.ballot, hands=hands, by=by)


class ConsensusForm(AskingForm):
    against = look(
        ManyField(
            label=_("Who stood against it?"),
            help_text=_("Nobody, if you tick nobody. The vote is closed with this, and it is public."),
            queryset=Member.objects.none(),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        ),
        optional=False,
        small=True,
    )

    def __init__(self, data: Any, *, ballot: Ballot, members: list[Member]) -> None:
        super().__init__(data, auto_id="consensus_%s")
        self.ballot = ballot
        pks = [one.pk for one in members]
        self.fields["against"].queryset = Member.objects.filter(pk__in=pks)  # type: ignore[attr-defined]

    def carry_out(self, *, by: User) -> None:
        balloting.record_consensus(ballot=self.ballot, against=list(self.cleaned_data["against"]), by=by)
