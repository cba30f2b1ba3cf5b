"""The advice register: advice is given, replied to, concluded or withdrawn; its day to reply moves only with a reason."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules import demand_secretariat
from consultations.assemblies.enums import ADVICE as SERIES
from consultations.assemblies.enums import AdviceState, Horizon
from consultations.assemblies.lifecycle import ADVICE
from consultations.assemblies.models import Advice, AdviceSource, AgendaItem, BodyPage, DueMove, Member, Reply, Term
from consultations.assemblies.queries.bodies import body_of
from core import audit
from core.changes import announce
from core.citations import write_down_row
from core.errors import Refused
from core.lifecycle import move
from core.references import reference
from organisations.models import Organisation


@dataclass(frozen=True)
class Given:
    """What is advised, to whom and by when. `people` stand behind it; `sources` are references of what it rests on."""

    title: str
    text: str
    asked: str
    given_on: date
    reply_due: date
    horizon: Horizon = Horizon.SHORT
    organisation: Organisation | None = None
    item: AgendaItem | None = None
    people: Collection[Member] = ()
    sources: Collection[str] = ()


def give(*, body: BodyPage, given: Given, by: User) -> Advice:
    """Put advice on the public register, with a reference for good: ADV-3. Logged; search is told.

    Advice of the body that says the same of the same day is returned: a form may be sent twice.

    Raises NotAllowed for anybody but the secretariat; Refused for a reply due before the advice was given, advice of a day to
    come, an item of another body, and people who never sat on this one.
    """
    demand_secretariat(by)
    if reasons := _why_not(body, given):
        raise Refused(*reasons)
    with transaction.atomic():
        BodyPage.objects.select_for_update(no_key=True, of=("self",)).get(pk=body.pk)
        if (sent := _given_before(body, given)) is not None:
            return sent
        advice = Advice.objects.create(
            body=body,
            item=given.item,
            title=given.title,
            text=given.text,
            horizon=given.horizon,
            asked=given.asked,
            organisation=given.organisation,
            given_on=given.given_on,
            reply_due=given.reply_due,
            reference=reference(SERIES, width=1),
        )
        advice.people.set(given.people)
        sources = dict.fromkeys(one.upper() for one in given.sources)
        AdviceSource.objects.bulk_create(AdviceSource(advice=advice, reference=one) for one in sources)
        write_down_row(advice)
        announce(advice)
        audit.record("advice.give", actor=by, subject=advice, reference=advice.reference)
        return advice


def publish_reply(*, advice: Advice, who: str, text: str, received_on: date, by: User) -> Reply:
    """Put a reply on the register, beside those that came before. Logged. The same reply is there once: a form may be sent twice.

    Raises Refused for a reply from before the advice or of a day to come; NotAllowed and Refused as
    `core.lifecycle.move` does.
    """
    _demand_day(advice, received_on, _("A reply can’t have come before the advice was given."))
    with transaction.atomic():
        Advice.objects.select_for_update(of=("self",), no_key=True).get(pk=advice.pk)
        sent = Reply.objects.filter(advice=advice, by=who, text=text, received_on=received_on).first()
        if sent is not None:
            demand_secretariat(by)
            return sent
        reply = Reply.objects.create(advice=advice, by=who, text=text, received_on=received_on)
        _moved(advice, "reply", by)
        return reply


def conclude(*, advice: Advice, outcome: str, outcome_on: date, by: User) -> Advice:
    """Record what came of advice: no more is awaited then. Logged.

    Raises Refused for an outcome from before the advice or of a day to come; NotAllowed and Refused as
    `core.lifecycle.move` does.
    """
    _demand_day(advice, outcome_on, _("An outcome can’t be from before the advice was given."))
    return _moved(advice, "conclude", by, outcome=outcome, outcome_on=outcome_on)


def withdraw(*, advice: Advice, because: str, by: User) -> Advice:
    """Withdraw advice. It stays in the register, with the reason that everybody reads. Logged, as `core.lifecycle.move` does."""
    return _moved(advice, "withdraw", by, reason=because, withdrawn_because=because, withdrawn_on=timezone.localdate())


def move_reply_due(*, advice: Advice, due: date, because: str, by: User) -> Advice:
    """Give whoever was asked another day to reply, with a reason that everybody reads. Logged.

    Raises NotAllowed for anybody but the secretariat; Refused once it was replied to, for the day that it has already or one
    before the advice, and without a reason.
    """
    demand_secretariat(by)
    with transaction.atomic():
        fresh = Advice.objects.select_for_update(of=("self",), no_key=True).get(pk=advice.pk)
        if fresh.state != AdviceState.AWAITING:
            raise Refused(_("No reply is awaited any more, so its day can’t be moved."))
        if due < fresh.given_on:
            raise Refused(_("A reply can’t be due before the advice was given."))
        if due == fresh.reply_due:
            raise Refused(_("The reply is due on that day already."))
        if not because.strip():
            raise Refused(_("Give a reason."))
        DueMove.objects.create(advice=fresh, was_due=fresh.reply_due, due=due, reason=because)
        before, fresh.reply_due = fresh.reply_due, due
        fresh.save(update_fields=["reply_due"])
        write_down_row(fresh)
        announce(fresh)
        audit.record("advice.move_due", actor=by, subject=fresh, before=before, after=due, reason=because)
        return fresh


def _moved(advice: Advice, verb: str, by: User, *, reason: str = "", **changes: object) -> Advice:
    with transaction.atomic():
        row = move(ADVICE, advice, verb, actor=by, reason=reason, changes=changes)
        write_down_row(row)
        return row


def _given_before(body: BodyPage, given: Given) -> Advice | None:
    rows = Advice.objects.filter(body=body, item=given.item, title=given.title, text=given.text, asked=given.asked)
    same_days = rows.filter(given_on=given.given_on, reply_due=given.reply_due)
    return same_days.exclude(state=AdviceState.WITHDRAWN).first()


def _why_not(body: BodyPage, given: Given) -> list[str]:
    reasons = []
    if given.reply_due < given.given_on:
        reasons.append(_("A reply can’t be due before the advice was given."))
    if given.given_on > timezone.localdate():
        reasons.append(_("Advice can’t be from a day to come."))
    if given.item is not None and body_of(given.item.session).pk != body.pk:
        reasons.append(_("Choose an item of a session of this body."))
    sat = set(Term.objects.filter(seat__category__body=body).values_list("member", flat=True))
    if any(one.pk not in sat for one in given.people):
        reasons.append(_("Only people who held a seat of this body can stand behind its advice."))
    return reasons


def _demand_day(advice: Advice, day: date, too_early: str) -> None:
    if day < advice.given_on:
        raise Refused(too_early)
    if day > timezone.localdate():
        raise Refused(_("Choose a day that has come."))
