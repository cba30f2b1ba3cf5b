"""Choosing an organisation: from the list, by typing, and one that is not listed."""

import pytest
from django import forms
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path
from playwright.sync_api import Page, expect

from organisations.domain import load_register
from organisations.forms import OrganisationChoice
from tests.journeys.helpers import Keyboard, axe, fits, shot

PAGE = engines["django"].from_string(
    """{% extends "base.html" %}{% block title %}Choose{% endblock %}{% block content %}<h1>About you</h1>
    {% if chosen %}<p>Chosen: {{ chosen.name }}{% if chosen.organisation %}, number {{ chosen.organisation.ods_code }}{% endif %}</p>{% endif %}
    <form novalidate>{{ form.body.as_field_group }}<button class="nhsuk-button">Continue</button></form>{% endblock %}
    {% block scripts %}<script type="module" src="/static/js/combobox.js"></script>{% endblock %}"""
)


class AskForm(forms.Form):
    body = OrganisationChoice(label="Which organisation do you answer for?")


def ask(request: HttpRequest) -> HttpResponse:
    form = AskForm(request.GET or None)
    chosen = form.cleaned_data["body"] if request.GET and form.is_valid() else None
    return HttpResponse(PAGE.render({"form": form, "chosen": chosen}, request))


urlpatterns = [path("ask", ask), path("", include("config.urls"))]
pytestmark = pytest.mark.urls(__name__)


def test_by_typing_and_arrows(desktop: Page) -> None:
    load_register()
    desktop.goto("/ask")
    keyboard = Keyboard(desktop)

    keyboard.fill("Organisation", "isle ham")
    box = desktop.get_by_role("combobox", name="Organisation")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(desktop.get_by_role("status").filter(has_text="1 organisation found")).to_be_attached()
    axe(desktop)
    desktop.keyboard.press("ArrowDown")
    expect(desktop.get_by_role("option", selected=True)).to_contain_text("NHS Hampshire and Isle of Wight")
    shot(desktop, "organisation-open")
    desktop.keyboard.press("Enter")
    expect(box).to_have_value("NHS Hampshire and Isle of Wight Integrated Care Board")
    keyboard.press("Continue")

    expect(desktop.get_by_text("number QRL")).to_be_visible()


def test_a_body_that_ended_names_its_successors(phone: Page) -> None:
    load_register()
    phone.goto("/ask")

    phone.get_by_role("combobox", name="Organisation").press_sequentially("frimley")

    option = phone.get_by_role("option").first
    expect(option).to_contain_text("ended 31 March 2026, now NHS Hampshire and Isle of Wight")
    fits(phone)
    option.click()
    phone.get_by_role("button", name="Continue").click()
    expect(phone.get_by_text("number QNQ")).to_be_visible()


def test_one_that_is_not_listed(desktop: Page) -> None:
    load_register()
    desktop.goto("/ask")

    desktop.get_by_role("combobox", name="Organisation").press_sequentially("The Friends of the Library")
    expect(desktop.get_by_role("status").filter(has_text="Not on our list.")).to_be_attached()
    desktop.keyboard.press("Escape")
    desktop.get_by_role("button", name="Continue").click()

    expect(desktop.get_by_text("Chosen: The Friends of the Library")).to_be_visible()


def test_the_list_is_there_without_javascript(without_javascript: Page) -> None:
    load_register()
    page = without_javascript
    page.goto("/ask")

    page.get_by_label("Organisation", exact=True).select_option(label="NHS Dorset Integrated Care Board")
    page.get_by_role("button", name="Continue").click()

    expect(page.get_by_text("number QVV")).to_be_visible()
    page.goto("/ask")
    page.get_by_label("Not listed? Type its name").fill("The Friends of the Library")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("Chosen: The Friends of the Library")).to_be_visible()


def test_nothing_chosen_leads_to_the_box(desktop: Page) -> None:
    load_register()
    desktop.goto("/ask?body_0=&body_1=")

    expect(desktop.get_by_text("Choose an organisation, or type its name").first).to_be_visible()
    axe(desktop)
