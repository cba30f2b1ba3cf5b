"""Changing a team by hand: somebody more, somebody else, another lead, somebody less."""

from dataclasses import dataclass, replace

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core import audit
from core.changes import announce
from core.errors import Refused
from peer_review.pool.candidates import candidates_of
from peer_review.pool.matching import breaches_of, obstacles
from peer_review.pool.models import Peer
from peer_review.reviews.models import Review
from peer_review.teams.domain.need import building, lock_peers
from peer_review.teams.enums import COUNTED, MemberState, Seat
from peer_review.teams.models import Member
from peer_review.teams.queries.members import here
from peer_review.teams.queries.needs import asked_of_one, deployments

GONE_BY_NOW = gettext_lazy("They are not in the team any more.")


@dataclass(frozen=True)
class Weighed:
    """What speaks against a peer in a team: `bars` refuse, `cautions` ask for a reason."""

    bars: tuple[str, ...]
    cautions: tuple[str, ...]


def weigh(review: Review, peer: Peer, *, seat: Seat = Seat.PEER, instead_of: Member | None = None) -> Weighed:
    """Return what speaks against `peer` in the team of `review`. Raises Refused where its days or need are not stated.

    A bar, being at a host, days away, training that will have ended, another review then: the same that keep the solver from
    them.
    """
    team = [one for one in here(review) if one.pk != getattr(instead_of, "pk", None) and one.seat in COUNTED]
    need = replace(asked_of_one(review), locked=frozenset(), excluded=frozenset())
    peers = [peer, *(one.peer for one in team if one.peer_id != peer.pk)]
    candidates = candidates_of(peers, [need], deployments(without=[review.pk]))
    cautions = [one.why for one in candidates[0].cautions(need)]
    if seat in COUNTED:
        cautions += breaches_of(need, candidates)
    return Weighed(tuple(one.why for one in obstacles(need, candidates[0])), tuple(cautions))


@transaction.atomic
def add_member(*, review: Review, peer: Peer, seat: Seat, despite: str, by: User) -> Member:
    """Propose `peer` for a team by hand. Whoever is there already stays as they are, so sent twice it adds nobody.

    Raises NotAllowed; Refused for a bar, for a caution without a reason in `despite`, and for a second lead.
    """
    review = building(review, by)
    if there := here(review).filter(peer=peer).first():
        return there
    lock_peers([peer.pk])
    _demand_fit(weigh(review, peer, seat=seat), despite)
    if seat == Seat.LEAD and here(review).filter(seat=Seat.LEAD).exists():
        raise Refused(_("The team has a lead. Make this one the lead afterwards, in their place."))
    member = Member.objects.create(
        review=review, peer=peer, seat=seat, why=_("Was chosen by hand."), despite=despite.strip(), added_by=by
    )
    announce(review)
    audit.record("peer_team.add", actor=by, subject=review, peer=peer.pk, seat=seat)
    return member


@transaction.atomic
def exchange(*, member: Member, peer: Peer, despite: str, by: User) -> Member:
    """Have `peer` in the place of somebody who was proposed and not yet asked. Returns the new member.

    Raises NotAllowed; Refused as `add_member` does, and where the member was asked already: then they are released.
    """
    review = building(member.review, by)
    there = _still_there(member)
    if there.state != MemberState.PROPOSED:
        raise Refused(_("%(name)s was asked already. Release them, and add somebody.") % {"name": there.peer.name})
    if here(review).filter(peer=peer).exists():
        raise Refused(_("%(name)s is in this team already.") % {"name": peer.name})
    lock_peers([peer.pk])
    _demand_fit(weigh(review, peer, seat=Seat(there.seat), instead_of=there), despite)
    there.delete()
    new = Member.objects.create(
        review=review, peer=peer, seat=there.seat, why=_("Was chosen by hand."), despite=despite.strip(), added_by=by
    )
    announce(review)
    audit.record("peer_team.exchange", actor=by, subject=review, out=there.peer_id, peer=peer.pk)
    return new


@transaction.atomic
def change_seat(*, member: Member, seat: Seat, by: User) -> None:
    """Make a member the lead, a peer or a shadow. Whoever led before is a peer then. Saying the same changes nothing.

    Raises NotAllowed, Refused.
    """
    review = building(member.review, by)
    row = _still_there(member)
    if not row.is_here:
        raise Refused(str(GONE_BY_NOW))
    if row.seat == seat:
        return
    if seat == Seat.LEAD:
        here(review).filter(seat=Seat.LEAD).update(seat=Seat.PEER)
    row.seat = seat
    row.save(update_fields=["seat"])
    announce(row, review)
    audit.record("peer_team.change_seat", actor=by, subject=row, seat=seat)


@transaction.atomic
def remove_proposed(*, member: Member, by: User) -> None:
    """Take out somebody who was proposed and never asked. Raises NotAllowed, Refused."""
    review = building(member.review, by)
    if _still_there(member).state != MemberState.PROPOSED:
        raise Refused(_("They were asked already. Release them with a reason."))
    Member.objects.filter(pk=member.pk).delete()
    announce(review)
    audit.record("peer_team.remove", actor=by, subject=review, peer=member.peer_id)


def _still_there(member: Member) -> Member:
    """Return a member as they stand. Raises Refused where another manager took them out meanwhile."""
    row = Member.objects.select_related("peer").filter(pk=member.pk).first()
    if row is None:
        raise Refused(str(GONE_BY_NOW))
    return row


def _demand_fit(weighed: Weighed, despite: str) -> None:
    if weighed.bars:
        raise Refused(*weighed.bars)
    if weighed.cautions and not despite.strip():
        raise Refused(*weighed.cautions, _("Say why they go all the same."))
