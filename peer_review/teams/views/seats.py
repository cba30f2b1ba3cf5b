"""The seats of whoever asks, for the page on which every room shows what waits for them."""

from django.http import HttpRequest

from core.once import once_a_request
from peer_review.teams.models import Member
from peer_review.teams.queries.members import seats_of_user


@once_a_request
def seats(request: HttpRequest) -> list[Member]:
    """Return where whoever asks is asked, sits or sat, in any review, for the panels of all rooms."""
    return list(seats_of_user(request.user)) if request.user.is_authenticated else []
