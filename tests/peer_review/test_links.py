"""Links that open something without an account: each opens its own door alone, and once it has ended, nothing.

Mail scanners follow links, so that asking changes nothing; and no cache, search engine or other site learns of one.
"""

from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.core import signing
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from consultations.workstreams.domain.joining import _confirming as joining
from core.signed_links import SignedLink
from peer_review.pool.models import Peer
from peer_review.reviews.domain.hosts import LINK_WORKS, _joining
from peer_review.reviews.enums import ReviewState as S
from peer_review.reviews.models import Review
from peer_review.teams.domain.invitations import _invitation
from peer_review.teams.domain.proposing import SALT
from peer_review.teams.enums import GONE, MemberState
from peer_review.teams.models import Member
from search.alerts.links import _confirming, _opening, _stopping
from tests.factories import UserFactory
from tests.peer_review.pool.factories import PeerFactory
from tests.peer_review.reviews.factories import HostPersonFactory, ReviewFactory
from tests.peer_review.teams.factories import MemberFactory, TeamNeedFactory
from tests.peer_review.test_addresses import pages
from tests.peer_review.test_nobody_else import Watch
from tests.peer_review.visits.factories import AttendeeFactory, MeetingFactory, SlotFactory

pytestmark = pytest.mark.django_db

# Which row a door is opened by, and which are only sent to.
DOORS = {
    "peer_invitations:invitation": "member",
    "peer_invitations:step_out": "member",
    "peer_invitations:account": "member",
    "peer_reviews:join": "person",
    "peer_slots:slot": "slot",
    "peer_slots:calendar": "slot",
}
SENT_TO = "peer_invitations:account"
# Every purpose for which a link is signed; a place is opened by its key, which is no less hard to guess.
PURPOSES = {"member": _invitation, "person": _joining, "workstream": joining}
PURPOSES |= {"alert": _confirming, "stop": _stopping, "open": _opening}
TYPED = {"answer": "yes", "coming": "yes", "needs": "zqneeds", "reason": "zqreason"}


def a_link(purpose: SignedLink, key: UUID) -> str:
    return purpose.to(key).rstrip("/").rpartition("/")[2]


def address_of(door: str, token: str) -> str:
    """Return the address of a door with a token, also where it is none that the door would take."""
    place = UUID(int=0) if DOORS[door] == "slot" else "here"
    return reverse(door, args=[place]).replace(str(place), token)


def right(door: str, rows: SimpleNamespace) -> str:
    row = getattr(rows, DOORS[door])
    return address_of(door, str(row.key) if DOORS[door] == "slot" else a_link(PURPOSES[DOORS[door]], row.key))


@pytest.fixture
def rows() -> SimpleNamespace:
    """Somebody who was asked as a peer, somebody of a host, and somebody who is heard, none of whom has an account."""
    review = ReviewFactory(state=S.PREPARING)
    TeamNeedFactory(review=review)
    meeting = MeetingFactory(review=review, title="zqmeeting")
    SlotFactory(meeting=meeting, attendee=AttendeeFactory(review=review, name="zqother", needs="zqelse"))
    member = MemberFactory(review=review, peer=PeerFactory(trained=True, phone="zqphone"), state=MemberState.INVITED)
    MemberFactory(review=review, peer__name="zqasked", state=MemberState.INVITED)
    return SimpleNamespace(
        review=review,
        member=member,
        person=HostPersonFactory(host__review=review),
        slot=SlotFactory(meeting=meeting),
    )


@pytest.fixture
def watch() -> Any:
    watch = Watch()
    with connection.execute_wrapper(watch):
        yield watch


