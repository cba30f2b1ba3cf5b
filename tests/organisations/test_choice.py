from datetime import date

import pytest
import time_machine
from django import forms

from organisations.domain import load_register
from organisations.forms import ChosenOrganisation, OrganisationChoice
from organisations.models import Organisation, OrganisationType

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _loaded():
    load_register()
    with time_machine.travel("2026-11-02T12:00:00Z", tick=False):
        yield


class AskForm(forms.Form):
    body = OrganisationChoice(label="Your organisation")
    other = OrganisationChoice(required=False)


def ask(**data):
    form = AskForm(data)
    return form.is_valid(), form


def test_a_body_of_the_register():
    dorset = Organisation.objects.get(ods_code="QVV")
    ok, form = ask(body_0=str(dorset.pk))
    assert ok, form.errors
    assert form.cleaned_data["body"] == ChosenOrganisation(dorset, "NHS Dorset Integrated Care Board")
    assert form.cleaned_data["other"] is None


def test_a_name_that_is_not_listed():
    ok, form = ask(body_1="  The Friends of the Library ")
    assert ok, form.errors
    assert form.cleaned_data["body"] == ChosenOrganisation(None, "The Friends of the Library")


def test_a_typed_name_of_the_register_is_that_body():
    _, form = ask(body_1="care quality commission")
    assert form.cleaned_data["body"].organisation.name == "Care Quality Commission"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "Choose an organisation, or type its name"),
        ({"body_0": "", "body_1": "   "}, "Choose an organisation, or type its name"),
        ({"body_0": "999999"}, "Choose an organisation from the list, or type its name"),
        ({"body_0": "nonsense"}, "Choose an organisation from the list, or type its name"),
        ({"body_1": "x" * 201}, "The name of the organisation must be 200 characters or less"),
    ],
)
def test_bad_input_gets_a_sentence(data, sentence):
    ok, form = ask(**data)
    assert not ok
    assert form.errors["body"] == [sentence]


def test_both_at_once_is_asked_about():
    dorset = Organisation.objects.get(ods_code="QVV")
    ok, form = ask(body_0=str(dorset.pk), body_1="Somebody else")
    assert not ok
    assert form.errors["body"] == ["Choose an organisation or type its name, not both"]


def test_the_plain_select_is_grouped_and_names_successors():
    html = str(AskForm()["body"])
    assert '<optgroup label="Integrated care board">' in html
    assert '<optgroup label="National body">' in html
    assert (
        "NHS Hertfordshire and West Essex Integrated Care Board (ended 31 March 2026, now NHS Central East "
        "Integrated Care Board and NHS Essex Integrated Care Board)" in html
    )
    assert '<label class="nhsuk-label" for="id_body_1">' in html


def test_what_was_chosen_is_shown_again():
    dorset = Organisation.objects.get(ods_code="QVV")
    for value in (dorset, ChosenOrganisation(dorset, dorset.name)):
        assert f'<option value="{dorset.pk}" selected>' in str(AskForm(initial={"body": value})["body"])
    assert 'value="The Friends"' in str(AskForm(initial={"body": ChosenOrganisation(None, "The Friends")})["body"])


def test_bodies_yet_to_come_are_left_out():
    class Earlier(forms.Form):
        body = OrganisationChoice(on=date(2023, 1, 9))

    assert "Thames Valley" not in str(Earlier()["body"])


def test_the_select_asks_the_same_for_any_number(django_assert_num_queries):
    with django_assert_num_queries(2):
        str(AskForm()["body"])
    Organisation.objects.bulk_create(
        Organisation(name=f"Council {n}", type=OrganisationType.COUNCIL) for n in range(30)
    )
    with django_assert_num_queries(2):
        str(AskForm()["body"])


def test_suggestions_are_public_and_few(client, django_assert_num_queries):
    with django_assert_num_queries(2):
        found = client.get("/organisations/suggest", {"q": "frimley"}).json()["suggestions"]
    assert [one["name"] for one in found] == ["NHS Frimley Integrated Care Board"]
    assert found[0]["fate"].startswith("ended 31 March 2026, now NHS Hampshire and Isle of Wight")
    assert set(found[0]) == {"id", "name", "type", "code", "fate"}
    with django_assert_num_queries(2):
        assert len(client.get("/organisations/suggest", {"q": "nhs"}).json()["suggestions"]) == 12


@pytest.mark.parametrize("text", ["", "%", "x" * 5000, "\x00"])
def test_odd_questions_find_nothing(client, text):
    response = client.get("/organisations/suggest", {"q": text})
    assert (response.status_code, response.json()) == (200, {"suggestions": []})


def test_a_form_that_lives_for_years_offers_the_bodies_of_the_day():
    with time_machine.travel("2026-03-31T12:00:00Z", tick=False):
        assert "NHS Essex Integrated Care Board" not in [name for _, name in _options(AskForm())]
    with time_machine.travel("2026-04-01T12:00:00Z", tick=False):
        essex = Organisation.objects.get(name="NHS Essex Integrated Care Board")
        assert (essex.pk, essex.name) in _options(AskForm())
        assert ask(body_0=str(essex.pk))[0]
    with time_machine.travel("2026-03-31T12:00:00Z", tick=False):
        assert not ask(body_0=str(essex.pk))[0]


def _options(form):
    return [
        option
        for _, group in form.fields["body"].widget.widgets[0].choices
        if isinstance(group, list)
        for option in group
    ]
