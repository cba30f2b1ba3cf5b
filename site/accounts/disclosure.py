"""What a viewer may know of a person who signs in."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.models import User
from core.disclosure import Audience, Viewer, disclose


@dataclass(frozen=True)
class KnownPerson:
    """`name` is always fit to be shown to the viewer it was made for; `email` is empty unless they may have it."""

    name: str
    email: str = ""


@disclose.register
def known_user(subject: User, viewer: Viewer) -> KnownPerson:
    """Staff are named to each other. To respondents they are the secretariat, and to the public nobody."""
    if viewer.audience is Audience.STAFF:
        return KnownPerson(str(subject), subject.email)
    if viewer.actor is not None and viewer.actor.audit_name == subject.audit_name:
        return KnownPerson(str(subject), subject.email)
    if viewer.audience is Audience.CONTRIBUTOR and subject.is_on_staff:
        return KnownPerson(_("The secretariat"))
    return KnownPerson(_("Someone"))
