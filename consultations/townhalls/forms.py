"""What people may send."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.townhalls.enums import ContributionKind
from consultations.townhalls.models import AgendaItem, TownHallPage
from core.forms import Form, LineField, TextField, look

LONGEST = 2_000
KINDS = [(ContributionKind.QUESTION.value, _("A question")), (ContributionKind.COMMENT.value, _("A comment"))]


class ContributionForm(Form):
    """A question or a comment. `key` makes one contribution of a form that is sent twice."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    kind = look(
        forms.ChoiceField(label=_("What do you send?"), choices=KINDS, initial=KINDS[0][0], widget=forms.RadioSelect),
        inline=True,
    )
    text = TextField(
        label=_("Your question or comment"),
        help_text=_("Up to 2,000 characters. Do not name patients or say what would tell who they are."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Enter your question or comment"),
            "max_length": _("Your question or comment must be 2,000 characters or fewer"),
        },
    )
    topic = forms.ModelChoiceField(
        label=_("Which point of the agenda is it about?"),
        queryset=AgendaItem.objects.none(),
        required=False,
        empty_label=_("Not sure, or none of them"),
    )
    name = LineField(
        label=_("Name to show"),
        max_length=100,
        required=False,
        error_messages={"max_length": _("Name to show must be 100 characters or fewer")},
    )
    is_anonymous = forms.BooleanField(label=_("Do not show my name to the public"), required=False)

    def __init__(self, *args: Any, hall: TownHallPage, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {})
        kwargs["initial"].setdefault("key", uuid4())
        super().__init__(*args, **kwargs)
        if not hall.anonymity_offered:
            del self.fields["is_anonymous"]
        self._ask_for_topic(hall)

    def _ask_for_topic(self, hall: TownHallPage) -> None:
        """Ask which point of the agenda it is about, where there is a choice."""
        agenda = AgendaItem.objects.filter(town_hall=hall)
        if len(agenda) > 1:
            self.fields["topic"].queryset = agenda  # type: ignore[attr-defined]
        else:
            del self.fields["topic"]


class ReplyForm(ContributionForm):
    text = TextField(
        label=_("Your reply"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Enter your reply"),
            "max_length": _("Your reply must be 2,000 characters or fewer"),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["kind"]

    def _ask_for_topic(self, hall: TownHallPage) -> None:
        """A reply is about what it stands under."""
        del self.fields["topic"]


class AddressForm(Form):
    """Where a guest can be written to."""

    email = forms.EmailField(
        label=_("Email address"),
        help_text=_(
            "We use it to count your vote once and to tell you what became of your questions. It is never shown."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Enter your email address"),
            "invalid": _("Enter an email address in the right format, like name@example.com"),
        },
    )
