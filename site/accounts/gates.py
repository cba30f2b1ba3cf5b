"""Doors of views: who is let in, and what the others read."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import Promise
from django.views.decorators.cache import never_cache

from accounts.models import User
from core.errors import NotAllowed, SignedOut

View = Callable[..., HttpResponseBase]


class StaffRequest(HttpRequest):
    """What a view behind `only_for` gets: a request of somebody who is signed in."""

    user: User


def only_for(rule: Callable[[Any], bool], why: str | Promise) -> Callable[[View], View]:
    """Return a decorator that lets in whom `rule` admits. Others sign in, or read why not. Nothing of it is cached.

    Who was signed out while they wrote gets their words back (pages.middleware.Refusals).
    """

    def gate(view: View) -> View:
        @never_cache
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                if request.method == "POST":
                    raise SignedOut
                return redirect_to_login(request.get_full_path())
            if not rule(request.user):
                raise NotAllowed(str(why))
            return view(request, *args, **kwargs)

        return guarded

    return gate
