"""The polls of the demonstration's live town hall: one of each kind that people vote in, one closed, one draft."""

from collections.abc import Sequence

from accounts.models import User
from consultations.townhalls.domain import polls
from consultations.townhalls.domain.balloting import cast
from consultations.townhalls.domain.participants import confirm
from consultations.townhalls.domain.threads import thread_of
from consultations.townhalls.models import Participant, Poll, TownHallPage
from demonstration.content import polls as asked


def load_polls(hall: TownHallPage, *, moderator: User) -> None:
    """Write the polls, have people vote, and close one."""
    closed = opened(hall, asked.CLOSED, moderator)
    voted(closed, asked.CLOSED_VOTES)
    polls.close_poll(poll=closed, by=moderator)
    words = opened(hall, asked.WORDS, moderator)
    for number, entered in enumerate(asked.ENTERED):
        cast(poll=words, by=_voter(number), words=entered)
    for what, votes in reversed(asked.OPEN):
        voted(opened(hall, what, moderator), votes)
    polls.write(thread=thread_of(hall), asked=asked.DRAFT, by=moderator)


def opened(hall: TownHallPage, what: polls.Asked, moderator: User) -> Poll:
    """Write a poll and open it."""
    return polls.open_poll(poll=polls.write(thread=thread_of(hall), asked=what, by=moderator), by=moderator)


def voted(poll: Poll, votes: Sequence[int]) -> None:
    """Have so many people vote for each choice; each person for as many choices, one after the other, as they may."""
    marks = [choice for choice, many in zip(poll.choices.order_by("position"), votes, strict=True) for _ in range(many)]
    people = -(-len(marks) // poll.most)
    for number in range(people):
        cast(poll=poll, by=_voter(number), chosen={one.pk for one in marks[number::people]})


def _voter(number: int) -> Participant:
    return confirm(email=f"voter{number}@moothall.example")
