"""Whatever is asked for, no proposal breaks a hard rule. The rules are told here once more, in other words than the code's."""

from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.matching.greedy import greedy
from benchmarks.matching.judging import missing, worth
from benchmarks.matching.made_up import many_candidates, many_needs
from organisations.models import Region
from peer_review.pool.enums import AvailabilityKind, Party, PeerType, TrainingKind
from peer_review.pool.matching import Proposal, missing_of, propose
from peer_review.pool.needs import Candidate, Deployment, Held, Said, TeamNeed
from tests.peer_review.pool.making import FIRST_DAY, TRAINED, bar, candidate, caution


def demand_every_hard_rule(proposal: Proposal, cap: int) -> None:
    """Fail where somebody goes who may not, or where a team is what none may be."""
    busy: Counter = Counter()
    year: Counter = Counter()
    for team in proposal.teams:
        need, members = team.need, team.members
        days = [need.first_day + timedelta(days=n) for n in range((need.last_day - need.first_day).days + 1)]
        assert len({one.key for one in members}) == len(members) <= need.size
        for one in members:
            assert one.is_active and one.key not in need.excluded
            assert not [each for each in one.conflicts.get(need.key, ()) if each.is_bar]
            for day in days:
                said = [each.kind for each in one.said if each.first_day <= day <= each.last_day]
                assert said[-1:] != [AvailabilityKind.UNAVAILABLE]
                assert not [each for each in one.deployments if each.first_day <= day <= each.last_day]
                busy[one.key, day] += 1
            for kind in need.training:
                assert [
                    each
                    for each in one.trainings
                    if each.kind == kind
                    and each.done_on <= need.last_day
                    and (each.expires_on is None or each.expires_on >= need.last_day)
                ]
            year[one.key, need.first_day.year] += 1
            gone = sum(each.first_day.year == need.first_day.year for each in one.deployments)
            assert year[one.key, need.first_day.year] + gone <= cap
        types = Counter(one.type for one in members)
        assert all(types[kind] <= most for kind, most in need.most_of_type.items())
        employers = Counter(one.organisation for one in members if one.organisation)
        assert need.most_of_organisation is None or max(employers.values(), default=0) <= need.most_of_organisation
        parties = Counter(one.party for one in members if one.party)
        assert need.most_of_party is None or max(parties.values(), default=0) <= need.most_of_party
        cautions = sum(not each.is_bar for one in members for each in one.conflicts.get(need.key, ()))
        assert need.most_cautions is None or cautions <= need.most_cautions
        # What is short is said, and nothing else is said to be.
        assert [one.missing for one in team.shortfalls] == missing_of(need, members)
        assert all(one.what and one.why for one in team.shortfalls)
    assert not busy or max(busy.values()) == 1


DAYS = st.integers(min_value=-3, max_value=12).map(lambda n: FIRST_DAY + timedelta(days=n))
SPANS = st.tuples(DAYS, st.integers(min_value=0, max_value=5)).map(
    lambda pair: (pair[0], pair[0] + timedelta(days=pair[1]))
)
SKILLS = st.frozensets(st.sampled_from(["finance", "digital"]))


@st.composite
def pools(draw: st.DrawFn) -> list[Candidate]:
    return [_candidate(draw, key) for key in range(1, draw(st.integers(min_value=0, max_value=7)) + 1)]


def _candidate(draw: st.DrawFn, key: int) -> Candidate:
    ends = draw(st.none() | DAYS)
    conflicts = {
        one: tuple(make(one) for make in draw(st.lists(st.sampled_from([caution, bar]), max_size=2))) for one in "ab"
    }
    return candidate(
        key,
        type=draw(st.sampled_from(PeerType)),
        organisation=draw(st.sampled_from(["", "One", "Two"])),
        party=draw(st.sampled_from(["", *Party.values[:2]])),
        region=draw(st.sampled_from(["", *Region.values[:2]])),
        skills=draw(SKILLS),
        trainings=(TRAINED[0], Held(TrainingKind.DATA_PROTECTION, FIRST_DAY - timedelta(days=90), ends)),
        said=tuple(Said(draw(st.sampled_from(AvailabilityKind)), *span) for span in draw(st.lists(SPANS, max_size=2))),
        conflicts=conflicts,
        deployments=tuple(Deployment(key, "Other", *span) for span in draw(st.lists(SPANS, max_size=2))),
        is_active=draw(st.sampled_from([True, True, True, False])),
    )


@st.composite
def teams_needed(draw: st.DrawFn) -> list[TeamNeed]:
    return [_need(draw, key) for key in "ab"[: draw(st.integers(min_value=1, max_value=2))]]


def _need(draw: st.DrawFn, key: str) -> TeamNeed:
    first, last = draw(SPANS)
    limits = st.none() | st.integers(min_value=0, max_value=2)
    by_type = st.dictionaries(st.sampled_from(PeerType), st.integers(min_value=0, max_value=2), max_size=2)
    some = st.frozensets(st.integers(min_value=1, max_value=8), max_size=2)
    return TeamNeed(
        key=key,
        title=f"Review {key}",
        first_day=first,
        last_day=last,
        size=draw(st.integers(min_value=1, max_value=4)),
        minimum=draw(by_type),
        skills=draw(SKILLS),
        wants_lead=draw(st.booleans()),
        regions=draw(st.integers(min_value=0, max_value=2)),
        most_of_type=draw(by_type),
        most_of_organisation=draw(limits),
        most_of_party=draw(limits),
        most_cautions=draw(limits),
        locked=draw(some),
        excluded=draw(some),
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(needs=teams_needed(), pool=pools(), cap=st.integers(min_value=1, max_value=3))
def test_no_proposal_breaks_a_hard_rule(needs, pool, cap):
    proposal = propose(needs, pool, cap=cap)
    assert proposal.is_best  # it is small enough to be settled
    demand_every_hard_rule(proposal, cap)


@pytest.mark.slow
def test_twelve_reviews_from_a_pool_of_three_hundred():
    needs = many_needs(12)
    pool = many_candidates(300, needs)
    proposal = propose(needs, pool, seconds=60)
    demand_every_hard_rule(proposal, cap=3)
    assert proposal.is_complete
    assert [len(team.chosen) for team in proposal.teams] == [5] * 12
    assert all(one.fills and len(one.instead) == 2 for team in proposal.teams for one in team.chosen)
    again = propose(needs[::-1], pool[::-1], seconds=60)
    assert {one.need.key: one for one in again.teams} == {one.need.key: one for one in proposal.teams}
    ours, floor = {one.need.key: one.members for one in proposal.teams}, greedy(needs, pool)
    assert (missing(needs, ours), missing(needs, floor)) == (0, 0)
    assert worth(needs, ours) < worth(needs, floor)
