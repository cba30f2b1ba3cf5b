"""A form with a page to itself: drawn, carried out, refused with what was typed, or shown what stands now."""

from datetime import date
from typing import Any

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, QueryDict
from django.test import RequestFactory

from core.asking import ask, carried_out, sent
from core.errors import NotAllowed, Refused, Stale
from core.forms import AskingForm, DateField
from core.stamps import demand_fresh, stamp_of

pytestmark = pytest.mark.django_db


class PlaceForm(AskingForm):
    """What is said of a place: `stands` is the row that the verb finds."""

    title = "Say something of a place"
    caption = "The moor"
    lede = "Everybody reads it."
    said = "It is said."
    blames = "words"
    words = forms.CharField(label="Words")
    kind = forms.ChoiceField(label="Kind", choices=[("a", "Heath"), ("b", "Bog")])
    others = forms.MultipleChoiceField(label="Others", choices=[("1", "Fen"), ("2", "Fell")], required=False)
    is_wet = forms.BooleanField(label="It is wet", required=False)
    day = DateField(label="Day", required=False)
    proposed = forms.CharField(label="Proposed", required=False, initial="By the form")

    def __init__(self, data: Any = None, *, stands: dict[str, Any], error: Exception | None = None) -> None:
        self.stands, self.error = stands, error
        self.done_by: list[Any] = []
        super().__init__(data, initial=stands)

    def stamp(self) -> str:
        return stamp_of(self.stands.get("words", ""))

    def saved_by(self) -> str:
        return "Saved by Ada"

    def carry_out(self, *, by: Any) -> None:
        if self.error:
            raise self.error
        demand_fresh(self.cleaned_data["after"], stands=self.stamp())
        self.done_by.append(by)


class BareForm(AskingForm):
    """A form without a field: one presses its button."""

    title = "Close it"
    button = "Close"
    is_grave = True
    said = ""

    def carry_out(self, *, by: Any) -> None:
        self.closed_by = by


STANDS = {"words": "Theirs", "kind": "b", "others": ["1", "2"], "is_wet": True, "day": date(2026, 5, 3)}
MINE = "words=Mine&kind=a&others=1&day_day=4&day_month=5&day_year=2026&proposed=By+me"


def typed(after: str, more: str = MINE) -> QueryDict:
    return QueryDict(f"{more}&after={after}")


def asked(rf: RequestFactory, data: str | None = None) -> HttpRequest:
    form = {"content_type": "application/x-www-form-urlencoded"}
    request = rf.get("/") if data is None else rf.post("/", data, **form)
    request.user = AnonymousUser()
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]
    return request


class TestPage:
    def page(self, rf: RequestFactory, form: AskingForm, data: str | None = None) -> str:
        response = ask(asked(rf, data), form, then="/there/", back="Back to the moor")
        assert response["Cache-Control"] == "no-store, private"
        return response.content.decode()

    def test_it_says_what_is_asked_and_where_one_comes_back_to(self, rf: RequestFactory) -> None:
        page = self.page(rf, PlaceForm(stands=STANDS))
        words = ("The moor</span> Say something of a place</h1>", "Everybody reads it.", "Back to the moor", "/there/")
        assert [one for one in words if one not in page] == []
        assert f'value="{stamp_of("Theirs")}"' in page
        assert "<title>Say something of a place: The moor –" in page  # so tabs are told apart
        assert "What stands now" not in page

    def test_nobody_fills_in_what_nobody_can(self, rf: RequestFactory) -> None:
        form = PlaceForm(stands=STANDS)
        form.why_not = "The moor is closed."
        page = self.page(rf, form)
        assert "The moor is closed." in page
        assert 'name="words"' not in page

    def test_what_is_wrong_stands_above_and_beside_and_what_was_typed_stays(self, rf: RequestFactory) -> None:
        data = typed(stamp_of("Theirs"), "words=&kind=a&proposed=Kept")
        page = self.page(rf, PlaceForm(data, stands=STANDS), data.urlencode())
        assert page.count("Enter words") == 2
        assert 'value="Kept"' in page
        assert "<title>Error: " in page

    def test_what_has_to_be_read_first_has_a_template_of_its_own(self, rf: RequestFactory) -> None:
        class ReadingForm(BareForm):
            template = "core/design_form.html"

        assert "<h1>Form fields</h1>" in self.page(rf, ReadingForm())

    def test_no_field_stands_in_for_the_words_of_the_page(self) -> None:
        class WrongForm(BareForm):
            title = forms.CharField()  # type: ignore[assignment]

        with pytest.raises(TypeError, match="WrongForm has fields named as parts of its page are: title"):
            WrongForm()

    def test_a_form_with_a_file_can_send_one(self, rf: RequestFactory) -> None:
        class FileForm(BareForm):
            paper = forms.FileField(label="Paper")

        assert 'enctype="multipart/form-data"' in self.page(rf, FileForm())
        assert "enctype" not in self.page(rf, BareForm())

    def test_it_loads_the_scripts_that_its_fields_want(self, rf: RequestFactory) -> None:
        class ChoosingForm(BareForm):
            scripts = ("js/combobox.js",)

        assert "js/combobox" in self.page(rf, ChoosingForm())
        assert "js/combobox" not in self.page(rf, BareForm())


