"""Who answers, and where we can write to them."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from consultations.calls.enums import Format
from consultations.calls.models import CallPage
from core.forms import Form
from core.forms.looks import look
from evidence.submissions.domain.start import Respondent
from evidence.submissions.enums import RespondentKind
from evidence.submissions.models import Submission
from organisations.forms import ChosenOrganisation, OrganisationChoice

KEY_SALT = "submissions.start"
# A form left open overnight still works once.
KEY_AGE = 60 * 60 * 24


class KindForm(Form):
    kind = look(
        forms.ChoiceField(
            label=_("Who is answering?"),
            choices=[
                (RespondentKind.INDIVIDUAL, _("I am, for myself")),
                (RespondentKind.ORGANISATION, _("An organisation")),
                (RespondentKind.ON_BEHALF, _("I am, on behalf of another person")),
            ],
            widget=forms.RadioSelect,
            error_messages={
                "required": _("Select who is answering"),
                "invalid_choice": _("Select who is answering"),
            },
        ),
        size="l",
        heading=True,
    )


class RespondentForm(Form):
    """The details of one kind of respondent. `respondent()` returns them as the verbs want them."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Enter your name"), "max_length": _("Name must be 200 characters or fewer")},
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = RespondentKind(kind)
        if self.kind == RespondentKind.ORGANISATION:
            self.fields["organisation"] = OrganisationChoice(
                label=_("Which organisation is answering?"),
                error_messages={"required": _("Choose an organisation, or type its name if it is not listed")},
            )
        if self.kind == RespondentKind.ON_BEHALF:
            self.fields["on_behalf_of"] = forms.CharField(
                label=_("Who are you answering for?"),
                help_text=_("Their name is never published."),
                max_length=200,
                error_messages={
                    "required": _("Enter the name of the person you are answering for"),
                    "max_length": _("Name must be 200 characters or fewer"),
                },
            )
            self.order_fields(["on_behalf_of", "name"])
        if self.kind == RespondentKind.ORGANISATION:
            self.order_fields(["organisation", "name"])

    def respondent(self) -> Respondent:
        chosen: ChosenOrganisation | None = self.cleaned_data.get("organisation")
        return Respondent(
            kind=self.kind,
            name=self.cleaned_data["name"].strip(),
            on_behalf_of=self.cleaned_data.get("on_behalf_of", "").strip(),
            organisation=chosen.organisation if chosen else None,
            organisation_name=chosen.name if chosen else "",
        )

    @staticmethod
    def initial_of(submission: Submission) -> dict[str, Any]:
        body = ChosenOrganisation(submission.organisation, submission.organisation_name)
        return {
            "name": submission.name,
            "on_behalf_of": submission.on_behalf_of,
            "organisation": body if submission.organisation_name else None,
        }


class StartForm(RespondentForm):
    """The details and an address. `key` is signed, so that a second click finds the draft of the first."""

    email = forms.EmailField(
        label=_("Your email address"),
        help_text=_(
            "We send you a private link to come back to your answers, and your receipt. It is never published."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": _("Enter your email address"),
            "invalid": _("Enter an email address in the correct format, like name@example.com"),
        },
    )
    key = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, call: CallPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        formats = sorted({one.format for one in call.extensions.all() if one.format})
        if formats:
            self.fields["format"] = forms.ChoiceField(
                label=_("Which version of the questions do you use?"),
                choices=[
                    (Format.STANDARD, Format.STANDARD.label),
                    *((one, Format(one).label) for one in formats if one != Format.STANDARD),
                ],
                initial=Format.STANDARD,
                widget=forms.RadioSelect,
                error_messages={"required": _("Select a version"), "invalid_choice": _("Select a version")},
            )
        if not self.is_bound:
            self.initial["key"] = signing.dumps(str(uuid4()), salt=KEY_SALT)

    def submission_key(self) -> UUID | None:
        try:
            return UUID(signing.loads(self.cleaned_data["key"], salt=KEY_SALT, max_age=KEY_AGE))
        except signing.BadSignature:
            return None


class LinkForm(Form):
    email = forms.EmailField(
        label=_("Your email address"),
        help_text=_("The address you gave when you started, or were invited at."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": _("Enter your email address"),
            "invalid": _("Enter an email address in the correct format, like name@example.com"),
        },
    )
