"""The advice register of the demonstration: what was advised, what was replied, what came of it."""

from datetime import date, timedelta

from django.utils import timezone

from accounts.models import User
from consultations.assemblies.domain import advice
from consultations.assemblies.domain.advice import Given
from consultations.assemblies.enums import Horizon
from consultations.assemblies.models import Advice, AgendaItem, DueMove, Member, Reply
from consultations.assemblies.queries.bodies import body_of
from demonstration.content.body_advice import ADVICE, Advised
from demonstration.set_back import SetBack
from demonstration.tree import at_hour

GIVEN_AFTER = 1  # day after the session
ASKED_FOR_TIME = 40  # days after the advice


def load_advice(secretary: User) -> None:
    """Give each advice of the demonstration on the day after its session, with what came since."""
    for one in ADVICE:
        item = AgendaItem.objects.select_related("session").get(session__title=one.session, title=one.item)
        _given(one, item, secretary)


def _given(one: Advised, item: AgendaItem, by: User) -> None:
    body, day = body_of(item.session), item.session.day + timedelta(days=GIVEN_AFTER)
    then = SetBack(at_hour((day - timezone.localdate()).days, 10))
    then.at(0)
    given = advice.give(
        body=body,
        given=Given(
            title=one.title,
            text=one.text,
            asked=one.asked,
            given_on=day,
            reply_due=day + timedelta(days=one.due_after),
            horizon=Horizon(one.horizon),
            item=item,
            people=_co_chairs(item),
            sources=one.sources,
        ),
        by=by,
    )
    if one.moved:
        then.at(_minutes(ASKED_FOR_TIME))
        days, because = one.moved
        advice.move_reply_due(advice=given, due=day + timedelta(days=days), because=because, by=by)
    if one.reply:
        days, text = one.reply
        then.at(_minutes(days))
        advice.publish_reply(advice=given, who=one.asked, text=text, received_on=_after(day, days), by=by)
    if one.outcome:
        days, text = one.outcome
        then.at(_minutes(days))
        advice.conclude(advice=given, outcome=text, outcome_on=_after(day, days), by=by)
    then.put_back(
        [
            (Advice.objects.filter(pk=given.pk), ("published_at",)),
            (Reply.objects.filter(advice=given), ("published_at",)),
            (DueMove.objects.filter(advice=given), ("at",)),
        ]
    )


def _co_chairs(item: AgendaItem) -> list[Member]:
    terms = {"terms__seat__category__body": body_of(item.session), "terms__is_co_chair": True}
    return list(Member.objects.filter(**terms))


def _after(day: date, days: int) -> date:
    return day + timedelta(days=days)


def _minutes(days: int) -> int:
    return days * 24 * 60
