"""`{% ways_of review "peer_teams:team" %}`: where a review stands, and the way from a page inside it to the others."""

from typing import Any

from django import template
from django.template.context import Context

from peer_review.reviews.models import Review
from peer_review.reviews.presenters.inside import places_of, state_of
from peer_review.reviews.views.doors import reader

register = template.Library()


@register.inclusion_tag("peer_reviews/places.html", takes_context=True)
def ways_of(context: Context, review: Review, here: str) -> dict[str, Any]:
    """Return the places that are open to whoever looks: none for the public. `here` is the name of the page that shows them."""
    one = reader(context["request"], review)
    if not one.is_inside(review):
        return {}
    return {"review": review, "state": state_of(review, public=False), "places": places_of(review, one, here)}
