"""A town hall in Wagtail: its preview, copying it, and what its screens and those of pages above it refuse."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from consultations.townhalls.domain.polls import Asked, write
from consultations.townhalls.domain.threads import thread_of
from consultations.townhalls.enums import PollKind, TownHallState
from consultations.townhalls.models import AgendaItem, Contribution, Thread, TownHallPage
from core.audit import Entry
from tests.consultations.calls.editing import told
from tests.consultations.calls.test_lasting import screen, together
from tests.factories import ReviewPageFactory, TownHallPageFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(signed_in):
    return signed_in(UserFactory(secretariat=True))


def stands(hall):
    """Whether a town hall is live at its address."""
    return TownHallPage.objects.filter(pk=hall.pk, live=True, url_path=hall.url_path).exists()


def typed(**fields):
    """What an editor's form of a town hall posts."""
    data = {
        "title": "A town hall",
        "slug": "a-town-hall",
        "summary": "What stands in the way?",
        "starts_at": "2027-01-11 18:00",
        "ends_at": "2027-01-11 19:30",
        "moderation": "before",
        "privacy": "confirmed",
        "body": rich_text("<p>Background.</p>"),
        "summing_up": rich_text(""),
        "agenda": inline_formset([{"title": "Costs and who bears them", "begins_after": "0"}]),
        "panellists": inline_formset([{"name": "A panellist", "title": "", "user": ""}]),
        "comments": inline_formset([]),
        **fields,
    }
    return nested_form_data(data)


class TestPreview:
    def test_one_that_was_never_saved_can_be_looked_at(self, browser):
        there = reverse("wagtailadmin_pages:preview_on_add", args=["townhalls", "townhallpage", ReviewPageFactory().pk])
        assert browser.post(there, typed()).json()["is_valid"]
        shown = browser.get(there)
        assert shown.status_code == 200
        assert "Costs and who bears them" in shown.text
        assert "A panellist" in shown.text
        assert not Thread.objects.exists()

    def test_a_draft_shows_its_own_agenda(self, browser, hall):
        AgendaItem.objects.create(town_hall=hall, title="As it is published")
        there = reverse("wagtailadmin_pages:preview_on_edit", args=[hall.pk])
        assert browser.post(there, typed(slug=hall.slug)).json()["is_valid"]
        shown = browser.get(there)
        assert "Costs and who bears them" in shown.text


class TestDelete:
    def test_one_in_which_nobody_spoke_goes(self, browser, hall):
        thread_of(hall)
        browser.get(hall.url)
        browser.post(screen("delete", hall))
        assert not TownHallPage.objects.exists()

    def test_no_word_is_lost(self, browser, hall, say):
        say("Who pays?")
        why = f"“{hall.title}” holds what people said or how they voted, so it can't be deleted."
        assert told(browser.get(screen("delete", hall), follow=True)) == [why]
        assert told(browser.post(screen("delete", hall), follow=True)) == [why]
        assert together(browser, "delete", hall) == [why]
        assert stands(hall)

    def test_nor_with_its_review(self, signed_in, hall, say):
        browser = signed_in(UserFactory(is_superuser=True, secretariat=True))
        say("Who pays?")
        why = f"“{hall.title}” holds what people said or how they voted, so it can't be deleted."
        assert told(browser.post(screen("delete", hall.get_parent()), follow=True)) == [why]
        assert Contribution.objects.exists()

    def test_a_poll_is_kept_too(self, browser, hall, moderator):
        asked = Asked(kind=PollKind.SINGLE, question="Which?", choices=("One", "Another"))
        write(thread=thread_of(hall), asked=asked, by=moderator)
        browser.post(screen("delete", hall))
        assert stands(hall)


class TestMove:
    def test_its_address_stays(self, browser, hall):
        why = (
            f"The address of “{hall.title}”, {hall.slug}, has been public and people keep links to it, "
            "so it can't change."
        )
        other = ReviewPageFactory()
        assert told(browser.post(screen("move_confirm", hall, other), follow=True)) == [why]
        assert together(browser, "move", hall, chooser=other.pk) == [why]
        review = hall.get_parent().specific
        review.slug = "another"
        review.save_revision(clean=False)
        assert [one for one in together(browser, "publish", review) if "has been public" in one]
        assert stands(hall)

    def test_a_draft_moves(self, browser):
        hall = TownHallPageFactory(live=False, first_published_at=None)
        assert together(browser, "move", hall, chooser=ReviewPageFactory().pk) == ["1 page has been moved"]


class TestUnpublish:
    def test_what_was_said_stays_to_be_read(self, browser, hall, say):
        say("Who pays?")
        for page, more in ((hall, {}), (hall.get_parent(), {"include_descendants": "on"})):
            (said,) = told(browser.post(screen("unpublish", page), more, follow=True))
            assert "keep links to what was said" in said
            assert together(browser, "unpublish", page, **more) == [said]
        Page.objects.filter(pk=hall.pk).update(expire_at=timezone.now() - timedelta(hours=1))
        call_command("publish_scheduled")
        assert Entry.objects.filter(action="page.drop_schedule").exists()
        assert stands(hall)

    def test_one_in_which_nobody_spoke_goes_from_the_site(self, browser, hall):
        browser.post(screen("unpublish", hall))
        assert not stands(hall)


class TestCopy:
    def test_a_copy_is_a_town_hall_to_come(self, browser, hall, say):
        hall.agenda.create(title="Costs")
        hall.recording_link, hall.summing_up = "https://example.org/recording", "<p>What came of it.</p>"
        hall.save_revision().publish()
        say("Who pays?")
        copied = {"new_title": "Another", "new_slug": "another", "new_parent_page": hall.get_parent().pk}
        browser.post(screen("copy", hall), copied)
        copy = TownHallPage.objects.get(slug="another")
        assert copy.state == TownHallState.ANNOUNCED
        for one in (copy, copy.get_latest_revision_as_object()):
            assert (one.recording_link, one.summing_up) == ("", "")
            assert [point.title for point in one.agenda.all()] == ["Costs"]
        assert not Thread.objects.filter(page=copy).exists()

    def test_it_has_no_alias(self, browser, hall):
        parent = hall.get_parent().pk
        copied = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": parent, "alias": "on"}
        (said,) = told(browser.post(screen("copy", hall), copied, follow=True))
        assert said == f"A town hall has one address, so it can't have an alias: {hall.title}."
        assert TownHallPage.objects.count() == 1


def test_its_editor_leads_to_the_desk(browser, hall):
    assert reverse("townhalls:desk", args=[hall.pk]) in browser.get(screen("edit", hall)).text
