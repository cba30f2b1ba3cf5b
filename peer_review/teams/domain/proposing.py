"""Proposing teams: asked, shown, and applied as one. Nothing is saved until what was shown is applied.

What was shown comes back as a signed token with the fingerprint of all that it was worked out from. When the pool, a need or
a team changed meanwhile, it is refused, and proposed anew.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.core import signing
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.rules import demand
from core import audit
from core.changes import announce
from core.errors import Refused, Stale
from peer_review.pool.candidates import candidates_of
from peer_review.pool.matching import Proposal, propose
from peer_review.pool.models import Peer
from peer_review.pool.needs import Candidate
from peer_review.pool.needs import TeamNeed as Asked
from peer_review.reviews.models import Review
from peer_review.teams.domain.need import building, lock_peers
from peer_review.teams.enums import Seat
from peer_review.teams.models import Member
from peer_review.teams.queries.members import here
from peer_review.teams.queries.needs import asked_of, deployments
from peer_review.teams.rules import may_run

SALT = "peer_teams.proposal"
CHANGED = gettext_lazy(
    "The pool, or what a team must have, changed since this was shown. Nothing was applied: look at it anew."
)


@dataclass(frozen=True)
class Question:
    """All that a proposal is worked out from."""

    needs: Sequence[Asked]
    candidates: Sequence[Candidate]

    @property
    def fingerprint(self) -> str:
        """The same for the same pool and needs, in any process."""
        plain = [*map(asdict, self.needs), *map(asdict, self.candidates)]
        return sha256(json.dumps(plain, default=_plain, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class Shown:
    """A proposal with the question it answers, and the token that applies just this."""

    question: Question
    proposal: Proposal
    token: str


def question_of(reviews: Collection[Review], needs: Sequence[Asked] | None = None) -> Question:
    """Return what is to be solved for these reviews, without those whose days or need are not stated: ten queries.

    `needs` are what they ask of their teams, if it is read already: seven then.
    """
    needs = list(asked_of(reviews).values()) if needs is None else needs
    went = deployments(without=[one.pk for one in reviews])
    return Question(needs, candidates_of(Peer.objects.all(), needs, went))


def propose_teams(*, reviews: Collection[Review], by: User, needs: Sequence[Asked] | None = None) -> Shown:
    """Work out a team for each review, at once. Nothing is saved. Who is in a team already stays in it.

    `needs` are what they ask of their teams, if it is read already.

    Raises NotAllowed, and Refused where no review has its days and its need stated. Takes up to some five seconds.
    """
    demand(may_run, by, _("Only peer review managers put teams together."))
    question = question_of(reviews, needs)
    if not question.needs:
        raise Refused(_("State first what the team must have, and set the days on site: who can come depends on both."))
    proposal = propose(question.needs, question.candidates)
    teams = {
        one.need.key: [[each.candidate.key, each.leads, " ".join(each.fills)] for each in one.chosen]
        for one in proposal.teams
    }
    token = signing.dumps({"asked": question.fingerprint, "teams": teams}, salt=SALT, compress=True)
    return Shown(question, proposal, token)


@transaction.atomic
def apply_proposal(*, reviews: Collection[Review], token: str, by: User) -> int:
    """Put everybody who was proposed into their teams, all or none; return how many were added. Sent twice adds nobody.

    Raises NotAllowed, Refused, and Stale when anything it was worked out from changed since. Logged for each review.
    """
    given = _read(token)
    built = [building(one, by) for one in sorted(reviews, key=lambda one: one.pk)]
    teams: dict[str, list[list[Any]]] = given["teams"]
    rows = {one.reference: one for one in built if one.reference in teams}
    there = {key: set(here(one).values_list("peer", flat=True)) for key, one in rows.items()}
    if rows and all({one[0] for one in teams[key]} <= there[key] for key in rows):
        return 0
    lock_peers({one[0] for team in teams.values() for one in team}.union(*there.values()))
    if set(rows) != set(teams) or question_of(built).fingerprint != given["asked"]:
        raise Stale(str(CHANGED))
    added = 0
    for key, review in rows.items():
        chosen = [one for one in teams[key] if one[0] not in there[key]]
        added += _add(review, chosen, by)
    return added


def _add(review: Review, chosen: Sequence[Sequence[Any]], by: User) -> int:
    has_lead = here(review).filter(seat=Seat.LEAD).exists()
    Member.objects.bulk_create(
        [
            Member(
                review=review,
                peer_id=peer,
                seat=Seat.LEAD if leads and not has_lead else Seat.PEER,
                why=why[:2000],
                added_by=by,
            )
            for peer, leads, why in chosen
        ]
    )
    announce(review)
    audit.record("peer_team.propose", actor=by, subject=review, peers=[one[0] for one in chosen])
    return len(chosen)


def _read(token: str) -> dict[str, Any]:
    try:
        return dict(signing.loads(token, salt=SALT))
    except signing.BadSignature:
        raise Stale(str(CHANGED)) from None


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return sorted(value, key=str)
