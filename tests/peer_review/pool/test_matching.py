"""Proposing teams: each hard rule, each ask, each reason."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from peer_review.pool.enums import AvailabilityKind, PeerType, TrainingKind
from peer_review.pool.matching import Ask, missing_of, obstacles, propose, why_not
from peer_review.pool.needs import Deployment, Held, Said
from tests.peer_review.pool.making import FIRST_DAY, TRAINED, bar, candidate, caution, need

AWAY, FREE = AvailabilityKind.UNAVAILABLE, AvailabilityKind.AVAILABLE
LAST_DAY = FIRST_DAY + timedelta(days=3)
LEADS = Held(TrainingKind.LEAD, date(2026, 1, 1), date(2028, 1, 1))


def keys(proposal, key="a") -> set[int]:
    return {one.candidate.key for one in proposal.team(key).chosen}


def went(key: int, count: int, day: date = date(2027, 6, 1)) -> tuple[Deployment, ...]:
    return tuple(
        Deployment(key, f"Other {number}", day + timedelta(days=7 * number), day + timedelta(days=7 * number))
        for number in range(count)
    )


# Each keeps candidate 1 at home, with the sentence that says so.
AT_HOME = {
    "paused": ({"is_active": False}, {}, "Is paused."),
    "excluded": ({}, {"excluded": frozenset({1})}, "Was ruled out by hand."),
    "barred": ({"conflicts": {"a": (bar(),)}}, {}, "Works for a host."),
    "away on the last day": (
        {"said": (Said(AWAY, LAST_DAY, LAST_DAY),)},
        {},
        "Is not available on 4 February 2027.",
    ),
    "away on two days": (
        {"said": (Said(AWAY, FIRST_DAY, FIRST_DAY + timedelta(days=1)),)},
        {},
        "Is not available on 2 of the days, the first being 1 February 2027.",
    ),
    "said away after free": (
        {"said": (Said(FREE, FIRST_DAY, LAST_DAY), Said(AWAY, FIRST_DAY, FIRST_DAY))},
        {},
        "Is not available on 1 February 2027.",
    ),
    "training ends the day before": (
        {"trainings": (TRAINED[0], replace(TRAINED[1], expires_on=LAST_DAY - timedelta(days=1)))},
        {},
        "Data protection will not be in date on 4 February 2027.",
    ),
    "never trained": (
        {"trainings": TRAINED[:1]},
        {},
        "Data protection is not recorded, and has to hold on 4 February 2027.",
    ),
    "at another review": (
        {"deployments": went(1, 1, LAST_DAY)},
        {},
        "Is at another review then: Other 0.",
    ),
    "at the year's cap": (
        {"deployments": went(1, 3)},
        {},
        "Goes to 3 reviews in 2027 already, and nobody goes to more.",
    ),
}


class TestWhoCanGo:
    @pytest.mark.parametrize("name", AT_HOME)
    def test_whoever_something_keeps_is_not_proposed_and_is_told_what(self, name):
        fields, asked_for, why = AT_HOME[name]
        asked, one, other = need(size=1, **asked_for), candidate(1, **fields), candidate(2)
        proposal = propose([asked], [one, other])
        assert keys(proposal) == {2}
        assert why_not(asked, one) == why_not(asked, one, proposal) == (why,)
        assert keys(propose([asked], [one])) == set()  # nobody at all rather than them

    @pytest.mark.parametrize(
        "fields",
        [
            {"conflicts": {"b": (bar("b"),)}},
            {"conflicts": {"a": (caution(),)}},
            {"said": (Said(AWAY, FIRST_DAY, LAST_DAY), Said(FREE, FIRST_DAY, LAST_DAY))},
            {"said": (Said(AWAY, LAST_DAY + timedelta(days=1), LAST_DAY + timedelta(days=9)),)},
            {"trainings": (TRAINED[0], replace(TRAINED[1], expires_on=LAST_DAY))},
            {"deployments": went(1, 3, date(2026, 6, 1))},
            {"deployments": went(1, 2)},
        ],
    )
    def test_whoever_nothing_keeps_is(self, fields):
        asked, one = need(size=1), candidate(1, **fields)
        assert obstacles(asked, one) == ()
        assert keys(propose([asked], [one])) == {1}

    def test_several_things_are_all_told(self):
        one = candidate(1, is_active=False, trainings=(), conflicts={"a": (bar(),)})
        assert why_not(need(), one) == (
            "Is paused.",
            "Works for a host.",
            "Induction is not recorded, and has to hold on 4 February 2027.",
            "Data protection is not recorded, and has to hold on 4 February 2027.",
        )


class TestLimits:
    @pytest.mark.parametrize(
        ("fields", "limit", "why"),
        [
            (
                {"type": PeerType.MEMBER},
                {"most_of_type": {PeerType.MEMBER: 1}},
                "2 are of the type Councillor or other member, and at most 1 may be.",
            ),
            ({"organisation": "One Trust"}, {}, "2 work for one organisation, and at most 1 may."),
            (
                {"party": "green"},
                {"most_of_party": 1},
                "2 are of one party (Green), and at most 1 may be.",
            ),
            (
                {"conflicts": {"a": (caution(),)}},
                {"most_cautions": 1},
                "The team would have 2 cautions, and at most 1 may be.",
            ),
        ],
    )
    def test_no_team_goes_beyond_one(self, fields, limit, why):
        asked = need(**limit)
        pool = [candidate(1, **fields), candidate(2, **fields)]
        proposal = propose([asked], pool)
        assert len(keys(proposal)) == 1
        (left,) = [one for one in pool if one.key not in keys(proposal)]
        assert why_not(asked, left, proposal) == (why,)
        assert keys(propose([asked], [*pool, candidate(3)])) >= {3}

    def test_organisations_without_a_name_are_nobodys(self):
        pool = [candidate(1, organisation=""), candidate(2, organisation="")]
        assert keys(propose([need()], pool)) == {1, 2}

    def test_nobody_is_at_two_reviews_on_one_day(self):
        later = need("b", size=1, first_day=LAST_DAY, last_day=LAST_DAY)
        proposal = propose([need(size=1), later], [candidate(1)])
        assert len(keys(proposal, "a") | keys(proposal, "b")) == 1
        assert sum(not one.is_complete for one in proposal.teams) == 1
        apart = replace(later, first_day=LAST_DAY + timedelta(days=1), last_day=LAST_DAY + timedelta(days=2))
        assert propose([need(size=1), apart], [candidate(1)]).is_complete

    def test_nobody_goes_to_more_reviews_in_a_year_than_the_cap(self):
        needs = [
            need(
                str(number),
                size=1,
                first_day=FIRST_DAY + timedelta(days=20 * number),
                last_day=FIRST_DAY + timedelta(days=20 * number),
            )
            for number in range(3)
        ]
        proposal = propose(needs, [candidate(1)], cap=2)
        assert sum(len(one.chosen) for one in proposal.teams) == 2
        (short,) = [one for one in proposal.teams if not one.is_complete]
        assert why_not(short.need, candidate(1), proposal)[0].startswith(
            "Goes to as many reviews in 2027 as anybody may, with Review "
        )


class TestAsks:
    def test_minimums_are_met(self):
        asked = need(minimum={PeerType.LIVED: 1, PeerType.CLINICAL: 1})
        pool = [
            *(candidate(key) for key in range(1, 6)),
            candidate(6, type=PeerType.LIVED),
            candidate(7, type=PeerType.CLINICAL),
        ]
        assert keys(propose([asked], pool)) == {6, 7}

    def test_each_skill_is_covered(self):
        asked = need(skills=frozenset({"finance", "digital"}))
        pool = [candidate(1), candidate(2, skills=frozenset({"finance"})), candidate(3, skills=frozenset({"digital"}))]
        assert keys(propose([asked], pool)) == {2, 3}

    def test_somebody_can_lead(self):
        for leader in (candidate(9, type=PeerType.CHIEF), candidate(9, trainings=(*TRAINED, LEADS))):
            proposal = propose([need(size=1, wants_lead=True)], [candidate(1), leader])
            assert [(one.candidate.key, one.leads) for one in proposal.team("a").chosen] == [(9, True)]

    def test_it_comes_from_several_regions(self):
        pool = [candidate(1), candidate(2), candidate(3, region="Y56")]
        assert 3 in keys(propose([need(regions=2)], pool))

    def test_whoever_was_asked_for_by_hand_is_in(self):
        pool = [candidate(1, conflicts={"a": (caution(), caution())}), candidate(2), candidate(3)]
        assert 1 not in keys(propose([need()], pool))
        assert 1 in keys(propose([need(locked=frozenset({1}))], pool))

    def test_whoever_was_asked_for_by_hand_and_is_barred_is_not(self):
        pool = [candidate(1, conflicts={"a": (bar(),)}), candidate(2), candidate(3)]
        proposal = propose([need(locked=frozenset({1}))], pool)
        assert keys(proposal) == {2, 3}
        (short,) = proposal.team("a").shortfalls
        assert (short.what, short.why) == (
            "Peer 1 was asked for by hand, and can’t be in the team.",
            ("Works for a host.",),
        )

    def test_of_what_is_wished_for_less_care_more_mix_and_less_work_win(self):
        plain = candidate(5)
        for worse in (
            candidate(1, conflicts={"a": (caution(),)}),
            candidate(1, deployments=went(1, 1)),
            candidate(1, trainings=tuple(replace(one, done_on=date(2020, 1, 1)) for one in TRAINED)),
        ):
            assert keys(propose([need(size=1)], [worse, plain])) == {5}
        free = candidate(9, said=(Said(FREE, FIRST_DAY, LAST_DAY),))
        assert keys(propose([need(size=1)], [candidate(1), free])) == {9}
        mixed = candidate(9, type=PeerType.LIVED, region="Y56")
        assert keys(propose([need()], [candidate(1), candidate(2), mixed])) >= {9}

    def test_work_is_shared_out(self):
        later = need("b", size=1, first_day=LAST_DAY + timedelta(days=30), last_day=LAST_DAY + timedelta(days=31))
        proposal = propose([need(size=1), later], [candidate(1), candidate(2)])
        assert keys(proposal, "a") | keys(proposal, "b") == {1, 2}


class TestReasons:
    def test_each_choice_says_what_it_is_for(self):
        asked = need(
            size=3,
            wants_lead=True,
            minimum={PeerType.LIVED: 1},
            skills=frozenset({"finance", "digital"}),
            locked=frozenset({3}),
        )
        pool = [
            candidate(1, type=PeerType.CHIEF, skills=frozenset({"finance"})),
            candidate(2, type=PeerType.LIVED, skills=frozenset({"finance", "digital"}), conflicts={"a": (caution(),)}),
            candidate(3, region="Y56", trainings=(*TRAINED, LEADS)),
        ]
        team = propose([asked], pool).team("a")
        assert [(one.candidate.key, one.leads, one.fills) for one in team.chosen] == [
            (
                3,
                True,
                (
                    "Can lead: is accredited to.",
                    "Is the only one of the team from London.",
                    "Is the only one of the team of the type Officer.",
                ),
            ),
            (
                2,
                False,
                (
                    "Is of a type that is asked for: Lived experience (at least 1).",
                    "Is the only one of the team who knows digital.",
                    "Knows finance, with Peer 1.",
                ),
            ),
            (
                1,
                False,
                (
                    "Can lead: is a chair or chief executive.",
                    "Knows finance, with Peer 2.",
                    "Is the only one of the team of the type Chair or chief executive.",
                ),
            ),
        ]
        assert [[each.why for each in one.cautions] for one in team.chosen] == [
            [],
            ["Is of a neighbouring system."],
            [],
        ]

    def test_the_two_who_come_next_are_named_with_why_not_they(self):
        asked = need(size=1, skills=frozenset({"finance"}))
        knows = frozenset({"finance"})
        pool = [
            candidate(1, skills=knows),
            candidate(2),
            candidate(3, skills=knows, conflicts={"a": (caution(),)}),
            candidate(4, skills=knows, deployments=went(4, 1)),
        ]
        (chosen,) = propose([asked], pool).team("a").chosen
        assert [(one.candidate.key, one.why_not) for one in chosen.instead] == [
            (4, ("Goes to 1 review in 2027 already; Peer 1 goes to 0.",)),
            (3, ("Brings 1 caution more.",)),
        ]

    def test_somebody_as_good_is_said_to_be(self):
        (chosen,) = propose([need(size=1)], [candidate(1), candidate(2)]).team("a").chosen
        assert [one.why_not for one in chosen.instead] == [("Would do as well: either could go.",)]

    @pytest.mark.parametrize(
        ("fields", "asked_for", "why"),
        [
            ({}, {"skills": frozenset({"finance"})}, "Nobody in the team would know finance."),
            (
                {},
                {"minimum": {PeerType.LIVED: 1}},
                "There would be 0 of the type Lived experience, and 1 are asked for.",
            ),
            ({}, {"wants_lead": True}, "Nobody in the team could lead it."),
        ],
    )
    def test_what_a_team_would_lack_with_somebody_else(self, fields, asked_for, why):
        asked = need(size=1, **asked_for)
        fits = candidate(9, type=PeerType.LIVED, skills=frozenset({"finance"}), trainings=(*TRAINED, LEADS))
        other = candidate(1, **fields)
        proposal = propose([asked], [other, fits])
        assert keys(proposal) == {9}
        assert why_not(asked, other, proposal) == ("Would come in for Peer 9.", why)

    def test_somebody_who_is_proposed_elsewhere_then(self):
        other = need("b", size=1, minimum={PeerType.LIVED: 1})
        pool = [candidate(1, type=PeerType.LIVED), candidate(2)]
        proposal = propose([need(size=1), other], pool)
        assert why_not(need(size=1), pool[0], proposal) == ("Is proposed for another review then: Review b.",)

    def test_nothing_keeps_whoever_is_in_the_team(self):
        one = candidate(1)
        assert why_not(need(size=1), one, propose([need(size=1)], [one])) == ()


class TestShortfalls:
    def test_a_minimum_that_nobody_can_give_is_explained_by_counting(self):
        asked = need(minimum={PeerType.LIVED: 2})
        lived = PeerType.LIVED
        pool = [
            candidate(1),
            candidate(2, type=lived),
            candidate(3, type=lived, said=(Said(AWAY, FIRST_DAY, LAST_DAY),)),
            candidate(4, type=lived, said=(Said(AWAY, FIRST_DAY, LAST_DAY),)),
            candidate(5, type=lived, conflicts={"a": (bar(),)}),
        ]
        (short,) = propose([asked], pool).team("a").shortfalls
        assert short.what == "2 peers of the type Lived experience are asked for; 1 can be proposed."
        assert short.why == (
            "Of the 5 in the pool, 4 could give this.",
            "Of these, 1 has a conflict of interest, 2 are not available on all days, 1 can go.",
        )
        assert keys(propose([asked], pool)) == {1, 2}  # the best team there is, all the same

    def test_a_skill_that_nobody_has(self):
        (short,) = propose([need(size=1, skills=frozenset({"estates"}))], [candidate(1)]).team("a").shortfalls
        assert (short.what, short.why) == (
            "Nobody is proposed who knows estates.",
            ("Of the 1 in the pool, 0 could give this.",),
        )

    def test_a_limit_is_named_where_counting_does_not_explain_it(self):
        asked = need(minimum={PeerType.LIVED: 2})
        pool = [candidate(1), *(candidate(key, type=PeerType.LIVED, organisation="One Charity") for key in (2, 3))]
        (short,) = propose([asked], pool).team("a").shortfalls
        assert short.why == (
            "Of the 3 in the pool, 2 could give this.",
            "It could be found if more than 1 worked for one organisation.",
        )

    def test_another_review_is_named_where_it_has_them(self):
        needs = [need(key, size=1, minimum={PeerType.LIVED: 1}) for key in "ab"]
        pool = [candidate(1), candidate(2), candidate(3, type=PeerType.LIVED)]
        proposal = propose(needs, pool)
        (short,) = [one for team in proposal.teams for one in team.shortfalls]
        (has,) = [team.need.title for team in proposal.teams if 3 in keys(proposal, team.need.key)]
        assert short.why == (
            "Of the 3 in the pool, 1 could give this.",
            f"For this review alone they could be found. Others need them too: {has}.",
        )

    def test_minimums_beyond_the_size_are_counted(self):
        asked = need(minimum={PeerType.LIVED: 2, PeerType.CLINICAL: 1})
        pool = [candidate(key, type=kind) for key, kind in enumerate([PeerType.LIVED] * 2 + [PeerType.CLINICAL], 1)]
        (short,) = propose([asked], pool).team("a").shortfalls
        assert short.why[-1] == "The types that are asked for make 3, and the team has 2 places."

    def test_what_there_was_no_time_to_explain_is_said(self):
        asked = need(minimum={PeerType.LIVED: 2})
        pool = [candidate(1), *(candidate(key, type=PeerType.LIVED, organisation="One Charity") for key in (2, 3))]
        (short,) = propose([asked], pool, seconds=0).team("a").shortfalls
        assert short.why[-1] == "The time ran out before it was found why. Ask for this review alone."

    def test_an_empty_pool_says_so(self):
        shorts = {one.missing.ask: one for one in propose([need(wants_lead=True)], []).team("a").shortfalls}
        assert set(shorts) == {Ask.SIZE, Ask.LEAD, Ask.REGIONS}
        assert shorts[Ask.SIZE].why == ("There are 0 peers in the pool.",)

    def test_what_is_missing_is_the_same_for_any_team(self):
        asked = need(size=3, wants_lead=True, skills=frozenset({"finance"}), locked=frozenset({8}))
        assert [(one.ask, one.what, one.number) for one in missing_of(asked, [candidate(1)])] == [
            (Ask.LOCKED, "8", 1),
            (Ask.SIZE, "", 2),
            (Ask.LEAD, "", 1),
            (Ask.SKILL, "finance", 1),
        ]
