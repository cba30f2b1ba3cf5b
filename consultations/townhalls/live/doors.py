"""Who may follow the moderators' stream: whoever may be at the desk, asked again and again while they follow."""

from http.cookies import CookieError, SimpleCookie
from importlib import import_module
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest

from accounts.middleware import must_set_up_second_factor
from consultations.townhalls.models import Thread
from consultations.townhalls.rules import may_host


def may_follow_desk(scope: Any, key: UUID) -> bool:
    """Whether whoever opened this line is signed in now, with a second factor where one is due, and may host the thread."""
    thread = Thread.objects.filter(key=key).first()
    session_key = _session_key(scope)
    if thread is None or not session_key:
        return False
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    user = get_user(request)
    return user.is_authenticated and not must_set_up_second_factor(user) and bool(may_host(user, thread))


def _session_key(scope: Any) -> str:
    cookies: SimpleCookie = SimpleCookie()
    for name, value in scope["headers"]:
        if name == b"cookie":
            try:
                cookies.load(value.decode("latin-1"))
            except CookieError:
                return ""
    found = cookies.get(settings.SESSION_COOKIE_NAME)
    return found.value if found else ""
