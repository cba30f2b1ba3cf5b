"""One peer whole, for a manager or for themselves."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from core.actors import Actor
from core.disclosure import Viewer, disclose
from core.lifecycle import Move
from core.templatetags.moments import plain_days
from organisations.models import Region
from peer_review.pool.disclosure import KnownDeclaration, KnownPeer
from peer_review.pool.enums import TRAINING_ASKED, AvailabilityKind, Party, TrainingKind
from peer_review.pool.lifecycle import PEER
from peer_review.pool.models import Availability, Peer, Training
from peer_review.pool.presenters.standing import Tag, renewal_tag, state_tag, trained_tag, training_tag
from peer_review.pool.queries.peers import renewal_due, trained


@dataclass(frozen=True)
class TrainingLine:
    pk: int
    kind: str
    done_on: date
    tag: Tag


@dataclass(frozen=True)
class DaysLine:
    pk: int
    days: str
    tag: Tag


@dataclass(frozen=True)
class PeerPage:
    """`lacks` names the training that is asked of all and was never recorded."""

    peer: KnownPeer
    facts: list[dict[str, Any]]
    state: Tag
    trained: Tag
    trainings: tuple[TrainingLine, ...]
    lacks: tuple[str, ...]
    days: tuple[DaysLine, ...]
    declared: tuple[KnownDeclaration, ...]
    withdrawn: tuple[KnownDeclaration, ...]
    renewal: Tag
    renewed_on: date | None
    moves: list[Move]


def page_of(peer: Peer, viewer: Viewer, actor: Actor) -> PeerPage:
    """Give it a peer as `queries.peers.whole_peers` reads them, and a viewer who may know what is private."""
    today = timezone.localdate()
    known: KnownPeer = disclose(peer, viewer)
    trainings, renewals = list(peer.trainings.all()), list(peer.renewals.all())
    declared = [disclose(one, viewer) for one in peer.declarations.select_related("peer")]
    renewed_on = max((one.on for one in renewals), default=None)
    had = {one.kind for one in trainings}
    return PeerPage(
        peer=known,
        facts=_facts(peer, known),
        state=state_tag(peer.state),
        trained=trained_tag(trained(trainings, today)),
        trainings=tuple(_training(one, today) for one in trainings),
        lacks=tuple(str(kind.label) for kind in TrainingKind if kind in TRAINING_ASKED - had),
        days=tuple(_days(one) for one in peer.availabilities.all() if one.last_day >= today),
        declared=tuple(one for one in declared if one and one.withdrawn_on is None),
        withdrawn=tuple(one for one in declared if one and one.withdrawn_on is not None),
        renewal=renewal_tag(renewal_due(renewed_on or peer.joined_on), today),
        renewed_on=renewed_on,
        moves=PEER.open_to(peer, actor),
    )


def _facts(peer: Peer, known: KnownPeer) -> list[dict[str, Any]]:
    """Return what stands of somebody, as rows of a summary list."""
    skills = ", ".join(one.name for one in peer.skills.all())
    return [
        {"key": key, "value": value}
        for key, value in (
            (_("Type"), known.type.label),
            (_("Role"), known.role_title),
            (_("Organisation"), known.organisation),
            (_("Skills"), skills),
            (_("Region"), Region(known.region).label if known.region else ""),
            (_("Party"), Party(known.party).label if known.party else ""),
            (_("Email address"), known.email),
            (_("Telephone"), known.phone),
            (_("About"), known.biography),
            (_("Needs to take part"), known.adjustments),
            (_("Account"), known.account),
        )
    ]


def _training(one: Training, today: date) -> TrainingLine:
    return TrainingLine(one.pk, one.get_kind_display(), one.done_on, training_tag(one, today))


def _days(one: Availability) -> DaysLine:
    is_away = one.kind == AvailabilityKind.UNAVAILABLE
    return DaysLine(
        one.pk, plain_days(one.first_day, one.last_day), Tag(one.get_kind_display(), "amber" if is_away else "green")
    )
