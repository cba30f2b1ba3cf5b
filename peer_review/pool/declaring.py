"""What becomes of a declaration elsewhere: rooms above look at the reviews to which the peer goes."""

from collections.abc import Callable

from peer_review.pool.models import Declaration

Declaring = Callable[[Declaration], None]
_rooms: list[Declaring] = []


def offer_declaring(look: Declaring) -> None:
    """Have `look(declaration)` called in the transaction in which a peer declares something."""
    if look not in _rooms:
        _rooms.append(look)


def look_at(declaration: Declaration) -> None:
    for look in _rooms:
        look(declaration)
