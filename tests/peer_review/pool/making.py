"""Needs and candidates for tests: plain records that fit each other, until a test says what does not."""

from datetime import date, timedelta

from organisations.models import Region
from peer_review.pool.enums import ConflictKind, PeerType, TrainingKind
from peer_review.pool.needs import Candidate, Conflict, Held, TeamNeed

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
