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
from heapq import merge
from itertools import groupby
from operator import attrgetter, itemgetter

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from consultations.townhalls.clock import Clock, clock_of
from consultations.townhalls.disclosure import KnownContribution
from consultations.townhalls.enums import (
    ON_THE_TIMELINE,
    POLLS_IN_PUBLIC,
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
    Poll,
    StateChange,
    ThreadEvent,
    TownHallPage,
    Wording,
)
from consultations.townhalls.polls.presenters import in_public, label_of
from consultations.townhalls.polls.queries import counted
from consultations.townhalls.presenters import measure_in_words
from consultations.townhalls.queries import READ_BY_ALL, beginnings
from core.disclosure import PUBLIC, disclose
from core.templatetags.moments import plain_moment
from core.visibility import for_everyone

AT_ONCE = 500  # places that are filled together
MOST_CHOICES = 20  # of a poll, that are told; its own page has all
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
    EventKind.STATE: EntryKind.STATE,
    EventKind.MEASURE: EntryKind.MEASURE,
    EventKind.AGENDA: EntryKind.AGENDA,
    EventKind.PART: EntryKind.PART,
}
ABOUT_CONTRIBUTIONS = frozenset({EventKind.PUBLISHED, EventKind.CHANGED, EventKind.REMOVED})
Mark = tuple[datetime, EntryKind]
Event = tuple[int, int, str, int, datetime]  # part, number, kind, subject, time
Link = tuple[str, str]  # title and address


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
    it may not be read. `leads_to` is another page that it tells of. `offset` is in seconds of the recording."""

    kind: EntryKind
    part: int
    number: int
    at: datetime
    told: str = ""
    known: KnownContribution | None = None
    under: str = ""
    leads_to: Link | None = None
    offset: int | None = None
    link: str = ""

    @property
    def anchor(self) -> str:
        """The name of its place on a page; what was said has its reference, where it has one."""
        if self.kind is EntryKind.SAID and self.known:
            return self.known.reference or f"said-{self.known.pk}"
        return f"event-{self.part}-{self.number}-{self.kind}"


def places_of(hall: TownHallPage, *, only: frozenset[EntryKind] | None = None) -> list[Place]:
    """Return the places of all that is told of a town hall, in order: five queries, and no words."""
    walk, last_beginnings = _Walk(hall), {row.pk: row for row in beginnings(hall).values()}
    found: list[Place] = []
    later: list[Place] = []
    for place in (place for event in _events(hall) for place in walk.places(event)):
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


def timeline_of(hall: TownHallPage) -> list[Place]:
    """Return the places of what happened in the session itself, by the clock."""
    return sorted(places_of(hall, only=ON_THE_TIMELINE), key=attrgetter("at"))


# Walking the log


class _Walk:
    """One walk through the events of a town hall, and what it must remember on the way."""

    def __init__(self, hall: TownHallPage) -> None:
        self.marks, self.polls = _marks(hall), _poll_marks(hall)
        self.told: set[int] = set()
        self.on_stage: int | None = None
        self.changed: set[int] = set()  # what its last event changed: one that leaves the stage was changed first

    def places(self, event: Event) -> Iterator[Place]:
        part, number, kind, subject, at = event
        if kind in ABOUT_CONTRIBUTIONS:
            self.changed.add(subject)
            kinds = self._of_contribution(kind, subject, at)
        elif kind == EventKind.ANSWERING:
            kinds = self._of_the_stage(subject)
        elif kind == EventKind.POLL:
            kinds = self._of_poll(subject, at)
        else:
            kinds = iter([AS_THEY_ARE[EventKind(kind)]])
        for one in kinds:
            yield Place(one, part, number, at, subject)

    def _of_contribution(self, kind: str, subject: int, at: datetime) -> Iterator[EntryKind]:
        if kind == EventKind.REMOVED:
            yield EntryKind.REMOVED
            return
        if subject not in self.told:
            self.told.add(subject)
            yield EntryKind.SAID
        elif kind == EventKind.PUBLISHED:
            yield EntryKind.RESTORED
        due = self.marks.get(subject, [])
        while due and due[0][0] <= at:
            yield due.pop(0)[1]

    def _of_the_stage(self, subject: int) -> Iterator[EntryKind]:
        leaves = subject == self.on_stage and subject in self.changed
        self.on_stage = None if leaves else subject
        self.changed.discard(subject)
        if not leaves:
            yield EntryKind.ANSWERING

    def _of_poll(self, subject: int, at: datetime) -> Iterator[EntryKind]:
        due = self.polls.get(subject, [])
        if due and due[0] <= at:
            due.pop(0)
            yield EntryKind.POLL


def _events(hall: TownHallPage) -> Iterable[Event]:
    """Return the public events of all parts: each part's in its order, and the parts put together by the clock."""
    events = ThreadEvent.objects.filter(thread__page=hall, stream=Stream.PUBLIC).order_by("thread__part", "seq")
    rows = events.values_list("thread__part", "seq", "kind", "subject", "at").iterator()
    parts = [list(some) for _part, some in groupby(rows, key=itemgetter(0))]
    return merge(*parts, key=itemgetter(4))


