"""allauth's forms in our words: labels, hints and errors as the rest of the site has them, and no placeholders.

They stand apart from forms.py, because allauth reads that file while it builds its own sign-up form.
"""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.forms import BaseForm
from django.utils.translation import gettext_lazy as _

Words = dict[str, Any]

EMAIL: Words = {
    "label": _("Email address"),
    "required": _("Enter your email address"),
    "invalid": _("Enter an email address in the correct format, like name@example.com"),
}
PASSWORD: Words = {"label": _("Password"), "required": _("Enter your password")}
NEW_PASSWORD: Words = {
    "label": _("New password"),
    "required": _("Enter a new password"),
    "help_text": _("At least 12 characters. Three random words make a good one."),
}
AGAIN: Words = {"label": _("The same password again"), "required": _("Enter the same password again")}
CODE: Words = {
    "label": _("Code from your app, or a recovery code"),
    "required": _("Enter the code"),
}
KEY_NAME: Words = {
    "label": _("Name of the key"),
    "required": _("Enter a name"),
    "help_text": _("So that you know it again, such as: blue key on my ring."),
}


class InOurWords(BaseForm):
    """Gives each field of `words` its label, hint and errors, whatever the form it is mixed into says."""

    words: dict[str, Words] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            words = self.words.get(name)
            if words is None:
                continue
            field.label = words["label"]
            field.help_text = words.get("help_text", "")
            for code in ("required", "invalid"):
                if code in words:
                    field.error_messages[code] = words[code]
            for validator in field.validators:
                if "invalid" in words and isinstance(validator, EmailValidator):
                    validator.message = words["invalid"]


class SignIn(InOurWords, account.LoginForm):
    words = {"login": EMAIL, "password": PASSWORD}

    def clean(self) -> dict[str, Any]:
        """Say at the first field what is wrong with the two, so that the summary can lead there."""
        try:
            return super().clean() or {}
        except ValidationError as error:
            self.add_error("login", error)
            return self.cleaned_data


class SignUp(InOurWords, account.SignupForm):
    words = {"email": EMAIL, "password1": {**NEW_PASSWORD, "label": _("Password")}, "password2": AGAIN}
    field_order = ["first_name", "last_name", "email", "password1", "password2"]


class ChangeEmail(InOurWords, account.AddEmailForm):
    words = {"email": {**EMAIL, "label": _("New email address")}}


class ChangePassword(InOurWords, account.ChangePasswordForm):
    words = {
        "oldpassword": {"label": _("Password now"), "required": _("Enter the password you have now")},
        "password1": NEW_PASSWORD,
        "password2": AGAIN,
    }


class SetPassword(InOurWords, account.SetPasswordForm):
    words = {"password1": NEW_PASSWORD, "password2": AGAIN}


class AskForReset(InOurWords, account.ResetPasswordForm):
    words = {"email": EMAIL}


class ResetPassword(InOurWords, account.ResetPasswordKeyForm):
    words = {"password1": NEW_PASSWORD, "password2": AGAIN}


class ConfirmIdentity(InOurWords, account.ReauthenticateForm):
    words = {"password": PASSWORD}


class SecondStep(InOurWords, mfa.AuthenticateForm):
    words = {"code": CODE}


class ConfirmIdentityByCode(InOurWords, mfa.ReauthenticateForm):
    words = {"code": CODE}


class SetUpApp(InOurWords, totp.ActivateTOTPForm):
    words = {"code": {"label": _("Code that the app shows"), "required": _("Enter the code that the app shows")}}


class AddKey(InOurWords, webauthn.AddWebAuthnForm):
    words = {"name": KEY_NAME}


class RenameKey(InOurWords, webauthn.EditWebAuthnForm):
    words = {"name": KEY_NAME}
