"""Reading a table of meetings as it comes from a spreadsheet: words alone, no rows of ours.

Columns: day, from, to, kind, title, room, group, people, emails, peers. A first row that names them may put them in another
order and leave some out. Several people stand in one cell with a semicolon, or a new line, between them.
"""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.plain_text import one_line
from peer_review.visits.enums import Group, MeetingKind

COLUMNS = ("day", "from", "to", "kind", "title", "room", "group", "people", "emails", "peers")
# What a person is told of them. Their names are what the file says, in any language of the page.
EXPLAINED = (
    ("day, from, to", gettext_lazy("like 27/03/2027 or Tuesday, 09:30, 10:15")),
    ("title", gettext_lazy("without a name, for all of the team reads it")),
    ("kind", gettext_lazy("Interview (if it is empty), Focus group, Meeting observed, Visit, or Meeting of the team")),
    ("room", gettext_lazy("a new name adds the room; a link may stand here too")),
    ("group", gettext_lazy("to which the people belong, such as Frontline staff")),
    (
        "people, emails",
        gettext_lazy("several with a semicolon between them, in the same order; each address once is enough"),
    ),
    ("peers", gettext_lazy("two of the team, by name")),
)
NAMED = {
    "date": "day", "start": "from", "starts": "from", "begins": "from", "end": "to", "ends": "to", "type": "kind",
    "meeting": "title", "place": "room", "attendees": "people", "who": "people", "names": "people", "email": "emails",
    "mail": "emails", "mails": "emails", "team": "peers", "reviewers": "peers",
}  # fmt: skip
MOST_ROWS = 200
# As people write them, and as spreadsheets show them: 27-Mar-27, Saturday 27 March 2027, 09:30:00, 9.30am.
DAYS = (
    "%d/%m/%Y", "%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d/%m/%y", "%d-%b-%y", "%d-%b-%Y", "%A %d %B %Y", "%a %d %b %Y",
)  # fmt: skip
CLOCKS = ("%H:%M", "%H.%M", "%H%M", "%H:%M:%S", "%I:%M%p", "%I.%M%p", "%I%p")
TITLE, NAME, ROOM = 160, 120, 80  # what the columns of our rows hold


@dataclass(frozen=True)
class Person:
    name: str
    email: str


@dataclass
class Pasted:
    """One row as it was read: what is wrong with it stands in `errors`, and what could be read is there all the same."""

    number: int
    cells: Mapping[str, str]
    begins: datetime | None = None
    ends: datetime | None = None
    kind: MeetingKind = MeetingKind.INTERVIEW
    title: str = ""
    room: str = ""
    group: str = ""
    people: Sequence[Person] = ()
    peers: Sequence[str] = ()
    errors: list[str] = field(default_factory=list)


def read_table(text: str, days: Sequence[date]) -> list[Pasted]:
    """Return the rows of a table, none for what is no table; `days` are those on site, by which a weekday is understood."""
    lines = [line for line in _lines(text) if any(cell.strip() for cell in line)]
    if not lines:
        return []
    head = [_column(cell) for cell in lines[0]]
    names: Sequence[str] = COLUMNS
    if "title" in head and "from" in head:
        names, lines = head, lines[1:]
    return [_row(number, dict(zip(names, line, strict=False)), days) for number, line in enumerate(lines, 1)]


def _lines(text: str) -> list[list[str]]:
    first = text.strip().partition("\n")[0]
    mark = "\t" if "\t" in first else ";" if first.count(";") > first.count(",") else ","
    try:
        return list(csv.reader(io.StringIO(text), delimiter=mark))
    except csv.Error:  # a cell of more than 131,072 characters: no table is like that
        return []


def _column(cell: str) -> str:
    name = cell.strip().lstrip("\ufeff").casefold()
    return NAMED.get(name, name)


