"""Votes and proposals on pages: what members send, what is refused, what everybody reads."""

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from consultations.assemblies.domain import balloting, proposals
from consultations.assemblies.enums import Choice, Result
from consultations.assemblies.models import AgendaItem, Ballot, MemberVote, Proposal, SessionPage
from consultations.assemblies.panels.members import at_desk, at_session_desk, open_votes, seconding
from consultations.assemblies.presenters.ballots import ballots_of
from tests.consultations.assemblies.factories import (
    AgendaItemFactory,
    BodyPageFactory,
    ItemInterestFactory,
    SessionPageFactory,
)
from tests.consultations.assemblies.sitting import member_on, sitting
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(db):
    return sitting()


@pytest.fixture
def ballot(here, secretariat):
    return balloting.open_ballot(item=here.item, question="Shall it be advised?", by=secretariat)


@pytest.fixture
def desk(signed_in, secretariat):
    return signed_in(secretariat)


class TestVoting:
    def test_a_member_votes_and_thinks_again(self, here, ballot, signed_in):
        browser = signed_in(here.members[0].user)
        for choice, label in ((Choice.FOR, "For"), (Choice.AGAINST, "Against")):
            page = browser.post(ballot.get_absolute_url(), {"choice": choice}, follow=True).content.decode()
            assert f"You voted: {label}." in page
        assert MemberVote.objects.get().choice == Choice.AGAINST

    def test_nothing_chosen_is_said_at_the_field(self, here, ballot, signed_in):
        page = signed_in(here.members[0].user).post(ballot.get_absolute_url()).content.decode()
        assert page.count("Select how you vote") == 2
        assert "<title>Error:" in page

    def test_one_who_declared_an_interest_reads_why_and_can_send_nothing(self, here, ballot, signed_in):
        ItemInterestFactory(item=here.item, member=here.members[0])
        browser = signed_in(here.members[0].user)
        page = browser.get(ballot.get_absolute_url()).content.decode()
        assert "You declared an interest in this item" in page
        assert 'name="choice"' not in page
        response = browser.post(ballot.get_absolute_url(), {"choice": "for"})
        assert (response.status_code, MemberVote.objects.count()) == (409, 0)

    def test_others_have_no_form(self, here, ballot, client, signed_in, secretariat):
        for browser in (client, signed_in(UserFactory()), signed_in(member_on(BodyPageFactory()).user)):
            assert 'name="choice"' not in browser.get(ballot.get_absolute_url()).content.decode()
            assert browser.post(ballot.get_absolute_url(), {"choice": "for"}).status_code in (302, 403)
        assert MemberVote.objects.count() == 0

    def test_who_declared_an_interest_after_they_voted_is_not_offered_to_vote_anew(self, here, ballot, signed_in):
        one = here.members[0]
        balloting.cast(ballot=ballot, choice=Choice.AGAINST, by=one.user)
        ItemInterestFactory(item=here.item, member=one)
        html = signed_in(one.user).get(ballot.get_absolute_url()).content.decode()
        assert "You voted: Against." in html
        assert "You can change it" not in html

    def test_how_somebody_voted_is_read_by_nobody_until_it_is_closed(self, here, ballot, client, secretariat):
        balloting.cast(ballot=ballot, choice=Choice.AGAINST, by=here.members[0].user)
        before = client.get(ballot.get_absolute_url()).content.decode()
        assert "Neill" not in before
        assert "published when the vote is closed" in before
        balloting.close_ballot(ballot=ballot, by=secretariat)
        after = client.get(ballot.get_absolute_url()).content.decode()
        assert "Member O&#x27;Neill 0" in after
        assert "3 members could vote. 0 voted for, 1 against, and 0 abstained." in after

    def test_a_vote_of_a_hidden_session_is_not_there(self, ballot, client):
        SessionPage.objects.update(live=False)
        assert client.get(ballot.get_absolute_url()).status_code == 404


