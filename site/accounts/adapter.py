"""Where allauth asks us."""

from typing import Any
from urllib.parse import urlencode, urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from accounts.landing import landing_of
from accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The email address or the password is not right"),
        "too_many_login_attempts": _("There were too many tries. Wait five minutes and try again"),
        "incorrect_password": _("That is not your password"),
        "enter_current_password": _("That is not the password you have now"),
        "duplicate_email": _("That is your address already"),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Mail says the service's name and address, never the host that was asked: whoever asks may have made it up.

        Subjects are written without a request.
        """
        links = {name: _at_our_address(link) for name, link in context.items() if name.endswith("_url") and link}
        ours = {"service_name": settings.SERVICE_NAME, "base_url": settings.BASE_URL}
        super().send_mail(template_prefix, email, {**context, **links, **ours})

    def populate_username(self, request: HttpRequest, user: User) -> None:
        """An address is the only name: there is none to make up."""

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        """Let the link in the mail lead on to the page of ours that they wanted before they had an account, on any device."""
        link: str = super().get_email_confirmation_url(request, emailconfirmation)
        wanted = request.POST.get("next") or request.GET.get("next") or ""
        is_of_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
        return f"{link}?{urlencode({'next': wanted})}" if is_of_ours else link

    def get_login_redirect_url(self, request: HttpRequest) -> Any:
        """Staff and those whom a room expects begin where their work waits; everyone else with their own submissions."""
        if isinstance(request.user, User):
            if request.user.works_in_wagtail:
                return reverse("wagtailadmin_home")
            if landing := landing_of(request.user):
                return landing
        return super().get_login_redirect_url(request)


def _at_our_address(link: str) -> str:
    return settings.BASE_URL + urlsplit(link)._replace(scheme="", netloc="").geturl()


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("That is not the code. Wait for the next one and type it"),
        "unverified_email": _("Confirm your email address first: ask for a new password, and follow the link we send"),
    }
