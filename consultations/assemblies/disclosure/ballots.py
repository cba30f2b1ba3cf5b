"""What a viewer may know of a ballot: how each member voted is everybody's to read once it is closed, and nobody's before."""

from dataclasses import dataclass
from datetime import datetime

from consultations.assemblies.enums import Bar, Choice, DecidesBy, Result
from consultations.assemblies.models import Ballot
from core.disclosure import Audience, Viewer, disclose


@dataclass(frozen=True)
class KnownVote:
    member: int
    name: str
    choice: Choice


@dataclass(frozen=True)
class KnownBar:
    """Who could not vote and why. `had_voted`: they did, and it was set aside."""

    member: int
    name: str
    why: Bar
    had_voted: bool


@dataclass(frozen=True)
class KnownBallot:
    """`votes`, `barred`, `entitled` and `result` are empty to the public until it is closed."""

    pk: int
    item: int
    question: str
    decides_by: DecidesBy
    opened_at: datetime
    closed_at: datetime | None
    votes: tuple[KnownVote, ...]
    barred: tuple[KnownBar, ...]
    entitled: int | None
    result: Result | None

    def count(self, choice: Choice) -> int:
        return sum(one.choice is choice for one in self.votes)


@disclose.register
def of_ballot(subject: Ballot, viewer: Viewer) -> KnownBallot:
    """Give it as `queries.voting.voted` reads it. The secretariat records hands, so it reads them before the end too."""
    shows = not subject.is_open or viewer.audience is Audience.STAFF
    return KnownBallot(
        pk=subject.pk,
        item=subject.item_id,
        question=subject.question,
        decides_by=DecidesBy(subject.decides_by),
        opened_at=subject.opened_at,
        closed_at=subject.closed_at,
        votes=tuple(
            KnownVote(one.member_id, one.member.name, Choice(one.choice))
            for one in (subject.votes.all() if shows else ())
        ),
        barred=tuple(
            KnownBar(one.member_id, one.member.name, Bar(one.why), one.had_voted) for one in subject.barred.all()
        ),
        entitled=subject.entitled,
        result=Result(subject.result) if subject.result else None,
    )