@pytest.fixture(params=[None, UserFactory], ids=["nobody", "somebody"])
def browser(request: pytest.FixtureRequest) -> Client:
    client = Client()
    if request.param:
        client.force_login(request.param(), backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_these_are_all_doors_that_a_link_opens() -> None:
    assert {name for name, keys in pages() if "token" in keys or name.startswith("peer_slots:")} == set(DOORS)


@pytest.mark.parametrize("door", DOORS)
def test_a_link_opens_the_door_of_its_own_purpose_alone(rows, watch, browser, door):
    keys = [rows.member.key, rows.person.key, rows.slot.key]
    own = right(door, rows).removesuffix("meeting.ics").rstrip("/").rpartition("/")[2]
    tokens = {a_link(purpose, key) for purpose in PURPOSES.values() for key in keys}
    tokens |= {str(key) for key in keys} | {key.hex for key in keys}
    tokens |= {signing.dumps({"asked": "", "teams": {}, "key": key.hex}, salt=SALT, compress=True) for key in keys}
    tokens |= {signing.Signer().sign(key.hex) for key in keys} | {
        signing.TimestampSigner().sign(key.hex) for key in keys
    }
    tokens |= {own[:-1], own[:-1] + ("a" if own[-1] != "a" else "b"), f"{own}a"}
    kind = DOORS[door]
    good = {a_link(PURPOSES[kind], rows.__dict__[kind].key)} if kind in PURPOSES else {str(rows.slot.key)}
    for token in tokens - good:
        for verb in ("get", "post"):
            answer, written = watch.ask(browser, verb, address_of(door, token), TYPED)
            assert (answer.status_code in ((404, 405, 410)), written) == (True, []), (verb, token)


def is_now(member: Member, state: MemberState) -> None:
    now = timezone.now()
    gone = {"left_at": now, "left_because": "zqleft"} if state in GONE else {"left_at": None, "left_because": ""}
    answered = None if state in (MemberState.PROPOSED, MemberState.INVITED) else now
    Member.objects.filter(pk=member.pk).update(state=state, answered_at=answered, **gone)


def states(rows: SimpleNamespace) -> Iterator[str]:
    """Lead the rows through all in which a link is asked for, and yield the name of each."""
    for state in (MemberState.INVITED, *sorted(GONE), MemberState.ACCEPTED):
        is_now(rows.member, state)
        yield state
    over = {"state": S.WITHDRAWN, "withdrawn_at": timezone.now(), "withdrawn_because": "It is off."}
    Review.objects.filter(pk=rows.review.pk).update(**over)
    yield "withdrawn"


def test_asking_changes_nothing_and_goes_no_further(rows, watch, browser):
    for state in states(rows):
        for door in DOORS.keys() - {SENT_TO}:
            here = right(door, rows)
            for verb in ("get", "head"):
                answer, written = watch.ask(browser, verb, here)
                assert (answer.status_code in (200, 302), written) == (True, []), (state, here)
                assert "no-store" in answer["Cache-Control"], (state, here)
                assert answer["X-Robots-Tag"] == "noindex", (state, here)
                assert answer["Referrer-Policy"] in {"same-origin", "no-referrer"}, (state, here)
            text = answer.content + browser.get(here).content
            for secret in (b"zqmeeting", b"zqother", b"zqelse", b"zqasked", b"zqleft", b"zqphone", b'rel="canonical"'):
                assert secret not in text, (state, here)


def sent(watch: Watch, browser: Client, address: str) -> list[str]:
    answer, written = watch.ask(browser, "post", address, TYPED)
    assert answer.status_code < 500
    return written


class TestEnded:
    """What no link does any more. That it did before shows that there was something to stop."""

    @pytest.fixture
    def theirs(self) -> Client:
        client = Client()
        client.force_login(UserFactory(), backend="django.contrib.auth.backends.ModelBackend")
        return client

    @pytest.mark.parametrize("state", sorted(GONE))
    def test_of_who_left_a_team(self, rows, watch, theirs, state):
        invitation, step_out, account = (right(door, rows) for door in DOORS if DOORS[door] == "member")
        assert sent(watch, theirs, invitation)
        is_now(rows.member, MemberState.ACCEPTED)
        assert sent(watch, theirs, step_out)
        assert sent(watch, theirs, account)
        is_now(rows.member, state)
        assert [sent(watch, theirs, address) for address in (invitation, step_out, account)] == [[], [], []]

    @pytest.mark.parametrize("state", [MemberState.INVITED, MemberState.ACCEPTED])
    @pytest.mark.parametrize("ended", [S.WITHDRAWN, S.CLOSED])
    def test_of_a_review_that_is_over(self, watch, theirs, state, ended):
        more = {"withdrawn_because": "It is off."} if ended == S.WITHDRAWN else {}
        review = ReviewFactory(state=ended, **more)
        over = SimpleNamespace(
            member=MemberFactory(review=review, peer=PeerFactory(), state=state),
            person=HostPersonFactory(host__review=review),
        )
        for door in DOORS.keys() - {"peer_slots:slot", "peer_slots:calendar"}:
            assert sent(watch, theirs, right(door, over)) == [], door
        page = theirs.get(right("peer_invitations:invitation", over)).content.decode()
        assert ("invitation has ended" if state == MemberState.INVITED else "You accepted, and the review") in page
        assert "Use this account" not in page

    def test_of_who_has_not_accepted_gives_no_account(self, rows, watch, theirs):
        for state in (MemberState.PROPOSED, MemberState.INVITED):
            is_now(rows.member, state)
            assert sent(watch, theirs, right(SENT_TO, rows)) == []
        assert not Peer.objects.filter(user__isnull=False, pk=rows.member.peer_id).exists()

    def test_of_somebody_of_a_host(self, rows, watch, theirs):
        join = right("peer_reviews:join", rows)
        assert sent(watch, theirs, join)
        with time_machine.travel(timezone.now() + LINK_WORKS + timedelta(minutes=1)):
            assert theirs.get(join).status_code == 410
            assert sent(watch, theirs, join) == []
        rows.person.user, rows.person.joined_at = UserFactory(), timezone.now()
        rows.person.save()
        assert sent(watch, theirs, join) == []
        rows.person.left_at = timezone.now()
        rows.person.save()
        assert theirs.get(join).status_code == 410
        assert sent(watch, theirs, join) == []

    def test_of_a_place(self, rows, watch, theirs):
        place = right("peer_slots:slot", rows)
        assert sent(watch, theirs, place)
        now, meeting = timezone.now(), rows.slot.meeting
        for row, changes in (
            (rows.review, {"state": S.WITHDRAWN, "withdrawn_at": now, "withdrawn_because": "It is off."}),
            (meeting, {"cancelled_at": now, "cancelled_because": "It rains."}),
            (rows.slot, {"dropped_at": now}),
            (rows.slot.attendee, {"name": ""}),
        ):
            same = type(row).objects.filter(pk=row.pk)
            before = same.values(*changes).get()
            same.update(**changes)
            assert sent(watch, theirs, place) == [], changes
            same.update(**before)
        assert sent(watch, theirs, place)
