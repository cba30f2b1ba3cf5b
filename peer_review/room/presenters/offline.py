"""A reading pack to take along where there is no line: one ZIP of a page and the files that it leads to, piece by piece."""

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from peer_review.frameworks.models import Line
from peer_review.reviews.models import PositionPart, Review
from peer_review.room.models import Item, ItemFile
from peer_review.room.presenters.packs import Entry, Pack
from peer_review.room.queries import open_file_of

FOLDER = "files"


@dataclass(frozen=True)
class Taken:
    """An entry as the page in the ZIP has it: `name` is where its file stands there; `is_gone` that it was not in the store."""

    entry: Entry
    name: str
    is_gone: bool


def zip_of(review: Review, packs: Iterable[Pack], statement: Sequence[PositionPart] = ()) -> Iterator[bytes]:
    """Yield a ZIP: the files that may be opened under names that are safe anywhere, then index.html, which links them.

    `statement` are the parts of the position statement, with which the page begins. A file that is gone from the store is left
    out, and the page says so. Never in memory whole. The page carries its style within: a phone opens it by itself out of the
    ZIP, where it finds no file beside it. Nobody serves it, so no policy of ours holds there.
    """
    shown, pipe = list(packs), _Pipe()
    names, gone = dict[int, str](), set[int]()
    with zipfile.ZipFile(pipe, "w", compression=zipfile.ZIP_DEFLATED) as archive:
        for item in {entry.item.row.pk: entry.item.row for pack in shown for entry in pack.entries}.values():
            file = open_file_of(item)
            if file is None:
                continue
            try:
                yield from _written(archive, name_of(item, file), file, pipe)
            except FileNotFoundError:
                gone.add(item.pk)
            else:
                names[item.pk] = name_of(item, file)
        archive.writestr("index.html", _page(review, statement, _sections(shown, names, gone)))
        yield pipe.taken()
    yield pipe.taken()


def name_of(item: Item, file: ItemFile) -> str:
    """Return where the file of an item stands in the ZIP. Its own name was made safe when it came in (`files.names`)."""
    return f"{FOLDER}/{item} {file.name}"


def _page(review: Review, statement: Sequence[PositionPart], sections: list[tuple[Line, list[Taken]]]) -> str:
    told = {"review": review, "statement": statement, "sections": sections}
    return render_to_string("peer_room/offline.html", {**told, "site": settings.BASE_URL, "made_at": timezone.now()})


def _sections(packs: Iterable[Pack], names: dict[int, str], gone: set[int]) -> list[tuple[Line, list[Taken]]]:
    return [
        (pack.line, [Taken(one, names.get(one.item.row.pk, ""), one.item.row.pk in gone) for one in pack.entries])
        for pack in packs
    ]


def _written(archive: zipfile.ZipFile, name: str, file: ItemFile, pipe: "_Pipe") -> Iterator[bytes]:
    with file.file.open("rb") as stored, archive.open(name, "w") as entry:
        for piece in stored.chunks():
            entry.write(piece)
            yield pipe.taken()


class _Pipe:
    """What a ZIP is written to, and handed on from."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, data: bytes, /) -> int:
        self._pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing waits here."""

    def close(self) -> None:
        """Nothing is open here."""

    def taken(self) -> bytes:
        whole = b"".join(self._pieces)
        self._pieces.clear()
        return whole
