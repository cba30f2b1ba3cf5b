"""A call's address is for life: what its screens, those of pages above it, and lists of pages refuse to do."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from consultations.calls.domain.opening import hold_back
from consultations.calls.models import CallPage
from consultations.reviews.models import ReviewPage
from core.audit import Entry
from core.errors import Refused
from pages.models import PrivacyNoticePage
from tests.consultations.calls.editing import told
from tests.consultations.calls.questionnaires import block, section
from tests.factories import CallPageFactory, ReviewPageFactory, SubmissionFactory, UserFactory, home_page, published

pytestmark = pytest.mark.django_db


def screen(name, *pages):
    return reverse(f"wagtailadmin_pages:{name}", args=[page.pk for page in pages])


def together(browser, act, *pages, **form):
    """Do something to several pages at once, as ticked in a list; return what is said."""
    ticked = "&".join(f"id={page.pk}" for page in pages)
    return told(browser.post(f"/admin/bulk/wagtailcore/page/{act}/?{ticked}&next=/admin/", form, follow=True))


def stands(call):
    """Whether a call is live at its address."""
    return CallPage.objects.filter(pk=call.pk, live=True, url_path=call.url_path).exists()


def draft(call, by=None, **fields):
    page = CallPage.objects.get(pk=call.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision(user=by, clean=False)
    return page


def due(revision):
    """Have it published at a time that is past."""
    revision.approved_go_live_at = timezone.now() - timedelta(hours=1)
    revision.save()


class TestDelete:
    def test_its_screen_says_what_rests_on_it_and_every_word_is_kept(self, browser):
        submission = SubmissionFactory(texts=["A sentence to keep."])
        call = submission.call
        said = told(browser.get(screen("delete", call)))
        assert said[0] == "What was made to this call keeps every word but loses this page: 1 submission."
        assert said[-1] == "This call has opened. Whoever kept a link to it will find no page there."
        assert browser.post(screen("delete", call)).status_code == 302
        submission.refresh_from_db()
        assert (submission.call, submission.answers.get().text) == (None, "A sentence to keep.")
        assert Entry.objects.filter(action="call.delete", details={"code": call.code}).exists()

    def test_one_with_published_evidence_stays(self, browser):
        call = published(texts=["Public words."]).call
        said = told(browser.post(screen("delete", call), follow=True))
        assert "This call can't be deleted, because of what rests on it: 1 edition. Take that back first." in said
        assert CallPage.objects.filter(pk=call.pk).exists()

    def test_many_at_once_are_refused(self, browser):
        calls = [published(texts=["Public words."]).call, SubmissionFactory().call]
        assert together(browser, "delete", *calls) == [
            "2 calls would be deleted with them. Delete each from its own page, which says what rests on it."
        ]
        assert CallPage.objects.count() == 2

    def test_their_review_is_refused_even_to_who_may_delete_it(self, signed_in, open_call):
        browser, review = signed_in(UserFactory(is_superuser=True, secretariat=True)), open_call.get_parent()
        why = "1 call would be deleted with them. Delete a call from its own page, which says what rests on it."
        assert together(browser, "delete", review) == [why]
        assert told(browser.post(screen("delete", review), follow=True)) == [why]
        assert stands(open_call)

    def test_pages_without_calls_go_as_ever(self, browser):
        review = ReviewPageFactory()
        assert together(browser, "delete", review) == ["1 page has been deleted"]


class TestMove:
    def test_a_public_call_stays_where_it_is(self, browser, open_call):
        why = (
            f"The address of “{open_call.title}”, {open_call.slug}, has been public and people keep links to it, "
            "so it can't change."
        )
        other = ReviewPageFactory()
        assert told(browser.post(screen("move_confirm", open_call, other), follow=True)) == [why]
        assert together(browser, "move", open_call, chooser=other.pk) == [why]
        assert stands(open_call)

    def test_one_that_was_never_public_moves(self, browser):
        call = CallPageFactory(preparing=True, live=False)
        assert together(browser, "move", call, chooser=ReviewPageFactory().pk) == ["1 page has been moved"]

    def test_its_review_keeps_its_address(self, browser, open_call):
        review = open_call.get_parent().specific
        data = {"title": review.title, "slug": "another", "summary": "Why?", "body": "null", "action-publish": "1"}
        counts = {f"comments-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")}
        assert (
            "has been public and people keep links to it"
            in browser.post(screen("edit", review), {**data, **counts}).text
        )
        review.slug = "another"
        review.save_revision(clean=False)
        assert [one for one in together(browser, "publish", review) if "has been public" in one]
        assert stands(open_call)

    def test_its_review_keeps_its_address_when_it_is_a_draft_too(self, browser, open_call):
        review = open_call.get_parent().specific
        browser.post(screen("unpublish", review))
        data = {"title": review.title, "slug": "another", "summary": "Why?", "body": "null"}
        counts = {f"comments-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")}
        assert (
            "has been public and people keep links to it"
            in browser.post(screen("edit", review), {**data, **counts}).text
        )
        review.refresh_from_db()
        review.slug = "another"
        with pytest.raises(Refused, match="has been public"):
            review.save()
        assert stands(open_call)

    def test_a_review_without_a_public_call_takes_another_name(self, browser):
        review = CallPageFactory(preparing=True, live=False, first_published_at=None).get_parent().specific
        review.slug = "another"
        review.save()
        assert ReviewPage.objects.get().slug == "another"


class TestUnpublish:
    def test_what_has_opened_stays(self, browser, open_call):
        why = (
            f"“{open_call.title}” has opened and people keep links to it, so it can't be unpublished. "
            "To end it, change its closing time; what it asked stays to be read."
        )
        review = open_call.get_parent()
        with_those_below = {"include_descendants": "on"}
        assert told(browser.post(screen("unpublish", open_call), follow=True)) == [why]
        assert told(browser.post(screen("unpublish", review), with_those_below, follow=True)) == [why]
        assert together(browser, "unpublish", open_call) == [why]
        assert together(browser, "unpublish", review, **with_those_below) == [why]
        assert stands(open_call)

    def test_what_is_cleared_is_held_back_first(self, browser, secretariat):
        call = CallPageFactory(forthcoming=True)
        (said,) = told(browser.post(screen("unpublish", call), follow=True))
        assert "Hold it back first" in said
        hold_back(call=call, reason="Not yet.", actor=secretariat)
        browser.post(screen("unpublish", call))
        assert not stands(call)

    def test_a_privacy_notice_stays_with_its_call(self, browser):
        review = ReviewPageFactory()
        notice = review.add_child(instance=PrivacyNoticePage(title="Our notice", controller="NHS", body=""))
        call = CallPageFactory(parent=review, privacy_notice=notice)
        why = (
            f"“Our notice” is the privacy notice of “{call.title}”, so it can't be unpublished. "
            "Choose another there first: the tab “Times and documents”."
        )
        assert told(browser.post(screen("unpublish", notice), follow=True)) == [why]
        assert together(browser, "unpublish", notice) == [why]
        CallPage.objects.update(status="preparing")
        assert together(browser, "unpublish", notice) == ["1 page has been unpublished"]

    def test_the_home_page_stays(self, browser):
        why = "The home page can't be unpublished: the site would have no first page."
        assert told(browser.post(screen("unpublish", home_page()), follow=True)) == [why]


class TestAtASetTime:
    """`publish_scheduled` does what is due and refuses what the pages' own screens refuse."""

    def test_what_is_refused_loses_its_time_and_the_others_go_on(self, open_call, capsys):
        review, other = open_call.get_parent().specific, ReviewPageFactory(live=False)
        review.slug = "another"
        for page in (review, other):
            due(page.save_revision(clean=False))
        call_command("publish_scheduled")
        assert stands(open_call)
        assert ReviewPage.objects.get(pk=other.pk).live
        entry = Entry.objects.get(action="page.drop_schedule")
        assert "has been public" in entry.details["why"][0]
        assert review.title in capsys.readouterr().err
        call_command("publish_scheduled")
        assert Entry.objects.filter(action="page.drop_schedule").count() == 1

    def test_a_call_that_its_form_would_refuse_stays_as_it_is(self, open_call):
        due(draft(open_call, summary="Another summary.").latest_revision)
        call_command("publish_scheduled", stderr=StringIO())
        assert CallPage.objects.get().summary != "Another summary."
        assert "Say why you change it." in Entry.objects.get(action="page.drop_schedule").details["why"][0]

    def test_the_end_of_what_must_stay_is_dropped(self, open_call):
        other = ReviewPageFactory()
        Page.objects.filter(pk__in=[open_call.pk, other.pk]).update(expire_at=timezone.now() - timedelta(hours=1))
        call_command("publish_scheduled", stderr=StringIO())
        assert stands(open_call)
        assert CallPage.objects.get().expire_at is None
        assert not ReviewPage.objects.get(pk=other.pk).live


