"""Advice: given, replied to, concluded, withdrawn; its day moved with a reason."""

from datetime import timedelta

import pytest
from django.utils import timezone

from consultations.assemblies.domain import advice as verbs
from consultations.assemblies.enums import AdviceState, Standing
from consultations.assemblies.models import Advice, Reply
from consultations.assemblies.queries.advice import FIRST_OVERDUE, advice_shown
from core import changes
from core.audit import entries_about
from core.errors import NotAllowed, Refused
from tests.consultations.assemblies.factories import (
    AdviceFactory,
    AgendaItemFactory,
    BodyPageFactory,
    SessionPageFactory,
)
from tests.consultations.assemblies.sitting import member_on

pytestmark = pytest.mark.django_db


def day(days):
    return timezone.localdate() + timedelta(days=days)


def given(**more):
    told = {"title": "Count what carers do", "text": "Count it.", "asked": "The national body"}
    return verbs.Given(**{**told, "given_on": day(-9), "reply_due": day(9), **more})


@pytest.fixture
def body(db):
    return BodyPageFactory()


@pytest.fixture
def advice(body, secretariat):
    return verbs.give(body=body, given=given(), by=secretariat)


def reasons(verb, **more):
    with pytest.raises(Refused) as refused:
        verb(**more)
    return refused.value.reasons


class TestGiving:
    def test_with_a_reference_and_all_behind_it(self, body, secretariat):
        item = AgendaItemFactory(session=SessionPageFactory(parent=body))
        member = member_on(body)
        sources = ["cfe1-0042", "Q-12", "CFE1-0042"]
        first = verbs.give(body=body, given=given(item=item, people=[member], sources=sources), by=secretariat)
        second = verbs.give(body=body, given=given(), by=secretariat)
        assert (first.reference, second.reference) == ("ADV-1", "ADV-2")
        assert (first.item, list(first.people.all())) == (item, [member])
        assert [one.reference for one in first.sources.all()] == ["CFE1-0042", "Q-12"]
        assert [one.action for one in entries_about(first)] == ["advice.give"]

    def test_what_does_not_fit_is_refused_with_every_reason(self, body, secretariat):
        wrong = given(
            given_on=day(1), reply_due=day(0), item=AgendaItemFactory(), people=[member_on(BodyPageFactory())]
        )
        assert reasons(verbs.give, body=body, given=wrong, by=secretariat) == [
            "A reply can’t be due before the advice was given.",
            "Advice can’t be from a day to come.",
            "Choose an item of a session of this body.",
            "Only people who held a seat of this body can stand behind its advice.",
        ]
        assert Advice.objects.count() == 0

    def test_by_the_secretariat_alone(self, body):
        with pytest.raises(NotAllowed):
            verbs.give(body=body, given=given(), by=member_on(body).user)


class TestReply:
    def test_it_is_published_and_a_later_one_stands_beside_it(self, advice, secretariat):
        for text in ("We will.", "We did."):
            verbs.publish_reply(advice=advice, who="The body", text=text, received_on=day(-1), by=secretariat)
        assert [one.text for one in advice.replies.all()] == ["We will.", "We did."]
        assert Advice.objects.get().state == AdviceState.REPLIED

    @pytest.mark.parametrize("days", [-10, 1])
    def test_not_of_a_day_before_the_advice_or_to_come(self, advice, secretariat, days):
        assert len(reasons(
            verbs.publish_reply, advice=advice, who="A", text="B", received_on=day(days), by=secretariat
        )) == 1  # fmt: skip
        assert Reply.objects.count() == 0

    def test_by_the_secretariat_alone_and_none_is_left_behind(self, advice, body):
        with pytest.raises(NotAllowed):
            verbs.publish_reply(advice=advice, who="A", text="B", received_on=day(0), by=member_on(body).user)
        assert Reply.objects.count() == 0


def test_what_came_of_it_ends_it(advice, secretariat):
    done = verbs.conclude(advice=advice, outcome="Carers are counted.", outcome_on=day(0), by=secretariat)
    assert (done.state, done.outcome) == (AdviceState.CONCLUDED, "Carers are counted.")
    assert len(reasons(verbs.publish_reply, advice=done, who="A", text="B", received_on=day(0), by=secretariat)) == 1


def test_withdrawn_it_says_why(advice, secretariat):
    assert reasons(verbs.withdraw, advice=advice, because=" ", by=secretariat) == ["Give a reason."]
    gone = verbs.withdraw(advice=advice, because="Asked twice.", by=secretariat)
    assert (gone.state, gone.withdrawn_because, gone.withdrawn_on) == (AdviceState.WITHDRAWN, "Asked twice.", day(0))


class TestDayToReply:
    def test_it_moves_with_a_reason(self, advice, secretariat):
        moved = verbs.move_reply_due(advice=advice, due=day(20), because="They asked for time.", by=secretariat)
        (kept,) = moved.due_moves.all()
        assert (moved.reply_due, kept.was_due, kept.due) == (day(20), day(9), day(20))
        assert kept.reason == "They asked for time."

    @pytest.mark.parametrize(("days", "because"), [(9, "Why"), (-10, "Why"), (20, " ")])
    def test_it_does_not_move_without_one_or_to_where_it_is(self, advice, secretariat, days, because):
        assert len(reasons(verbs.move_reply_due, advice=advice, due=day(days), because=because, by=secretariat)) == 1
        assert Advice.objects.get().reply_due == day(9)

    def test_not_once_it_was_replied_to(self, advice, secretariat):
        verbs.publish_reply(advice=advice, who="A", text="B", received_on=day(0), by=secretariat)
        assert len(reasons(verbs.move_reply_due, advice=advice, due=day(20), because="Why", by=secretariat)) == 1


def test_each_change_is_announced(body, secretariat, monkeypatch):
    told = []
    monkeypatch.setattr(changes, "_listeners", [lambda row: told.append(type(row).__name__)])
    advice = verbs.give(body=body, given=given(), by=secretariat)
    verbs.move_reply_due(advice=advice, due=day(20), because="Why", by=secretariat)
    verbs.publish_reply(advice=advice, who="A", text="B", received_on=day(0), by=secretariat)
    verbs.conclude(advice=advice, outcome="C", outcome_on=day(0), by=secretariat)
    assert told == ["Advice"] * 4


def test_the_register_lists_what_is_overdue_first(body):
    late, later = (AdviceFactory(body=body, given_on=day(-30), reply_due=day(-due)) for due in (2, 9))
    replied = AdviceFactory(body=body, given_on=day(-30), reply_due=day(-9), state="replied")
    waits = AdviceFactory(body=body)
    rows = list(advice_shown().order_by(*FIRST_OVERDUE))
    assert rows == [later, late, waits, replied]
    assert [row.standing for row in rows] == [Standing.OVERDUE, Standing.OVERDUE, Standing.AWAITING, Standing.REPLIED]
