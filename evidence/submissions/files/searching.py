"""Looking for words in a file itself, also where its readers do not look."""

from dataclasses import dataclass
from typing import BinaryIO, cast

from evidence.submissions.files.kinds import BY_CONTENT_TYPE
from evidence.submissions.files.reading import everything_in
from evidence.submissions.finding import Words
from evidence.submissions.models import StoredFile


@dataclass(frozen=True)
class Search:
    """Whether the words stand in the file, and whether all of it could be looked through."""

    found: bool
    is_whole: bool


def search_file(stored: StoredFile, *words: Words) -> Search:
    """Look for any of `words` in all that a stored file holds. It takes seconds, so never under a lock."""
    try:
        with stored.file.open("rb") as file:
            reading = everything_in(cast("BinaryIO", file), BY_CONTENT_TYPE[stored.content_type])
    except FileNotFoundError:
        return Search(found=False, is_whole=False)
    found = any(one.stand_in(reading.text) for one in words)
    return Search(found, is_whole=not reading.problem and not reading.was_cut)
