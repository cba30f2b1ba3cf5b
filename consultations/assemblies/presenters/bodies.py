"""Bodies as lists and panels draw them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.http import HttpRequest

from consultations.assemblies.lifecycle import SESSION
from consultations.assemblies.models import BodyPage, SessionPage


@dataclass(frozen=True)
class NextSession:
    title: str
    url: str
    session: SessionPage
    state: str
    colour: str


@dataclass
class BodyRow:
    """A body in a list, with its parts below it."""

    title: str
    url: str
    purpose: str
    advises: str
    next: NextSession | None
    vacancies: int
    parts: "list[BodyRow]" = field(default_factory=list)


def tree_of(
    bodies: Iterable[BodyPage],
    sessions: Mapping[str, SessionPage],
    vacancies: Mapping[int, int],
    request: HttpRequest,
) -> list[BodyRow]:
    """Return the bodies with their parts below them; they come in the order of the tree."""
    rows: dict[str, BodyRow] = {}
    tops: list[BodyRow] = []
    for body in bodies:
        row = rows[body.path] = row_of(body, sessions.get(body.path), vacancies.get(body.pk or 0, 0), request)
        above = next((rows[path] for path in _above(body) if path in rows), None)
        (tops if above is None else above.parts).append(row)
    return tops


def _above(body: BodyPage) -> Iterator[str]:
    for end in range(len(body.path) - body.steplen, 0, -body.steplen):
        yield body.path[:end]


def row_of(body: BodyPage, session: SessionPage | None, vacancies: int, request: HttpRequest) -> BodyRow:
    return BodyRow(
        title=body.title,
        url=body.get_url(request) or "",
        purpose=body.purpose,
        advises=body.get_advises_display(),
        next=next_of(session, request) if session else None,
        vacancies=vacancies,
    )


def next_of(session: SessionPage, request: HttpRequest) -> NextSession:
    state = SESSION.state_of(session)
    return NextSession(session.title, session.get_url(request) or "", session, str(state.public_label), state.tag)
