"""A team is proposed, shown with its reasons, and applied as it was shown, or not at all."""

import json

import pytest

from core.audit import Entry
from core.errors import NotAllowed, Refused, Stale
from peer_review.pool.enums import AvailabilityKind
from peer_review.pool.matching import why_not
from peer_review.pool.models import Availability, Peer
from peer_review.reviews.enums import ReviewState
from peer_review.teams.domain.proposing import apply_proposal, propose_teams, question_of
from peer_review.teams.enums import MemberState, Seat
from peer_review.teams.models import Member
from tests.factories import UserFactory
from tests.peer_review.reviews.factories import HostFactory, HostPersonFactory, ReviewFactory
from tests.peer_review.teams.factories import MemberFactory, TeamNeedFactory

pytestmark = pytest.mark.django_db


class TestPropose:
    def test_nothing_is_saved(self, review, need, pool, boss):
        shown = propose_teams(reviews=[review], by=boss)
        assert len(shown.proposal.team("PR-3").chosen) == 3
        assert Member.objects.count() == 0

    def test_for_managers_alone(self, review, need, pool):
        with pytest.raises(NotAllowed):
            propose_teams(reviews=[review], by=UserFactory())

    def test_a_need_comes_first(self, review, pool, boss):
        with pytest.raises(Refused, match="State first"):
            propose_teams(reviews=[review], by=boss)

    def test_the_fingerprint_is_of_all_it_was_worked_out_from(self, review, need, pool):
        before = question_of([review]).fingerprint
        assert question_of([review]).fingerprint == before
        day = review.on_site_from
        Availability.objects.create(
            peer=pool["officers"][0], kind=AvailabilityKind.UNAVAILABLE, first_day=day, last_day=day
        )
        assert question_of([review]).fingerprint != before

    def test_whoever_is_at_a_host_is_not_proposed(self, review, need, pool, boss):
        shown = propose_teams(reviews=[review], by=boss)
        lead = shown.proposal.team("PR-3").chosen[0].candidate
        HostPersonFactory(host=HostFactory(review=review), user=None, email=Peer.objects.get(pk=lead.key).email.upper())
        anew = propose_teams(reviews=[review], by=boss)
        assert lead.key not in [one.candidate.key for one in anew.proposal.team("PR-3").chosen]
        (they,) = [one for one in anew.question.candidates if one.key == lead.key]
        assert "at a host of this review" in " ".join(why_not(anew.question.needs[0], they))
        with pytest.raises(Stale):
            apply_proposal(reviews=[review], token=shown.token, by=boss)

    def test_as_many_queries_for_more_reviews_and_peers(self, review, need, pool, django_assert_num_queries):
        with django_assert_num_queries(10):
            question_of([review])
        others = [TeamNeedFactory(review=ReviewFactory(state=ReviewState.PREPARING)).review for _ in range(2)]
        MemberFactory(review=others[0], state=MemberState.PROPOSED)
        with django_assert_num_queries(10):
            question_of([review, *others])


class TestApply:
    def test_what_was_shown_is_what_is_applied(self, review, need, pool, boss):
        shown = propose_teams(reviews=[review], by=boss)
        team = shown.proposal.team("PR-3")
        assert apply_proposal(reviews=[review], token=shown.token, by=boss) == 3
        rows = list(Member.objects.filter(review=review))
        assert {one.peer_id for one in rows} == {one.candidate.key for one in team.chosen}
        assert {one.state for one in rows} == {MemberState.PROPOSED}
        assert [one.peer_id for one in rows if one.seat == Seat.LEAD] == [
            one.candidate.key for one in team.chosen if one.leads
        ]
        by_key = {one.candidate.key: " ".join(one.fills) for one in team.chosen}
        assert {one.peer_id: one.why for one in rows} == by_key

    def test_sent_twice_it_adds_nobody(self, review, need, pool, boss):
        shown = propose_teams(reviews=[review], by=boss)
        apply_proposal(reviews=[review], token=shown.token, by=boss)
        assert apply_proposal(reviews=[review], token=shown.token, by=boss) == 0
        assert Member.objects.count() == 3
        assert Entry.objects.filter(action="peer_team.propose").count() == 1

    def test_refused_when_the_pool_changed(self, review, need, pool, boss):
        shown = propose_teams(reviews=[review], by=boss)
        day = review.on_site_from
        Availability.objects.create(
            peer=pool["officers"][0], kind=AvailabilityKind.UNAVAILABLE, first_day=day, last_day=day
        )
        with pytest.raises(Stale, match="changed since"):
            apply_proposal(reviews=[review], token=shown.token, by=boss)
        assert Member.objects.count() == 0

    def test_refused_when_the_token_is_not_ours_or_of_another_review(self, review, need, pool, boss):
        shown = propose_teams(reviews=[review], by=boss)
        other = TeamNeedFactory(review=ReviewFactory(state=ReviewState.PREPARING)).review
        for rows, token in (([review], shown.token + "x"), ([other], shown.token), ([], shown.token)):
            with pytest.raises(Stale):
                apply_proposal(reviews=rows, token=token, by=boss)
        assert Member.objects.count() == 0

    def test_who_is_there_stays_and_who_declined_is_not_asked_again(self, review, need, pool, boss):
        there = MemberFactory(review=review, peer=pool["officers"][2])
        gone = MemberFactory(review=review, peer=pool["clinicians"][0], state=MemberState.DECLINED)
        shown = propose_teams(reviews=[review], by=boss)
        apply_proposal(reviews=[review], token=shown.token, by=boss)
        team = set(Member.objects.exclude(pk=gone.pk).values_list("peer", flat=True))
        assert there.peer_id in team
        assert gone.peer_id not in team
        assert len(team) == 3

    def test_several_reviews_are_one_unit(self, review, need, pool, boss):
        other = TeamNeedFactory(review=ReviewFactory(state=ReviewState.PREPARING), size=2).review
        shown = propose_teams(reviews=[review, other], by=boss)
        assert apply_proposal(reviews=[review, other], token=shown.token, by=boss) == 5
        teams = [set(one.members.values_list("peer", flat=True)) for one in (review, other)]
        assert teams[0] & teams[1] == set()  # both are on site on the same days

    def test_not_once_the_team_is_on_site(self, review, need, pool, boss):
        shown = propose_teams(reviews=[review], by=boss)
        type(review).objects.filter(pk=review.pk).update(state=ReviewState.ON_SITE)
        with pytest.raises(Refused, match="before it goes on site"):
            apply_proposal(reviews=[review], token=shown.token, by=boss)

    def test_the_log_names_keys_alone(self, review, need, pool, boss):
        shown = propose_teams(reviews=[review], by=boss)
        apply_proposal(reviews=[review], token=shown.token, by=boss)
        told = json.dumps(Entry.objects.get(action="peer_team.propose").details)
        assert not any(one.name in told for group in pool.values() for one in group)
