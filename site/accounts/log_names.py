"""What people are called beside their keys in the audit log."""

from collections.abc import Collection

from accounts.models import User
from core.disclosure import Audience, Viewer, disclose
from core.log_names import offer_names


def offer() -> None:
    """Run once when Django starts."""
    offer_names("user", _people)
    offer_names("accounts.user", _people)


def _people(keys: Collection[int]) -> dict[int, str]:
    return {person.pk: disclose(person, Viewer(Audience.STAFF)).name for person in User.objects.filter(pk__in=keys)}
