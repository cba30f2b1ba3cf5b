"""The way from Wagtail's doors to allauth's."""

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt


@csrf_exempt
def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Nothing is read from the request but where to go afterwards, so it needs no token."""
    after = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(after, allowed_hosts={request.get_host()}):
        after = reverse("wagtailadmin_home")
    return redirect_to_login(after)


def no_such_door(request: HttpRequest) -> HttpResponse:
    """Answer as an address does that is not there."""
    raise Http404


@csrf_exempt
def to_password_reset(request: HttpRequest) -> HttpResponse:
    return redirect("account_reset_password")
