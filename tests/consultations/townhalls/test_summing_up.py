"""What staff write about what was said is public once the town hall is over and the page is published, not before."""

import pytest
from django.urls import reverse
from wagtail.models import Revision

from consultations.townhalls.domain.threads import change_state
from consultations.townhalls.models import TownHallPage
from tests.factories import TownHallPageFactory

pytestmark = pytest.mark.django_db
ROADS = ("transcript", "moderation", "timeline")


def pages(client, hall):
    addresses = [hall.get_url(), *(reverse(f"townhalls:{name}", args=[hall.pk]) for name in ROADS)]
    return "".join(client.get(address).content.decode() for address in addresses)


@pytest.mark.parametrize(("state", "shown"), [("open", False), ("live", False), ("closed", True), ("archived", True)])
def test_it_is_shown_once_it_is_over(client, state, shown):
    hall = TownHallPageFactory(state=state, summing_up="<p>Most spoke of <b>heather</b>.</p>")
    page = client.get(hall.get_url()).content.decode()
    assert ("Most spoke of <b>heather</b>." in page) is shown
    assert ("heather" in client.get(reverse("townhalls:transcript", args=[hall.pk])).content.decode()) is shown


def test_a_draft_of_it_is_nobodys(client, hall, moderator):
    change_state(hall=hall, verb="close", actor=moderator)
    draft = TownHallPage.objects.get(pk=hall.pk)
    draft.summing_up = "<p>quixotic</p>"
    revision = draft.save_revision()
    assert "quixotic" not in pages(client, hall)
    revision.publish()
    assert "quixotic" in pages(client, hall)


def test_publishing_a_draft_from_before_does_not_take_the_state_back(hall, moderator):
    revision = TownHallPage.objects.get(pk=hall.pk).save_revision()
    change_state(hall=hall, verb="close", actor=moderator)
    Revision.objects.get(pk=revision.pk).publish()
    assert TownHallPage.objects.get(pk=hall.pk).state == "closed"
