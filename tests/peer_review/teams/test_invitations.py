"""Asking peers by mail, what they answer by their link, and how they leave."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from core.audit import Entry
from core.errors import NotAllowed, Refused
from core.outbox.message import Message
from peer_review.pool.domain import declarations
from peer_review.pool.domain.peers import change_peer, link_account
from peer_review.pool.enums import ConflictKind, Party
from peer_review.reviews.domain.hosts import Invited, add_host, join
from peer_review.reviews.domain.stages import move_on
from peer_review.reviews.enums import Capacity, ReviewState
from peer_review.reviews.lifecycle import missing
from peer_review.reviews.models import HostPerson
from peer_review.reviews.queries.capacities import capacities_of
from peer_review.teams import leaving
from peer_review.teams.domain import invitations
from peer_review.teams.domain.feedback import give_feedback
from peer_review.teams.domain.leaving import release, step_out
from peer_review.teams.domain.members import add_member
from peer_review.teams.domain.telling import look_at_all
from peer_review.teams.enums import Direction, MemberState, Seat
from peer_review.teams.models import Feedback, Member
from tests.factories import OrganisationFactory, UserFactory
from tests.peer_review.reviews.factories import HostFactory, HostPersonFactory, ReviewFactory
from tests.peer_review.teams.factories import MemberFactory, TeamNeedFactory, ready_peer
from tests.peer_review.teams.test_members import declare

pytestmark = pytest.mark.django_db
SECRET = "My sister chairs their board"


@pytest.fixture
def invited(review, need):
    peer = ready_peer(name="Ada Example", email="ada@example.org")
    return MemberFactory(review=review, peer=peer, state=MemberState.INVITED)


def path_of(member):
    return invitations.link_of(member).partition("://")[2].partition("/")[2].join(["/", ""])


class TestAsking:
    def test_mail_with_a_link(self, review, need, boss, committing):
        member = MemberFactory(review=review, peer=ready_peer(email="bo@example.org"), state=MemberState.PROPOSED)
        with committing():
            assert invitations.invite_all(review=review, by=boss) == 1
        (message,) = mail.outbox
        assert message.to == ["bo@example.org"]
        assert invitations.link_of(member) in message.body
        member.refresh_from_db()
        assert (member.state, member.invited_at is not None) == (MemberState.INVITED, True)

    def test_nobody_is_asked_where_one_is_barred(self, review, need, boss):
        rows = [MemberFactory(review=review, peer=ready_peer(), state=MemberState.PROPOSED) for _ in range(2)]
        declare(rows[1].peer, review)
        with pytest.raises(Refused, match="Declared"):
            invitations.invite_all(review=review, by=boss)
        assert set(Member.objects.values_list("state", flat=True)) == {MemberState.PROPOSED}

    def test_for_managers_alone(self, invited):
        with pytest.raises(NotAllowed):
            invitations.remind(member=invited, by=UserFactory())

    def test_reminders_come_twice_and_stop(self, invited, committing):
        now = timezone.now()
        for days, count in ((3, 0), (4, 1), (4, 1), (8, 2), (20, 2)):
            Member.objects.update(invited_at=now - timedelta(days=days + 0.1))
            if Member.objects.get().reminded_at and days == 8:
                Member.objects.update(reminded_at=now - timedelta(days=4.1))
            with committing():
                invitations.remind_those_who_wait()
            assert len(mail.outbox) == count, days

    def test_by_hand_once_a_day(self, invited, boss):
        Member.objects.update(invited_at=timezone.now() - timedelta(days=2))
        invitations.remind(member=invited, by=boss)
        with pytest.raises(Refused, match="within a day"):
            invitations.remind(member=invited, by=boss)


class TestAnswering:
    def test_the_page_says_what_is_asked(self, client, invited):
        page = client.get(path_of(invited))
        text = page.content.decode()
        assert page.status_code == 200
        assert "no-store" in page["Cache-Control"]
        for part in (str(invited.review.system.name), "Days on site", "What to declare", "Family or close friends"):
            assert part in text

    def test_yes(self, client, invited, committing):
        with committing():
            assert client.post(path_of(invited), {"answer": "yes"}).status_code == 302
            client.post(path_of(invited), {"answer": "yes"})
        invited.refresh_from_db()
        assert (invited.state, invited.answered_at is not None) == (MemberState.ACCEPTED, True)
        assert sorted(one.to[0] for one in mail.outbox) == sorted(["ada@example.org", invited.review.manager.email])
        assert Entry.objects.get(action="peer_member.accept").actor == f"peer:{invited.peer_id}"

    def test_no_with_a_reason_that_managers_alone_read(self, client, invited, committing):
        page = client.post(path_of(invited), {"answer": "no"})
        assert "Enter why you decline" in page.content.decode()
        with committing():
            client.post(path_of(invited), {"answer": "no", "reason": SECRET})
        invited.refresh_from_db()
        assert (invited.state, invited.left_because) == (MemberState.DECLINED, SECRET)
        assert SECRET not in "".join(one.subject + one.body for one in mail.outbox)
        assert not [one for one in Entry.objects.all() if SECRET in str(one.details)]
        assert SECRET not in client.get(path_of(invited)).content.decode()

    def test_a_bar_keeps_them_from_saying_yes(self, client, invited):
        declare(invited.peer, invited.review)
        page = client.post(path_of(invited), {"answer": "yes"})
        assert "Declared “Family or close friends there”" in page.content.decode()
        invited.refresh_from_db()
        assert invited.state == MemberState.INVITED

    def test_a_link_that_is_none_or_of_who_was_never_asked(self, client, invited, review):
        proposed = MemberFactory(review=review, state=MemberState.PROPOSED)
        for address in (path_of(invited)[:-2] + "x/", path_of(proposed)):
            assert client.get(address).status_code == 404

    def test_who_was_released_reads_so(self, client, invited, boss):
        release(member=invited, reason="Others suit better", to=None, by=boss)
        text = client.get(path_of(invited)).content.decode()
        assert "You are not in the team of this review any more." in text
        assert "Others suit better" not in text

    def test_an_account_for_who_accepted(self, client, signed_in, invited):
        client.post(path_of(invited), {"answer": "yes"})
        assert "Create an account" in client.get(path_of(invited)).content.decode()
        user = UserFactory()
        assert capacities_of(user, [invited.review])[invited.review_id] == {Capacity.PUBLIC}
        browser = signed_in(user)
        browser.post(path_of(invited) + "account/")
        assert capacities_of(user, [invited.review])[invited.review_id] == {Capacity.PUBLIC, Capacity.PEER}
        with pytest.raises(Refused, match="another account"):
            invitations.use_account(member=Member.objects.select_related("peer").get(), by=UserFactory())


class TestNobodyIsAtAHostAndInTheTeam:
    """What the team hears is kept from hosts."""

    @pytest.fixture
    def host(self, review):
        return HostFactory(review=review)

    def test_a_peer_of_the_team_joins_no_host(self, review, host):
        user = MemberFactory(review=review).peer.user
        asked = HostPersonFactory(host=host, user=None, joined_at=None)
        with pytest.raises(Refused, match="step out of the team first"):
            join(person=asked, user=user)
        assert capacities_of(user, [review])[review.pk] == {Capacity.PUBLIC, Capacity.PEER}

    def test_whoever_is_at_a_host_is_not_asked_and_accepts_nothing(self, review, host, invited, boss):
        HostPersonFactory(host=host, user=None, email="ada@example.org", is_observer=True)
        with pytest.raises(Refused, match="Ada Example is at a host of this review"):
            invitations.accept(member=invited, by=invited.peer)
        by_account = MemberFactory(review=review, peer=ready_peer(user=UserFactory()), state=MemberState.PROPOSED)
        HostPersonFactory(host=host, user=by_account.peer.user)
        with pytest.raises(Refused, match="Nobody can be at a host and in the team"):
            invitations.invite(member=by_account, by=boss)

    def test_nor_chosen_by_hand(self, review, need, host, boss):
        peer = ready_peer(email="cy@example.org")
        HostPersonFactory(host=host, user=None, email="cy@example.org")
        with pytest.raises(Refused, match="Is at a host of this review"):
            add_member(review=review, peer=peer, seat=Seat.PEER, despite="", by=boss)

    def test_nobody_comes_into_a_team_with_an_account_that_is_at_a_host(self, review, host, invited):
        invitations.accept(member=invited, by=invited.peer)
        user = UserFactory()
        HostPersonFactory(host=host, user=user)
        with pytest.raises(Refused, match="at a host of this review"):
            invitations.use_account(member=invited, by=user)
        HostPerson.objects.update(left_at=timezone.now())
        invitations.use_account(member=invited, by=user)

    def test_nor_with_one_whose_address_was_asked_in(self, review, host, invited):
        invitations.accept(member=invited, by=invited.peer)
        user = UserFactory()
        HostPersonFactory(host=host, user=None, email=user.email.lower())
        with pytest.raises(Refused, match="at a host of this review"):
            invitations.use_account(member=invited, by=user)

    def test_an_account_that_a_manager_links_all_the_same_is_at_its_host_alone(self, review, host, boss):
        member = MemberFactory(review=review, peer=ready_peer())
        user = HostPersonFactory(host=host, user=UserFactory(), is_lead=True).user
        link_account(peer=member.peer, user=user, by=boss)
        assert capacities_of(user, [review])[review.pk] == {Capacity.PUBLIC, Capacity.HOST_LEAD}


class TestDeclaringAfterwards:
    def declare(self, peer, organisation, kind=ConflictKind.FAMILY):
        return declarations.declare(peer=peer, kind=kind, organisation=organisation, text=SECRET, by=peer)

    def told(self):
        return list(Message.objects.filter(kind="teams.answer").order_by("pk"))

    def test_the_manager_gets_mail_without_the_words_once(self, review):
        member = MemberFactory(review=review, peer__name="Ada Example")
        for _ in range(2):
            self.declare(member.peer, review.system)
        (mail,) = self.told()
        assert mail.to == review.manager.email
        assert mail.subject == "Ada Example declared something that touches PR-3"
        assert SECRET not in mail.text
        assert "/peer-reviews/PR-3/team/" in mail.text

    def test_nobody_does_about_what_touches_no_review_or_one_that_is_over(self, review):
        member = MemberFactory(review=review)
        self.declare(member.peer, OrganisationFactory())
        self.declare(MemberFactory(review=review, state=MemberState.RELEASED).peer, review.system)
        over = MemberFactory(review=ReviewFactory(state=ReviewState.CLOSED))
        self.declare(over.peer, over.review.system)
        assert self.told() == []

    def test_what_somebody_was_chosen_with_is_no_news(self, review, boss):
        peer = ready_peer(name="Ada Example", region=review.system.region, organisation=None)
        TeamNeedFactory(review=review)
        add_member(review=review, peer=peer, seat=Seat.PEER, despite="They moved away.", by=boss)
        assert (look_at_all(), self.told()) == (0, [])

    def test_the_peer_is_told_on_their_own_pages_to_step_out(self, review, signed_in, boss):
        member = MemberFactory(review=review)
        other = MemberFactory(review=review)
        self.declare(member.peer, review.system)
        told = f'href="{reverse("peer_teams:step_out", args=[review.reference])}"'
        pages = ("/peer-reviews/mine/", "/peer-reviews/peer/")
        for user, is_told in ((member.peer.user, True), (other.peer.user, False)):
            for page in pages:
                text = signed_in(user).get(page).content.decode()
                assert (told in text, "Something stands in the way of your part" in text) == (is_told, is_told), page
        record = reverse("pool:peer", args=[member.peer.pk])
        assert told not in signed_in(boss).get(record).content.decode()
        step_out(member=member, reason="My sister.", to=None, by=member.peer.user)
        assert told not in signed_in(member.peer.user).get(pages[1]).content.decode()


class TestConflictsThatComeUp:
    """However they do: the manager gets one mail for each, and nobody reads in it what it is."""

    @pytest.fixture
    def member(self, review):
        return MemberFactory(review=review, peer__name="Ada Example", peer__organisation=OrganisationFactory())

    def told(self):
        assert look_at_all() == 0  # whatever changed, the change itself told of it
        return list(Message.objects.filter(kind="teams.answer").values_list("subject", flat=True))

    FOUND = ("Ada Example has a conflict with PR-3 that is new",)

    @pytest.mark.parametrize("who", ["peer", "manager"])
    def test_another_employer(self, review, member, boss, who):
        by = boss if who == "manager" else member.peer
        for _again in range(2):
            change_peer(peer=member.peer, organisation=review.system, by=by)
        assert self.told() == [*self.FOUND]

    def test_another_party(self, review, member, boss):
        TeamNeedFactory(review=review, leading_party=Party.LABOUR)
        change_peer(peer=member.peer, party=Party.LABOUR, by=boss)
        assert self.told() == [*self.FOUND]

    def test_a_host_that_joins_later(self, review, member, boss):
        lead = Invited("Bo Sample", "bo@example.org")
        add_host(review=review, organisation=member.peer.organisation, lead=lead, by=boss)
        assert self.told() == [*self.FOUND]

    @pytest.mark.parametrize("kind", [ConflictKind.CONTRACT, ConflictKind.NEIGHBOUR, ConflictKind.EARLIER_REVIEW])
    def test_what_a_manager_declares_for_a_peer(self, review, member, boss, kind):
        declarations.declare(peer=member.peer, kind=kind, organisation=review.system, text="x", by=boss)
        assert self.told() == ["Ada Example declared something that touches PR-3"]

    def test_another_region_makes_a_neighbour(self, review, member, boss):
        type(review.system).objects.filter(pk=review.system_id).update(region="Y60")
        type(review.system).objects.filter(pk=member.peer.organisation_id).update(region="")
        change_peer(peer=member.peer, region="Y60", by=boss)
        assert self.told() == [*self.FOUND]

    def test_a_register_in_which_two_bodies_become_one(self, review, member):
        review.system.successors.add(member.peer.organisation)
        assert (look_at_all(), self.told()) == (1, [*self.FOUND])

    def test_what_ended_and_came_again_is_news_again(self, review, member, boss):
        for _turn in range(2):
            declared = declarations.declare(
                peer=member.peer, kind=ConflictKind.FAMILY, organisation=review.system, text="x", by=boss
            )
            declarations.withdraw_declaration(declaration=declared, by=boss)
        assert len(self.told()) == 2


def test_a_withdrawal_is_told_to_the_team(review, boss):
    there = MemberFactory(review=review)
    asked = MemberFactory(review=review, state=MemberState.INVITED)
    MemberFactory(review=review, state=MemberState.PROPOSED)
    MemberFactory(review=review, state=MemberState.RELEASED)
    move_on(review=review, verb="withdraw", actor=boss, reason="The system is being merged.")
    told = Message.objects.filter(kind="peer_review.withdrawn").values_list("to", flat=True)
    assert set(told) == {there.peer.email.lower(), asked.peer.email.lower()}


def test_who_is_only_asked_is_no_peer_yet(review):
    user = MemberFactory(review=review, state=MemberState.INVITED).peer.user
    assert capacities_of(user, [review])[review.pk] == {Capacity.PUBLIC}


class TestLeaving:
    @pytest.fixture
    def heard(self, monkeypatch):
        told = []
        monkeypatch.setattr(leaving, "_rooms", [lambda member, to, by: told.append((member.pk, to and to.pk))])
        return told

    def test_stepping_out_hands_over(self, review, heard, committing):
        one, other = MemberFactory(review=review), MemberFactory(review=review)
        with committing():
            step_out(member=one, reason=SECRET, to=other, by=one.peer.user)
        one.refresh_from_db()
        assert (one.state, one.handed_to_id, one.left_because) == (MemberState.STEPPED_OUT, other.pk, SECRET)
        assert heard == [(one.pk, other.pk)]
        assert capacities_of(one.peer.user, [review])[review.pk] == {Capacity.PUBLIC}
        assert [message.to for message in mail.outbox] == [[review.manager.email]]
        assert SECRET not in mail.outbox[0].body + str([entry.details for entry in Entry.objects.all()])

    def test_with_nobody_it_is_sealed(self, review, heard):
        one = MemberFactory(review=review)
        step_out(member=one, reason="x", to=None, by=one.peer.user)
        assert heard == [(one.pk, None)]

    def test_a_reason_is_needed_and_twice_is_refused(self, review, heard):
        one = MemberFactory(review=review)
        with pytest.raises(Refused, match="Give a reason"):
            step_out(member=one, reason=" ", to=None, by=one.peer.user)
        step_out(member=one, reason="x", to=None, by=one.peer.user)
        with pytest.raises(Refused):
            step_out(member=one, reason="x", to=None, by=one.peer.user)
        assert heard == [(one.pk, None)]

    def test_nobody_steps_out_for_another(self, review, boss, heard):
        one, other = MemberFactory(review=review), MemberFactory(review=review)
        for by in (other.peer.user, boss):
            with pytest.raises(NotAllowed):
                step_out(member=one, reason="x", to=None, by=by)

    def test_work_goes_to_somebody_of_the_same_team(self, review, boss, heard):
        one, stranger = MemberFactory(review=review), MemberFactory()
        for to in (stranger, one):
            with pytest.raises(Refused, match="somebody else who is in the team"):
                release(member=one, reason="x", to=to, by=boss)
        assert heard == []


class TestGates:
    def told(self, review, verb):
        return " ".join(why for why, _page in missing(review, verb))

    def test_prepare_asks_for_a_need_and_a_team(self, need, review):
        empty = ReviewFactory(state=ReviewState.SCOPING)
        assert "State what the team must have." in self.told(empty, "prepare")
        assert "Propose a team." in self.told(review, "prepare")
        MemberFactory(review=review, state=MemberState.PROPOSED)
        assert "Propose a team." not in self.told(review, "prepare")

    def test_arrive_says_all_that_is_missing(self, need, review, pool):
        lead = MemberFactory(review=review, peer=pool["leads"][0])
        waiting = MemberFactory(review=review, peer=pool["officers"][0], state=MemberState.INVITED)
        declare(lead.peer, review, ConflictKind.CONTRACT)
        told = self.told(review, "arrive")
        for part in (
            f"These have not accepted yet: {waiting.peer.name}.",
            f"These have no account yet, and can read nothing: {lead.peer.name}.",
            "The team has no lead.",
            f"{lead.peer.name}: Declared “A contract or payments”",
            "The team would be 2 of 3.",
            "There would be 0 of the type Clinician, and 1 are asked for.",
        ):
            assert part in told

    def test_arrive_is_open_to_a_whole_team(self, need, review, pool):
        for number, (group, seat) in enumerate(
            (("leads", Seat.LEAD), ("clinicians", Seat.PEER), ("officers", Seat.PEER))
        ):
            peer = pool[group][0]
            peer.user = UserFactory()
            peer.save()
            MemberFactory(review=review, peer=peer, seat=seat)
            is_last = number == 2
            assert ("team" not in self.told(review, "arrive").lower()) == is_last


class TestFeedback:
    @pytest.fixture
    def team(self):
        review = ReviewFactory(state=ReviewState.FINAL)
        return [MemberFactory(review=review, seat=seat) for seat in (Seat.LEAD, Seat.PEER, Seat.PEER)]

    def give(self, by, about, direction, text="Well led"):
        return give_feedback(place=about, direction=direction, went_well=text, next_time="", by=by.peer.user)

    def test_both_ways_and_once_each(self, team):
        lead, peer, _other = team
        self.give(peer, peer, Direction.OF_REVIEW)
        self.give(lead, peer, Direction.OF_PEER)
        self.give(lead, peer, Direction.OF_PEER, "Very well led")
        told = set(Feedback.objects.values_list("direction", "went_well"))
        assert told == {(Direction.OF_REVIEW, "Well led"), (Direction.OF_PEER, "Very well led")}

    def test_a_page_that_is_out_of_date_writes_over_nothing(self, team, signed_in):
        _lead, peer, _other = team
        address = reverse("peer_teams:feedback", args=[peer.review.reference, peer.pk])
        browser = signed_in(peer.peer.user)
        typed = {"after": browser.get(address).context["form"]["after"].value()}
        assert browser.post(address, {**typed, "went_well": "The first page"}).status_code == 302
        page = browser.post(address, {**typed, "went_well": "The second page"})
        assert page.context["form"].stands_now == [("What went well?", "The first page")]
        assert Feedback.objects.get().went_well == "The first page"

    def test_of_nobody_else(self, team):
        lead, peer, other = team
        for by, about, direction in (
            (peer, other, Direction.OF_PEER),
            (peer, other, Direction.OF_REVIEW),
            (lead, lead, Direction.OF_PEER),
        ):
            with pytest.raises(NotAllowed):
                self.give(by, about, direction)

    def test_peers_never_read_it(self, team, signed_in):
        lead, peer, other = team
        self.give(lead, peer, Direction.OF_PEER, SECRET)
        address = reverse("peer_teams:team", args=[peer.review.reference])
        for one in (peer, other):
            assert SECRET not in signed_in(one.peer.user).get(address).content.decode()
        assert SECRET in signed_in(peer.review.manager).get(address).content.decode()


class TestTooLate:
    """An invitation that nobody answered opens nothing once the team is on site, or the review is over."""

    @pytest.fixture(params=[ReviewState.ON_SITE, ReviewState.FACT_CHECK, ReviewState.PUBLISHED, ReviewState.WITHDRAWN])
    def late(self, request):
        peer = ready_peer(name="Ada Example", email="ada@example.org", user=UserFactory())
        more = {"withdrawn_because": "It is off."} if request.param == ReviewState.WITHDRAWN else {}
        review = ReviewFactory(state=request.param, **more)
        return MemberFactory(review=review, peer=peer, state=MemberState.INVITED, invited_at=timezone.now())

    def test_nobody_comes_in_by_an_old_link(self, client, late):
        page = client.get(path_of(late)).content.decode()
        assert "This invitation has ended" in page
        assert "Will you go?" not in page
        answer = client.post(path_of(late), {"answer": "yes"})
        assert answer.context["form"].errors["answer"] == [
            "This invitation has ended: the team is not put together any more."
        ]
        late.refresh_from_db()
        assert late.state == MemberState.INVITED
        assert Capacity.PEER not in capacities_of(late.peer.user, [late.review])[late.review.pk]

    def test_nobody_is_reminded(self, late, boss, committing):
        Member.objects.update(invited_at=timezone.now() - timedelta(days=9))
        with committing():
            assert invitations.remind_those_who_wait() == 0
        with pytest.raises(Refused, match="before it goes on site"):
            invitations.remind(member=late, by=boss)
        assert mail.outbox == []


@pytest.mark.parametrize("state", [ReviewState.CLOSED, ReviewState.WITHDRAWN])
def test_nobody_steps_out_of_a_review_that_is_over_by_an_old_link(client, state):
    member, other = (MemberFactory(review=review) for review in [ReviewFactory(state=state)] * 2)
    address = reverse("peer_invitations:step_out", args=[path_of(member).rstrip("/").rpartition("/")[2]])
    for page in (client.get(address), client.post(address, {"reason": "Late."})):
        assert page.status_code == 200
        assert "its team stays as it was" in page.content.decode()
        assert other.peer.name not in page.content.decode()
    member.refresh_from_db()
    assert member.state == MemberState.ACCEPTED
