"""Playing a session into the town hall that is live, by the verbs that people use."""

from collections.abc import Callable, Iterator

from accounts.models import User
from consultations.townhalls.domain import hosting, moderating
from consultations.townhalls.domain.polls import close_poll
from consultations.townhalls.domain.recording import begin
from consultations.townhalls.domain.threads import thread_of
from consultations.townhalls.enums import ContributionKind, MeasureKind, ReasonCode
from consultations.townhalls.models import Contribution, Poll, TownHallPage
from demonstration.content.live_session import POLL, POLL_VOTES, STEPS
from demonstration.polls import opened, voted
from demonstration.townhalls import say, wanted


class Session:
    """One playing: it knows what was said in it by the keys of the steps."""

    def __init__(self, hall: TownHallPage, moderator: User) -> None:
        self.hall, self.moderator = hall, moderator
        self.said: dict[str, Contribution] = {}
        self.asked: Poll

    def steps(self) -> Iterator[str]:
        """Do one step after the other, and yield what was done. Raises Refused and NotAllowed as the verbs do."""
        for verb, *given in STEPS:
            done: Callable[..., str] = getattr(self, verb)
            yield done(*given)

    def ask(self, key: str, name: str, text: str) -> str:
        self.said[key] = say(self.hall, name, text)
        return f"{self.said[key]} is asked: {text}"

    def comment(self, key: str, name: str, text: str) -> str:
        self.said[key] = say(self.hall, name, text, kind=ContributionKind.COMMENT)
        return f"Somebody says: {text}"

    def reply(self, key: str, name: str, text: str) -> str:
        say(self.hall, name, text, self.said[key])
        return f"A reply to {self.said[key]}: {text}"

    def want(self, key: str, many: str) -> str:
        wanted(self.said[key], int(many))
        return f"{many} people want an answer to {self.said[key]}"

    def edit(self, key: str, text: str) -> str:
        moderating.edit_for_clarity(contribution=self.said[key], text=text, by=self.moderator)
        return f"{self.said[key]} is edited for clarity: {text}"

    def merge(self, key: str, into: str) -> str:
        moderating.merge(contribution=self.said[key], into=self.said[into], by=self.moderator)
        return f"{self.said[key]} is merged into {self.said[into]}"

    def decline(self, key: str, code: str) -> str:
        moderating.decline(contribution=self.said[key], by=self.moderator, code=ReasonCode(code))
        return f"{self.said[key]} is taken from view: {ReasonCode(code).label}"

    def answer_now(self, key: str) -> str:
        hosting.answer_now(contribution=self.said[key], by=self.moderator)
        return f"{self.said[key]} is being answered"

    def answered(self, key: str) -> str:
        hosting.answered_live(contribution=self.said[key], by=self.moderator)
        return f"{self.said[key]} was answered"

    def answer(self, key: str, text: str) -> str:
        hosting.answer_in_writing(contribution=self.said[key], text=text, by=self.moderator)
        return f"{self.said[key]} is answered in writing: {text}"

    def slow(self, seconds: str, reason: str) -> str:
        moderating.take_measure(
            thread=thread_of(self.hall), kind=MeasureKind.SLOW, seconds=int(seconds), reason=reason, by=self.moderator
        )
        return f"Slow mode: {seconds} seconds"

    def fast(self) -> str:
        moderating.end_measure(thread=thread_of(self.hall), kind=MeasureKind.SLOW, by=self.moderator)
        return "Slow mode ends"

    def poll(self) -> str:
        self.asked = opened(self.hall, POLL, self.moderator)
        return f"A poll is opened: {self.asked.question}"

    def ballots(self) -> str:
        voted(self.asked, POLL_VOTES)
        return f"{sum(POLL_VOTES)} people vote"

    def count(self) -> str:
        close_poll(poll=self.asked, by=self.moderator)
        return "The poll is closed"

    def begin(self, number: str) -> str:
        points = list(self.hall.agenda.all())
        if int(number) >= len(points):
            return "The agenda has no such point any more"
        begin(item=points[int(number)], by=self.moderator)
        return f"Agenda: {points[int(number)]}"
