"""Advice as the register, its own page and other pages show it."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.assemblies.enums import AdviceState, Horizon, Standing
from consultations.assemblies.lifecycle import ADVICE
from consultations.assemblies.models import Advice, BodyPage, Member
from consultations.assemblies.rules import may_run
from core.actors import Actor
from core.lists import Facet, facets_of_rows
from core.templatetags.moments import plain_day


@dataclass(frozen=True)
class Line:
    """One advice in a list. `due` says in words by when a reply is awaited, how late it is, or when it came."""

    one: Advice
    url: str
    state: dict[str, str]
    due: str


def state_of(advice: Advice) -> dict[str, str]:
    if advice.is_overdue:
        return {"text": str(Standing.OVERDUE.label), "colour": "red"}
    state = ADVICE.state_of(advice)
    return {"text": str(state.public_label), "colour": state.tag}


def acts_of(advice: Advice, actor: Actor) -> list[str]:
    """Name what may be done to advice now: reply, outcome, due, withdraw. Its day moves as long as a reply is awaited."""
    verbs = {move.verb for move in ADVICE.open_to(advice, actor)}
    acts = {
        "reply": "reply" in verbs,
        "outcome": "conclude" in verbs,
        "due": may_run(actor) and advice.state == AdviceState.AWAITING,
        "withdraw": "withdraw" in verbs,
    }
    return [name for name, is_open in acts.items() if is_open]


def line_of(advice: Advice) -> Line:
    """Give it with its replies, as `queries.advice.read_whole` reads it."""
    return Line(advice, advice.get_absolute_url(), state_of(advice), due_in_words(advice))


def due_in_words(advice: Advice) -> str:
    """Return what is to be said of the day to reply: overdue by 3 days; in 5 days; came 2 days late."""
    if advice.state == AdviceState.WITHDRAWN:
        return _("No reply is awaited: it was withdrawn.")
    replies = list(advice.replies.all())
    if replies:
        came = replies[0].received_on
        late = (came - advice.reply_due).days
        said = _("Replied to on %(day)s") % {"day": plain_day(came)}
        return f"{said}, {_days_late(late)}" if late > 0 else f"{said}, {_('in time')}"
    if advice.state == AdviceState.CONCLUDED:
        return _("It ended without a reply.")
    left = (advice.reply_due - timezone.localdate()).days
    if left < 0:
        return ngettext("Overdue by %(n)d day", "Overdue by %(n)d days", -left) % {"n": -left}
    if left == 0:
        return _("Due today")
    return ngettext("Due in %(n)d day", "Due in %(n)d days", left) % {"n": left}


def picture_of(standings: Iterable[str]) -> dict[str, Any]:
    """Return how many stand where, as bars and as a table."""
    counts = Counter(standings)
    rows = [(str(one.label), counts[one.value]) for one in Standing]
    return {
        "bars": [{"label": label, "value": count, "text": str(count)} for label, count in rows],
        "whole": max(counts.values(), default=0),
        "total": counts.total(),
        "overdue": counts[Standing.OVERDUE.value],
        "head": [_("Where it stands"), _("Advice")],
        "rows": [[label, count] for label, count in rows],
    }


def facets_of(
    found: Collection[tuple[str, str, int]],
    chosen: Mapping[str, Collection[str]],
    bodies: Iterable[BodyPage],
    query: QueryDict,
) -> list[Facet]:
    """Return the filters with counts. Each choice counts what the other filters leave."""
    choices: dict[str, tuple[str, list[tuple[Any, Any]]]] = {
        "state": (_("Where it stands"), Standing.choices),
        "horizon": (_("Horizon"), Horizon.choices),
        "body": (_("Body"), [(body.pk, body.title) for body in bodies]),
    }
    return facets_of_rows(found, choices, chosen=chosen, query=query)


def person_of(member: Member) -> dict[str, str]:
    return {"name": member.name, "post": member.post, "url": reverse("assemblies:member", args=[member.pk])}


def _days_late(days: int) -> str:
    return ngettext("%(n)d day late", "%(n)d days late", days) % {"n": days}
