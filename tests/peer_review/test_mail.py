"""No mail of a review tells anybody what they may not know: neither what a verb sends, nor what the sweep does."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from datetime import timedelta
from email.message import Message as Mail
from types import SimpleNamespace

import pytest
from django.core import mail
from django.utils import timezone

from core.outbox.message import Message
from core.sweep import sweepers
from peer_review.pool.domain.declarations import declare
from peer_review.pool.enums import ConflictKind
from peer_review.reviews.domain import hosts
from peer_review.reviews.domain.stages import move_on
from peer_review.reviews.enums import DutyKind
from peer_review.reviews.enums import ReviewState as S
from peer_review.reviews.models import HostPerson
from peer_review.room.domain import items
from peer_review.room.domain.letters import tell_of_virus
from peer_review.room.domain.packs import hand_out
from peer_review.room.models import ItemFile
from peer_review.teams.domain import invitations, leaving
from peer_review.teams.enums import MemberState
from peer_review.teams.models import Member
from peer_review.visits.domain import attendees, meetings, telling
from peer_review.visits.enums import Group
from search.alerts.domain import set_up_alert
from search.asked import Asked
from search.enums import Frequency
from tests.factories import OrganisationFactory, UserFactory
from tests.peer_review.planted import OF_MANAGERS, OF_PLANNERS, OF_THE_TEAM, planted
from tests.peer_review.pool.factories import TrainingFactory
from tests.peer_review.reports.factories import FINDINGS, STEPS, a_review_at
from tests.peer_review.reviews.factories import DutyFactory, HostPersonFactory
from tests.peer_review.teams.factories import MemberFactory, TeamNeedFactory, ready_peer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("public_index")]
SECRETS = OF_THE_TEAM | OF_MANAGERS | OF_PLANNERS | {"zqfinding", "zqitem", "zqother"}


def words_of(letter: Mail) -> Iterator[str]:
    """Yield all headers and all parts of a mail as whoever gets it reads them, files for calendars too."""
    for part in letter.walk():
        yield from (f"{name}: {value}" for name, value in part.items())
        if not part.is_multipart():
            text = part.get_payload(decode=True).decode()
            yield text.replace("\r\n ", "")  # as calendars fold long lines


def told(secrets: Collection[str] = SECRETS) -> dict[str, set[str]]:
    """Return which of the secrets each address was told, in what was carried and in what still waits."""
    found = defaultdict(set)
    texts = [(one.to[0], " ".join(words_of(one.message()))) for one in mail.outbox]
    texts += [(one.to, f"{one.subject} {one.text} {one.headers}") for one in Message.objects.all()]
    for address, text in texts:
        found[address] |= {secret for secret in secrets if secret in text.replace(address, "")}
    return {address: some for address, some in found.items() if some}


def sweep(here: SimpleNamespace) -> None:
    """Do what the clock does, once all that may be told of is due."""
    long_ago = timezone.now() - timedelta(days=9)
    Member.objects.filter(state=MemberState.INVITED).update(invited_at=long_ago)
    for kind in DutyKind:
        DutyFactory(review=here.review, kind=kind, due_on=long_ago.date())
    TrainingFactory(peer=here.member.peer, expires_on=timezone.localdate() + timedelta(days=5))
    for secret in SECRETS:
        set_up_alert(email="alert@example.org", search=Asked(secret).canonical, frequency=Frequency.AT_ONCE)
    for _name, sweeper in sweepers():
        sweeper()


@pytest.mark.parametrize("state", [S.PROPOSED, S.FINAL, S.PUBLISHED, S.WITHDRAWN])
def test_no_sweep_tells_anybody_anything(state, committing):
    here = planted(state)
    HostPersonFactory(host=here.host, user=UserFactory(), is_lead=True)
    with committing():
        sweep(here)
    assert mail.outbox
    assert told() == {}


def test_each_verb_that_writes_tells_only_whom_it_is_for(committing):
    here = planted(S.PREPARING)
    review, boss = here.review, here.review.manager
    lead = HostPersonFactory(host=here.host, user=UserFactory(), is_lead=True)
    with committing():
        ask_people(here)
        ask_for_evidence(here, lead)
    for step in lay_out(here):  # a place is told as it stands when the mail leaves
        with committing():
            step()
    with committing():
        sweep(here)
        move_on(review=review, verb="withdraw", actor=boss, reason="It is off.")
    assert {one.kind for one in Message.objects.all()} >= {
        "evidence.asked", "evidence.given", "evidence.infected", "evidence.pack", "peer_reminder", "peer_review.invitation",
        "peer_review.overdue", "peer_review.withdrawn", "teams.account_wanted", "teams.answer", "teams.invitation",
        "teams.released", "teams.reminder", "visits.slot",
    }  # fmt: skip
    assert told() == {
        "zqattendee@example.org": {"zqattendee"},
        "other@example.org": {"zqother"},
        lead.email: {"zqitem"},
        lead.user.email: {"zqitem"},
        here.users["mate"].email: {"zqitem"},
    }


def test_the_mail_of_a_report_holds_no_word_of_it(committing):
    one = a_review_at(S.DRAFTING)
    for step in STEPS.values():
        with committing():
            step(one)
        one.review.refresh_from_db()
    kinds = {(letter.to, letter.kind) for letter in Message.objects.all()}
    assert {kind for to, kind in kinds if to == one.manager.email} == {"peer_review.facts_checked"}
    assert {to for to, _kind in kinds} == {one.person.email, one.manager.email}
    words = {text for _kind, _number, *texts in FINDINGS for text in texts}
    assert told({*words, "It spends", "Five peers", "Buy one data set", "It was bought", "We saw it"}) == {}


def ask_people(here: SimpleNamespace) -> None:
    """Ask hosts and peers in, who say yes, no and goodbye, and declare."""
    review, boss = here.review, here.review.manager
    TeamNeedFactory(review=review)
    host = hosts.add_host(
        review=review, organisation=OrganisationFactory(), lead=hosts.Invited("Sam", "sam@example.org"), by=boss
    )
    hosts.invite_person(host=host, person=hosts.Invited("Kim", "kim@example.org"), is_observer=True, by=boss)
    hosts.invite_again(person=host.people.get(is_lead=True), by=boss)
    rows = [MemberFactory(review=review, peer=ready_peer(), state=MemberState.PROPOSED) for _ in range(4)]
    invitations.invite_all(review=review, by=boss)
    Member.objects.filter(pk=rows[0].pk).update(invited_at=timezone.now() - timedelta(days=2))
    invitations.remind(member=rows[0], by=boss)
    for row in rows[:2]:
        invitations.accept(member=row, by=row.peer)
    invitations.decline(member=rows[2], reason="zqleft", by=rows[2].peer)
    rows[0].refresh_from_db()
    leaving.step_out(member=rows[0], reason="zqleft", to=None, by=rows[0].peer)
    rows[3].refresh_from_db()
    leaving.release(member=rows[3], reason="zqleft", to=None, by=boss)
    peer = here.member.peer
    declare(peer=peer, kind=ConflictKind.FAMILY, organisation=review.system, text="zqdeclared", by=peer)


def lay_out(here: SimpleNamespace) -> Iterator[Callable[[], object]]:
    """Yield what tells two people who are heard at once of their places, and of each change."""
    review, boss, meeting = here.review, here.review.manager, here.meeting
    more = {"email": "other@example.org", "role": "zqother", "organisation": "zqother", "group": Group.FRONTLINE}
    slot = attendees.add_attendee(meeting=meeting, name="zqother", by=boss, **more)
    yield lambda: telling.tell_attendees(review=review, by=boss)
    yield lambda: attendees.answer_slot(slot=slot, is_coming=True, needs="zqneed")
    values = {name: getattr(meeting, name) for name in ("kind", "title", "room")}
    later = {"starts_at": meeting.starts_at + timedelta(hours=1), "ends_at": meeting.ends_at + timedelta(hours=1)}
    change = {"review": review, "meeting": meeting, "members": [here.member], "by": boss, **values, **later}
    yield lambda: meetings.save_meeting(**change)
    yield lambda: attendees.drop_attendee(slot=slot, by=boss)
    yield lambda: meetings.cancel_meeting(meeting=meeting, reason="The trains do not run.", by=boss)


def ask_for_evidence(here: SimpleNamespace, lead: HostPerson) -> None:
    """Ask for something, once as a mate, and once as a peer who is gone by the time it is given."""
    review, mate = here.review, Member.objects.get(review=here.review, peer__user=here.users["mate"])
    gone = MemberFactory(review=review)
    asked = [
        items.ask_for(review=review, about=items.About(f"zqitem {by.pk}", "document"), host=here.host, by=by)
        for by in (mate.peer.user, gone.peer.user)
    ]
    leaving.step_out(member=gone, reason="zqleft", to=None, by=gone.peer)
    for item in asked:
        items.fulfil(item=item, content=items.Content(text=f"What there is of {item}."), by=lead.user)
    hand_out(review=review, by=review.manager)
    file = ItemFile(item=asked[0], uploaded_by=lead.user)
    tell_of_virus(file)
