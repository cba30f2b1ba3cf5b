"""Writing to the people behind the site."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import LineField, TextField

LONGEST_MESSAGE = 5000


class ContactForm(forms.Form):
    name = LineField(
        label=_("Your name"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"max_length": _("Your name must be 100 characters or less")},
    )
    email = forms.EmailField(
        label=_("Your email address"),
        help_text=_("We use it to reply and for nothing else."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": _("Enter your email address"),
            "invalid": _("Enter an email address in the correct format, like name@example.com"),
        },
    )
    message = TextField(
        label=_("Your message"),
        help_text=_("Do not write anything about somebody's health. This does not answer a call for evidence."),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={
            "required": _("Enter your message"),
            "max_length": _("Your message must be 5,000 characters or less"),
        },
    )
