"""What a member writes to propose something, and onto which session's agenda it goes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from consultations.assemblies.domain import agenda, proposals
from consultations.assemblies.models import BodyPage, Proposal, SessionPage
from consultations.assemblies.queries.proposals import sessions_ahead
from core.forms import AskingForm, LineField, TextField, look
from core.templatetags.moments import plain_moment


class ProposeForm(AskingForm):
    title = _("Propose something for an agenda")
    button = _("Propose it")
    name = LineField(
        label=_("What should the body speak of?"),
        help_text=_("A few words. They become the title of the item."),
        max_length=200,
        error_messages={"required": _("Enter what the body should speak of")},
    )
    text = TextField(
        label=_("Why, and what should come of it?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Enter why the body should speak of it")},
    )

    def __init__(self, *args: Any, body: BodyPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.body, self.caption = body, body.title

    def carry_out(self, *, by: User) -> None:
        told = self.cleaned_data
        proposals.propose(body=self.body, title=told["name"], text=told["text"], by=by)


class ScheduleForm(AskingForm):
    title = _("Put it on an agenda")
    button = _("Put it on the agenda")
    session = look(
        forms.ModelChoiceField(
            label=_("Which session?"),
            queryset=SessionPage.objects.none(),
            widget=forms.RadioSelect,
            empty_label=None,
            error_messages={"required": _("Select a session")},
        ),
        size="m",
    )
    takes = forms.IntegerField(
        label=_("Minutes it takes"),
        min_value=1,
        max_value=agenda.LONGEST_ITEM,
        initial=15,
        widget=forms.NumberInput(attrs={"data-width": "3"}),
    )

    def __init__(self, *args: Any, proposal: Proposal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposal = proposal
        self.caption = proposal.title
        field: Any = self.fields["session"]
        field.queryset = sessions_ahead(proposal.body)
        field.label_from_instance = lambda one: f"{one.title}, {plain_moment(one.starts_at)}"

        if not field.queryset.exists():
            self.why_not = _("No session is planned that it could go to. Plan one first.")

    def carry_out(self, *, by: User) -> None:
        told = self.cleaned_data
        agenda.put_on(proposal=self.proposal, session=told["session"], takes=told["takes"], by=by)
