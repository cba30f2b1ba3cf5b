"""What we ask beyond an address and a password."""

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import LineField


def _named(purpose: str) -> forms.TextInput:
    return forms.TextInput(attrs={"autocomplete": purpose})


class NameOnSignup(forms.Form):
    first_name = LineField(label=_("First name"), max_length=150, required=False, widget=_named("given-name"))
    last_name = LineField(label=_("Last name"), max_length=150, required=False, widget=_named("family-name"))

    def signup(self, request: HttpRequest, user: User) -> None:
        user.first_name = self.cleaned_data["first_name"]
        user.last_name = self.cleaned_data["last_name"]
        user.save(update_fields=["first_name", "last_name"])
