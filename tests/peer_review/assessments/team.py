"""A review on site with its lines of enquiry, its team, and evidence to cite."""

from dataclasses import dataclass
from typing import Any

from accounts.models import User
from peer_review.assessments.domain.assessing import Writing, put_in, save_assessment
from peer_review.assessments.domain.citing import cite
from peer_review.assessments.models import Assessment
from peer_review.frameworks.models import Line
from peer_review.reviews.enums import ReviewState
from peer_review.reviews.models import Review
from peer_review.room.models import Item
from peer_review.teams.enums import Seat
from peer_review.teams.models import Member
from tests.peer_review.frameworks.factories import LineFactory, ThemeFactory
from tests.peer_review.reviews.factories import ReviewFactory
from tests.peer_review.room.factories import ItemFactory, TagFactory
from tests.peer_review.teams.factories import MemberFactory


@dataclass
class Team:
    review: Review
    lines: list[Line]
    peers: list[Member]
    shadow: Member
    items: list[Item]

    @property
    def line(self) -> Line:
        return self.lines[0]

    @property
    def manager(self) -> User:
        return self.review.manager

    def user(self, number: int) -> User:
        return user_of(self.peers[number])


def user_of(member: Member) -> User:
    user: User = member.peer.user
    return user


def team(*, peers: int = 2, lines: int = 1, state: ReviewState = ReviewState.ON_SITE, **review: Any) -> Team:
    """Return a team of so many peers and a shadow, with lines to which three items are tagged."""
    one = ReviewFactory(state=state, **review)
    theme = ThemeFactory(version=one.framework_version, position=1)
    all_lines = [LineFactory(theme=theme, position=number + 1) for number in range(lines)]
    items = [ItemFactory(review=one) for _ in range(3)]
    for line in all_lines:
        for item in items:
            TagFactory(item=item, line=line, pages="4", paragraph="2")
    members = [MemberFactory(review=one) for _ in range(peers)]
    return Team(one, all_lines, members, MemberFactory(review=one, seat=Seat.SHADOW), items)


def written(here: Team, number: int = 0, line: Line | None = None, **values: str) -> Assessment:
    """Have a peer write of a line and cite two items, as a draft."""
    line, by = line or here.line, here.user(number)
    words = {"strong": "They meet weekly.", "confidence": "medium", **values}
    save_assessment(review=here.review, line=line, writing=Writing(**words), by=by)
    for item in here.items[:2]:
        cite(review=here.review, line=line, key=f"item-{item.pk}", by=by)
    return Assessment.objects.get(member=here.peers[number], line=line)


def put(here: Team, number: int = 0, line: Line | None = None, **values: str) -> Assessment:
    """Have a peer put an assessment in."""
    written(here, number, line, **values)
    return put_in(review=here.review, line=line or here.line, by=here.user(number))


def all_in(here: Team) -> None:
    for line in here.lines:
        for number in range(len(here.peers)):
            put(here, number, line)
