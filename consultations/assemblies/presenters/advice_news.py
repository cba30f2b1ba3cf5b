"""The advice register as feeds and calendars tell of it."""

from datetime import date, datetime, time

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from consultations.assemblies.enums import AdviceState
from consultations.assemblies.models import Advice, Reply
from consultations.assemblies.models.advice import AdviceQuerySet
from consultations.assemblies.presenters.advice import state_of
from consultations.assemblies.queries.advice import read_whole
from core.calendars import Happening
from core.feeds import ENTRIES, Entry, newest


def entries_of(rows: AdviceQuerySet) -> list[Entry]:
    """Return the advice of which something was told last, the newest first; each is one entry, which changes."""
    replied = Reply.objects.filter(advice=OuterRef("pk")).order_by("-published_at").values("published_at")[:1]
    told = rows.annotate(told_at=Coalesce(Subquery(replied), F("published_at"))).order_by("-told_at", "-pk")
    return newest(_entry(one) for one in read_whole(told[:ENTRIES]))


def happenings_of(rows: AdviceQuerySet) -> list[Happening]:
    """Return the days on which replies are due, of advice that was not withdrawn, the last first."""
    awaited = rows.exclude(state=AdviceState.WITHDRAWN).order_by("-reply_due", "-pk")[:ENTRIES]
    return [_due(one) for one in read_whole(awaited)]


def _due(one: Advice) -> Happening:
    moved = [row.at for row in one.due_moves.all()]
    return Happening(
        key=f"advice/{one.reference}/reply",
        title=_("Reply due: %(reference)s %(title)s") % {"reference": one.reference, "title": one.title},
        begins=one.reply_due,
        ends=None,
        address=one.get_absolute_url(),
        changed=max([one.published_at, *moved]),
        text=_("%(asked)s is asked to reply to %(body)s.") % {"asked": one.asked, "body": one.body.title},
    )


def _entry(one: Advice) -> Entry:
    ended = [_morning(day) for day in (one.outcome_on, one.withdrawn_on) if day]
    replies = [f"{_('Reply')}: {row.text}" for row in one.replies.all()]
    outcome = [f"{_('Outcome')}: {one.outcome}"] if one.outcome else []
    return Entry(
        key=f"advice/{one.reference}",
        title=f"{one.reference}: {one.title}",
        address=one.get_absolute_url(),
        published=one.published_at,
        updated=max([one.published_at, *(row.published_at for row in one.replies.all()), *ended]),
        summary="\n\n".join([one.text, *replies, *outcome]),
        author=one.body.title,
        categories=(state_of(one)["text"],),
    )


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
