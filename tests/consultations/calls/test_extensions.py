"""Later closing times: for one format or one address, made longer, made shorter, ended."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from consultations.calls.domain.extensions import end_extension, extend
from consultations.calls.domain.opening import publish_outcome
from consultations.calls.enums import Format
from consultations.calls.models import Extension
from consultations.calls.queries import closes_for, formats_taken
from core.audit import entries_about
from core.errors import NotAllowed, Refused
from tests.factories import CallPageFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(secretariat):
    return secretariat


@pytest.fixture
def call():
    return CallPageFactory()


def later(call, days):
    return call.closes_at + timedelta(days=days)


def test_a_later_closing_time_for_one_format_and_for_one_address(call, officer):
    for_bsl, for_one = later(call, 42), later(call, 3)
    extend(call=call, until=for_bsl, reason="The film came late.", format=Format.BSL, actor=officer)
    extend(call=call, until=for_one, reason="Illness.", email="Ada@Example.org", actor=officer)
    assert closes_for(call) == call.closes_at
    assert closes_for(call, format=Format.BSL) == for_bsl
    assert closes_for(call, email="ada@example.org ") == for_one
    assert closes_for(call, email="ada@example.org", format=Format.BSL) == for_bsl
    assert "ada@" not in str([one.details for one in entries_about(call)]).lower()


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"format": "bsl", "email": "a@example.org"}, "not both"),
        ({}, "not both"),
        ({"format": "bsl", "reason": " "}, "Give a reason"),
        ({"format": "bsl", "days": 0}, "must be later"),
    ],
)
def test_an_extension_that_says_too_little_is_refused(call, officer, fields, why):
    until = later(call, fields.pop("days", 1))
    with pytest.raises(Refused, match=why):
        extend(call=call, until=until, actor=officer, **{"reason": "Late.", **fields})


def test_a_time_in_the_past_is_no_later_time(officer):
    call = CallPageFactory(closed=True)
    with pytest.raises(Refused, match="in the future"):
        extend(call=call, until=later(call, 0.5), reason="Late.", format="bsl", actor=officer)


def test_a_longer_time_takes_the_place_of_a_shorter_and_a_shorter_only_when_it_is_meant(call, officer):
    extend(call=call, until=later(call, 5), reason="Late.", format="bsl", actor=officer)
    extend(call=call, until=later(call, 9), reason="Later still.", format="bsl", actor=officer)
    assert closes_for(call, format="bsl") == later(call, 9)
    with pytest.raises(Refused, match="Say so if you mean to shorten it"):
        extend(call=call, until=later(call, 2), reason="A slip.", format="bsl", actor=officer)
    assert closes_for(call, format="bsl") == later(call, 9)
    extend(call=call, until=later(call, 2), reason="A slip.", format="bsl", shorten=True, actor=officer)
    assert closes_for(call, format="bsl") == later(call, 2)
    assert [one.end_reason for one in call.extensions.order_by("pk")] == ["Later still.", "A slip.", ""]


def test_a_later_time_given_by_mistake_is_ended_with_a_reason(call, officer):
    extension = extend(call=call, until=later(call, 9), reason="Illness.", email="ada@example.org", actor=officer)
    with pytest.raises(Refused, match="Give a reason"):
        end_extension(extension=extension, reason=" ", actor=officer)
    end_extension(extension=extension, reason="The wrong person.", actor=officer)
    assert closes_for(call, email="ada@example.org") == call.closes_at
    last = list(entries_about(call))[-1]
    assert (last.action, last.details) == (
        "call.end_extension",
        {"extension": extension.pk, "to": "one respondent", "reason": "The wrong person."},
    )
    with pytest.raises(Refused, match="ended already"):
        end_extension(extension=extension, reason="Again.", actor=officer)
    extend(call=call, until=later(call, 3), reason="After all.", email="ada@example.org", actor=officer)
    assert closes_for(call, email="ada@example.org") == later(call, 3)


def test_only_the_secretariat_gives_and_ends_later_times(call, officer):
    extension = extend(call=call, until=later(call, 9), reason="Late.", format="bsl", actor=officer)
    for role in ("co_chair", "auditor"):
        person = UserFactory(**{role: True})
        with pytest.raises(NotAllowed):
            extend(call=call, until=later(call, 19), reason="Late.", format="bsl", actor=person)
        with pytest.raises(NotAllowed):
            end_extension(extension=extension, reason="No.", actor=person)


def test_the_database_keeps_one_later_time_each_and_who_ended_it(call, officer):
    given = {"call": call, "closes_at": later(call, 2), "reason": "Late.", "given_by": officer}
    first = Extension.objects.create(format="bsl", **given)
    with pytest.raises(IntegrityError), transaction.atomic():
        Extension.objects.create(format="bsl", **given)
    with pytest.raises(IntegrityError), transaction.atomic():
        Extension.objects.filter(pk=first.pk).update(ended_at=timezone.now())


@pytest.mark.parametrize("whom", [{"format": "bsl"}, {"email": "ada@example.org"}])
def test_an_outcome_waits_until_the_last_may_have_answered(officer, whom):
    call = CallPageFactory(closed=True, outcome="<p>We heard you.</p>")
    extension = extend(call=call, until=timezone.now() + timedelta(days=3), reason="Late.", actor=officer, **whom)
    with pytest.raises(Refused, match="Answers are taken until"):
        publish_outcome(call=call, actor=officer)
    end_extension(extension=extension, reason="Nobody uses it.", actor=officer)
    assert publish_outcome(call=call, actor=officer).outcome_at is not None


def test_which_formats_are_taken(officer):
    call, now = CallPageFactory(closed=True), timezone.now()
    assert formats_taken(call, now) == []
    extend(call=call, until=now + timedelta(days=3), reason="Late.", format="bsl", actor=officer)
    extend(call=call, until=now + timedelta(days=3), reason="Illness.", email="ada@example.org", actor=officer)
    assert formats_taken(call, now) == [Format.BSL]
    assert formats_taken(call, call.closes_at - timedelta(days=1)) == [Format.STANDARD, Format.BSL]
    assert formats_taken(call, now + timedelta(days=3)) == []
