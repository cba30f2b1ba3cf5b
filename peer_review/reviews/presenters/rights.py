"""Rights in words."""

from django.utils.translation import gettext as _

from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import STAGES, Thing
from peer_review.reviews.lifecycle import REVIEW
from peer_review.reviews.models import Review
from peer_review.reviews.queries.rights import states_of


def when_it_may(reader: Reader, review: Review, thing: Thing) -> str:
    """Return the sentence that says when somebody inside a review may do what they may not do now, or that it is not theirs."""
    states = states_of(thing, reader.capacities.get(review.pk, frozenset()))
    stages = [one for one in STAGES if one in states]
    if not stages:
        return _("“%(thing)s” is not yours to do in this review.") % {"thing": thing.label}
    words = {"thing": thing.label, "now": REVIEW.state_of(review).label, "stages": _listed(stages)}
    return _("“%(thing)s” is open to you at these stages: %(stages)s. The review is now at: %(now)s.") % words


def _listed(stages: list[str]) -> str:
    return ", ".join(str(REVIEW.states[one].label) for one in stages)
