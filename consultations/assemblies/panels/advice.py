"""What the advice register says on other pages: of a body, a session, a member, and published evidence that advice rests on."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from consultations.assemblies.models import Advice, BodyPage, Member, SessionPage
from consultations.assemblies.models.advice import AdviceQuerySet
from consultations.assemblies.presenters.advice import line_of, picture_of
from consultations.assemblies.queries.advice import FIRST_OVERDUE, advice_shown, read_whole, standings
from core.panels import offer

SHOWN = 10
TEMPLATE = "assemblies/advice_panel.html"


def of_body(request: HttpRequest, body: BodyPage) -> dict[str, Any] | None:
    """Where its advice stands, as a picture with its table, and what is overdue or awaited next."""
    rows = advice_shown().filter(body=body.pk)
    filled = _filled(rows)
    if filled is None:
        return None
    picture = picture_of(standing for standing, _horizon, _body in standings(rows))
    return {**filled, "picture": picture, "url": f"{reverse('assemblies:advice')}?body={body.pk}", "body": body}


def of_session(request: HttpRequest, session: SessionPage) -> dict[str, Any] | None:
    return _filled(advice_shown().filter(item__session=session.pk))


def of_member(request: HttpRequest, member: Member) -> dict[str, Any] | None:
    filled = _filled(advice_shown().filter(people=member.pk))
    return {**filled, "is_of_member": True} if filled else None


def of_edition(request: HttpRequest, edition: Any) -> dict[str, Any] | None:
    """Advice that rests on a published submission, whatever room holds that: it is known by its reference."""
    return _filled(advice_shown().filter(sources__reference=edition.reference))


def _filled(rows: AdviceQuerySet) -> dict[str, Any] | None:
    found: list[Advice] = list(read_whole(rows.order_by(*FIRST_OVERDUE))[:SHOWN])
    return {"lines": [line_of(one) for one in found]} if found else None


def offer_panels() -> None:
    offer("body", TEMPLATE, of_body, order=30)
    offer("session", TEMPLATE, of_session, order=30)
    offer("member", TEMPLATE, of_member, order=30)
    offer("edition", TEMPLATE, of_edition, order=20)