def _row(number: int, cells: Mapping[str, str], days: Sequence[date]) -> Pasted:
    clean = {name: cells.get(name, "").strip() for name in COLUMNS}
    row = Pasted(number, clean)
    day, begins, ends = _day(row, days), _clock(row, "from"), _clock(row, "to")
    if day and begins:
        row.begins = timezone.make_aware(datetime.combine(day, begins))
    if day and ends:
        row.ends = timezone.make_aware(datetime.combine(day, ends))
    if row.begins and row.ends and row.ends <= row.begins:
        row.errors.append(_("It must end after it begins"))
    row.kind = MeetingKind(_choice(row, "kind", MeetingKind.choices) or MeetingKind.INTERVIEW)
    row.title = _short(row, "title", TITLE)
    if not row.title:
        row.errors.append(_("Enter a title"))
    row.room = _short(row, "room", ROOM)
    row.group = _choice(row, "group", Group.choices)
    row.people = _people(row)
    if row.people and not clean["group"]:
        row.errors.append(
            _("Say to which group the people belong, such as %(group)s") % {"group": Group.FRONTLINE.label}
        )
    row.peers = _several(clean["peers"])
    return row


def _day(row: Pasted, days: Sequence[date]) -> date | None:
    written = one_line(row.cells["day"]).replace(",", "")
    named = [one for one in days if written and f"{one:%A}".casefold().startswith(written.casefold())]
    found = next(filter(None, (_parsed(written, form) for form in DAYS)), None)
    day = named[0] if len(named) == 1 else found.date() if found else None
    if day is None:
        row.errors.append(_("Enter the day, like 27/03/2027 or Tuesday"))
    elif days and not days[0] <= day <= days[-1]:
        row.errors.append(_("The team is not there on this day"))
    return day


def _clock(row: Pasted, name: str) -> time | None:
    written = one_line(row.cells[name]).replace(" ", "")
    found = next(filter(None, (_parsed(written, form) for form in CLOCKS)), None)
    if found is None:
        text = _("Enter when it begins, like 09:30") if name == "from" else _("Enter when it ends, like 10:15")
        row.errors.append(text)
    return found.time() if found else None


def _parsed(written: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(written, form)  # noqa: DTZ007 - a zone is put on with the day
    except ValueError:
        return None


def _choice(row: Pasted, name: str, choices: Sequence[tuple[str, Any]]) -> str:
    """Return the value that a cell names, by its key or its label, whole or by a beginning that is one's alone."""
    written = one_line(row.cells[name]).casefold()
    if not written:
        return ""
    exact = [key for key, label in choices if written in {key.replace("_", " "), key, str(label).casefold()}]
    near = exact or [key for key, label in choices if str(label).casefold().startswith(written)]
    if len(near) == 1:
        return near[0]
    known = ", ".join(str(label) for _key, label in choices)
    row.errors.append(_("“%(written)s” is none of: %(known)s") % {"written": row.cells[name], "known": known})
    return ""


def _short(row: Pasted, name: str, most: int) -> str:
    written = one_line(row.cells[name])
    if len(written) > most:
        row.errors.append(_("“%(what)s…” must be %(most)d characters or fewer") % {"what": written[:20], "most": most})
    return written


def _several(cell: str) -> list[str]:
    return [one for one in (one_line(part) for part in re.split(r"[;\n]", cell)) if one]


def _people(row: Pasted) -> list[Person]:
    """Return who is heard. An address stands in its own column, in the same order, or behind the name: Ada <ada@example.org>."""
    addresses = [one_line(part) for part in re.split(r"[;\n]", row.cells["emails"])]
    people = []
    for number, written in enumerate(_several(row.cells["people"])):
        name, _mark, address = written.partition("<")
        email = address.rstrip("> ") or (addresses[number] if number < len(addresses) else "")
        people.append(Person(name.strip(), email))
    if len([one for one in addresses if one]) > len(people):
        row.errors.append(_("There are more addresses than people"))
    for one in people:
        if len(one.name) > NAME:
            row.errors.append(
                _("“%(what)s…” must be %(most)d characters or fewer") % {"what": one.name[:20], "most": NAME}
            )
        if one.email and not _is_address(one.email):
            row.errors.append(_("“%(email)s” is not an email address") % {"email": one.email})
    return people


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
