"""The index on the servers: its name, its generations, and what is found in its place.

    NAME-<fingerprint>        an alias, which names the generation that is read and written
    NAME-<fingerprint>-<n>    a generation: one index

The fingerprint is that of the schema, so two releases with different fields never read each other's documents. A
rebuild fills a new generation beside the old one, and the alias then moves in one step. Where the alias names nothing,
or an index of strangers, an empty generation is begun and `on_loss` is told.
"""

import logging
import re
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from elasticsearch import ApiError, BadRequestError, Elasticsearch, NotFoundError
from haystack.exceptions import SearchBackendError

from search.backends.elasticsearch.client import WRITE_TIMEOUT, is_missing
from search.backends.elasticsearch.schema import SETTINGS, IndexSchema

log = logging.getLogger("search")
FIRST = "first"  # what a generation is called that somebody had to begin: of two who begin at once, one makes it
TRIES = 3
BUSY = 429  # the first status that says nothing of what was asked
ABANDONED = 24 * 3600.0  # seconds after which a generation that nothing names was left by a rebuild that died
LEFT_BEHIND = 7 * 24 * 3600.0  # seconds after which another schema's index is no longer in use
T = TypeVar("T")


class Store:
    """One index, shared by the threads of this process."""

    def __init__(self, client: Elasticsearch, name: str, schema: IndexSchema, *, on_loss: Callable[[], None]) -> None:
        self.client, self.name, self.schema, self.on_loss = client, name, schema, on_loss
        self.writer = client.options(request_timeout=WRITE_TIMEOUT)
        self.alias = f"{name}-{schema.name}"
        self._looked = False
        self._guard = threading.RLock()

    def open(self) -> None:
        """See to it that the alias names a generation of ours. Asks the servers once a process."""
        if self._looked:
            return
        with self._guard:
            begun = self._look()
            self._looked = True
        if begun:
            self.on_loss()  # may fill it at once

    def through(self, ask: Callable[[], T]) -> T:
        """Return what is answered.

        An index that goes while it is searched, since another took its place, makes a search fail in many ways: so one
        that fails is asked again. Where nothing is in its place, an empty one is begun.
        """
        self.open()
        for _ in range(TRIES - 1):
            try:
                return ask()
            except ApiError as error:
                if error.status_code >= BUSY:  # the client has tried again already
                    raise
                if is_missing(error):
                    self.reopen()
        return ask()

    def reopen(self) -> None:
        """As `open`, but ask again: the index turned out to be missing."""
        self._looked = False
        self.open()

    @contextmanager
    def rebuilding(self) -> Iterator[str]:
        """Yield the name of an empty generation beside the present one, which takes its place at the end.

        When the block raises, the present one stays as it is.
        """
        name = self._create(uuid.uuid4().hex[:12])
        try:
            yield name
            self.writer.indices.refresh(index=name)
            self._point_at(name)
        except BaseException:
            self._remove(name)
            raise
        self._looked = True
        self._tidy()

    def _present(self) -> dict[str, Any]:
        """Return what the alias names: each index with its aliases, mapping and settings."""
        try:
            return dict(self.client.indices.get(index=self.alias).body)
        except NotFoundError:
            return {}

    def _is_ours(self, name: str, told: dict[str, Any]) -> bool:
        known = told["mappings"].get("_meta", {}).get("fingerprint") == self.schema.name
        return known and name.startswith(f"{self.alias}-")

    def _look(self) -> bool:
        """Mend what the alias names; return whether an empty generation had to be begun."""
        for _ in range(TRIES):
            present = self._present()
            ours = sorted(
                (name for name, told in present.items() if self._is_ours(name, told)),
                key=lambda name: (not name.endswith(FIRST), int(present[name]["settings"]["index"]["creation_date"])),
            )
            if ours and len(present) == 1:
                return False
            if ours:  # two at once put theirs there
                self._point_at(ours[-1])
                return False
            if present:
                log.error("search_index_foreign", extra={"index": self.alias})
                self._point_at(self._create(uuid.uuid4().hex[:12]))
                return True
            if self._begun():
                return True
        raise SearchBackendError(f"The index {self.alias} can't be begun: something takes it away again.")

    def _begun(self) -> bool:
        """Begin an empty generation with the alias on it, in one step; or return False when somebody else did."""
        try:
            self._create(FIRST, aliases={self.alias: {}})
        except BadRequestError as error:
            if error.error != "resource_already_exists_exception":
                raise
            if not self._present():  # it was left without its alias
                self._remove(f"{self.alias}-{FIRST}")
            return False
        return True

    def _create(self, ending: str, **more: Any) -> str:
        name = f"{self.alias}-{ending}"
        self.writer.indices.create(index=name, settings=SETTINGS, mappings=self.schema.mapping, **more)
        return name

    def _remove(self, name: str) -> None:
        self.writer.options(ignore_status=404).indices.delete(index=name)

    def _point_at(self, name: str) -> None:
        """Have the alias name one generation alone, in one step, and remove those that it named of ours."""
        for _ in range(TRIES):
            actions: list[dict[str, Any]] = [{"add": {"index": name, "alias": self.alias}}]
            for other in self._present():
                if other == self.alias or (other != name and other.startswith(f"{self.alias}-")):
                    actions.append({"remove_index": {"index": other}})
                elif other != name:
                    actions.append({"remove": {"index": other, "alias": self.alias}})
            try:
                self.writer.indices.update_aliases(actions=actions)
            except NotFoundError:  # another process was quicker with one of them
                continue
            return
        raise SearchBackendError(f"The index {self.alias} can't be swapped: something else keeps changing it.")

    def _tidy(self) -> None:
        """Remove what rebuilds that died left of ours, and what a release of another schema left long ago."""
        whose = re.compile(rf"{re.escape(self.name)}-([0-9a-f]{{12}})-[0-9a-z]+")
        told = self.client.indices.get(index=f"{self.name}-*", ignore_unavailable=True, allow_no_indices=True).body
        for name, about in told.items():
            match = whose.fullmatch(name)
            age = time.time() - int(about["settings"]["index"]["creation_date"]) / 1000
            if match is None or self.alias in about["aliases"]:
                continue
            if age > (ABANDONED if match[1] == self.schema.name else LEFT_BEHIND):
                self._remove(name)


_stores: dict[tuple[Elasticsearch, str, str], Store] = {}
_guard = threading.Lock()


def store_of(client: Elasticsearch, name: str, schema: IndexSchema, *, on_loss: Callable[[], None]) -> Store:
    """Return this process's store for a name and a schema, one for all threads."""
    with _guard:
        key = (client, name, schema.name)
        if key not in _stores:
            _stores[key] = Store(client, name, schema, on_loss=on_loss)
        return _stores[key]
