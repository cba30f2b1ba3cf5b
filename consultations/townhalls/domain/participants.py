"""Who speaks: begun with an account, a browser, or an address that is confirmed by a mail."""

from uuid import UUID

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from consultations.townhalls.models import Contribution, Participant, TownHallPage
from core.outbox.domain import post

CONFIRMS_FOR = 7 * 24 * 60 * 60  # seconds
_confirming = signing.TimestampSigner(salt="townhalls.confirm")


def with_account(user: User) -> Participant:
    """Return the participant of an account. A guest who confirmed the same address before becomes it."""
    found = Participant.objects.filter(user=user).first()
    if found is not None:
        return found
    with transaction.atomic():
        guest = Participant.objects.select_for_update().filter(email=user.email.lower(), user=None).first()
        if guest is None:
            return Participant.objects.get_or_create(user=user)[0]
        guest.user = user
        guest.save(update_fields=["user"])
        return guest


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
    token = _confirming.sign_object({"email": email, "hall": hall.pk, "browser": browser.key.hex if browser else ""})
    link = settings.BASE_URL + reverse("townhalls:confirm", args=[token])
    post(
        to=email,
        template="townhalls/confirm",
        context={"link": link, "title": hall.title, "days": CONFIRMS_FOR // 86_400},
        kind="town_hall_confirm",
    )


def asked_to_confirm(token: str) -> tuple[str, int, str] | None:
    """Return the address, the town hall's key and the browser that a link names; None for any other or an old one."""
    try:
        said = _confirming.unsign_object(token, max_age=CONFIRMS_FOR)
        return str(said["email"]), int(said["hall"]), str(said["browser"])
    except (signing.BadSignature, KeyError, ValueError, TypeError):
        return None


def confirm(*, email: str, browser: str = "") -> Participant:
    """Return the participant of an address that is proven now, and of an account with it: they are one person.

    What the same browser said before is theirs too.
    """
    with transaction.atomic():
        known = Participant.objects.filter(user__email__iexact=email).first()
        if known is None:
            known = Participant.objects.get_or_create(email=email)[0]
        if known.confirmed_at is None:
            known.confirmed_at = timezone.now()
            known.save(update_fields=["confirmed_at"])
        before = Participant.objects.filter(key=UUID(browser), email=None, user=None).first() if browser else None
        if before is not None and before.pk != known.pk:
            Contribution.objects.filter(by=before).update(by=known)
            before.delete()
        return known
