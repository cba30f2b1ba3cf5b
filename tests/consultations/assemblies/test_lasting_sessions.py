"""What editors can't do to a session, because of what it left."""

import pytest
from django.urls import reverse

from consultations.assemblies.models import SessionPage
from core.errors import Refused
from core.lasting_pages import Act, why_not

pytestmark = pytest.mark.django_db


def test_one_with_an_agenda_is_not_deleted(signed_in, secretariat, session, item):
    assert "cancel it at its desk" in " ".join(why_not(Act.DELETE, [session.get_parent()]))
    signed_in(secretariat).post(reverse("wagtailadmin_pages:delete", args=[session.pk]))
    assert SessionPage.objects.filter(pk=session.pk).exists()


def test_one_that_left_nothing_is(session):
    assert list(why_not(Act.DELETE, [session])) == []


def test_its_address_stays(session):
    session.slug = "another"
    with pytest.raises(Refused, match="has been public"):
        session.save()


def test_it_has_one_address(session):
    assert "can't have an alias" in " ".join(why_not(Act.ALIAS, [session]))


def test_its_editor_leads_to_its_desk(signed_in, secretariat, session):
    page = signed_in(secretariat).get(reverse("wagtailadmin_pages:edit", args=[session.pk])).content.decode()
    assert reverse("assemblies:session_desk", args=[session.pk]) in page
