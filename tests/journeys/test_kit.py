"""The kit itself notices what it is there to notice."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import path
from playwright.sync_api import Error, Page

from tests.journeys.browser import Visitors
from tests.journeys.helpers import Keyboard, axe, fits

FORM = """<!DOCTYPE html><html lang="en"><title>Kit</title><link rel="icon" href="data:,"><main><h1>Kit</h1><form action="/kit">
<label for="a">Your name</label><input id="a" name="a">
<fieldset><legend>Who</legend>
<input type="radio" id="r1" name="who" value="1"><label for="r1">An individual</label>
<input type="radio" id="r2" name="who" value="2"><label for="r2">An organisation</label></fieldset>
<input type="checkbox" id="c" name="c" value="yes"><label for="c">I agree</label>
<button>Continue</button></form></main>"""
FAULTY = """<!DOCTYPE html><html><title>Faulty</title><link rel="icon" href="data:,"><h1>Faulty</h1><script>document.title = "inline"</script>
<div style="width: 3000px">wide</div><a href="#"></a></html>"""


def kit(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{FORM}<p>{sorted(request.GET.items())}")


urlpatterns = [
    path("kit", kit),
    path("faulty", lambda request: HttpResponse(FAULTY)),
    path("gone", lambda request: HttpResponse(FORM, status=404)),
]


@pytest.mark.urls(__name__)
def test_a_form_can_be_walked_by_keyboard(desktop: Page) -> None:
    desktop.goto("/kit")
    keyboard = Keyboard(desktop)

    keyboard.fill("Your name", "Ada")
    keyboard.choose("An individual", "An organisation")
    keyboard.tick("I agree")
    keyboard.press("Continue")

    desktop.get_by_text("[('a', 'Ada'), ('c', 'yes'), ('who', '2')]").wait_for()
    axe(desktop)


@pytest.mark.urls(__name__)
def test_what_the_keyboard_can_not_reach_is_named(desktop: Page) -> None:
    desktop.goto("/kit")
    with pytest.raises(AssertionError, match="does not reach 'Submit'"):
        Keyboard(desktop).press("Submit")


@pytest.mark.urls(__name__)
def test_barriers_and_forbidden_requests_are_noticed(visitors: Visitors) -> None:
    page = visitors.open()
    page.goto("/faulty")

    with pytest.raises(AssertionError, match="html-has-lang"):
        axe(page)
    with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
        page.goto("https://elsewhere.example/")
    faults = "\n".join(visitors.leave())
    visitors.forgive()

    assert "request to another host: https://elsewhere.example/" in faults
    assert "Content Security Policy" in faults


@pytest.mark.urls(__name__)
def test_a_page_that_is_too_wide_is_noticed(visitors: Visitors) -> None:
    page = visitors.open(phone=True)
    page.goto("/kit")
    fits(page)
    page.evaluate("document.querySelector('main').style.width = '900px'")

    with pytest.raises(AssertionError, match="px wide"):
        fits(page)


@pytest.mark.urls(__name__)
def test_a_page_that_is_not_found_on_purpose_is_no_fault(visitors: Visitors) -> None:
    page = visitors.open(javascript=False)
    page.goto("/gone")

    assert visitors.leave() == []
