"""A review as those inside it see it."""

from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.actors import Actor
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.domain.duties import BEFORE_THE_VISIT
from peer_review.reviews.enums import STAGES, Capacity, ReviewState, Thing
from peer_review.reviews.lifecycle import REVIEW, missing
from peer_review.reviews.models import Review
from peer_review.reviews.presenters.duties import lines_of
from peer_review.reviews.presenters.reviews import stages_of, state_of
from peer_review.reviews.queries.duties import is_passed
from peer_review.reviews.rooms import rooms

NEXT = 4


def begun_with(review: Review, reader: Reader, here: str) -> dict[str, Any]:
    """Return with what every page inside a review begins: which it is, where it stands, and the ways to its other pages."""
    return {"review": review, "state": state_of(review, public=False), "places": _places(review, reader, here)}


def _places(review: Review, reader: Reader, here: str) -> list[dict[str, Any]]:
    """Return the ways to the pages inside a review that this reader may open now."""
    places = [("desk", _("Overview"), True), ("timetable", _("What is due"), True), ("hosts", _("Hosts"), True)]
    places.append(("stages", _("Stages"), True))
    places.append(("scoping", _("Scoping"), reader.may(review, Thing.SCOPING)))
    places.append(("statement", _("Position statement"), reader.may(review, Thing.STATEMENT)))
    own = [(f"peer_reviews:{name}", text, is_open) for name, text, is_open in places]
    above = [(one.page, one.text, any(reader.may(review, thing) for thing in one.things)) for one in rooms()]
    return [
        {"text": text, "url": reverse(page, args=[review.reference]), "current": page in (here, f"peer_reviews:{here}")}
        for page, text, is_open in [*own, *above]
        if is_open
    ]


def desk_of(review: Review, reader: Reader) -> dict[str, Any]:
    """Return what is due next, the days on site, and what to tell of the stage."""
    prefetch_related_objects([review], "duties")  # for the panels of rooms too
    waits = [one for one in review.duties.all() if one.done_on is None and not is_passed(one, review)]
    due = waits[:NEXT] if review.state in STAGES else []
    manages, leads = (reader.is_any(review, one) for one in (Capacity.MANAGER, Capacity.HOST_LEAD))
    return {
        "due": lines_of(review, due, manages=manages, leads=leads),
        "days": review.days,
        "is_withdrawn": review.state == ReviewState.WITHDRAWN,
        "today": timezone.localdate(),
    }


def gates_of(review: Review, actor: Actor) -> dict[str, Any]:
    """Return the steps, and each move that is open where the review stands with what is missing before it."""
    gates = []
    if review.state in BEFORE_THE_VISIT:
        prefetch_related_objects([review], "duties")  # several gates ask there what is done
    for move in REVIEW.moves:
        if review.state not in move.sources or move.verb == "withdraw":
            continue
        lacks = [
            {"why": why, "url": reverse(page, args=[review.reference])} for why, page in missing(review, move.verb)
        ]
        gates.append({"verb": move.verb, "label": move.label, "effect": move.effect, "missing": lacks})
    can_withdraw = any(move.verb == "withdraw" for move in REVIEW.open_to(review, actor))
    return {"steps": stages_of(review), "gates": gates, "can_withdraw": can_withdraw}
