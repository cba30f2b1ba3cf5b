"""What happened in a town hall, in the order of its log: one reading, of which the pages and the files are made.

First the log is walked without a word: each event becomes places, which say what is told there and of which row. Then places
are filled, some hundreds at a time, with what `disclose` lets the public know now. So a town hall of any size needs the
words of one page, or of one piece of a file; and what was hidden since is a stub wherever it stood.

What was said is told where it was published, as it reads now. An edit, an answer, a merge are told where they were made, if they
still stand. What moderators undid themselves is told by what stands now; taking from view and showing again, measures
and states are told each time.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Page

from consultations.townhalls.disclosure import KnownContribution
from consultations.townhalls.enums import (
    IN_PUBLIC,
    ON_THE_TIMELINE,
    ContributionState,
    EntryKind,
    EventKind,
    Stream,
    TownHallState,
)
from consultations.townhalls.models import (
    Beginning,
    Contribution,
    Measure,
    StateChange,
    ThreadEvent,
    TownHallPage,
    Wording,
)
from consultations.townhalls.presenters import measure_in_words
from consultations.townhalls.queries import beginnings
from consultations.townhalls.recording import Clock, clock_of
from core.disclosure import PUBLIC, disclose
from core.templatetags.moments import plain_moment
from core.visibility import for_everyone

AT_ONCE = 500  # places that are filled together
ABOUT_WORDS = frozenset(
    {
        EntryKind.SAID,
        EntryKind.REMOVED,
        EntryKind.RESTORED,
        EntryKind.ANSWERING,
        EntryKind.ANSWERED,
        EntryKind.EDITED,
        EntryKind.MERGED,
        EntryKind.CARRIED,
    }
)
AS_THEY_ARE = {
    EventKind.REMOVED: EntryKind.REMOVED,
    EventKind.ANSWERING: EntryKind.ANSWERING,
    EventKind.STATE: EntryKind.STATE,
    EventKind.MEASURE: EntryKind.MEASURE,
    EventKind.POLL: EntryKind.POLL,
    EventKind.PART: EntryKind.PART,
}
Mark = tuple[datetime, EntryKind]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is told: by the event `number` of a part, at a time, of the row `subject`. It holds no words."""

    kind: EntryKind
    part: int
    number: int
    at: datetime
    subject: int


@dataclass(frozen=True)
class Entry:
    """One thing that happened. `told` says it in a sentence, but for what was said itself: that is `known`, a stub where
    it may not be read. `offset` is in seconds of the recording."""

    kind: EntryKind
    part: int
    number: int
    at: datetime
    told: str = ""
    known: KnownContribution | None = None
    under: str = ""
    carried_to: tuple[str, str] | None = None
    offset: int | None = None
    link: str = ""

    @property
    def anchor(self) -> str:
        """The name of its place on a page; what was said has its reference, where it has one."""
        if self.kind is EntryKind.SAID and self.known:
            return self.known.reference or f"said-{self.known.pk}"
        return f"event-{self.part}-{self.number}-{self.kind}"


def places_of(hall: TownHallPage, *, only: frozenset[EntryKind] | None = None) -> list[Place]:
    """Return the places of all that is told of a town hall, in order: four queries, and no words."""
    marks, began = _marks(hall), beginnings(hall)
    last_beginnings = {row.pk: row for row in began.values()}
    found: list[Place] = []
    later: list[Place] = []
    for place in _walked(hall, marks):
        if place.kind is EntryKind.AGENDA:
            if (row := last_beginnings.get(place.subject)) is not None:
                later.append(Place(place.kind, place.part, place.number, row.began_at, row.pk))
        else:
            found.append(place)
    return [one for one in _by_the_clock(found, later) if only is None or one.kind in only]


def filled(hall: TownHallPage, places: Sequence[Place]) -> Iterator[Entry]:
    """Yield the entries of places, as the public may know them now: at most eight queries for each AT_ONCE."""
    clock = clock_of(hall)
    for start in range(0, len(places), AT_ONCE):
        yield from _filled(hall, places[start : start + AT_ONCE], clock)


def timeline_of(hall: TownHallPage) -> list[Entry]:
    """Return what happened in the session itself, by the clock."""
    return sorted(filled(hall, places_of(hall, only=ON_THE_TIMELINE)), key=lambda entry: entry.at)


