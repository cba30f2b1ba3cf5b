"""What a viewer may know of a team. Of the person it is what the pool discloses of a peer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.disclosure import PUBLIC, Audience, Viewer, disclose
from peer_review.pool.disclosure import KnownPeer
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import Capacity, Thing
from peer_review.reviews.models import Review
from peer_review.teams.enums import MemberState, Seat
from peer_review.teams.models import Member


@dataclass(frozen=True)
class KnownMember:
    """What is not for the viewer is empty: who was asked, why, and why somebody left is between them and managers."""

    pk: int
    peer: KnownPeer
    seat: Seat
    state: MemberState
    why: str = ""
    despite: str = ""
    invited_at: datetime | None = None
    reminders: int = 0
    left_because: str = ""
    handed_to: str = ""
    has_account: bool = True


def may_know(member: Member, reader: Reader) -> bool:
    """Managers know of everybody who is or was proposed; others of who is in the team, once they may know of it at all."""
    if reader.is_any(member.review, Capacity.MANAGER):
        return True
    return reader.may(member.review, Thing.TEAM) and member.state == MemberState.ACCEPTED


def known_to(member: Member, reader: Reader) -> KnownMember:
    """Return what `reader` may know of somebody of whom they may know (`may_know`)."""
    peer = disclose(member.peer, viewer_of(reader, member.review))
    seat, state = Seat(member.seat), MemberState(member.state)
    if not reader.is_any(member.review, Capacity.MANAGER):
        return KnownMember(member.pk, peer, seat, state)
    return KnownMember(
        pk=member.pk,
        peer=peer,
        seat=seat,
        state=state,
        why=member.why,
        despite=member.despite,
        invited_at=member.invited_at,
        reminders=member.reminders,
        left_because=member.left_because,
        handed_to=member.handed_to.peer.name if member.handed_to else "",
        has_account=member.peer.user_id is not None,
    )


def viewer_of(reader: Reader, review: Review) -> Viewer:
    """Return how near somebody stands to the peers of a review."""
    user: Any = reader.user
    if reader.is_any(review, Capacity.MANAGER):
        return Viewer(Audience.STAFF, user)
    if reader.is_any(review, Capacity.PEER):
        return Viewer(Audience.CONTRIBUTOR, user)
    return PUBLIC
