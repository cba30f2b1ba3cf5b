"""The sessions of the demonstration's bodies: a year that was held, one that goes on, and what is ahead."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.utils import timezone

from accounts.models import User
from consultations.assemblies.domain import agenda, minutes, papers, proposals
from consultations.assemblies.domain.session_recording import set_recording
from consultations.assemblies.domain.sessions import change_state
from consultations.assemblies.domain.threads import open_thread
from consultations.assemblies.enums import Mode, SessionState
from consultations.assemblies.models import (
    AgendaItem,
    Ballot,
    BodyPage,
    ItemInterest,
    MemberVote,
    Minutes,
    Paper,
    Proposal,
    QuorumCount,
    SessionChange,
    SessionPage,
)
from consultations.assemblies.presenters.minutes_draft import drafted
from consultations.assemblies.queries.bodies import body_of
from consultations.assemblies.queries.sessions import due_on
from consultations.townhalls.domain import hosting, moderating
from consultations.townhalls.models import Contribution, TownHallPage
from demonstration.body_items import item_of, spoken_of, there
from demonstration.content import body_sessions as said
from demonstration.content.body_sessions import Meeting
from demonstration.set_back import SetBack
from demonstration.townhalls import say
from demonstration.tree import at_hour

MINUTES_A_DAY = 24 * 60
LASTS = timedelta(hours=2)
OUT_BEFORE = 7  # days
FRIDAY = 5


def load_sessions(
    assembly: BodyPage,
    part: BodyPage,
    forum: BodyPage,
    *,
    secretary: User,
    moderator: User,
    member: User,
    seconder: User,
) -> None:
    """Hold the sessions of a year one after the other, begin today's, and lay out what is ahead."""
    for body, meetings in ((assembly, said.ASSEMBLY), (forum, said.FORUM)):
        sessions = [_session(body, one, _weekday(one.days)) for one in meetings]
        for session, meeting in zip(sessions, meetings, strict=True):
            _held(session, meeting, secretary)
    _begun(assembly, secretary, moderator)
    out = _ahead(assembly, said.OUT, secretary)
    _papers(out, said.OUT, secretary, SetBack(timezone.now()))
    change_state(session=out, verb="publish_papers", actor=secretary)
    planned = _ahead(assembly, said.PLANNED, secretary)
    title, text = said.DRAFT_PAPER
    papers.draft(session=planned, title=title, text=text, item=planned.items.first(), by=secretary)
    _ahead(forum, said.FORUM_PLANNED, secretary)
    off = _ahead(part, said.CALLED_OFF, secretary)
    change_state(session=off, verb="cancel", actor=secretary, reason=said.CALLED_OFF_FOR)
    _proposed(assembly, planned, secretary, member=member, seconder=seconder)


def _session(body: BodyPage, meeting: Meeting, starts_at: datetime) -> SessionPage:
    session = SessionPage(
        title=meeting.title,
        summary=meeting.summary,
        starts_at=starts_at,
        ends_at=starts_at + LASTS,
        mode=Mode.HYBRID,
        place=said.ROOM,
        joining_link=said.WATCH,
    )
    body.add_child(instance=session)
    session.save_revision().publish()
    return SessionPage.objects.get(pk=session.pk)


def _weekday(days: int) -> datetime:
    """Return when a session of about that day begins: nobody meets on a Saturday or a Sunday."""
    isoday = (timezone.localdate() + timedelta(days=days)).isoweekday()
    return at_hour(days - max(0, isoday - FRIDAY), said.HOUR)


def _ahead(body: BodyPage, meeting: Meeting, by: User) -> SessionPage:
    session = _session(body, meeting, _weekday(meeting.days))
    _agenda(session, meeting, by)
    return session


def _agenda(session: SessionPage, meeting: Meeting, by: User) -> None:
    """Put on what is not there yet: an item that was deferred to this session is."""
    here = set(session.items.values_list("title", flat=True))
    for item in meeting.items:
        if item.title not in here:
            agenda.add_item(session=session, title=item.title, takes=item.takes, by=by)


def _papers(session: SessionPage, meeting: Meeting, by: User, then: SetBack) -> None:
    """Publish its papers when they were due; one came late where the session says so."""
    first = item_of(session, meeting.items[0].title)
    for number, (title, text, days) in enumerate(said.PAPERS):
        is_late = bool(meeting.late_paper) and number == 0
        paper = papers.draft(
            session=session,
            title=title.format(item=first),
            text=text,
            item=first if number == 0 else None,
            by=by,
        )
        before = said.LATE_BY if is_late else days
        then.at(-before * MINUTES_A_DAY)
        with _standing_ahead(session, before):
            papers.publish(paper=paper, late_because=meeting.late_paper if is_late else "", by=by)
    Paper.objects.filter(session=session, published_at__isnull=False).update(due_on=due_on(session, body_of(session)))


@contextmanager
def _standing_ahead(session: SessionPage, days: int) -> Iterator[None]:
    """Have a session stand as far ahead as it did then, so that a verb judges a day in the past as it was."""
    mine = SessionPage.objects.filter(pk=session.pk)
    if session.starts_at > timezone.now():
        yield
        return
    then = timezone.now() + timedelta(days=days)
    mine.update(starts_at=then, ends_at=then + LASTS)
    yield
    mine.update(starts_at=session.starts_at, ends_at=session.ends_at)


