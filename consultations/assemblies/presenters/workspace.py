"""What a member's own page shows of the sessions ahead of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest

from consultations.assemblies.disclosure import KnownInterest
from consultations.assemblies.enums import SessionState
from consultations.assemblies.models import AgendaItem, BodyPage, Member, SessionPage
from consultations.assemblies.presenters.bodies import NextSession, next_of
from consultations.assemblies.queries.bodies import sessions_ahead_of
from consultations.assemblies.queries.seats import declared_in, items_of
from core.disclosure import PUBLIC, disclose


@dataclass(frozen=True)
class ItemAhead:
    """An item with what this member declared in it."""

    pk: int
    title: str
    declared: KnownInterest | None
    is_open: bool


@dataclass(frozen=True)
class SessionAhead:
    body: str
    next: NextSession
    is_live: bool
    items: tuple[ItemAhead, ...]


def sessions_of(bodies: Iterable[BodyPage], member: Member, request: HttpRequest) -> list[SessionAhead]:
    """Return the sessions of these bodies that are live or to come, with their agendas: three queries."""
    pairs = sessions_ahead_of(bodies)
    agendas = items_of([session for _body, session in pairs])
    declared = declared_in([item for items in agendas.values() for item in items], member)
    own = {key: disclose(rows[0], PUBLIC) for key, rows in declared.items() if rows}
    return [_session(body, session, agendas.get(session.pk or 0, []), own, request) for body, session in pairs]


def _session(
    body: BodyPage, session: SessionPage, items: list[AgendaItem], own: dict[int, KnownInterest], request: HttpRequest
) -> SessionAhead:
    return SessionAhead(
        body=body.title,
        next=next_of(session, request),
        is_live=session.state == SessionState.LIVE,
        items=tuple(ItemAhead(one.pk, one.title, own.get(one.pk), one.concluded_at is None) for one in items),
    )