class TestPublishTogether:
    def test_a_draft_that_its_form_would_refuse_is_refused(self, browser, open_call):
        twice = [section(block("radios", "1"), block("date", "1"), block("date", "2", after="1", answers="Huge"))]
        field = CallPage._meta.get_field("questionnaire")
        draft(open_call, questionnaire=field.to_python(twice))
        forthcoming = CallPageFactory(forthcoming=True)
        draft(forthcoming, closes_at=timezone.now() - timedelta(days=1), summary="Another?")
        name = f"“{open_call.title}”: "
        said = together(browser, "publish", open_call, forthcoming)
        assert said == [
            f"{name}Another question has the code 1. Give each its own.",
            f"{name}Question 1 has no option “Huge”.",
            f"{name}This call is open and people are answering it. Say why you change it.",
            f"“{forthcoming.title}”: Enter a closing time in the future: the call is cleared to open.",
        ]
        assert not CallPage.objects.filter(has_unpublished_changes=False, pk__in=[open_call.pk, forthcoming.pk])

    def test_an_unfinished_draft_is_refused_rather_than_broken(self, browser):
        call = CallPageFactory(preparing=True)
        draft(call, summary="")
        (said,) = together(browser, "publish", call)
        assert said == f"“{call.title}”: It is not finished. Publish it from its editor to see what is missing."

    def test_a_draft_with_its_reason_is_recorded_with_who_published_it(self, browser, open_call, secretariat):
        draft(open_call, by=UserFactory(secretariat=True), audience="Everyone.", change_reason="Too narrow.")
        assert together(browser, "publish", open_call) == ["1 page has been published"]
        entry = Entry.objects.get(action="call.change")
        assert (entry.actor, entry.details["reason"], entry.details["parts"]) == (
            f"user:{secretariat.pk}",
            "Too narrow.",
            ["audience"],
        )
        assert together(browser, "publish", open_call) == ["1 page has been published"]
        assert Entry.objects.filter(action="call.change").count() == 1

    def test_below_a_page_too(self, browser):
        call = CallPageFactory(preparing=True, live=False)
        draft(call, summary="")
        (said,) = together(browser, "publish", call.get_parent(), include_descendants="on")
        assert "It is not finished" in said


