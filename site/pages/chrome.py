"""The service navigation: the few places that every page leads to. To search there is the box above it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PLACES: tuple[tuple[str | Promise, str], ...] = (
    (_("Home"), "/"),
    (_("Calls"), "/calls/"),
    (_("Town halls"), "/town-halls/"),
    (_("Standing bodies"), "/bodies/"),
    (_("Peer reviews"), "/peer-reviews/"),
    (_("Recommendations"), "/recommendations/"),
    (_("Published evidence"), "/evidence/"),
)


@dataclass(frozen=True)
class Place:
    """`is_current` is the value of aria-current: `page` on the place itself, `true` on a page below it, else empty."""

    text: str | Promise
    url: str
    is_current: str = ""


def navigation(path: str = "") -> list[Place]:
    """Return the places of the service navigation, with the one that `path` lies in marked."""
    return [Place(text, url, _current(url, path)) for text, url in PLACES]


def _current(url: str, path: str) -> str:
    if path == url:
        return "page"
    return "true" if url != "/" and path.startswith(url) else ""