class TestUnderItems:
    @pytest.mark.parametrize("more", [1, 3])
    def test_as_many_queries_for_more(self, more, secretariat, django_assert_num_queries):
        here = sitting()
        items = [here.item, *(AgendaItemFactory(session=here.session) for _ in range(more - 1))]
        for item in items:
            ballot = balloting.open_ballot(item=item, question="Shall it?", by=secretariat)
            balloting.cast(ballot=ballot, choice=Choice.FOR, by=here.members[0].user)
            balloting.close_ballot(ballot=ballot, by=secretariat)
        with django_assert_num_queries(4):
            drawn = ballots_of(items)
        assert [len(drawn[item.pk]) for item in items] == [1] * more

    def test_it_says_who_could_not_and_why(self, here, ballot, secretariat):
        balloting.cast(ballot=ballot, choice=Choice.FOR, by=here.members[0].user)
        ItemInterestFactory(item=here.item, member=here.members[0], what="Planted details")
        balloting.close_ballot(ballot=ballot, by=secretariat)
        html = render_to_string("assemblies/ballots_of_item.html", {"ballots": ballots_of([here.item])[here.item.pk]})
        assert "Could not vote: declared an interest in this item. Their earlier vote was set aside." in html


class TestDesk:
    def test_members_stay_outside(self, here, ballot, signed_in):
        browser = signed_in(here.members[0].user)
        for address in (
            reverse("assemblies:ballots_desk", args=[here.session.pk]),
            reverse("assemblies:ballot_new", args=[here.session.pk, here.item.pk]),
            reverse("assemblies:ballot_desk", args=[ballot.pk]),
        ):
            assert browser.get(address).status_code == 403
        assert browser.post(reverse("assemblies:ballot_close", args=[ballot.pk])).status_code == 403
        assert Ballot.objects.get().is_open

    def test_opened_recorded_and_closed(self, here, desk):
        new = reverse("assemblies:ballot_new", args=[here.session.pk, here.item.pk])
        assert "Enter what is voted on" in desk.post(new).content.decode()
        desk.post(new, {"question": "Shall it be advised?"})
        assert "Another vote on this item is open" in desk.post(new, {"question": "Twice?"}).content.decode()
        ballot = Ballot.objects.get()
        one, two, _three = here.members
        hands = reverse("assemblies:ballot_desk", args=[ballot.pk])
        desk.post(hands, {f"of-{one.pk}": "for", f"of-{two.pk}": "abstain"})
        assert {vote.member: vote.choice for vote in ballot.votes.all()} == {one: "for", two: "abstain"}
        desk.post(reverse("assemblies:ballot_close", args=[ballot.pk]))
        assert Ballot.objects.get().result == Result.CARRIED
        page = desk.get(reverse("assemblies:ballots_desk", args=[here.session.pk])).content.decode()
        assert "Carried" in page

    def test_a_show_of_hands_leaves_alone_who_thought_again_meanwhile(self, here, ballot, desk):
        """The page was opened before a member changed their own vote: sent, it records the other's alone."""
        one, two, _three = here.members
        balloting.cast(ballot=ballot, choice=Choice.FOR, by=one.user)
        hands = reverse("assemblies:ballot_desk", args=[ballot.pk])
        page = desk.get(hands)
        assert 'name="stood"' in page.content.decode()
        stood = page.context["hands"]["stood"].value()
        balloting.cast(ballot=ballot, choice=Choice.AGAINST, by=one.user)
        desk.post(hands, {"stood": stood, f"of-{one.pk}": "for", f"of-{two.pk}": "for"})
        assert {vote.member: vote.choice for vote in ballot.votes.all()} == {one: "against", two: "for"}

    def test_a_consensus_names_who_stood_against(self, desk, secretariat):
        here = sitting(decides_by="consensus")
        ballot = balloting.open_ballot(item=here.item, question="Agreed?", by=secretariat)
        assert "Record a consensus" in desk.get(reverse("assemblies:ballot_desk", args=[ballot.pk])).content.decode()
        desk.post(reverse("assemblies:ballot_consensus", args=[ballot.pk]), {"against": [here.members[0].pk]})
        assert Ballot.objects.get().result == Result.NOT_CARRIED
        (drawn,) = ballots_of([here.item])[here.item.pk]
        assert drawn.summary == f"3 members could vote. {here.members[0].name} stood against."

    def test_a_consensus_that_all_join_is_not_drawn_as_nobody_for_it(self, desk, secretariat):
        here = sitting(decides_by="consensus")
        ballot = balloting.open_ballot(item=here.item, question="Agreed?", by=secretariat)
        desk.post(reverse("assemblies:ballot_consensus", args=[ballot.pk]), {"against": []})
        (drawn,) = ballots_of([here.item])[here.item.pk]
        assert (drawn.summary, drawn.bars) == ("3 members could vote. Nobody stood against.", [])
        html = render_to_string("assemblies/ballots_of_item.html", {"ballots": [drawn]})
        assert "How members vote is published when the vote is closed." not in html

    def test_the_way_back_is_the_desk(self, here, desk):
        page = desk.get(reverse("assemblies:ballots_desk", args=[here.session.pk])).content.decode()
        assert f'href="{reverse("assemblies:session_desk", args=[here.session.pk])}"' in page