def test_a_call_is_not_made_private(browser, open_call):
    page = browser.get(reverse("wagtailadmin_pages:set_privacy", args=[open_call.pk])).content.decode()
    assert "restriction_type" not in page
    assert home_page().get_descendants().filter(pk=open_call.pk).public().exists()


@pytest.mark.parametrize("action", ["delete", "unpublish", "move", "copy", "create_alias", "publish"])
def test_the_editors_api_acts_on_nothing(browser, open_call, action):
    """Its actions run none of the hooks that guard the editor's own screens."""
    response = browser.post(
        f"/admin/api/main/pages/{open_call.pk}/action/{action}/", {}, content_type="application/json"
    )
    assert response.status_code == 404
    assert CallPage.objects.get().live
    assert browser.get(f"/admin/api/main/pages/{open_call.pk}/").status_code == 200


def test_a_call_has_no_alias(browser, open_call):
    parent = open_call.get_parent().pk
    copy = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": parent, "alias": "on"}
    page = browser.post(reverse("wagtailadmin_pages:copy", args=[open_call.pk]), copy, follow=True)
    assert "it can&#x27;t have an alias" in page.text
    below = browser.post(reverse("wagtailadmin_pages:copy", args=[parent]), copy | {"copy_subpages": "on"}, follow=True)
    assert "it can&#x27;t have an alias" in below.text
    assert CallPage.objects.count() == 1
