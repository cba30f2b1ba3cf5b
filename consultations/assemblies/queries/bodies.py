"""Reads about bodies and who sits on them. Whatever everybody may see goes through `shown`."""

from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from consultations.assemblies.enums import AHEAD, NOT_OVER, SessionState
from consultations.assemblies.models import BodyPage, Member, Seat, SessionPage, Term
from core.visibility import for_everyone


def shown() -> QuerySet[BodyPage]:
    """Return the bodies that everybody may see."""
    bodies: QuerySet[BodyPage] = for_everyone(BodyPage.objects.all())
    return bodies


def sessions_shown() -> QuerySet[SessionPage]:
    """Return the sessions that everybody may see."""
    sessions: QuerySet[SessionPage] = for_everyone(SessionPage.objects.all())
    return sessions


def body_of(session: SessionPage) -> BodyPage:
    """Return the body that a session is of: the page above it."""
    return BodyPage.objects.get(path=session.path_of_body)


def member_of(user: object) -> Member | None:
    """Return the member who has this account."""
    pk = getattr(user, "pk", None)
    return Member.objects.filter(user=pk).first() if pk else None


def next_sessions(bodies: QuerySet[BodyPage] | Iterable[BodyPage]) -> dict[str, SessionPage]:
    """Return by body's path the session that is live, or else the next one that everybody may see: one query."""
    paths = {body.path for body in bodies}
    now = Q(state=SessionState.LIVE) | Q(state__in=AHEAD, ends_at__gte=timezone.now())
    ahead = sessions_shown().filter(now)
    found: dict[str, SessionPage] = {}
    for session in ahead.order_by("starts_at", "pk"):
        if (path := session.path_of_body) in paths:
            found.setdefault(path, session)
    return found


def sessions_ahead_of(bodies: Iterable[BodyPage]) -> list[tuple[BodyPage, SessionPage]]:
    """Return the sessions to come, and those that are live, of bodies on which one sits, the next first: one query."""
    by_path = {body.path: body for body in bodies}
    ahead = SessionPage.objects.filter(live=True, state__in=NOT_OVER).order_by("starts_at", "pk")
    pairs = ((by_path.get(one.path_of_body), one) for one in ahead)
    return [(body, session) for body, session in pairs if body is not None]


def vacancies() -> dict[int, int]:
    """Return by body how many of its seats nobody holds today and nobody is appointed to: one query."""
    taken = Term.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=timezone.localdate()))
    empty = Seat.objects.exclude(pk__in=taken.values("seat")).order_by()
    return dict(empty.values_list("category__body").annotate(Count("pk")))


def sub_bodies(body: BodyPage) -> QuerySet[BodyPage]:
    """Return the parts of a body that everybody may see."""
    return shown().filter(BodyPage.objects.all().child_of_q(body)).order_by("path")
