"""How much a line of enquiry bears, and what of it is thin."""

# More than this, and nobody reads it before the days on site: overload is what peers complain of most (domain facts, F). The
# facts ask for a cap (C5, 4) and name none: ten is this site's own number. It warns, and refuses nothing.
CAP = 10
# A finding cites two items at least (domain facts, C5, 8).
ENOUGH = 2


def is_over(count: int) -> bool:
    return count > CAP


def is_thin(count: int) -> bool:
    return count < ENOUGH
