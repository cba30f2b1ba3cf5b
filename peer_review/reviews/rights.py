"""The rights as they are given at first. Managers see them, and change them, as rows (`Right`)."""

from collections.abc import Iterator

from peer_review.reviews.enums import STAGES, Capacity, ReviewState, Thing

M, P, L, H, O, E = (  # noqa: E741 - one column each below
    Capacity.MANAGER,
    Capacity.PEER,
    Capacity.HOST_LEAD,
    Capacity.HOST,
    Capacity.OBSERVER,
    Capacity.PUBLIC,
)
S = ReviewState
_team, _hosts = (M, P), (L, H)
_all_inside = (M, P, L, H, O)

# (thing, who, from which state, to which)
GIVEN: tuple[tuple[Thing, tuple[Capacity, ...], ReviewState, ReviewState], ...] = (
    (Thing.SCOPING, (M, L, H), S.PROPOSED, S.CLOSED),
    (Thing.SCOPING, (P, O), S.PREPARING, S.CLOSED),
    (Thing.STATEMENT, (M, L, H), S.SCOPING, S.CLOSED),
    (Thing.STATEMENT, (P, O), S.PREPARING, S.CLOSED),
    (Thing.WRITE_STATEMENT, _hosts, S.SCOPING, S.PREPARING),
    (Thing.TEAM, (M,), S.PROPOSED, S.CLOSED),
    (Thing.TEAM, (P, L, H, O), S.SCOPING, S.CLOSED),
    (Thing.TEAM, (E,), S.PUBLISHED, S.CLOSED),
    (Thing.TIMETABLE, (M, P, L), S.SCOPING, S.CLOSED),
    (Thing.EVIDENCE, _team, S.SCOPING, S.PROGRESS),
    (Thing.EVIDENCE, _hosts, S.SCOPING, S.PROGRESS),
    (Thing.GIVE_EVIDENCE, (M, L, H), S.SCOPING, S.DRAFTING),
    (Thing.GIVE_EVIDENCE, (P,), S.PREPARING, S.DRAFTING),
    (Thing.ORDER_PACK, (M,), S.SCOPING, S.DRAFTING),
    (Thing.ORDER_PACK, (P,), S.PREPARING, S.DRAFTING),
    (Thing.NOTES, (P,), S.PREPARING, S.FINAL),
    (Thing.WRITE_NOTES, (P,), S.PREPARING, S.DRAFTING),
    (Thing.ASSESS, (P,), S.PREPARING, S.DRAFTING),
    (Thing.ASSESSMENTS, _team, S.PREPARING, S.FINAL),
    (Thing.MODERATE, _team, S.ON_SITE, S.DRAFTING),
    (Thing.FINDINGS, _team, S.ON_SITE, S.CLOSED),
    (Thing.WRITE_FINDINGS, _team, S.ON_SITE, S.DRAFTING),
    (Thing.FEEDBACK, _team, S.ON_SITE, S.CLOSED),
    (Thing.FEEDBACK, _hosts, S.DRAFTING, S.CLOSED),
    (Thing.DRAFT, _team, S.DRAFTING, S.CLOSED),
    (Thing.DRAFT, _hosts, S.FACT_CHECK, S.CLOSED),
    (Thing.CHECK_FACTS, (L, H), S.FACT_CHECK, S.FACT_CHECK),
    (Thing.REPORT, _all_inside, S.FINAL, S.CLOSED),
    (Thing.REPORT, (E,), S.PUBLISHED, S.CLOSED),
    (Thing.ACTION_PLAN, (M, L, H), S.FINAL, S.CLOSED),
    (Thing.ACTION_PLAN, (P, O, E), S.ACTION_PLAN, S.CLOSED),
    (Thing.WRITE_ACTION_PLAN, (L, H), S.FINAL, S.PUBLISHED),
    (Thing.PROGRESS, (M, P, L, H), S.ACTION_PLAN, S.CLOSED),
    (Thing.PROGRESS, (O, E), S.CLOSED, S.CLOSED),
    (Thing.WRITE_PROGRESS, (M, P, L, H), S.ACTION_PLAN, S.PROGRESS),
    (Thing.SAY_HOW, (P, L), S.FINAL, S.CLOSED),
)


def given() -> Iterator[tuple[ReviewState, Capacity, Thing]]:
    """Yield each right that is given at first, once."""
    seen = set()
    for thing, capacities, first, last in GIVEN:
        for state in STAGES[STAGES.index(first) : STAGES.index(last) + 1]:
            for capacity in capacities:
                if (state, capacity, thing) not in seen:
                    seen.add((state, capacity, thing))
                    yield state, capacity, thing


# What only the team may ever have: those who were heard on site were promised that nobody else reads what they said.
OF_THE_TEAM = frozenset(
    {Thing.NOTES, Thing.WRITE_NOTES, Thing.ASSESS, Thing.ASSESSMENTS, Thing.MODERATE, Thing.WRITE_FINDINGS}
)
WRITTEN_BY_SOME = {
    Thing.ORDER_PACK: frozenset(_team),
    Thing.WRITE_STATEMENT: frozenset(_hosts),
    Thing.CHECK_FACTS: frozenset(_hosts),
    Thing.WRITE_ACTION_PLAN: frozenset(_hosts),
    Thing.SAY_HOW: frozenset({P, L}),
}
NOT_FOR_EVERYBODY = frozenset(Thing) - {Thing.TEAM, Thing.REPORT, Thing.ACTION_PLAN, Thing.PROGRESS}


def may_ever(capacity: Capacity, thing: Thing) -> bool:
    """Whether a manager may give `thing` to those of `capacity` in some state."""
    if thing is Thing.NOTES or thing is Thing.WRITE_NOTES or thing is Thing.ASSESS:
        return capacity is P
    if thing in OF_THE_TEAM:
        return capacity in _team
    if thing in WRITTEN_BY_SOME:
        return capacity in WRITTEN_BY_SOME[thing]
    return capacity is not E or thing not in NOT_FOR_EVERYBODY
