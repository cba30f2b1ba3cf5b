"""Which hits stand on a page: by score or by fields, with ties broken the same way each time."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

import tantivy
from tantivy import DocAddress, Order, Query

from search.backends.columns import TIME
from search.backends.tantivy.query import TantivyTranslator, all_must
from search.backends.tantivy.schema import MOMENT, IndexSchema

Found = tuple[float, DocAddress]
_LONGEST_TIE = 1_000  # hits of one score that are put in order
_NANOSECONDS = 1_000_000_000


class Sorter:
    """Orders the hits of one query."""

    def __init__(self, searcher: tantivy.Searcher, translator: TantivyTranslator) -> None:
        self.searcher, self.translator, self.schema = searcher, translator, translator.schema
        self._read: dict[tuple[int, int], dict[str, Any]] = {}

    def stored(self, address: DocAddress) -> dict[str, Any]:
        """Return the stored values of a hit, read once."""
        key = address.segment_ord, address.doc  # an address itself is no key
        if key not in self._read:
            self._read[key] = self.schema.read(self.searcher.doc(address))
        return self._read[key]

    def by_fields(self, query: Query, keys: tuple[str, ...], start: int, count: int) -> list[Found]:
        """Return hits `start` to `start + count` in the order of `keys`; "-" before a key turns it round.

        Each key but the last is asked of the engine once for the page, and each further one once for every run of
        equal values that touches the page.
        """
        if count <= 0:
            return []
        field, order = self._key(keys[0])
        if len(keys) == 1:
            found = self.searcher.search(
                query, limit=count, offset=start, order_by_field=field, order=order, count=False
            )
            return [(0.0, address) for _, address in found.hits]
        hits = self.searcher.search(query, limit=start + count, order_by_field=field, order=order, count=False).hits
        page: list[Found] = []
        for begins, ends, value in _runs(hits):
            if ends <= start:
                continue
            if ends - begins == 1 and ends < len(hits):
                page.append((0.0, hits[begins][1]))
                continue
            run = all_must([query, self.translator.equal(field, self._value(field, value))])
            skip = max(0, start - begins)
            page += self.by_fields(run, keys[1:], skip, count - len(page))
        return page[:count]

    def by_score(self, query: Query, tie_keys: tuple[str, ...], start: int, count: int) -> tuple[int, list[Found]]:
        """Return how many match, and hits by falling score; equal ones in the order of `tie_keys`."""
        end = start + count
        first = self.searcher.search(query, limit=end + 1)
        hits = first.hits
        more = 250
        while len(hits) > end and hits[-1][0] == hits[end - 1][0] and more <= _LONGEST_TIE:
            hits = self.searcher.search(query, limit=end + more, count=False).hits
            more *= 4
        page: list[Found] = []
        for begins, ends, _ in _runs(hits):
            if begins < end and ends > start:
                skip = max(0, start - begins)
                page += self._in_order(list(hits[begins:ends]), tie_keys, skip, min(ends, end) - begins - skip)
        return int(first.count), page  # type: ignore[attr-defined]  # its stub forgets it

    def _in_order(self, run: list[Found], keys: tuple[str, ...], skip: int, count: int) -> list[Found]:
        """Return `count` hits after `skip` of a run, put in the order of `keys`; those without a value come last.

        Each further key is asked only of hits that are alike so far and touch the page: reading what is stored takes
        most of the time.
        """
        if not keys or len(run) == 1:
            return run[skip : skip + count]
        valued = list(zip(self._values(run, keys[0].removeprefix("-")), run, strict=True))
        have = sorted((one for one in valued if one[0] is not None), key=_first, reverse=keys[0].startswith("-"))
        ordered = have + [one for one in valued if one[0] is None]
        page: list[Found] = []
        for begins, ends, _ in _runs(ordered):
            if begins < skip + count and ends > skip:
                alike = [hit for _, hit in ordered[begins:ends]]
                left_out = max(0, skip - begins)
                page += self._in_order(alike, keys[1:], left_out, min(ends, skip + count) - begins - left_out)
        return page

    def _values(self, run: list[Found], name: str) -> list[Any]:
        """Return what orders these hits by a field, in their order."""
        if self.schema.by_name[name].kind in TIME:
            return self.searcher.fast_field_values(name + MOMENT, [address for _, address in run])
        return [self.stored(address).get(name) for _, address in run]

    def _key(self, key: str) -> tuple[str, Order]:
        return self.schema.ordering(key).sorted_by, Order.Desc if key.startswith("-") else Order.Asc

    def _value(self, field: str, value: Any) -> Any:
        column = self.schema.by_name.get(field)
        if value is not None and column is not None and column.kind in TIME:
            return _from_nanoseconds(int(value))
        return value


def known_keys(schema: IndexSchema, keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of `keys` that this index has."""
    return tuple(key for key in keys if key.removeprefix("-") in schema.by_name)


def _first(pair: tuple[Any, Found]) -> Any:
    return pair[0]


def _runs(hits: Any) -> Iterator[tuple[int, int, Any]]:
    at = 0
    for value, run in groupby(hits, key=lambda hit: hit[0]):
        length = sum(1 for _ in run)
        yield at, at + length, value
        at += length


def _from_nanoseconds(value: int) -> Any:
    return datetime.fromtimestamp(value // _NANOSECONDS, UTC)
