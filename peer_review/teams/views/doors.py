"""What several rooms ask of whoever looks at a page."""

from django.http import HttpRequest

from peer_review.teams.models import Member
from peer_review.teams.queries.members import seats_of_user


def own_seats(request: HttpRequest) -> list[Member]:
    """Return where somebody is or was in a team, or was asked: asked once a request, for the panels of all rooms."""
    known: dict[str, list[Member]] = request.__dict__.setdefault("_seats_of_peer", {})
    if "own" not in known:
        known["own"] = list(seats_of_user(request.user)) if request.user.is_authenticated else []
    return known["own"]
