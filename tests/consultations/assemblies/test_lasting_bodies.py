"""A body is a record: what editors' screens and the tree refuse to do to it."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from consultations.assemblies.models import BodyPage
from core.errors import Refused
from core.lasting_pages import Act, why_not
from tests.consultations.assemblies.factories import (
    AdviceFactory,
    AgendaItemFactory,
    BodyPageFactory,
    SessionPageFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "record",
    [
        lambda body: TermFactory(body=body),
        lambda body: AdviceFactory(body=body),
        lambda body: SessionPageFactory(parent=body),
    ],
)
def test_what_holds_a_record_is_neither_deleted_nor_unpublished(body, record):
    record(body)
    for act in (Act.DELETE, Act.UNPUBLISH):
        assert ["The Assembly" in why for why in why_not(act, [body])] == [True]
        assert ["The Assembly" in why for why in why_not(act, [body.get_parent()])] == [True]


def test_an_empty_one_may_go(body, signed_in, secretariat):
    assert list(why_not(Act.DELETE, [body])) == []
    assert list(why_not(Act.UNPUBLISH, [body])) == []


def test_its_screen_says_why(body, term, signed_in, secretariat):
    page = signed_in(secretariat).get(reverse("wagtailadmin_pages:delete", args=[body.pk]), follow=True)
    assert "holds seats, terms of reference, sessions or advice" in page.content.decode()
    assert BodyPage.objects.filter(pk=body.pk).exists()


def test_an_address_that_was_public_stays(body):
    session = SessionPageFactory(parent=body)
    assert len(list(why_not(Act.MOVE, [body]))) == 2
    body.slug = "another"
    with pytest.raises(Refused):
        body.save()
    with pytest.raises(ValidationError) as told:
        body.clean()
    assert list(told.value.message_dict) == ["slug"]
    BodyPage.objects.update(live=False)
    type(session).objects.update(live=False)
    assert list(why_not(Act.MOVE, [body])) == []


def test_it_has_one_address(body):
    assert len(list(why_not(Act.ALIAS, [body]))) == 1


def test_an_agenda_is_a_record_too():
    item = AgendaItemFactory()
    assert ["cancel it at its desk" in why for why in why_not(Act.DELETE, [item.session])] == [True]
    assert list(why_not(Act.DELETE, [SessionPageFactory(parent=BodyPageFactory())])) == []


def test_the_editor_leads_to_the_desk(body, signed_in, secretariat):
    page = signed_in(secretariat).get(reverse("wagtailadmin_pages:edit", args=[body.pk]))
    assert reverse("assemblies:desk", args=[body.pk]) in page.content.decode()
