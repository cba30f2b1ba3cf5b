"""The folder of an index: its generations, its readers and its one writer at a time.

    PATH/current-<fingerprint>   names the generation that is read and written
    PATH/<fingerprint>-<n>/      a generation: one Tantivy index

The fingerprint is that of the schema, so two releases with different fields never read each other's files. A rebuild
fills a new generation beside the old one and then renames the pointer, which no reader can see half done. A generation
that can't be opened is set aside and an empty one begun; `on_loss` is told.
"""

import logging
import os
import random
import shutil
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

import tantivy
from django.core.files import locks

from search.backends.tantivy import analysis
from search.backends.tantivy.schema import IndexSchema

log = logging.getLogger("search")
HEAP = 30_000_000
BULK_HEAP = 200_000_000
PATIENCE = 30.0  # seconds that a writer waits for another to finish
LEFT_BEHIND = 7 * 24 * 3600.0  # seconds after which another schema's index is no longer in use
SHORTAGES = ("Permission denied", "Too many open files", "No space left", "Cannot allocate memory")
BETWEEN_TRIES = (0.002, 0.02)  # seconds
Loss = Callable[[], None]


class Unavailable(Exception):
    """The index can't be reached. Says why, in a sentence."""


class Store:
    """One index on disk, shared by the threads of this process."""

    def __init__(self, root: Path, schema: IndexSchema, *, patience: float = PATIENCE, on_loss: Loss) -> None:
        self.root, self.schema, self.patience, self.on_loss = root, schema, patience, on_loss
        self._pointer = root / f"current-{schema.name}"
        self._guard = threading.RLock()
        self._name, self._is_new = "", False
        self._index: tantivy.Index | None = None
        self._seen = (0, 0)

    def searcher(self) -> tuple[tantivy.Index, tantivy.Searcher]:
        """Return the index and a searcher that sees everything committed so far, by any process.

        Raises Unavailable when the folder can't be used at all.
        """
        found = self._searcher()
        if self._is_new:
            self._is_new = False
            self.on_loss()  # may fill it at once
            found = self._searcher()
        return found

    def _searcher(self) -> tuple[tantivy.Index, tantivy.Searcher]:
        with self._guard:
            for _ in range(3):
                index, name = self._opened()
                try:
                    self._reload(index, name)
                    return index, index.searcher()
                except (ValueError, OSError) as error:
                    self._forget()
                    if self._read_pointer() == name:  # else it was swapped under us: look again
                        self._set_aside(name, error)
            raise Unavailable(f"The index in {self.root} can't be read.")

    @contextmanager
    def writing(self) -> Iterator[tantivy.IndexWriter]:
        """Yield the writer, alone among all processes; commits at the end, or rolls back.

        Raises Unavailable when another writer holds on longer than our patience.
        """
        writer = self._writer_of_current()
        try:
            yield writer
        except BaseException:
            writer.rollback()
            raise
        else:
            writer.commit()
        finally:
            writer.wait_merging_threads()

    @contextmanager
    def rebuilding(self) -> Iterator[tantivy.IndexWriter]:
        """Yield a writer on an empty index beside the present one, and put it in the other's place at the end.

        When the block raises, the present index stays as it is.
        """
        with self._file_lock("rebuild", wait=False):
            name, folder = self._begun()
            writer = self._open(folder).writer(BULK_HEAP, 1)
            try:
                yield writer
                writer.commit()
                writer.wait_merging_threads()
            except BaseException:
                del writer
                shutil.rmtree(folder, ignore_errors=True)
                raise
            # Whoever writes to the old one ends first, so that nothing is written to it later.
            with self.writing() if self._read_pointer() else nullcontext(), self._file_lock("pointer"):
                self._point_at(name)
            self._is_new = False  # whatever the old one had lost is in the new one
            self._tidy()

    def _writer_of_current(self) -> tantivy.IndexWriter:
        deadline = time.monotonic() + self.patience
        while True:
            self._searcher()  # opens, or begins, what the pointer names
            with self._guard:
                index, name = self._opened()
            try:
                writer = index.writer(HEAP, 1)
            except ValueError as error:
                if "LockBusy" not in str(error):
                    raise Unavailable(f"The index in {self.root} can't be written to.") from error
                if time.monotonic() > deadline:
                    raise Unavailable(f"Another process has been writing to {self.root} for too long.") from error
                time.sleep(random.uniform(*BETWEEN_TRIES))  # noqa: S311  # uneven, so that nobody always comes last
                continue
            if self._read_pointer() == name:
                return writer
            writer.rollback()
            writer.wait_merging_threads()
            with self._guard:
                self._forget()

    def _opened(self) -> tuple[tantivy.Index, str]:
        name = self._read_pointer()
        if self._index is not None and name == self._name:
            return self._index, name
        if not name:
            self._begin_empty(instead_of="")
            name = self._read_pointer()
        try:
            self._index = self._open(self.root / name)
        except (ValueError, OSError) as error:
            self._set_aside(name, error)
            name = self._read_pointer()
            self._index = self._open(self.root / name)
        self._name, self._seen = name, (0, 0)
        return self._index, name

    def _open(self, folder: Path) -> tantivy.Index:
        index = analysis.register(tantivy.Index(self.schema.tantivy, str(folder), reuse=True))
        index.config_reader("manual", 0)
        return index

    def _reload(self, index: tantivy.Index, name: str) -> None:
        """Take in what was committed since, told by the file that every commit replaces."""
        stat = (self.root / name / "meta.json").stat()
        seen = (stat.st_ino, stat.st_mtime_ns)
        if seen != self._seen:
            index.reload()
            self._seen = seen

    def _forget(self) -> None:
        self._index, self._name, self._seen = None, "", (0, 0)

    def _read_pointer(self) -> str:
        try:
            name = self._pointer.read_text().strip()
        except FileNotFoundError:
            return ""
        except (OSError, UnicodeDecodeError) as error:
            raise Unavailable(f"The index in {self.root} can't be read.") from error
        ours = name.startswith(f"{self.schema.name}-") and "/" not in name
        return name if ours and (self.root / name / "meta.json").exists() else ""

    def _begin_empty(self, *, instead_of: str) -> None:
        """Point at a new empty generation, unless another process has mended things meanwhile."""
        with self._file_lock("pointer"):
            present = self._read_pointer()
            if present and present != instead_of:
                return
            name, folder = self._begun()
            self._open(folder)
            self._point_at(name)
            self._is_new = True

    def _set_aside(self, name: str, error: Exception) -> None:
        """Begin anew, unless the files are sound and only the machine is short of something."""
        if any(sign in str(error) for sign in SHORTAGES):
            raise Unavailable(f"The index in {self.root} can't be read.") from error
        log.error("search_index_damaged", extra={"generation": name})
        self._begin_empty(instead_of=name)
        shutil.rmtree(self.root / name, ignore_errors=True)

    def _begun(self) -> tuple[str, Path]:
        name = f"{self.schema.name}-{uuid.uuid4().hex[:12]}"
        folder = self.root / name
        try:
            folder.mkdir(parents=True)
        except OSError as error:
            raise Unavailable(f"The index can't be kept in {self.root}: {error.strerror}.") from error
        return name, folder

    def _point_at(self, name: str) -> None:
        beside = self.root / f".{name}"
        with beside.open("w") as file:
            file.write(name)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self._pointer)

    @contextmanager
    def _file_lock(self, name: str, *, wait: bool = True) -> Iterator[None]:
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            file = (self.root / f".{name}-lock").open("w")
        except OSError as error:
            raise Unavailable(f"The index can't be kept in {self.root}: {error.strerror}.") from error
        with file:
            if not locks.lock(file, locks.LOCK_EX if wait else locks.LOCK_EX | locks.LOCK_NB):
                raise Unavailable(f"Another process holds the {name} lock of {self.root}.")
            try:
                yield
            finally:
                locks.unlock(file)

    def _tidy(self) -> None:
        """Remove our generations that nothing points at, and what a release of another schema left long ago."""
        with self._file_lock("pointer"):
            present = self._read_pointer()
            for folder in self.root.glob(f"{self.schema.name}-*"):
                if folder.name != present:
                    with suppress(OSError):
                        shutil.rmtree(folder)
            for pointer in self.root.glob("current-*"):
                if pointer != self._pointer and time.time() - pointer.stat().st_mtime > LEFT_BEHIND:
                    fingerprint = pointer.name.removeprefix("current-")
                    pointer.unlink()
                    for folder in self.root.glob(f"{fingerprint}-*"):
                        shutil.rmtree(folder, ignore_errors=True)


_stores: dict[tuple[Path, str], Store] = {}
_stores_guard = threading.Lock()


def store_at(root: Path, schema: IndexSchema, *, patience: float, on_loss: Loss) -> Store:
    """Return this process's store for a folder and a schema, one for all threads."""
    with _stores_guard:
        key = (root, schema.name)
        if key not in _stores:
            _stores[key] = Store(root, schema, patience=patience, on_loss=on_loss)
        return _stores[key]
