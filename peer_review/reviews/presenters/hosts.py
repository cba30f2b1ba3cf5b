"""Hosts and their people as those inside a review see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from peer_review.reviews.models import Host, HostPerson


@dataclass(frozen=True)
class PersonLine:
    """`acts`: again, leave. The address is shown to whoever runs the host's side."""

    person: HostPerson
    speaks: str
    standing: str
    colour: str
    email: str
    acts: tuple[str, ...]


@dataclass(frozen=True)
class HostLine:
    host: Host
    people: list[PersonLine]
    may_run: bool
    may_remove: bool


def hosts_shown(hosts: Iterable[Host], viewer: Any, *, manages: bool) -> list[HostLine]:
    """Return the hosts as `queries.hosts.hosts_of` reads them, for somebody inside the review."""
    return [_host(host, viewer, manages) for host in hosts]


def _host(host: Host, viewer: Any, manages: bool) -> HostLine:
    present: list[HostPerson] = getattr(host, "present")  # noqa: B009 - read by a Prefetch
    leads = any(one.is_lead and one.user_id == viewer.pk for one in present)
    runs = manages or leads
    is_over = host.review.is_over
    people = [_person(one, viewer, runs, is_over=is_over) for one in present]
    may_remove = manages and not is_over and all(one.user_id is None for one in present)
    return HostLine(host, people, runs and not is_over, may_remove)


def _person(person: HostPerson, viewer: Any, runs: bool, *, is_over: bool) -> PersonLine:
    has_joined = person.joined_at is not None
    acts = []
    if runs and not has_joined and not is_over:
        acts.append("again")
    if not person.is_lead and (runs or person.user_id == viewer.pk):
        acts.append("leave")
    standing, colour = (_("Takes part"), "green") if has_joined else (_("Invited"), "amber")
    email = person.email if runs else ""
    return PersonLine(person, person.speaks, standing, colour, email, tuple(acts))