class TestProposals:
    @pytest.fixture
    def proposal(self, here):
        return proposals.propose(body=here.body, title="Speak of carers", text="Why", by=here.members[0].user)

    def test_each_goes_back_where_they_came_from(self, here, signed_in, desk):
        page = reverse("assemblies:proposals", args=[here.body.pk])
        assert f'href="{reverse("assemblies:desk", args=[here.body.pk])}"' in desk.get(page).content.decode()
        assert "Back to what waits for you" in signed_in(here.members[0].user).get(page).content.decode()

    def test_proposed_on_a_page(self, here, signed_in):
        browser = signed_in(here.members[0].user)
        new = reverse("assemblies:propose", args=[here.body.pk])
        assert browser.post(new, {"name": "", "text": "Kept words"}).content.decode().count("Kept words") == 1
        assert Proposal.objects.count() == 0
        page = browser.post(new, {"name": "Speak of carers", "text": "Why"}, follow=True).content.decode()
        assert "Speak of carers" in page
        assert 'value="second"' not in page, "one's own"

    def test_seconded_and_put_on_an_agenda(self, here, proposal, signed_in, desk):
        act = reverse("assemblies:proposal_act", args=[here.body.pk, proposal.pk])
        signed_in(here.members[1].user).post(act, {"do": "second"})
        session = SessionPageFactory(parent=here.body)
        put = reverse("assemblies:schedule", args=[here.body.pk, proposal.pk])
        assert "Select a session" in desk.post(put, {"takes": "20"}).content.decode()
        desk.post(put, {"session": session.pk, "takes": "20"})
        item = AgendaItem.objects.get(session=session)
        assert (item.proposal, item.takes) == (proposal, 20)

    def test_one_s_own_is_refused_in_words(self, here, proposal, signed_in):
        act = reverse("assemblies:proposal_act", args=[here.body.pk, proposal.pk])
        page = signed_in(here.members[0].user).post(act, {"do": "second"}, follow=True).content.decode()
        assert "another member has to second it" in page

    def test_no_stranger_reads_them(self, here, proposal, client, signed_in):
        address = reverse("assemblies:proposals", args=[here.body.pk])
        assert client.get(address).status_code == 302
        for user in (UserFactory(), member_on(BodyPageFactory()).user):
            response = signed_in(user).get(address)
            assert (response.status_code, "Speak of carers" in response.content.decode()) == (403, False)


def test_what_waits_for_a_member_and_at_the_desks(rf, here, ballot):
    one, two, three = here.members
    proposals.propose(body=here.body, title="Speak of carers", text="Why", by=one.user)
    ItemInterestFactory(item=here.item, member=three)
    balloting.cast(ballot=ballot, choice=Choice.FOR, by=two.user)
    request = rf.get("/")
    assert [open_votes(request, who) for who in here.members] == [
        {"rows": [(ballot, False)]},
        {"rows": [(ballot, True)]},
        None,
    ]
    assert [len(seconding(request, who)["rows"]) for who in here.members] == [0, 1, 1]
    desk = at_desk(request, here.body)
    assert (desk["body"], desk["seconded"], desk["overdue"]) == (here.body, 0, 0)
    assert [(one, state["text"]) for one, state, _when in desk["sessions"]] == [(here.session, "Live now")]
    assert at_session_desk(request, here.session)["open"] == 1
    for template, filled in (
        ("open_votes_panel", open_votes(request, two)),
        ("seconding_panel", seconding(request, two)),
        ("body_desk_panel", at_desk(request, here.body)),
        ("session_desk_panel", at_session_desk(request, here.session)),
    ):
        assert render_to_string(f"assemblies/{template}.html", filled)
