"""What is done in a session of the demonstration: who is there, what is declared, how it is voted, what comes of an item."""

from accounts.models import User
from consultations.assemblies.domain import agenda, balloting, interests
from consultations.assemblies.domain.attendance import count_quorum, record_attendance
from consultations.assemblies.enums import Choice, Outcome, Presence
from consultations.assemblies.models import AgendaItem, ItemInterest, Member, SessionPage
from consultations.assemblies.queries.bodies import body_of
from consultations.assemblies.queries.sessions import seated_on
from consultations.assemblies.queries.voting import voters_of
from demonstration.content.bodies import NAMED
from demonstration.content.body_sessions import LEFT_EARLY, Item, Meeting, Vote
from demonstration.set_back import SetBack

EVERY = 3  # of three who come, one comes online


def who(what: str) -> Member:
    """Return the member who is this: nobody here has another name. Raises Member.DoesNotExist."""
    return Member.objects.get(name=NAMED.format(what))


def item_of(session: SessionPage, title: str) -> AgendaItem:
    """Return a point of a session's agenda. Raises AgendaItem.DoesNotExist."""
    return AgendaItem.objects.select_related("session").get(session=session, title=title)


def there(session: SessionPage, meeting: Meeting, by: User) -> None:
    """Record who came, in the room or online, and who sent apologies; then count."""
    members = [term.member for term in seated_on(body_of(session), session.day)]
    away = {NAMED.format(what) for what in meeting.apologies}
    if meeting.came is not None:
        away |= {one.name for one in members[meeting.came :]}
    presences: dict[int, Presence | None] = {}
    for number, member in enumerate(members, start=1):
        came = Presence.IN_PERSON if number % EVERY else Presence.ONLINE
        presences[member.pk] = Presence.APOLOGIES if member.name in away else came
    record_attendance(session=session, presences=presences, by=by)
    count_quorum(session=session, reason=meeting.no_quorum, by=by)


def spoken_of(session: SessionPage, item: Item, then: SetBack, *, begins: int, by: User) -> None:
    """Begin an item, declare and vote as it says, and record what came of it, if anything did."""
    row = item_of(session, item.title)
    then.at(begins + 0.5)
    agenda.begin_item(item=row, by=by)
    stake = _declared(row, item, by)
    if item.vote is not None:
        then.at(begins + item.takes / 2)
        _voted(row, item.vote, by, is_open=not item.outcome)
    if not item.outcome:
        return
    if stake is not None:
        then.at(begins + item.takes - 2)
        interests.come_back(interest=stake, by=by)
    then.at(begins + item.takes - 1)
    _concluded(row, item, by)


def _declared(row: AgendaItem, item: Item, by: User) -> ItemInterest | None:
    """Declare what a member has at stake; return it where they stepped out of the session for it."""
    if item.stake is None:
        return None
    member = who(item.stake.who)
    declared = interests.declare_in_item(item=row, member=member, what=item.stake.what, by=by)
    return interests.step_out(interest=declared, by=by) if item.stake.out else None


def _voted(row: AgendaItem, vote: Vote, by: User, *, is_open: bool) -> None:
    """Put a question to the vote. One of an item that goes on stays open, so that members who sign in can vote."""
    ballot = balloting.open_ballot(item=row, question=vote.question, by=by)
    if is_open:
        return
    if not vote.counted:
        balloting.record_consensus(ballot=ballot, by=by)
        return
    otherwise = {NAMED.format(what): Choice.AGAINST for what in vote.against}
    otherwise |= {NAMED.format(what): Choice.ABSTAIN for what in vote.abstained}
    hands = {one.member: otherwise.get(one.member.name, Choice.FOR) for one in voters_of(row) if not one.why_not}
    balloting.record_hands(ballot=ballot, hands=hands, by=by)
    title, early = LEFT_EARLY
    if row.title == title:
        gone = who(early)
        record_attendance(session=row.session, presences={gone.pk: Presence.LEFT}, by=by)
    balloting.close_ballot(ballot=ballot, by=by)


def _concluded(row: AgendaItem, item: Item, by: User) -> None:
    if item.outcome == Outcome.DEFERRED:
        siblings = SessionPage.objects.sibling_of(row.session)
        to = siblings.get(title=item.deferred_to) if item.deferred_to else None
        agenda.defer(item=row, to=to, text=item.words, by=by)
    else:
        agenda.conclude(item=row, outcome=Outcome(item.outcome), text=item.words, by=by)
