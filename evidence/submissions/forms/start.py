"""Who answers, and where we can write to them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from consultations.calls.enums import Format
from consultations.calls.formats import label_with_language
from core.forms import Form, LineField
from core.forms.looks import look
from evidence.submissions.domain.start import Respondent
from evidence.submissions.enums import RespondentKind
from evidence.submissions.models import Submission
from organisations.forms import ChosenOrganisation, OrganisationChoice, body_and_name

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


class OtherKindForm(KindForm):
    """The same question beside others, on a page that has a heading of its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        look(self.fields["kind"], size="m")


class RespondentForm(Form):
    """The details of one kind of respondent. `respondent()` returns them as the verbs want them.

    Of several `formats` in which the call takes answers, it asks which one is used.
    """

    name = LineField(
        label=_("Your name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Enter your name"), "max_length": _("Name must be 200 characters or fewer")},
    )

    def __init__(self, *args: Any, kind: str, formats: Sequence[Format] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = RespondentKind(kind)
        if self.kind == RespondentKind.ORGANISATION:
            self.fields["organisation"] = OrganisationChoice(
                label=_("Which organisation is answering?"),
                error_messages={"required": _("Choose an organisation, or type its name if it is not listed")},
            )
        if self.kind == RespondentKind.ON_BEHALF:
            self.fields["on_behalf_of"] = LineField(
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
        if set(formats) - {Format.STANDARD}:
            self.fields["format"] = _format_field(formats)

    def respondent(self) -> Respondent:
        return Respondent(
            kind=self.kind,
            name=self.cleaned_data["name"],
            on_behalf_of=self.cleaned_data.get("on_behalf_of", ""),
            **body_and_name(self.cleaned_data.get("organisation")),
        )

    def format(self) -> str:
        """Return the format that was chosen: the respondent's own word. The standard one where none was asked for."""
        return self.cleaned_data.get("format") or Format.STANDARD

    @staticmethod
    def initial_of(submission: Submission) -> dict[str, Any]:
        body = ChosenOrganisation(submission.organisation, submission.organisation_name)
        return {
            "name": submission.name,
            "on_behalf_of": submission.on_behalf_of,
            "organisation": body if submission.organisation_name else None,
            "format": submission.format,
        }


def _format_field(formats: Sequence[Format]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Which version of the questions do you use?"),
        choices=[(one, label_with_language(one)) for one in formats],
        widget=forms.RadioSelect,
        error_messages={"required": _("Select a version"), "invalid_choice": _("Select a version")},
    )


class StartForm(RespondentForm):
    """The details and an address. `key` is signed, so that a second click finds the draft of the first.

    Whoever came by the link to a later closing time has an `address` that is proven and can't be another.
    """

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

    def __init__(self, *args: Any, address: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_proven = bool(address)
        if address:
            del self.fields["email"]
        self._address = address
        if not self.is_bound:
            self.initial["key"] = signing.dumps(str(uuid4()), salt=KEY_SALT)

    def address(self) -> str:
        return self._address or str(self.cleaned_data["email"])

    def submission_key(self) -> UUID | None:
        try:
            return UUID(signing.loads(self.cleaned_data["key"], salt=KEY_SALT, max_age=KEY_AGE))
        except signing.BadSignature:
            return None


class LinkForm(Form):
    """An address that we send links to. `about` says which one is meant."""

    about = _("The address you gave when you started, or were invited at.")
    email = forms.EmailField(
        label=_("Your email address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": _("Enter your email address"),
            "invalid": _("Enter an email address in the correct format, like name@example.com"),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = self.about


class LaterForm(LinkForm):
    about = _("The address with which we agreed the later closing time.")
