"""Training and days: what makes that a peer can go."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.actors import Actor
from core.changes import announce
from core.errors import Refused
from core.templatetags.moments import plain_day
from peer_review.pool.domain.peers import demand_manager, locked, on_behalf, spoken_for
from peer_review.pool.enums import AvailabilityKind, TrainingKind
from peer_review.pool.models import Availability, Peer, Training


def record_training(*, peer: Peer, kind: TrainingKind, done_on: date, expires_on: date | None, by: Actor) -> Training:
    """Record that a peer was trained, until the last day on which it holds, or for good. Logged.

    For managers alone, who saw the certificate. Of a kind and day that is recorded already the end is put right: a form that is
    sent twice records nothing twice. Raises Refused for a day to come, and for an end before it was done.
    """
    demand_manager(by)
    if done_on > timezone.localdate():
        raise Refused(_("It must not have been done in the future."))
    if expires_on is not None and expires_on < done_on:
        raise Refused(_("It can’t end before it was done."))
    with transaction.atomic():
        row = locked(peer)
        training, is_new = Training.objects.get_or_create(
            peer=row, kind=kind, done_on=done_on, defaults={"expires_on": expires_on}
        )
        if is_new or training.expires_on != expires_on:
            training.expires_on = expires_on
            training.save(update_fields=["expires_on"])
            announce(row)
            audit.record(
                "peer.record_training", actor=by, subject=row, kind=kind, done_on=done_on, expires_on=expires_on
            )
        return training


def remove_training(*, training: Training, by: Actor) -> None:
    """Take away training that was recorded by mistake. Logged. Done twice, it changes nothing."""
    demand_manager(by)
    with transaction.atomic():
        row = locked(training.peer)
        if Training.objects.filter(pk=training.pk).delete()[0]:
            announce(row)
            audit.record("peer.remove_training", actor=by, subject=row, kind=training.kind, done_on=training.done_on)


def say_availability(*, peer: Peer, kind: AvailabilityKind, first_day: date, last_day: date, by: Actor) -> Availability:
    """Say that a peer is away, or free, from a day to a day, both included. What was said last of a day holds. Logged.

    What says the same and was said last is returned. Raises Refused for a last day before the first, and for days that have
    all passed.
    """
    if last_day < first_day:
        raise Refused(_("The last day must not be before the first."))
    if last_day < timezone.localdate():
        raise Refused(_("%(day)s has passed.") % {"day": plain_day(last_day)})
    with transaction.atomic():
        row = spoken_for(peer, by)
        last = row.availabilities.order_by("-pk").first()
        if last is not None and (last.kind, last.first_day, last.last_day) == (kind, first_day, last_day):
            return last
        said = Availability.objects.create(peer=row, kind=kind, first_day=first_day, last_day=last_day)
        announce(row)
        audit.record("peer.say_availability", actor=by, subject=row, kind=kind, **on_behalf(row, by))
        return said


def take_back_availability(*, availability: Availability, by: Actor) -> None:
    """Forget what was said of some days; what was said of them before holds again. Logged. Done twice, it changes nothing."""
    with transaction.atomic():
        row = spoken_for(availability.peer, by)
        if Availability.objects.filter(pk=availability.pk).delete()[0]:
            announce(row)
            audit.record("peer.take_back_availability", actor=by, subject=row, **on_behalf(row, by))