def _poll_marks(hall: TownHallPage) -> dict[int, list[datetime]]:
    """Return when each poll that everybody sees was opened, and closed: the next event about it tells that."""
    rows = Poll.objects.filter(thread__page=hall, state__in=POLLS_IN_PUBLIC).values_list("pk", "opened_at", "closed_at")
    return {pk: [at for at in (opened, closed) if at is not None] for pk, opened, closed in rows}


def _marks(hall: TownHallPage) -> dict[int, list[Mark]]:
    """Return what was done to each contribution that everybody sees, with the time: the next event about it tells it."""
    rows = Contribution.objects.filter(READ_BY_ALL, thread__page=hall)
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
    waiting, merged = deque(sorted(later, key=attrgetter("at"))), list[Place]()
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
            yield replace(_begun(place, clock), told=_about(place.kind, one), known=one, under=under, leads_to=where)
        elif sentence := sentences.get(place):
            told, where = sentence
            yield replace(_begun(place, clock), told=told, leads_to=where)


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


Sentence = tuple[Place, str, Link | None]


def _sentences(hall: TownHallPage, places: Sequence[Place]) -> dict[Place, tuple[str, Link | None]]:
    found: dict[Place, tuple[str, Link | None]] = {}
    for kind, say in SAYS.items():
        if some := [place for place in places if place.kind is kind]:
            found |= {place: (told, where) for place, told, where in say(hall, some) if told}
    return found


def _states(hall: TownHallPage, places: Sequence[Place]) -> Iterator[Sentence]:
    rows = StateChange.objects.filter(town_hall=hall).in_bulk([place.subject for place in places])
    said = {
        TownHallState.OPEN: _("The town hall was opened for questions."),
        TownHallState.LIVE: _("The town hall began."),
        TownHallState.CLOSED: _("The town hall was closed."),
        TownHallState.ARCHIVED: _("The record was closed."),
    }
    for place in places:
        if (row := rows.get(place.subject)) is not None:
            yield place, said.get(TownHallState(row.to), ""), None


def _measures(hall: TownHallPage, places: Sequence[Place]) -> Iterator[Sentence]:
    rows = Measure.objects.filter(thread__page=hall).select_related("by").in_bulk({one.subject for one in places})
    for place in places:
        if (row := rows.get(place.subject)) is None:
            continue
        words = measure_in_words(row)
        if row.ended_at is not None and place.at >= row.ended_at:
            yield place, _("It ended: %(measure)s") % {"measure": words["said"]}, None
            continue
        until = _(" Until %(when)s.") % {"when": plain_moment(row.until)} if row.until else ""
        yield place, f"{words['said']} {row.reason} ({words['by']}){until}", None


def _agenda(hall: TownHallPage, places: Sequence[Place]) -> Iterator[Sentence]:
    rows = Beginning.objects.select_related("item").in_bulk([place.subject for place in places])
    for place in places:
        row = rows[place.subject]
        yield place, _("Agenda: %(title)s") % {"title": row.item.title if row.item else row.title}, None


def _polls(hall: TownHallPage, places: Sequence[Place]) -> Iterator[Sentence]:
    rows = counted(Poll.objects.filter(thread__page=hall)).in_bulk({place.subject for place in places})
    for place in places:
        if (row := rows.get(place.subject)) is None:
            continue
        known = in_public(row)
        link = (_("The poll"), reverse("townhalls:poll", args=[hall.pk, known.key]))
        if known.closed_at is None or place.at < known.closed_at:
            yield place, _("A poll was opened: %(question)s") % {"question": known.question}, link
            continue
        counts = [f"{label_of(known, number)}: {one.count}" for number, one in enumerate(known.choices[:MOST_CHOICES])]
        told = ngettext(
            "The poll was closed: %(question)s %(many)d person voted. %(counts)s",
            "The poll was closed: %(question)s %(many)d people voted. %(counts)s",
            known.voters,
        )
        yield place, told % {"question": known.question, "many": known.voters, "counts": "; ".join(counts)}, link


def _parts(hall: TownHallPage, places: Sequence[Place]) -> Iterator[Sentence]:
    for place in places:
        yield place, _("The thread was full. It goes on in part %(number)d.") % {"number": place.part + 1}, None


# Who says the sentences of each kind of entry that is no contribution: handed its places, it yields each with its sentence,
# and passes over those of which there is nothing to tell. A kind that nobody speaks for is left out.
SAYS: dict[EntryKind, Callable[[TownHallPage, Sequence[Place]], Iterable[Sentence]]] = {
    EntryKind.STATE: _states,
    EntryKind.MEASURE: _measures,
    EntryKind.AGENDA: _agenda,
    EntryKind.PART: _parts,
    EntryKind.POLL: _polls,
}
