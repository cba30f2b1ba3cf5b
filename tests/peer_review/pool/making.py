"""Pools and needs made up for tests and benchmarks: plain records, of any size, always the same for one seed."""

from datetime import date, timedelta
from random import Random

from organisations.models import Region
from peer_review.pool.enums import AvailabilityKind, ConflictKind, Party, PeerType, TrainingKind
from peer_review.pool.needs import Candidate, Conflict, Deployment, Held, Said, TeamNeed

SKILLS = ("finance", "prevention", "digital", "social care", "governance", "children", "data", "estates")
FIRST_DAY = date(2027, 2, 1)
TRAINED = (Held(TrainingKind.INDUCTION, date(2026, 1, 10)), Held(TrainingKind.DATA_PROTECTION, date(2026, 1, 10)))


def candidate(key: int, **fields) -> Candidate:
    """A peer who can go anywhere: of an organisation of their own, trained, with nothing to declare."""
    given = {
        "name": f"Peer {key}",
        "type": PeerType.OFFICER,
        "organisation": f"Organisation {key}",
        "region": Region.MIDLANDS.value,
        "trainings": TRAINED,
        **fields,
    }
    return Candidate(key=key, **given)


def need(key: str = "a", **fields) -> TeamNeed:
    """A review of four days that asks for two people and no lead."""
    given = {
        "title": f"Review {key}",
        "first_day": FIRST_DAY,
        "last_day": FIRST_DAY + timedelta(days=3),
        "size": 2,
        "wants_lead": False,
        **fields,
    }
    return TeamNeed(key=key, **given)


def caution(need_key: str = "a", why: str = "Is of a neighbouring system.") -> Conflict:
    return Conflict(need_key, ConflictKind.NEIGHBOUR, is_bar=False, is_found=True, why=why)


def bar(need_key: str = "a", why: str = "Works for a host.") -> Conflict:
    return Conflict(need_key, ConflictKind.EMPLOYER_NOW, is_bar=True, is_found=True, why=why)


def many_needs(count: int, seed: int = 1) -> list[TeamNeed]:
    """Reviews of five peers each over a year, some of them in the same week."""
    random = Random(seed)
    needs = []
    for number in range(count):
        first = FIRST_DAY + timedelta(days=7 * random.randrange(40))
        needs.append(
            TeamNeed(
                key=f"review-{number:02}",
                title=f"Review {number}",
                first_day=first,
                last_day=first + timedelta(days=3),
                size=5,
                minimum={PeerType.LIVED: 1, PeerType.CLINICAL: 1, PeerType.MEMBER: 1},
                skills=frozenset(random.sample(SKILLS, 4)),
                most_of_type=2,
                most_of_party=1,
                most_cautions=2,
                regions=3,
            )
        )
    return needs


def many_candidates(count: int, needs: list[TeamNeed], seed: int = 1) -> list[Candidate]:
    """A pool of all types, with conflicts, days away, old training and reviews to which peers go already."""
    random = Random(seed)
    return [_some(key, random, needs) for key in range(1, count + 1)]


def _some(key: int, random: Random, needs: list[TeamNeed]) -> Candidate:
    kind = random.choice(list(PeerType))
    conflicts: dict[str, tuple[Conflict, ...]] = {}
    for one in needs:
        roll = random.random()
        if roll < 0.1:
            conflicts[one.key] = (bar(one.key),)
        elif roll < 0.25:
            conflicts[one.key] = (caution(one.key),)
    ends = random.choice([None, None, date(2027, 6, 30), date(2028, 1, 31), date(2026, 12, 31)])
    away = FIRST_DAY + timedelta(days=random.randrange(280))
    went = FIRST_DAY + timedelta(days=random.randrange(280))
    trainings = [
        Held(TrainingKind.INDUCTION, date(2025, 5, 1)),
        Held(TrainingKind.DATA_PROTECTION, date(2025, 5, 1) + timedelta(days=random.randrange(500)), ends),
    ]
    if random.random() < 0.15:
        trainings.append(Held(TrainingKind.LEAD, date(2026, 3, 1), date(2029, 3, 1)))
    return candidate(
        key,
        type=kind,
        organisation=f"Organisation {random.randrange(120)}",
        party=random.choice(Party.values) if kind == PeerType.MEMBER else "",
        region=random.choice(Region.values),
        skills=frozenset(random.sample(SKILLS, random.randrange(1, 4))),
        trainings=tuple(trainings),
        said=(Said(random.choice(list(AvailabilityKind)), away, away + timedelta(days=random.randrange(5, 60))),),
        deployments=(
            (Deployment(key, "Another review", went, went + timedelta(days=3)),) if random.random() < 0.2 else ()
        ),
    )
