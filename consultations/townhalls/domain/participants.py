"""Who speaks: begun with an account, a browser, or an address that is confirmed by a mail.

One person is one participant, however they come: whoever turns out to be another one too takes over what that one said and
voted, and each vote counts once.
"""

from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from consultations.townhalls.domain import balloting, voting
from consultations.townhalls.models import Contribution, Participant, TownHallPage
from core.outbox.domain import post

CONFIRMS_FOR = 7 * 24 * 60 * 60  # seconds
_confirming = signing.TimestampSigner(salt="townhalls.confirm")
TakeOver = Callable[[Participant, Participant], None]
_takers: list[TakeOver] = []


def takes_over(verb: TakeOver) -> TakeOver:
    """Have a room above called when two participants turn out to be one person, with the one who goes and the one who stays."""
    _takers.append(verb)
    return verb


def with_account(user: User) -> Participant:
    """Return the participant of an account. A guest who confirmed the same address becomes it, or is taken in by it.

    From then on the account has the address, and the participant none of its own.
    """
    with transaction.atomic():
        guest = Participant.objects.select_for_update(no_key=True).filter(email=user.email.lower(), user=None).first()
        found = Participant.objects.filter(user=user).first()
        if found is None and guest is not None:
            guest.user, guest.email = user, None
            guest.save(update_fields=["user", "email"])
            return guest
        if found is None:
            return Participant.objects.get_or_create(user=user)[0]
        if guest is not None:
            _take_in(guest, found)
        return found


def with_or_without_account(user: User) -> Participant | None:
    """Return the participant of an account, or the guest with its address that will become it; None for neither."""
    own = Participant.objects.filter(user=user).first()
    return own or Participant.objects.filter(user=None, email=user.email.lower()).first()


def from_browser() -> Participant:
    """Return a participant for a browser that said nothing of who it is."""
    return Participant.objects.create()


def ask_to_confirm(*, hall: TownHallPage, email: str, browser: Participant | None) -> None:
    """Mail a link that confirms an address. The same mail goes out whoever has it, so whoever asks learns nothing."""
    email = email.strip().lower()
    link = settings.BASE_URL + reverse("townhalls:confirm", args=[confirming(email, browser, hall=hall.pk)])
    post(
        to=email,
        template="townhalls/confirm",
        context={"link": link, "title": hall.title, "days": CONFIRMS_FOR // 86_400},
        kind="town_hall_confirm",
    )


def confirming(email: str, browser: Participant | None, **place: int | None) -> str:
    """Return what a link says that confirms an address: whose, for which browser, and the key of the place it leads back to."""
    said = {"email": email.strip().lower(), "browser": browser.key.hex if browser else "", **place}
    return _confirming.sign_object(said)


def asked_to_confirm(token: str, place: str = "hall") -> tuple[str, int, str] | None:
    """Return the address, the key of the place and the browser that a link names; None for any other or an old one."""
    try:
        said = _confirming.unsign_object(token, max_age=CONFIRMS_FOR)
        return str(said["email"]), int(said[place]), str(said["browser"])
    except (signing.BadSignature, KeyError, ValueError, TypeError):
        return None


def confirm(*, email: str, browser: str = "") -> Participant:
    """Return the participant of an address that is proven now: of the account that has it, or the guest's.

    What the same browser said before is theirs too.
    """
    with transaction.atomic():
        known = Participant.objects.filter(user__email__iexact=email).first()
        if known is None:
            known = Participant.objects.get_or_create(email=email)[0]
        if known.confirmed_at is None:
            known.confirmed_at = timezone.now()
            known.save(update_fields=["confirmed_at"])
        others = Q(email=email, user=None)
        if browser:
            others |= Q(key=UUID(browser), email=None, user=None)
        for other in Participant.objects.filter(others).exclude(pk=known.pk).order_by("pk"):
            _take_in(other, known)
        return known


def _take_in(other: Participant, into: Participant) -> None:
    """Have two participants be one person, who voted once where both did. Call it in a transaction."""
    list(Participant.objects.select_for_update(no_key=True).filter(pk__in=[other.pk, into.pk]).order_by("pk"))
    voting.take_over(other, by=into)
    balloting.take_over(other, by=into)
    Contribution.objects.filter(by=other).update(by=into)
    for take_over in _takers:
        take_over(other, into)
    other.delete()
