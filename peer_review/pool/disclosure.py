"""What a viewer may know of a peer.

A host and the public learn who came: name, role, organisation and type. A team mate learns besides what a peer knows and where they
come from. Telephone, address, adjustments, party and declarations are between a peer and the managers of peer review.
"""

from dataclasses import dataclass
from datetime import date

from core.disclosure import Audience, Viewer, disclose
from peer_review.pool.enums import ConflictKind, PeerType
from peer_review.pool.models import Declaration, Peer
from peer_review.pool.rules import may_speak_for


@dataclass(frozen=True)
class KnownPeer:
    """What is not for the viewer is empty."""

    pk: int
    name: str
    type: PeerType
    role_title: str
    organisation: str
    region: str = ""
    biography: str = ""
    email: str = ""
    phone: str = ""
    party: str = ""
    adjustments: str = ""
    account: str = ""
    is_private: bool = False


@disclose.register
def of_peer(subject: Peer, viewer: Viewer) -> KnownPeer:
    """`CONTRIBUTOR` is a team mate. Staff who are not managers of peer review know no more than the public."""
    is_private = may_see_private(subject, viewer)
    is_near = is_private or viewer.audience is Audience.CONTRIBUTOR
    return KnownPeer(
        pk=subject.pk,
        name=subject.name,
        type=PeerType(subject.type),
        role_title=subject.role_title,
        organisation=subject.organisation_name,
        region=subject.region if is_near else "",
        biography=subject.biography if is_near else "",
        email=subject.email if is_private else "",
        phone=subject.phone if is_private else "",
        party=subject.party if is_private else "",
        adjustments=subject.adjustments if is_private else "",
        account=subject.user.email if is_private and subject.user is not None else "",
        is_private=is_private,
    )


@dataclass(frozen=True)
class KnownDeclaration:
    pk: int
    kind: ConflictKind
    organisation: str
    text: str
    since: date | None
    until: date | None
    declared_on: date
    withdrawn_on: date | None


@disclose.register
def of_declaration(subject: Declaration, viewer: Viewer) -> KnownDeclaration | None:
    """None for who may not know that there is one."""
    if not may_see_private(subject.peer, viewer):
        return None
    return KnownDeclaration(
        pk=subject.pk,
        kind=ConflictKind(subject.kind),
        organisation=subject.organisation_name,
        text=subject.text,
        since=subject.since,
        until=subject.until,
        declared_on=subject.declared_on,
        withdrawn_on=subject.withdrawn_on,
    )


def may_see_private(peer: Peer, viewer: Viewer) -> bool:
    """Whether this is the peer, or somebody who manages peer review."""
    return viewer.actor is not None and bool(may_speak_for(viewer.actor, peer))
