"""The town halls of the demonstration: an archived one for each workstream, and one that is live."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from accounts.models import User
from consultations.reviews.models import ReviewPage
from consultations.townhalls.domain import hosting, moderating
from consultations.townhalls.domain.participants import confirm
from consultations.townhalls.domain.speaking import Words, contribute
from consultations.townhalls.domain.threads import change_state
from consultations.townhalls.domain.voting import vote
from consultations.townhalls.enums import ContributionKind, Moderation, Privacy, ReasonCode
from consultations.townhalls.models import Contribution, TownHallPage
from consultations.workstreams.models import WorkstreamPage
from demonstration.content import townhalls as said
from demonstration.polls import load_polls


def load_town_halls(review: ReviewPage, *, moderator: User) -> None:
    """Hold a town hall for each workstream, and begin one that goes on."""
    for workstream, asked in zip(WorkstreamPage.objects.child_of(review).order_by("path"), said.ASKED, strict=True):
        hall = _hall(workstream, title=f"Town hall: {workstream.title}", days=-14)
        _held(hall, asked, moderator)
    _begun(_hall(review, title=said.LIVE_TITLE, days=0), moderator)


def _hall(under: ReviewPage | WorkstreamPage, *, title: str, days: int) -> TownHallPage:
    starts_at = timezone.now().replace(second=0, microsecond=0) + timedelta(days=days, minutes=-10)
    hall = under.add_child(
        instance=TownHallPage(
            title=title,
            summary=said.LABEL,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=2),
            place="Online",
            moderation=Moderation.AFTER,
            privacy=Privacy.CONFIRMED,
            workstream=under if isinstance(under, WorkstreamPage) else None,
        )
    )
    hall.save_revision().publish()
    return TownHallPage.objects.get(pk=hall.pk)


def _held(hall: TownHallPage, asked: list[tuple[str, str, str, str]], moderator: User) -> None:
    hall = change_state(hall=hall, verb="go_live", actor=moderator)
    first: Contribution | None = None
    for number, (name, text, fate, more) in enumerate(asked):
        question = _say(hall, name, text)
        _wanted(question, 3 - number)
        first = first or question
        if fate == "live":
            hosting.answered_live(contribution=question, by=moderator)
        elif fate == "writing":
            hosting.answer_in_writing(contribution=question, text=more, by=moderator)
        elif fate == "merged":
            moderating.merge(contribution=question, into=first, by=moderator)
        else:
            moderating.decline(contribution=question, by=moderator, code=ReasonCode(more))
    hall = change_state(hall=hall, verb="close", actor=moderator)
    change_state(hall=hall, verb="archive", actor=moderator)


def _begun(hall: TownHallPage, moderator: User) -> None:
    hall = change_state(hall=hall, verb="go_live", actor=moderator)
    for name, text, votes, reply in said.LIVE:
        question = _say(hall, name, text)
        _wanted(question, votes)
        if reply:
            _say(hall, "Illustration: somebody who agrees", reply, question)
    load_polls(hall, moderator=moderator)


def _say(hall: TownHallPage, name: str, text: str, parent: Contribution | None = None) -> Contribution:
    """Say something as a guest of its own, whose address nobody has."""
    words = Words(
        key=uuid4(),
        kind=ContributionKind.REPLY if parent else ContributionKind.QUESTION,
        text=text,
        name=name,
        is_anonymous=not name,
        parent=parent,
    )
    return contribute(hall=hall, words=words, by=confirm(email=f"{uuid4().hex[:12]}@moothall.example"))


def _wanted(question: Contribution, many: int) -> None:
    for number in range(many):
        vote(contribution=question, by=confirm(email=f"voter{number}@moothall.example"))
