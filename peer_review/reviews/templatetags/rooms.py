"""`{% ways_of review "peer_teams:team" %}`: where a review stands, and the way from a page inside it to the others."""

from typing import Any

from django import template
from django.template.context import Context

from peer_review.reviews.models import Review
from peer_review.reviews.presenters.inside import begun_with
from peer_review.reviews.views.doors import reader

register = template.Library()


@register.inclusion_tag("peer_reviews/places.html", takes_context=True)
def ways_of(context: Context, review: Review, here: str) -> dict[str, Any]:
    """Return the places that are open to whoever looks: none for the public. `here` is the name of the page that shows them."""
    one = reader(context["request"], review)
    return begun_with(review, one, here) if one.is_inside(review) else {}
