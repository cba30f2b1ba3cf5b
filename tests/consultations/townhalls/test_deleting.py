"""Deleting a town hall in Wagtail, by itself, with what it stands under, or among others."""

import pytest
from django.urls import reverse

from consultations.townhalls.domain.threads import thread_of
from consultations.townhalls.models import Contribution, TownHallPage
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(signed_in):
    return signed_in(UserFactory(is_superuser=True))


def addresses(hall):
    parent = hall.get_parent()
    yield reverse("wagtailadmin_pages:delete", args=[hall.pk])
    yield reverse("wagtailadmin_pages:delete", args=[parent.pk])
    many = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    yield f"{many}?id={hall.pk}&next={reverse('wagtailadmin_explore_root')}"


@pytest.mark.parametrize("which", [0, 1, 2])
def test_one_in_which_people_spoke_stays(hall, say, browser, which):
    say("Who pays?")
    page = browser.post(list(addresses(hall))[which], {}, follow=True)
    assert page.status_code == 200
    assert "people spoke in it" in page.content.decode()
    assert Contribution.objects.get().thread.page_id == hall.pk


@pytest.mark.parametrize("which", [0, 2])
def test_one_that_people_only_looked_at_goes(hall, browser, which):
    thread_of(hall)
    browser.post(list(addresses(hall))[which], {}, follow=True)
    assert not TownHallPage.objects.exists()
