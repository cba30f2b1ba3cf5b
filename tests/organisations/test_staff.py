"""The register in the editor: each save is logged and announced, and a merger or a split is one form."""

from datetime import date

import pytest
import time_machine

from core import changes
from core.actors import SYSTEM
from core.audit import Entry, entries_about
from core.errors import NotAllowed
from organisations.domain import succeed, write_organisation
from organisations.models import Organisation
from tests.factories import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
LIST, SUCCESSION = "/admin/register/", "/admin/register/succession/"
DORSET = {
    "name": "NHS Dorset",
    "type": "icb",
    "region": "",
    "ods_code": "",
    "valid_from": "",
    "valid_to": "",
    "note": "",
}


@pytest.fixture(autouse=True)
def _in_november():
    with time_machine.travel("2026-11-02T12:00:00Z", tick=False):
        yield


@pytest.fixture
def announced(monkeypatch):
    rows = []
    monkeypatch.setattr(changes, "_listeners", [rows.append])
    return rows


@pytest.fixture
def secretary(signed_in, secretariat):
    return signed_in(secretariat)


def logged(body):
    return list(entries_about(body).values_list("action", "actor", "details"))


def test_a_body_that_is_added_is_logged_and_announced(secretary, secretariat, announced):
    assert secretary.post(f"{LIST}new/", DORSET)["Location"] == LIST
    body = Organisation.objects.get()
    assert (body.name, announced) == ("NHS Dorset", [body])
    assert logged(body) == [("organisation.add", secretariat.audit_name, {})]


def test_a_change_is_logged_by_what_changed_and_a_save_without_one_is_not(secretary, secretariat, announced):
    body, after = OrganisationFactory(name="Dorset", region=""), OrganisationFactory()
    edit = f"{LIST}edit/{body.pk}/"
    secretary.post(edit, DORSET | {"successors": [after.pk]})
    secretary.post(edit, DORSET | {"successors": [after.pk]})
    body.refresh_from_db()
    assert (body.name, [*body.successors.all()], announced) == ("NHS Dorset", [after], [body])
    assert logged(body) == [("organisation.change", secretariat.audit_name, {"fields": ["name", "successors"]})]


def test_two_bodies_become_one(secretary, announced):
    left, right, whole = (OrganisationFactory(name=name) for name in ("Left", "Right", "Whole"))
    page = secretary.get(SUCCESSION, {"ends": left.pk})
    assert f'<option value="{left.pk}" selected>Left</option>' in page.text

    lines = {"ends_1": left.pk, "ends_3": right.pk, "follows_1": whole.pk, "on": "2027-04-01"}
    assert secretary.post(SUCCESSION, lines)["Location"] == LIST
    assert {(one.name, one.valid_from, one.valid_to) for one in Organisation.objects.all()} == {
        ("Left", None, date(2027, 3, 31)),
        ("Right", None, date(2027, 3, 31)),
        ("Whole", date(2027, 4, 1), None),
    }
    assert set(whole.predecessors.all()) == {left, right}
    assert Entry.objects.filter(action="organisation.succeed").count() == 2
    assert announced == [left, right, whole]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"ends_1": ""}, "Choose at least one body that ends"),
        ({"follows_1": ""}, "Choose at least one body that follows"),
        ({"ends_1": "999999"}, "Choose a body from the list"),
        ({"on": ""}, "Enter the first day"),
        ({"on": "soon"}, "Enter a day, such as 2027-04-01"),
        ({"follows_2": "old"}, "Old can&#x27;t follow itself."),
    ],
)
def test_what_cannot_be_is_said_and_changes_nothing(secretary, change, sentence):
    old, new = OrganisationFactory(name="Old"), OrganisationFactory(name="New")
    keys = {"old": old.pk}
    lines = {"ends_1": old.pk, "follows_1": new.pk, "on": "2027-04-01"} | change
    response = secretary.post(SUCCESSION, {name: keys.get(value, value) for name, value in lines.items()})
    assert response.status_code == 422
    assert sentence in response.text
    old.refresh_from_db()
    assert (old.valid_to, logged(old)) == (None, [])


def test_bodies_that_ended_are_not_offered_and_the_page_asks_the_same_for_any_number(
    secretary, django_assert_max_num_queries
):
    OrganisationFactory(name="Gone", valid_to=date(2026, 3, 31))
    OrganisationFactory.create_batch(40)
    with django_assert_max_num_queries(12):
        page = secretary.get(SUCCESSION).text
    assert "Gone" not in page


def test_only_those_who_keep_the_register_come_here(secretary, signed_in):
    assert "Succession" in secretary.get(LIST).text
    auditor, stranger = signed_in(UserFactory(auditor=True)), signed_in(UserFactory())
    assert "Succession" not in auditor.get(LIST).text
    for browser in (auditor, stranger):
        assert browser.get(SUCCESSION).status_code != 200
        browser.post(f"{LIST}new/", DORSET)
        browser.post(SUCCESSION, {"on": "2027-04-01"})
    assert not Organisation.objects.exists()


@pytest.mark.parametrize("trait", ["auditor", "secretariat"])
def test_the_verbs_ask_who_it_is(trait):
    who, body = UserFactory(**{trait: True}), OrganisationFactory()
    if trait == "secretariat":
        write_organisation(body=body, successors=[], changed=["name"], actor=who)
        return
    with pytest.raises(NotAllowed):
        write_organisation(body=body, successors=[], changed=["name"], actor=who)
    with pytest.raises(NotAllowed):
        succeed(predecessors=[body], successors=[OrganisationFactory()], on=date(2027, 4, 1), actor=who)
    succeed(predecessors=[body], successors=[OrganisationFactory()], on=date(2027, 4, 1), actor=SYSTEM)


def test_nobody_deletes_a_body(signed_in):
    body = OrganisationFactory()
    administrator = signed_in(UserFactory(is_superuser=True, secretariat=True))
    assert "/delete/" not in administrator.get(f"{LIST}edit/{body.pk}/").text
    administrator.post(f"{LIST}delete/{body.pk}/")
    assert Organisation.objects.get() == body
