"""Staff see other people's words, so they set up a second factor before anything else."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

# Where they set it up or sign out, what those pages load, and the questions of the machines that run us.
OPEN_TO_THEM = ("/accounts/", "/-/")


class SecondFactorForStaff:
    """Send staff without TOTP or a security key to set one up, whatever they asked for and however.

    A script's request gets 403 instead: it would take the page it was led to for its answer.
    `STAFF_WITHOUT_SECOND_FACTOR` lifts this; only local settings read it from the environment.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not self._must_set_up(request):
            return self.get_response(request)
        words = _("Your role needs a second step at sign-in. Set one up to go on.")
        if request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate":
            return HttpResponseForbidden(words, content_type="text/plain; charset=utf-8")
        if all(str(message) != words for message in messages.get_messages(request)):
            messages.info(request, words)
        return redirect(reverse("mfa_index"))

    def _must_set_up(self, request: HttpRequest) -> bool:
        return not request.path.startswith((*OPEN_TO_THEM, settings.STATIC_URL)) and must_set_up_second_factor(
            request.user
        )


def must_set_up_second_factor(user: Any) -> bool:
    """Whether somebody is signed in, sees other people's words, and has nothing but a password yet."""
    return (
        not settings.STAFF_WITHOUT_SECOND_FACTOR
        and user.is_authenticated
        and user.is_on_staff
        and not is_mfa_enabled(user)
    )