def _held(session: SessionPage, meeting: Meeting, by: User) -> None:
    """Hold a session by the verbs, and have it been held when its page says."""
    then = SetBack(session.starts_at)
    then.at(-20 * MINUTES_A_DAY)
    _agenda(session, meeting, by)
    _papers(session, meeting, by, then)
    then.at(-OUT_BEFORE * MINUTES_A_DAY if not meeting.late_paper else -said.LATE_BY * MINUTES_A_DAY)
    session = change_state(session=session, verb="publish_papers", actor=by)
    then.at(-2)
    there(session, meeting, by)
    then.at(0)
    session = change_state(session=session, verb="go_live", actor=by)
    if meeting.is_recorded:
        set_recording(session=session, started_at=session.starts_at - timedelta(minutes=2), by=by)
    begins = 0
    for item in meeting.items:
        spoken_of(session, item, then, begins=begins, by=by)
        begins += item.takes
    then.at(begins)
    session = change_state(session=session, verb="end", actor=by)
    then.put_back(
        [
            (SessionChange.objects.filter(session=session), ("at",)),
            (AgendaItem.objects.filter(session=session), ("began_at", "concluded_at")),
            (QuorumCount.objects.filter(session=session), ("at",)),
            (Paper.objects.filter(session=session), ("published_at",)),
            (ItemInterest.objects.filter(item__session=session), ("declared_at", "stepped_out_at", "came_back_at")),
            (Ballot.objects.filter(item__session=session), ("opened_at", "closed_at")),
            (MemberVote.objects.filter(ballot__item__session=session), ("at",)),
        ]
    )
    _minuted(session, meeting, then, by)
    agreed = SessionChange.objects.filter(session=session, to=SessionState.MINUTES_AGREED)
    then.put_back([(Minutes.objects.filter(session=session), ("published_at",)), (agreed, ("at",))])


def _minuted(session: SessionPage, meeting: Meeting, then: SetBack, by: User) -> None:
    """Write the minutes a week later, from the record; agree them when the body met again, and correct them where a version says so."""
    text = f"{said.MINUTES_BEGIN}\n\n{drafted(session)}"
    then.at(7 * MINUTES_A_DAY)
    minutes.write(session=session, text=text, by=by)
    if not meeting.agreed_after:
        return
    day = session.day + timedelta(days=meeting.agreed_after)
    then.at(meeting.agreed_after * MINUTES_A_DAY)
    minutes.agree(session=session, on=day, by=by)
    if meeting.correction:
        then.at((meeting.agreed_after + 3) * MINUTES_A_DAY)
        minutes.correct(
            session=session,
            text=f"{text}\n\n{said.NOT_THERE}",
            change=meeting.correction,
            on=day + timedelta(days=3),
            after=1,
            by=by,
        )


def _begun(body: BodyPage, secretary: User, moderator: User) -> None:
    """Begin today's session: one item is done, one is spoken of and voted on, and people say something to both threads."""
    starts_at = timezone.now().replace(second=0, microsecond=0) - timedelta(minutes=said.BEGAN)
    session, meeting = _session(body, said.LIVE, starts_at), said.LIVE
    then = SetBack(starts_at)
    _agenda(session, meeting, secretary)
    _papers(session, meeting, secretary, then)
    then.at(-OUT_BEFORE * MINUTES_A_DAY)
    session = change_state(session=session, verb="publish_papers", actor=secretary)
    first, second, _last = meeting.items
    halls = (
        open_thread(session=session, by=secretary),
        open_thread(session=session, item=item_of(session, second.title), by=secretary),
    )
    then.at(-2)
    there(session, meeting, secretary)
    then.at(0)
    session = change_state(session=session, verb="go_live", actor=secretary)
    set_recording(session=session, started_at=starts_at, by=secretary)
    spoken_of(session, first, then, begins=1, by=secretary)
    spoken_of(session, second, then, begins=first.takes, by=secretary)
    then.put_back(
        [
            (SessionChange.objects.filter(session=session), ("at",)),
            (AgendaItem.objects.filter(session=session), ("began_at", "concluded_at")),
            (QuorumCount.objects.filter(session=session), ("at",)),
            (Paper.objects.filter(session=session), ("published_at",)),
            (ItemInterest.objects.filter(item__session=session), ("declared_at",)),
        ]
    )
    for hall, words in zip(halls, (said.SAID, said.SAID_OF_ITEM), strict=True):
        _said(hall, words, moderator)


def _said(hall: TownHallPage, words: list[tuple[str, str]], moderator: User) -> None:
    """Say something to a thread, have it published, and have the first be answered."""
    hall = TownHallPage.objects.get(pk=hall.pk)
    questions = [say(hall, name, text) for name, text in words]
    for question in questions:
        moderating.publish(contribution=question, by=moderator)
    hosting.answer_now(contribution=Contribution.objects.get(pk=questions[0].pk), by=moderator)


def _proposed(body: BodyPage, planned: SessionPage, secretary: User, *, member: User, seconder: User) -> None:
    """Have one member propose two things, another second the first, and put that on an agenda."""
    then = SetBack(timezone.now())
    then.at(-20 * MINUTES_A_DAY)
    first = proposals.propose(body=body, title=said.PROPOSED[0], text=said.PROPOSED[1], by=member)
    then.at(-17 * MINUTES_A_DAY)
    first = proposals.second(proposal=first, by=seconder)
    agenda.put_on(proposal=first, session=planned, by=secretary)
    then.at(-3 * MINUTES_A_DAY)
    proposals.propose(body=body, title=said.WAITING[0], text=said.WAITING[1], by=member)
    then.put_back([(Proposal.objects.filter(body=body), ("proposed_at", "seconded_at"))])
