"""Writing to a thread's log, and reading it from a cursor.

A number is allotted under the lock of its stream's head and commits, or not, with the change it tells of. So numbers
stand in the order of the commits and have no gaps: whoever holds 41 and is handed 43 knows that 42 was lost. A sequence of
the database would hand out numbers before others commit, and a reader would pass over those for ever.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, models, transaction
from django.db.models import OuterRef, Subquery
from django.db.transaction import TransactionManagementError

from consultations.townhalls.enums import EventKind, Stream
from consultations.townhalls.models import Head, Thread, ThreadEvent

MOST_REPLAYED = 300
COUNTED_IN_STEPS = 10  # seconds: those who ask at about the same time may share an answer
Bell = Callable[[UUID, Stream, int], None]
TallyBell = Callable[[UUID, str, int], None]
_bells: list[Bell] = []
_tally_bells: list[TallyBell] = []


@dataclass(frozen=True)
class Cursor:
    """A place in one stream: all up to `seq` is known."""

    epoch: UUID
    seq: int

    def __str__(self) -> str:
        return f"{self.epoch}:{self.seq}"

    @classmethod
    def parsed(cls, text: str) -> "Cursor | None":
        """Return the cursor that a text stands for, or None for anything else."""
        epoch, _, seq = text.partition(":")
        try:
            return cls(UUID(epoch), int(seq)) if seq.isascii() and seq.isdigit() and len(seq) < 19 else None  # noqa: PLR2004
        except ValueError:
            return None


@dataclass(frozen=True)
class Replay:
    """What followed a cursor. `is_reset` when that can't be told in full: then everything is to be read anew."""

    events: tuple[ThreadEvent, ...]
    cursor: Cursor
    is_reset: bool = False


def write(thread: Thread, kind: EventKind, subject: models.Model, *, stream: Stream = Stream.PUBLIC) -> ThreadEvent:
    """Append an event, and ring once it is committed.

    Holds the stream's head until the transaction ends: call it last, and keep the transaction short.
    Raises TransactionManagementError outside a transaction.
    """
    return write_each(thread, kind, [subject.pk], stream=stream)[0]


def write_each(
    thread: Thread, kind: EventKind, subjects: Sequence[int], *, stream: Stream = Stream.PUBLIC
) -> list[ThreadEvent]:
    """Append an event about each of several rows, by their keys, in a few queries. As `write` otherwise."""
    if not connection.in_atomic_block:
        raise TransactionManagementError("An event is written in the transaction of what it tells of.")
    if not subjects:
        return []
    Head.objects.get_or_create(thread=thread, stream=stream)
    head = Head.objects.select_for_update().get(thread=thread, stream=stream)
    events = [
        ThreadEvent(thread=thread, stream=stream, seq=seq, kind=kind, subject=subject)
        for seq, subject in enumerate(subjects, head.last + 1)
    ]
    ThreadEvent.objects.bulk_create(events)
    head.last += len(events)
    head.save(update_fields=["last"])
    transaction.on_commit(lambda: ring(thread.key, stream, head.last), robust=True)
    return events


def write_to_all(thread: Thread, kind: EventKind, subject: models.Model) -> None:
    """Append an event that everybody may know of to both streams, the host's first, as every verb does."""
    for stream in (Stream.HOST, Stream.PUBLIC):
        write(thread, kind, subject, stream=stream)


def tallied(thread: Thread, family: str, pk: int) -> None:
    """Have followers told how a count stands, once it is committed; of many within a second they hear the last.

    It is no event and takes no number, so that votes wait for nobody. A bell that is lost is made good by looking: the
    family says what moved (`live.tallies`). `family` is "contribution" or "poll", and `pk` the key of one.
    """
    transaction.on_commit(lambda: ring_tally(thread.key, family, pk), robust=True)


def counted_until() -> int:
    """Return the moment (seconds) up to which whoever reads from now on knows every count. Read it before the data."""
    return int(time.time() // COUNTED_IN_STEPS * COUNTED_IN_STEPS)


def cursor_of(thread: Thread, stream: Stream = Stream.PUBLIC) -> Cursor:
    """Return where the stream stands now. Read it before the data: an event told twice does no harm, one missed does."""
    last = Head.objects.filter(thread=OuterRef("pk"), stream=stream).values("last")
    epoch, seq = Thread.objects.values_list("epoch", Subquery(last)).get(pk=thread.pk)
    return Cursor(epoch, seq or 0)


def replay(thread: Thread, after: Cursor, stream: Stream = Stream.PUBLIC, most: int = MOST_REPLAYED) -> Replay:
    """Return what followed `after`: all of it, or none and a reset. Never a part, which would look like the whole."""
    rows = ThreadEvent.objects.filter(thread=thread, stream=stream, seq__gt=after.seq).order_by("seq")[: most + 1]
    if after.epoch == thread.epoch and 0 < len(rows) <= most:
        return Replay(tuple(rows), Cursor(thread.epoch, rows[len(rows) - 1].seq))
    here = cursor_of(thread, stream)
    if after.epoch != here.epoch or after.seq > here.seq or len(rows) > most:
        return Replay((), here, is_reset=True)
    return Replay((), after)  # nothing followed when it was asked, though something may by now


def heads(keys: Iterable[UUID]) -> dict[tuple[UUID, Stream], int]:
    """Return where the streams of several threads stand, in one query."""
    rows = Head.objects.filter(thread__key__in=list(keys)).values_list("thread__key", "stream", "last")
    return {(key, Stream(stream)): last for key, stream, last in rows}


def have_bell(bell: Bell) -> Bell:
    """Have `bell` rung, in whatever thread the change was made, after each commit. It must return at once."""
    if bell not in _bells:
        _bells.append(bell)
    return bell


def ring(key: UUID, stream: Stream, seq: int) -> None:
    """Tell this process that a stream moved. A bell that fails costs time alone: followers look for themselves."""
    for bell in _bells:
        bell(key, stream, seq)


def have_tally_bell(bell: TallyBell) -> TallyBell:
    """As `have_bell`, for counts."""
    if bell not in _tally_bells:
        _tally_bells.append(bell)
    return bell


def ring_tally(key: UUID, family: str, pk: int) -> None:
    for bell in _tally_bells:
        bell(key, family, pk)