# Walking the log


def _walked(hall: TownHallPage, marks: dict[int, list[Mark]]) -> Iterator[Place]:
    events = ThreadEvent.objects.filter(thread__page=hall, stream=Stream.PUBLIC).order_by("thread__part", "seq")
    told: set[int] = set()
    for part, number, kind, subject, at in events.values_list(
        "thread__part", "seq", "kind", "subject", "at"
    ).iterator():
        if kind in AS_THEY_ARE:
            yield Place(AS_THEY_ARE[EventKind(kind)], part, number, at, subject)
        elif kind == EventKind.AGENDA:
            yield Place(EntryKind.AGENDA, part, number, at, subject)
        elif subject not in told:
            told.add(subject)
            yield Place(EntryKind.SAID, part, number, at, subject)
        elif kind == EventKind.PUBLISHED:
            yield Place(EntryKind.RESTORED, part, number, at, subject)
        due = marks.get(subject, []) if kind in {EventKind.PUBLISHED, EventKind.CHANGED} else []
        while due and due[0][0] <= at:
            yield Place(due.pop(0)[1], part, number, at, subject)


def _marks(hall: TownHallPage) -> dict[int, list[Mark]]:
    """Return what was done to each contribution that everybody sees, with the time: the next event about it tells it."""
    rows = Contribution.objects.filter(thread__page=hall, state__in=IN_PUBLIC)
    rows = rows.filter(Q(parent__isnull=True) | Q(parent__state__in=IN_PUBLIC))
    found: dict[int, list[Mark]] = {}
    for pk, state, answered_at, decided_at in rows.values_list("pk", "state", "answered_at", "decided_at"):
        marks = found.setdefault(pk, [])
        if answered_at:
            marks.append((answered_at, EntryKind.ANSWERED))
        if decided_at and state == ContributionState.MERGED:
            marks.append((decided_at, EntryKind.MERGED))
        if decided_at and state == ContributionState.CARRIED_OVER:
            marks.append((decided_at, EntryKind.CARRIED))
    edits = Wording.objects.filter(contribution__thread__page=hall).values_list("contribution", "at")
    for pk, at in edits:
        if pk in found:
            found[pk].append((at, EntryKind.EDITED))
    return {pk: sorted(marks) for pk, marks in found.items() if marks}


def _by_the_clock(found: list[Place], later: list[Place]) -> list[Place]:
    """Put what has a clock of its own, since staff may say afterwards when it was, where it belongs in the log."""
    waiting, merged = deque(sorted(later, key=lambda place: place.at)), list[Place]()
    for place in found:
        while waiting and waiting[0].at < place.at:
            merged.append(waiting.popleft())
        merged.append(place)
    return [*merged, *waiting]


# Filling in the words


def _filled(hall: TownHallPage, places: Sequence[Place], clock: Clock | None) -> Iterator[Entry]:
    about = {place.subject for place in places if place.kind in ABOUT_WORDS}
    rows = Contribution.objects.filter(pk__in=about, thread__page=hall)
    rows_by_key = rows.select_related("parent", "merged_into", "carried_to").in_bulk()
    known = {pk: disclose(row, PUBLIC) for pk, row in rows_by_key.items()}
    carried = _carried_to(rows_by_key.values())
    sentences = _sentences(hall, places)
    for place in places:
        if place.kind in ABOUT_WORDS:
            row, one = rows_by_key.get(place.subject), known.get(place.subject)
            if row is None or one is None or not _is_told(place.kind, one):
                continue
            under = (row.parent.reference or _("a comment")) if row.parent and one.is_visible else ""
            where = carried.get(row.carried_to_id) if place.kind is EntryKind.CARRIED else None
            yield replace(_begun(place, clock), told=_about(place.kind, one), known=one, under=under, carried_to=where)
        elif told := sentences.get(place):
            yield replace(_begun(place, clock), told=told)


def _begun(place: Place, clock: Clock | None) -> Entry:
    offset = clock.offset(place.at) if clock else None
    link = clock.link_at(offset) if clock else ""
    return Entry(place.kind, place.part, place.number, place.at, offset=offset, link=link)


