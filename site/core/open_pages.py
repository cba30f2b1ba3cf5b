"""An open page that saves while somebody types, and its own earlier saves.

Each open page has a name and counts its saves. So a page whose answer was lost on the line is told from a second window: it
goes on from its own save, and a save of it that arrives after a later one changes nothing (decision 12).
"""

from typing import Protocol


class SavedByAPage(Protocol):
    saved_from: str
    saved_sequence: int


def follows_itself(standing: SavedByAPage, *, page: str, sequence: int) -> bool:
    """Whether what is saved comes from the very page that wrote what stands."""
    return bool(page and page == standing.saved_from and sequence >= standing.saved_sequence)


def is_overtaken(standing: SavedByAPage, *, page: str, sequence: int) -> bool:
    """Whether what is saved is an earlier save of the page that wrote what stands, arriving late."""
    return bool(page and page == standing.saved_from and sequence < standing.saved_sequence)
