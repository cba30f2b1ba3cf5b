"""The question that is answered with a body of the register, or with one that is not in it."""

import pytest

from consultations.calls.enums import QuestionType
from consultations.calls.questions import form_for, is_empty, readable
from organisations.models import Organisation
from tests.consultations.calls.asking import ask, key, name

pytestmark = pytest.mark.django_db


@pytest.fixture
def norfolk():
    return Organisation.objects.create(name="Norfolk and Waveney ICB", type="icb")


def value_of(chosen="", typed=""):
    version = ask(QuestionType.ORGANISATION)
    form = form_for([version], data={f"{name(version)}_0": str(chosen), f"{name(version)}_1": typed})
    assert form.is_valid()
    return form.values[key(version)]


def test_a_body_chosen_from_the_register(norfolk):
    assert value_of(chosen=norfolk.pk) == {"id": norfolk.pk, "name": "Norfolk and Waveney ICB"}


def test_a_typed_name_that_the_register_knows_means_that_body(norfolk):
    assert value_of(typed=" norfolk and waveney icb") == {"id": norfolk.pk, "name": "Norfolk and Waveney ICB"}


def test_a_body_that_is_not_listed_keeps_its_name_as_typed():
    value = value_of(typed="The Ferry Road Lunch Club")
    assert value == {"id": None, "name": "The Ferry Road Lunch Club"}
    assert readable(ask(QuestionType.ORGANISATION), value) == "The Ferry Road Lunch Club"


def test_nothing_chosen_is_no_answer():
    assert is_empty(ask(QuestionType.ORGANISATION), value_of())


@pytest.mark.parametrize("chosen", ["0", "x", "99999999999999999999999"])
def test_a_choice_that_the_register_lacks_is_refused(chosen):
    version = ask(QuestionType.ORGANISATION)
    form = form_for([version], data={f"{name(version)}_0": chosen})
    assert form.errors == {name(version): ["Choose an organisation from the list, or type its name"]}


def test_a_stored_answer_comes_back_chosen_or_typed(norfolk):
    version = ask(QuestionType.ORGANISATION)
    chosen = form_for([version], initial={key(version): {"id": norfolk.pk, "name": "x"}})
    assert f'<option value="{norfolk.pk}" selected>' in str(chosen[name(version)])
    typed = form_for([version], initial={key(version): {"id": None, "name": "The Lunch Club"}})
    assert 'value="The Lunch Club"' in str(typed[name(version)])