def _is_told(kind: EntryKind, one: KnownContribution) -> bool:
    """A stub stands where something was said, and where it was taken; nothing else is told of it."""
    return one.is_visible or kind in {EntryKind.SAID, EntryKind.REMOVED, EntryKind.RESTORED}


def _about(kind: EntryKind, one: KnownContribution) -> str:
    if kind is EntryKind.SAID and one.is_visible:
        return ""
    in_writing = one.state == ContributionState.ANSWERED_IN_WRITING
    said = {
        EntryKind.SAID: _("%(what)s: a moderator took this from view."),
        EntryKind.REMOVED: _("%(what)s was taken from view."),
        EntryKind.RESTORED: _("%(what)s was shown again."),
        EntryKind.ANSWERING: _("Answering %(what)s began."),
        EntryKind.ANSWERED: _("%(what)s was answered in writing.") if in_writing else _("%(what)s was answered live."),
        EntryKind.EDITED: _("%(what)s was edited for clarity."),
        EntryKind.MERGED: _("%(what)s was merged into %(other)s."),
        EntryKind.CARRIED: _("%(what)s was carried over."),
    }[kind]
    return said % {"what": one.reference or str(one.kind.label), "other": one.merged_into}


def _carried_to(rows: Iterable[Contribution]) -> dict[int | None, tuple[str, str]]:
    """Return title and address of the pages that questions were carried over to, where everybody may see them."""
    keys = {row.carried_to_id for row in rows if row.carried_to_id}
    pages = for_everyone(Page.objects.filter(pk__in=keys)) if keys else ()
    return {page.pk: (page.title, page.get_url() or "") for page in pages}


Sentences = Callable[[TownHallPage, Sequence[Place]], Iterable[tuple[Place, str]]]


def _sentences(hall: TownHallPage, places: Sequence[Place]) -> dict[Place, str]:
    found: dict[Place, str] = {}
    for kind, say in SAYS.items():
        if some := [place for place in places if place.kind is kind]:
            found.update(say(hall, some))
    return found


def _states(hall: TownHallPage, places: Sequence[Place]) -> Iterator[tuple[Place, str]]:
    rows = StateChange.objects.filter(town_hall=hall).in_bulk([place.subject for place in places])
    said = {
        TownHallState.OPEN: _("The town hall was opened for questions."),
        TownHallState.LIVE: _("The town hall began."),
        TownHallState.CLOSED: _("The town hall was closed."),
        TownHallState.ARCHIVED: _("The record was closed."),
    }
    for place in places:
        if (row := rows.get(place.subject)) is not None:
            yield place, said.get(TownHallState(row.to), "")


def _measures(hall: TownHallPage, places: Sequence[Place]) -> Iterator[tuple[Place, str]]:
    rows = Measure.objects.filter(thread__page=hall).select_related("by").in_bulk({one.subject for one in places})
    for place in places:
        if (row := rows.get(place.subject)) is None:
            continue
        words = measure_in_words(row)
        if row.ended_at is not None and place.at >= row.ended_at:
            yield place, _("It ended: %(measure)s") % {"measure": words["said"]}
            continue
        until = _(" Until %(when)s.") % {"when": plain_moment(row.until)} if row.until else ""
        yield place, f"{words['said']} {row.reason} ({words['by']}){until}"


def _agenda(hall: TownHallPage, places: Sequence[Place]) -> Iterator[tuple[Place, str]]:
    rows = Beginning.objects.select_related("item").in_bulk([place.subject for place in places])
    for place in places:
        row = rows[place.subject]
        yield place, _("Agenda: %(title)s") % {"title": row.item.title if row.item else row.title}


def _parts(hall: TownHallPage, places: Sequence[Place]) -> Iterator[tuple[Place, str]]:
    for place in places:
        yield place, _("The thread was full. It goes on in part %(number)d.") % {"number": place.part + 1}


# Who says the sentences of each kind of entry that is no contribution: handed its places, it yields each with its sentence,
# and passes over those of which there is nothing to tell. A kind that nobody speaks for is left out.
SAYS: dict[EntryKind, Sentences] = {
    EntryKind.STATE: _states,
    EntryKind.MEASURE: _measures,
    EntryKind.AGENDA: _agenda,
    EntryKind.PART: _parts,
}
