"""A review with its people, as tests of the evidence room and of notes ask for it."""

from dataclasses import dataclass
from typing import Any

from accounts.models import User
from peer_review.frameworks.models import Line
from peer_review.reviews.enums import ReviewState
from peer_review.reviews.models import Host, Review
from peer_review.teams.models import Member
from tests.factories import UserFactory
from tests.peer_review.frameworks.factories import LineFactory, ThemeFactory
from tests.peer_review.reviews.factories import HostFactory, HostPersonFactory, ReviewFactory
from tests.peer_review.teams.factories import MemberFactory


@dataclass
class People:
    """A review, two hosts with a lead each, an observer, two peers, and a stranger who is signed in."""

    review: Review
    host: Host
    other_host: Host
    manager: User
    lead: User
    colleague: User
    other_lead: User
    observer: User
    peer: User
    second_peer: User
    member: Member
    second: Member
    stranger: User
    lines: list[Line]


def a_review(state: str = ReviewState.PREPARING, **fields: Any) -> People:
    review = ReviewFactory(state=state, **fields)
    host, other = HostFactory(review=review), HostFactory(review=review)
    member, second = MemberFactory(review=review), MemberFactory(review=review)
    return People(
        review=review,
        host=host,
        other_host=other,
        manager=review.manager,
        lead=_at(host, is_lead=True),
        colleague=_at(host),
        other_lead=_at(other, is_lead=True),
        observer=_at(host, is_observer=True),
        peer=member.peer.user,
        second_peer=second.peer.user,
        member=member,
        second=second,
        stranger=UserFactory(),
        lines=_lines(review),
    )


def _at(host: Host, **fields: Any) -> User:
    user: User = UserFactory()
    HostPersonFactory(host=host, user=user, email=user.email, **fields)
    return user


def _lines(review: Review) -> list[Line]:
    if review.framework_version is None:
        return []
    theme = ThemeFactory(version=review.framework_version, position=1)
    return [LineFactory(theme=theme, position=place, title=f"Line {place}") for place in (1, 2, 3)]
