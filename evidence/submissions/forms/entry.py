"""What staff enter of a reply that did not come online."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultations.calls.enums import Format
from consultations.calls.models import CallPage
from core.forms import DateField, Form, LineField, OneOf, TextField, look
from evidence.submissions.deadline import lead_address
from evidence.submissions.domain.start import Respondent
from evidence.submissions.enums import Channel, PublishingChoice, RespondentKind
from evidence.submissions.forms.start import RespondentForm
from evidence.submissions.models import Submission
from organisations.forms import OrganisationChoice, body_and_name


class EnvelopeForm(Form):
    """The envelope: how and when it came, who sent it, what they allow."""

    channel = look(
        forms.ChoiceField(
            label=_("How did it come?"),
            choices=[one for one in Channel.choices if one[0] != Channel.ONLINE],
            widget=forms.RadioSelect,
            error_messages={"required": _("Select how it came")},
        ),
        inline=True,
    )
    received_on = DateField(
        label=_("When did it come?"),
        help_text=_("By the stamp, not the day on which you enter it."),
        not_after=timezone.localdate,
        error_messages={"required": _("Enter the day it came")},
    )
    format = OneOf(
        Format,
        label=_("Which version of the questions did they answer?"),
        help_text=_("A version may have a closing time of its own."),
        initial=Format.STANDARD,
        missing=_("Select a version"),
    )
    kind = OneOf(RespondentKind, label=_("Who sent it?"), missing=_("Select who sent it"))
    name = look(
        LineField(
            label=_("Name of the person"),
            help_text=_("For an organisation, whoever signed; may stay empty."),
            max_length=200,
            required=False,
        ),
        optional=False,
    )
    organisation = look(OrganisationChoice(label=_("Organisation, if one sent it"), required=False), optional=False)
    on_behalf_of = look(LineField(label=_("On behalf of whom, if so"), max_length=200, required=False), optional=False)
    email = forms.EmailField(
        label=_("Email address"), required=False, help_text=_("With one, they get the receipt by mail.")
    )
    publishing = OneOf(
        PublishingChoice,
        label=_("What may be published?"),
        help_text=_("Where the paper does not say, choose “Not at all”."),
        missing=_("Select what may be published"),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("kind") == RespondentKind.ORGANISATION and not cleaned.get("organisation"):
            if "organisation" not in self.errors:
                self.add_error("organisation", _("Choose an organisation, or type its name"))
        elif not cleaned.get("name") and "name" not in self.errors:
            self.add_error("name", _("Enter a name"))
        return cleaned

    def envelope(self) -> dict[str, Any]:
        """Return what was read on it, as the verbs of `domain.paper` name it."""
        names = ("channel", "received_on", "format", "email", "publishing")
        return {"respondent": self.respondent(), **{name: self.cleaned_data[name] for name in names}}

    @staticmethod
    def initial_of(submission: Submission) -> dict[str, Any]:
        names = ("channel", "received_on", "format", "kind", "publishing")
        return {
            **{name: getattr(submission, name) for name in names},
            **RespondentForm.initial_of(submission),
            "email": lead_address(submission),
        }

    def respondent(self) -> Respondent:
        data = self.cleaned_data
        is_body = data["kind"] == RespondentKind.ORGANISATION
        return Respondent(
            kind=data["kind"],
            name=data["name"],
            on_behalf_of=data["on_behalf_of"] if data["kind"] == RespondentKind.ON_BEHALF else "",
            **body_and_name(data["organisation"] if is_body else None),
        )


class EntryForm(EnvelopeForm):
    """The envelope of a reply that is new: the call that it answers too."""

    call = forms.ModelChoiceField(
        label=_("Which call does it answer?"),
        queryset=CallPage.objects.none(),
        empty_label=_("Choose a call"),
        error_messages={"required": _("Select the call that it answers")},
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    field_order = ("call",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["call"].queryset = CallPage.objects.exclude(status="preparing").order_by("-opens_at")  # type: ignore[attr-defined]
        if not self.is_bound:
            self.initial["key"] = uuid4()


class DiscardForm(Form):
    reason = TextField(
        label=_("Why should it not be there?"),
        help_text=_("For example: entered twice. It is kept in the log, so do not quote the reply."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": "3"}),
        error_messages={
            "required": _("Enter a reason"),
            "max_length": _("Reason must be 300 characters or fewer"),
        },
    )
