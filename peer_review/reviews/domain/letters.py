"""Mail about a review: to the leads of its hosts, and to whom rooms above name besides."""

from collections.abc import Callable, Iterable

from django.conf import settings
from django.db import models

from core.outbox.domain import post
from peer_review.reviews.models import HostPerson, Review

Addresses = Callable[[Review], Iterable[str]]
_rooms: list[Addresses] = []


def offer_addresses(addresses: Addresses) -> None:
    """Let a room above say who else is told of a review: `addresses(review)` yields mail addresses, as teams do for their peers."""
    if addresses not in _rooms:
        _rooms.append(addresses)


def leads_of(review: Review) -> models.QuerySet[HostPerson]:
    return HostPerson.objects.filter(host__review=review, is_lead=True, left_at=None)


def tell_leads(review: Review, template: str, *, kind: str, link: str, **context: object) -> None:
    """Mail `mail/<template>.txt` once to each lead of a host: for rooms above, whose template and page (`link`) these are."""
    for address in sorted({lead.email.lower() for lead in leads_of(review)}):
        told = {"review": review, "system": review.system.name, "link": link, **context}
        post(to=address, template=template, context=told, kind=kind, about=review)


def tell(review: Review, template: str, **context: object) -> None:
    """Mail `mail/peer_reviews/<template>.txt` once to each lead and to whom rooms above name."""
    told = {lead.email.lower() for lead in leads_of(review)}
    told |= {address.lower() for room in _rooms for address in room(review)}
    link = settings.BASE_URL + review.get_absolute_url()
    for address in sorted(told):
        post(
            to=address,
            template=f"peer_reviews/{template}",
            context={"review": review, "system": review.system.name, "link": link, **context},
            kind=f"peer_review.{template}",
            about=review,
        )
