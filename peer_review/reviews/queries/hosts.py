"""Who speaks for which host."""

from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from peer_review.reviews.models import Host, HostPerson, Review


def hosts_of(review: Review) -> QuerySet[Host]:
    """Return the hosts in their order, each with its organisation and those who speak for it now: two queries."""
    people = Prefetch("people", HostPerson.objects.filter(left_at=None), to_attr="present")
    return review.hosts.select_related("organisation").prefetch_related(people)


def leads_host(user: Any, host: Host) -> bool:
    return bool(user.pk) and host.people.filter(user=user.pk, is_lead=True, left_at=None).exists()


def writers_of(review: Review) -> QuerySet[HostPerson]:
    """Return those of the hosts who write: all but observers and those who left."""
    rows = HostPerson.objects.filter(host__review=review, left_at=None, is_observer=False)
    return rows.select_related("host__organisation").order_by("host__position", "-is_lead", "name")


def is_at_a_host(review: Review, user: int | None, email: str) -> bool:
    """Whether an account, or an address, is of somebody at a host of a review: observers too, and who has not joined yet."""
    rows = HostPerson.objects.filter(host__review=review, left_at=None)
    return rows.filter(Q(user__isnull=False, user=user) | Q(email=email.lower())).exists()


def speaker_of(user: Any, review: Review) -> HostPerson | None:
    """Return as whom somebody speaks for a host of a review, if they do: as a lead before all."""
    pk = getattr(user, "pk", None)
    return writers_of(review).filter(user=pk).order_by("-is_lead", "pk").first() if pk else None
