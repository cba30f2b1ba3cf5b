"""A team of two, a host lead and a room of the review; and a table as a spreadsheet gives it."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from tests.factories import UserFactory
from tests.peer_review.reviews.factories import HostPersonFactory
from tests.peer_review.teams.factories import MemberFactory
from tests.peer_review.visits.factories import RoomFactory


@pytest.fixture
def host_lead(review):
    user = UserFactory()
    HostPersonFactory(host__review=review, user=user, is_lead=True)
    return user


@pytest.fixture
def team(review):
    return [MemberFactory(review=review, peer__name=name) for name in ("Ada Example", "Bo Sample")]


@pytest.fixture
def room(review):
    return RoomFactory(review=review, name="Hall")


def at(review, clock, days=0):
    """A time of a day on site, such as at(review, "09:30")."""
    hour, minute = map(int, clock.split(":"))
    day = review.on_site_from + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def table_of(review, *rows):
    """A table with its headings, tab by tab; `rows` are (from, to, title, room, people, emails, peers) on the first day."""
    head = "Day\tFrom\tTo\tTitle\tRoom\tGroup\tPeople\tEmails\tPeers"
    day = f"{review.on_site_from:%d/%m/%Y}"
    lines = [
        f"{day}\t{begins}\t{ends}\t{title}\t{room}\tFrontline staff\t{people}\t{emails}\t{peers}"
        for begins, ends, title, room, people, emails, peers in rows
    ]
    return "\n".join([head, *lines])
