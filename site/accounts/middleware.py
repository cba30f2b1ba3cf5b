"""Staff see other people's words, so they set up a second factor before anything else."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

OPEN_TO_THEM = ("/accounts/", "/static/", "/-/")


class SecondFactorForStaff:
    """Send staff without TOTP or a security key to set one up.

    `STAFF_WITHOUT_SECOND_FACTOR` lifts this; only local settings read it from the environment.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self._must_set_up(request):
            messages.info(request, "Your role needs a second step at sign-in. Set one up to go on.")
            return redirect(reverse("mfa_index"))
        return self.get_response(request)

    def _must_set_up(self, request: HttpRequest) -> bool:
        user = request.user
        return (
            not settings.STAFF_WITHOUT_SECOND_FACTOR
            and user.is_authenticated
            and not request.path.startswith(OPEN_TO_THEM)
            and user.is_on_staff
            and not is_mfa_enabled(user)
        )
