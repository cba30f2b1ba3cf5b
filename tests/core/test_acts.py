"""A verb that says no is told where the one who tried looks; one that is not theirs has a page of its own."""

from collections.abc import Callable

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest
from django.test import RequestFactory

from core.acts import carried_out, done
from core.errors import NotAllowed, Refused, Stale


class DayForm(forms.Form):
    day = forms.CharField(required=False)


@pytest.fixture
def request_(rf: RequestFactory) -> HttpRequest:
    request = rf.post("/")
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]
    return request


def told(request: HttpRequest) -> list[tuple[str, str]]:
    return [(one.level_tag, str(one)) for one in get_messages(request)]


def refusing(error: Exception) -> Callable[[], object]:
    def act() -> None:
        raise error

    return act


def test_what_was_done_is_told(request_: HttpRequest) -> None:
    assert done(request_, lambda: None, "Saved.") is True
    assert told(request_) == [("success", "Saved.")]


def test_what_was_done_in_silence_is_not(request_: HttpRequest) -> None:
    assert done(request_, lambda: None) is True
    assert told(request_) == []


def test_each_reason_of_a_refusal_is_told_and_nothing_else(request_: HttpRequest) -> None:
    assert done(request_, refusing(Refused("It is late.", "It is closed.")), "Saved.") is False
    assert told(request_) == [("error", "It is late."), ("error", "It is closed.")]


def test_who_may_not_is_not_told_in_passing(request_: HttpRequest) -> None:
    with pytest.raises(NotAllowed):
        done(request_, refusing(NotAllowed("Not you.")))
    assert told(request_) == []


def test_a_form_holds_why_it_was_refused_beside_its_field() -> None:
    form = DayForm({"day": "1"})
    assert form.is_valid()
    assert carried_out(form, refusing(Refused("It is late.")), blames="day") is False
    assert form.errors == {"day": ["It is late."]}


def test_a_form_without_such_a_field_holds_it_above_all() -> None:
    form = DayForm({"day": "1"})
    assert form.is_valid()
    assert carried_out(form, refusing(Refused("It is late."))) is False
    assert form.non_field_errors() == ["It is late."]


def test_no_field_is_to_blame_for_a_page_that_is_out_of_date() -> None:
    form = DayForm({"day": "1"})
    assert form.is_valid()
    assert carried_out(form, refusing(Stale("It was changed.")), blames="day") is False
    assert form.errors == {"__all__": ["It was changed."]}


def test_a_form_that_was_carried_out_is_clean() -> None:
    form = DayForm({"day": "1"})
    assert form.is_valid()
    assert carried_out(form, lambda: None) is True
    assert form.errors == {}


def test_who_may_not_is_not_told_in_a_form() -> None:
    form = DayForm({"day": "1"})
    assert form.is_valid()
    with pytest.raises(NotAllowed):
        carried_out(form, refusing(NotAllowed("Not you.")))
    assert form.errors == {}
