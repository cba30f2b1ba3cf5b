"""The town halls of the demonstration: an archived one for each workstream, and one that is live."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from accounts.models import User
from consultations.reviews.models import ReviewPage
from consultations.townhalls.domain import hosting, moderating
from consultations.townhalls.domain.participants import confirm
from consultations.townhalls.domain.recording import begin, set_recording
from consultations.townhalls.domain.speaking import Words, contribute
from consultations.townhalls.domain.threads import change_state, thread_of
from consultations.townhalls.domain.voting import vote
from consultations.townhalls.enums import ContributionKind, MeasureKind, Moderation, Privacy, ReasonCode
from consultations.townhalls.models import AgendaItem, Contribution, Panellist, TownHallPage
from consultations.workstreams.models import WorkstreamPage
from demonstration.content import townhalls as said
from demonstration.polls import load_polls
from demonstration.set_back import SetBack

SLOW = 30  # seconds


def load_town_halls(review: ReviewPage, *, moderator: User) -> None:
    """Hold a town hall for each workstream, and begin one that goes on."""
    workstreams = WorkstreamPage.objects.child_of(review).order_by("path")
    for number, (workstream, asked) in enumerate(zip(workstreams, said.ASKED, strict=True)):
        title = f"Town hall: {workstream.title}"
        hall = _hall(workstream, said.AGENDAS[number], title=title, days=number - 14, summing_up=said.SUMMED_UP[number])
        _held(hall, asked, moderator)
    _begun(_hall(review, said.LIVE_AGENDA, title=said.LIVE_TITLE, days=0, panel=said.LIVE_PANEL), moderator)


def live_hall() -> TownHallPage | None:
    """Return the demonstration's town hall that goes on, if it is there."""
    return TownHallPage.objects.filter(title=said.LIVE_TITLE).first()


def _hall(
    under: ReviewPage | WorkstreamPage,
    agenda: list[str],
    *,
    title: str,
    days: int,
    summing_up: str = "",
    panel: Sequence[str] = (),
) -> TownHallPage:
    starts_at = timezone.now().replace(second=0, microsecond=0) + timedelta(days=days, minutes=-10)
    hall = TownHallPage(
        title=title,
        summary=said.LABEL,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        place="Online",
        moderation=Moderation.AFTER,
        privacy=Privacy.CONFIRMED,
        workstream=under if isinstance(under, WorkstreamPage) else None,
        summing_up=summing_up,
    )
    hall.agenda = [AgendaItem(title=point, begins_after=30 * at) for at, point in enumerate(agenda)]
    hall.panellists = [Panellist(name=one) for one in panel]
    under.add_child(instance=hall)
    hall.save_revision().publish()
    return TownHallPage.objects.get(pk=hall.pk)


def _held(hall: TownHallPage, asked: list[tuple[str, str, str, str]], moderator: User) -> None:
    """Hold a session by the verbs, and have it been held when its page says."""
    then = SetBack(hall.starts_at)
    then.at(-24 * 60)
    hall = change_state(hall=hall, verb="open", actor=moderator)
    points, questions = list(hall.agenda.all()), list[Contribution]()
    for number, (name, text, *_rest) in enumerate(asked):
        if number == 1:  # the first question was sent in before
            then.at(0)
            hall = change_state(hall=hall, verb="go_live", actor=moderator)
            begin(item=AgendaItem.objects.get(pk=points[0].pk), by=moderator)
        then.at(6 * number if number else -20 * 60)
        questions.append(_sent_in(hall, name, text, moderator))
        wanted(questions[-1], 3 - number)
    then.at(15)
    say(hall, "Illustration: somebody who agrees", "I came to ask the same.", questions[0])
    set_recording(hall=hall, started_at=hall.starts_at - timedelta(minutes=2), adjustment=0, by=moderator)
    then.at(20)
    thread = thread_of(hall)
    moderating.take_measure(thread=thread, kind=MeasureKind.SLOW, seconds=SLOW, reason=said.SLOWED_FOR, by=moderator)
    for number, (question, (_name, _text, fate, more)) in enumerate(zip(questions, asked, strict=True)):
        then.at(25 + 10 * number)
        if fate == "live":
            hosting.answer_now(contribution=question, by=moderator)
            then.at(29 + 10 * number)
            hosting.answered_live(contribution=question, by=moderator)
        elif fate == "merged":
            moderating.merge(contribution=question, into=questions[0], by=moderator)
        elif fate == "declined":
            moderating.decline(contribution=question, by=moderator, code=ReasonCode(more))
        if number == 0:
            begin(item=AgendaItem.objects.get(pk=points[1].pk), by=moderator)
    then.at(70)
    moderating.end_measure(thread=thread, kind=MeasureKind.SLOW, by=moderator)
    then.at(90)
    hall = change_state(hall=hall, verb="close", actor=moderator)
    for question, (_name, _text, fate, more) in zip(questions, asked, strict=True):
        if fate == "writing":
            then.at(26 * 60)
            hosting.answer_in_writing(contribution=question, text=more, by=moderator)
    then.at(50 * 60)
    change_state(hall=hall, verb="archive", actor=moderator)
    then.write_down(hall)


def _sent_in(hall: TownHallPage, name: str, text: str, moderator: User) -> Contribution:
    question = say(hall, name, said.SENT_AS.get(text, text))
    if text in said.SENT_AS:
        moderating.edit_for_clarity(contribution=question, text=text, by=moderator)
    return question


def _begun(hall: TownHallPage, moderator: User) -> None:
    hall = change_state(hall=hall, verb="go_live", actor=moderator)
    set_recording(hall=hall, started_at=timezone.now(), adjustment=0, by=moderator)
    for name, text, votes, reply in said.LIVE:
        question = say(hall, name, text)
        wanted(question, votes)
        if reply:
            say(hall, "Illustration: somebody who agrees", reply, question)
    load_polls(hall, moderator=moderator)


def say(
    hall: TownHallPage,
    name: str,
    text: str,
    parent: Contribution | None = None,
    kind: ContributionKind = ContributionKind.QUESTION,
) -> Contribution:
    """Say something as a guest of its own, whose address nobody has."""
    words = Words(
        key=uuid4(),
        kind=ContributionKind.REPLY if parent else kind,
        text=text,
        name=name,
        is_anonymous=not name,
        parent=parent,
    )
    return contribute(hall=hall, words=words, by=confirm(email=f"{uuid4().hex[:12]}@moothall.example"))


def wanted(question: Contribution, many: int) -> None:
    """Have so many want an answer to it."""
    for number in range(many):
        vote(contribution=question, by=confirm(email=f"voter{number}@moothall.example"))
