"""The seats of whoever asks, for the page on which every room shows what waits for them."""

from django.http import HttpRequest

from peer_review.teams.models import Member
from peer_review.teams.queries.members import seats_of_user


def seats(request: HttpRequest) -> list[Member]:
    """Return where whoever asks is asked, sits or sat, in any review: read once a request, for the panels of all rooms."""
    if "_seats_in_teams" not in request.__dict__:
        request.__dict__["_seats_in_teams"] = list(seats_of_user(request.user)) if request.user.is_authenticated else []
    known: list[Member] = request.__dict__["_seats_in_teams"]
    return known
