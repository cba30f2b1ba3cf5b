"""What is the same for every peer: how much it is given at once, and how much it gives back."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.search.corpus import Document, documents

BATCH = 500  # submissions
PER_PAGE = 20  # results
MARKED: dict[str, Any] = {"fragment_size": 200, "number_of_fragments": 2}


def in_batches(size: int) -> Iterator[list[Document]]:
    """Yield the corpus, some submissions at a time."""
    each = documents(size)
    while batch := list(islice(each, BATCH)):
        yield batch


def files_kept(folder: Path) -> int:
    """Return the bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
