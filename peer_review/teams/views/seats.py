"""The seats of whoever asks, for the page on which every room shows what waits for them."""

from django.http import HttpRequest

from core.once import once_a_request
from peer_review.teams.models import Member
from peer_review.teams.queries.members import concerning, seats_among


@once_a_request
def members(request: HttpRequest) -> list[Member]:
    """Return the members of whom this page tells whoever asks (`concerning`), for the panels of all rooms."""
    return list(concerning(request.user)) if request.user.is_authenticated else []


def seats(request: HttpRequest) -> list[Member]:
    """Return where whoever asks is asked, sits or sat, in any review."""
    return seats_among(members(request), request.user)
