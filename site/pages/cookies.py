"""The cookies this site sets. A test signs in and looks that there are no others."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Cookie:
    name: str
    purpose: str | Promise
    expires: str | Promise


def our_cookies() -> list[Cookie]:
    """Return every cookie a reader may get from us, under the name it has in this mode."""
    return [
        Cookie(
            settings.SESSION_COOKIE_NAME,
            _("Keeps you signed in, or keeps your draft open, while you move between pages"),
            _("When you close your browser, and after 12 hours at the latest"),
        ),
        Cookie(
            settings.CSRF_COOKIE_NAME,
            _("Makes sure that a form was sent by you and not by another site in your name"),
            _("1 year"),
        ),
        Cookie(
            "messages",
            _("Carries a message, such as “Saved”, to the next page"),
            _("As soon as the message is shown, or when you close your browser"),
        ),
    ]
