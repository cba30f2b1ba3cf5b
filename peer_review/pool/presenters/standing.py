"""Where a peer stands, as tags: training, the yearly renewal, active or paused."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from core.templatetags.moments import plain_day
from peer_review.pool.enums import SOON, PeerState, Trained
from peer_review.pool.lifecycle import PEER
from peer_review.pool.models import Training

COLOURS = {Trained.CURRENT: "green", Trained.SOON: "amber", Trained.LAPSED: "red"}


@dataclass(frozen=True)
class Tag:
    text: str
    colour: str


def trained_tag(trained: Trained) -> Tag:
    return Tag(str(trained.label), COLOURS[trained])


def state_tag(state: str) -> Tag:
    stands = PEER.states[PeerState(state)]
    return Tag(str(stands.label), stands.tag)


def renewal_tag(due: date, today: date) -> Tag:
    """Return how the yearly renewal stands, by the day on which it is due."""
    words = {"day": plain_day(due)}
    if due < today:
        return Tag(_("Overdue since %(day)s") % words, "red")
    if due <= today + timedelta(days=SOON):
        return Tag(_("Due by %(day)s") % words, "amber")
    return Tag(_("Next by %(day)s") % words, "green")


def training_tag(training: Training, today: date) -> Tag:
    """Return whether one course holds, and how long."""
    if training.expires_on is None:
        return Tag(_("Does not end"), "green")
    words = {"day": plain_day(training.expires_on)}
    if training.expires_on < today:
        return Tag(_("Ended on %(day)s") % words, "red")
    if training.ends_soon(today):
        return Tag(_("Ends on %(day)s") % words, "amber")
    return Tag(_("Holds until %(day)s") % words, "green")
