"""Where somebody begins after signing in, when they follow no link that says so. Rooms say it for those whose work waits with them."""

from collections.abc import Callable

from accounts.models import User

Landing = Callable[[User], str | None]
_landings: list[Landing] = []


def offer_landing(landing: Landing) -> None:
    """Let a room say where its people begin: `landing(user)` returns an address of ours, or None for everybody else."""
    if landing not in _landings:
        _landings.append(landing)


def landing_of(user: User) -> str | None:
    """Return the first address that a room gives."""
    return next((address for landing in _landings if (address := landing(user))), None)
