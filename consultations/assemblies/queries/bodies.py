"""Reads about bodies and who sits on them. Whatever everybody may see goes through `shown`."""

from django.db.models import QuerySet
from wagtail.models import Page

from consultations.assemblies.models import BodyPage, Member, SessionPage
from core.visibility import for_everyone


def shown() -> QuerySet[BodyPage]:
    """Return the bodies that everybody may see."""
    bodies: QuerySet[BodyPage] = for_everyone(BodyPage.objects.all())
    return bodies


def sessions_shown() -> QuerySet[SessionPage]:
    """Return the sessions that everybody may see."""
    sessions: QuerySet[SessionPage] = for_everyone(SessionPage.objects.all())
    return sessions


def body_of(session: Page) -> BodyPage:
    """Return the body that a session is of: the page above it. Raises BodyPage.DoesNotExist for a page elsewhere."""
    return BodyPage.objects.get(path=session.path[: -session.steplen])


def member_of(user: object) -> Member | None:
    """Return the member who has this account."""
    pk = getattr(user, "pk", None)
    return Member.objects.filter(user=pk).first() if pk else None