class TestCarriedOut:
    def test_it_is_done_told_and_left(self, rf: RequestFactory) -> None:
        data = typed(stamp_of("Theirs"))
        form, request = PlaceForm(data, stands=STANDS), asked(rf, data.urlencode())
        response = ask(request, form, then="/there/")
        assert (response.status_code, response["Location"]) == (302, "/there/")
        assert form.done_by == [request.user]
        assert [str(one) for one in get_messages(request)] == ["It is said."]

    def test_a_form_without_a_field_is_sent_too_and_may_say_nothing(self, rf: RequestFactory) -> None:
        request = asked(rf, "")
        form = BareForm(sent(request))
        assert ask(request, form, then="/there/").status_code == 302
        assert form.closed_by == request.user
        assert list(get_messages(request)) == []

    def test_it_leads_to_what_was_made(self, rf: RequestFactory) -> None:
        class MakingForm(BareForm):
            def carry_out(self, *, by: Any) -> None:
                self.leads_to = "/made/7/"

        assert ask(asked(rf, ""), MakingForm(QueryDict("")), then="/there/")["Location"] == "/made/7/"

    def test_what_was_not_sent_is_not_carried_out(self, rf: RequestFactory) -> None:
        assert sent(asked(rf)) is None
        assert ask(asked(rf), BareForm(sent(asked(rf))), then="/there/").status_code == 200

    def test_a_refusal_stands_beside_its_field(self) -> None:
        form = PlaceForm(typed(""), stands=STANDS, error=Refused("It is late."))
        assert form.is_valid()
        assert carried_out(form, by=None) is False
        assert form.errors == {"words": ["It is late."]}
        assert form.stands_now == ()

    def test_who_may_not_is_told_on_a_page_of_its_own(self) -> None:
        form = PlaceForm(typed(""), stands=STANDS, error=NotAllowed("Not you."))
        assert form.is_valid()
        with pytest.raises(NotAllowed):
            carried_out(form, by=None)


class TestOutOfDate:
    def test_both_are_shown_field_by_field(self) -> None:
        form = PlaceForm(typed(stamp_of("As it was")), stands=STANDS)
        assert form.is_valid()
        assert carried_out(form, by=None) is False
        assert form.stands_now == [
            ("Words", "Theirs"),
            ("Kind", "Bog"),
            ("Others", "Fen, Fell"),
            ("It is wet", "Yes"),
            ("Day", "3 May 2026"),
        ]
        assert form["words"].value() == "Mine"

    def test_what_is_the_same_is_not_shown_again(self) -> None:
        same = "words=Mine&kind=b&others=1&others=2&is_wet=on&day_day=3&day_month=5&day_year=2026"
        form = PlaceForm(typed(stamp_of("As it was"), same), stands=STANDS)
        assert form.is_valid()
        carried_out(form, by=None)
        assert form.stands_now == [("Words", "Theirs")]

    def test_who_read_both_saves_what_they_made_of_them(self, rf: RequestFactory) -> None:
        form = PlaceForm(typed(stamp_of("As it was")), stands=STANDS)
        page = ask(asked(rf, ""), form, then="/there/").content.decode()
        assert [
            one for one in ("What stands now", "<p>Theirs</p>", 'value="Mine"', "Saved by Ada") if one not in page
        ] == []
        again = PlaceForm(typed(form["after"].value()), stands=STANDS)
        assert again.is_valid()
        assert carried_out(again, by="Ben") is True
        assert again.done_by == ["Ben"]

    def test_several_choices_are_kept_as_they_were_sent(self) -> None:
        form = PlaceForm(typed(stamp_of("As it was"), f"{MINE}&others=2"), stands=STANDS)
        assert form.is_valid()
        carried_out(form, by=None)
        assert form["others"].value() == ["1", "2"]

    def test_a_page_that_does_not_hold_what_stands_is_opened_anew(self) -> None:
        class PublishForm(PlaceForm):
            def __init__(self, data: Any) -> None:
                super().__init__(data, stands={})

            def carry_out(self, *, by: Any) -> None:
                raise Stale("Read it again.")

        form = PublishForm(typed("old"))
        assert form.is_valid()
        assert carried_out(form, by=None) is False
        assert (form.stands_now, form["after"].value()) == ([], "old")

    def test_a_version_is_known_by_its_number(self) -> None:
        class VersionForm(BareForm):
            def stamp(self) -> int:
                return 0

        form = VersionForm(QueryDict("after=3"))
        assert form.is_valid()
        assert (form.cleaned_data["after"], VersionForm()["after"].value()) == (3, 0)
        assert "after" not in BareForm().fields
