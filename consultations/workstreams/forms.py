"""Asking to join, and answering."""

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.workstreams.domain.joining import Asking
from core.forms import Form, LineField, TextField


class JoinForm(Form):
    name = LineField(
        label=_("Your name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"max_length": _("Your name must be 150 characters or fewer")},
    )
    post = LineField(
        label=_("Your role"),
        help_text=_("Such as practice nurse, director of finance, or carer."),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
        error_messages={"max_length": _("Your role must be 100 characters or fewer")},
    )
    organisation = LineField(
        label=_("Organisation"),
        max_length=95,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"max_length": _("Organisation must be 95 characters or fewer")},
    )
    email = forms.EmailField(
        label=_("Email address"),
        help_text=_("We send you a link to confirm it, and the answer."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Enter your email address"),
            "invalid": _("Enter an email address in the right format, like name@example.com"),
        },
    )
    why = TextField(
        label=_("Why do you want to join?"),
        help_text=_("What you would bring, in up to 2,000 characters."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": _("Enter why you want to join"),
            "max_length": _("Why you want to join must be 2,000 characters or fewer"),
        },
    )
    may_be_named = forms.BooleanField(
        label=_("If I become a member, my name, role and organisation may stand on the public page"), required=False
    )

    def asking(self) -> Asking:
        return Asking(**self.cleaned_data)


class AcceptForm(Form):
    words = TextField(
        label=_("Anything to say to them?"),
        help_text=_("It is in the email that tells them, up to 1,000 characters."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": _("What you say must be 1,000 characters or fewer")},
    )


class DeclineForm(Form):
    words = TextField(
        label=_("What do you answer?"),
        help_text=_(
            "It is in the email that tells them, up to 1,000 characters. Say why, and what they can do instead."
        ),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Enter what you answer"),
            "max_length": _("What you answer must be 1,000 characters or fewer"),
        },
    )
