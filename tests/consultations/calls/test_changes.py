"""A call that has opened, or was cleared to open, is changed: what is asked, what is refused, and what is recorded."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone
from wagtail.models import Revision
from wagtail.test.utils.form_data import inline_formset, rich_text

from consultations.calls.checklist import points_for, unanswered
from consultations.calls.domain.opening import answer_checks, clear_to_open, publish_outcome
from consultations.calls.enums import CallStatus
from consultations.calls.lasting import why_not_moved
from consultations.calls.models import CallPage
from core.audit import entries_about
from core.errors import Refused
from pages.models import PrivacyNoticePage
from tests.consultations.calls.editing import edit, errors_of, posted, told, typed
from tests.consultations.calls.questionnaires import block, publish, section
from tests.factories import CallPageFactory, WorkstreamPageFactory, home_page

pytestmark = pytest.mark.django_db

SAY_WHY = {"change_reason": ["This call is open and people are answering it. Say why you change it."]}
AUTUMN = datetime(2026, 9, 10, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _clock():
    """No call of these tests runs over a holiday by chance."""
    with time_machine.travel(AUTUMN, tick=False):
        yield


def changes(call):
    return [one.details for one in entries_about(call) if one.action == "call.change"]


def notice():
    page = PrivacyNoticePage(title="Privacy", slug=f"privacy-{uuid4().hex[:6]}", body="<p>x</p>", controller="DHSC")
    return home_page().add_child(instance=page).page_ptr


@pytest.fixture
def asking(open_call):
    """An open call of two questions, with an introduction to its section."""
    questions = [section(block("radios", "1"), block("date", "2"), intro="<p>Read <b>this</b>.</p>")]
    return publish(open_call, questions, body="<p>Some background.</p>")


class TestOpen:
    def test_saving_it_as_it_stands_is_no_change(self, browser, asking):
        before = changes(asking)
        assert edit(browser, asking).status_code == 302
        assert changes(asking) == before

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("title", "Another title"),
            ("summary", "Another question?"),
            ("audience", "Everyone."),
            ("minutes_needed", 45),
            ("body", rich_text("<p>Another background.</p>")),
            ("contact_email", "other@review.example"),
            ("wording_note", "Reconstructed."),
        ],
    )
    def test_a_change_of_words_wants_a_reason_and_is_recorded(self, browser, asking, name, value):
        assert errors_of(edit(browser, asking, **{name: value})) == SAY_WHY
        assert edit(browser, asking, **{name: value}, change_reason="It was wrong.").status_code == 302
        assert changes(asking)[1:] == [{"reason": "It was wrong.", "open": True, "parts": [name]}]

    def test_a_change_of_its_closing_time_is_recorded_with_both_times(self, browser, asking):
        later = asking.closes_at + timedelta(days=7)
        assert errors_of(edit(browser, asking, closes_at=typed(later))) == SAY_WHY
        edit(browser, asking, closes_at=typed(later), change_reason="More time was asked for.")
        assert changes(asking)[1:] == [
            {
                "reason": "More time was asked for.",
                "open": True,
                "parts": ["closes_at"],
                "closes_at_before": asking.closes_at.isoformat(),
                "closes_at_after": later.isoformat(),
            }
        ]

    @pytest.mark.parametrize(
        ("change", "recorded"),
        [
            (lambda first, one, two: [{**first, "title": "Another"}], {"sections": [1]}),
            (lambda first, one, two: [{**first, "intro": "<p>Another.</p>"}], {"sections": [1]}),
            (lambda first, one, two: [{**first, "questions": [two, one]}], {"moved": ["2", "1"]}),
            (lambda first, one, two: [{**first, "questions": [two]}], {"retired": ["1"]}),
            (lambda first, one, two: [{**first, "questions": [one, two, block("file", "3")]}], {"added": ["3"]}),
        ],
    )
    def test_a_change_of_sections_and_questions_is_recorded(self, browser, asking, change, recorded):
        (first,) = asking.questionnaire.get_prep_value()
        new = posted([{**first, "value": value} for value in change(first["value"], *first["value"]["questions"])])
        assert errors_of(edit(browser, asking, questionnaire=new)) == SAY_WHY
        assert edit(browser, asking, questionnaire=new, change_reason="It was wrong.").status_code == 302
        assert changes(asking)[1:] == [{"reason": "It was wrong.", "open": True, "parts": [], **recorded}]

    def test_a_change_of_documents_and_workstreams_is_recorded(self, browser, asking):
        film = {"title": "Film", "format": "bsl", "document": "", "link": "https://film.example/1", "id": ""}
        documents = inline_formset([{**film, "published_on": "2026-09-01", "ORDER": "1"}])
        fields = {"documents": documents, "workstreams": (WorkstreamPageFactory().pk,)}
        for name, value in fields.items():
            assert errors_of(edit(browser, asking, **{name: value})) == SAY_WHY
        edit(browser, asking, **fields, change_reason="The film is ready.")
        assert changes(asking)[1:] == [
            {"reason": "The film is ready.", "open": True, "parts": ["workstreams", "documents"]}
        ]

    def test_a_draft_wants_no_reason(self, browser, asking):
        assert edit(browser, asking, publishing=False, audience="Everyone.").status_code == 302

    def test_a_reason_is_used_once(self, browser, asking):
        edit(browser, asking, audience="Everyone.", change_reason="Too narrow.")
        asking.refresh_from_db()
        assert asking.change_reason == ""
        assert Revision.objects.get(pk=asking.live_revision_id).content["change_reason"] == ""
        page = CallPage.objects.get(pk=asking.pk)
        page.audience = "Nobody."
        with pytest.raises(Refused, match="Say why you change it"):
            page.save_revision().publish()
        assert CallPage.objects.get(pk=asking.pk).audience == "Everyone."
        assert len(changes(asking)) == 2

    def test_it_is_not_opened_again_at_another_time(self, browser, asking):
        for days in (-1, 14):
            times = typed(asking.opens_at + timedelta(days=days))
            errors = errors_of(edit(browser, asking, opens_at=times, change_reason="Why not."))
            assert list(errors) == ["opens_at"]
            assert "that can't change now" in errors["opens_at"][0]

    def test_its_end_is_not_put_into_the_past(self, browser, asking):
        times = typed(timezone.now() - timedelta(hours=1))
        errors = errors_of(edit(browser, asking, closes_at=times, change_reason="Enough."))
        assert errors == {"closes_at": ["Enter a closing time in the future: people went by the one that stood."]}

    def test_it_keeps_its_questions(self, browser, asking):
        errors = errors_of(edit(browser, asking, questionnaire=posted([]), change_reason="All wrong."))
        assert errors == {"questionnaire": ["The call is cleared to open, so it must ask at least one question."]}


class TestClosed:
    @pytest.fixture
    def closed(self):
        minute = timezone.now().replace(second=0, microsecond=0)
        times = {"opens_at": minute - timedelta(days=60), "closes_at": minute - timedelta(days=1)}
        return CallPageFactory(**times, outcome="<p>We heard you.</p>")

    def test_to_open_it_again_wants_a_reason_and_is_recorded(self, browser, closed):
        later = timezone.now() + timedelta(days=7)
        errors = errors_of(edit(browser, closed, closes_at=typed(later)))
        assert errors == {"change_reason": ["People answered this call as it stands. Say why you change it."]}
        edit(browser, closed, closes_at=typed(later), change_reason="The post was late.")
        (entry,) = changes(closed)
        assert (entry["reason"], entry["open"], entry["parts"]) == ("The post was late.", True, ["closes_at"])

    def test_with_its_outcome_published_it_stays_closed(self, browser, closed, secretariat):
        publish_outcome(call=closed, actor=secretariat)
        later = typed(timezone.now() + timedelta(days=7))
        errors = errors_of(edit(browser, closed, closes_at=later, change_reason="Again."))
        assert list(errors) == ["closes_at"]
        assert "Take it back" in errors["closes_at"][0]

    def test_writing_an_outcome_is_no_change_until_it_is_published(self, browser, closed, secretariat):
        assert edit(browser, closed, outcome=rich_text("<p>We read all.</p>")).status_code == 302
        publish_outcome(call=closed, actor=secretariat)
        assert list(errors_of(edit(browser, closed, outcome=rich_text("<p>Not so.</p>")))) == ["change_reason"]
        edit(browser, closed, outcome=rich_text("<p>Not so.</p>"), change_reason="A figure was wrong.")
        assert [one["parts"] for one in changes(closed)] == [["outcome"]]

    @pytest.mark.parametrize("empty", ["", "<p></p>", "<p>\u00a0 </p>"])
    def test_a_published_outcome_keeps_its_words(self, browser, closed, secretariat, empty):
        publish_outcome(call=closed, actor=secretariat)
        errors = errors_of(edit(browser, closed, outcome=rich_text(empty), change_reason="Away with it."))
        assert list(errors) == ["outcome"]
        assert "so it can't be empty" in errors["outcome"][0]

    def test_an_outcome_that_is_emptied_before_is_empty(self, browser, closed):
        edit(browser, closed, outcome=rich_text(""))
        assert CallPage.objects.get(pk=closed.pk).outcome == ""


class TestCleared:
    @pytest.fixture
    def cleared(self, secretariat):
        """A call that opens in four days for four weeks, cleared after its checklist was answered."""
        times = {"opens_at": AUTUMN + timedelta(days=4), "closes_at": AUTUMN + timedelta(days=32)}
        call = CallPageFactory(preparing=True, **times)
        call = publish(call, [section(block("radios", "1"))], privacy_notice=notice())
        answer_checks(call=call, answers={one.key: "Settled." for one in points_for(call)}, actor=secretariat)
        return clear_to_open(call=call, actor=secretariat)

    def test_it_changes_freely_in_what_it_was_not_cleared_for(self, browser, cleared):
        later = typed(cleared.closes_at + timedelta(days=7))
        assert edit(browser, cleared, audience="Everyone.", closes_at=later).status_code == 302

    def test_it_keeps_its_privacy_notice_and_its_questions(self, browser, cleared):
        errors = errors_of(edit(browser, cleared, privacy_notice="", questionnaire=posted([])))
        assert errors == {
            "privacy_notice": ["The call is cleared to open, so it needs its privacy notice. Choose one."],
            "questionnaire": ["The call is cleared to open, so it must ask at least one question."],
        }

    def test_times_over_a_holiday_wait_until_their_point_is_answered(self, browser, cleared, secretariat):
        over_christmas = typed(datetime(2027, 1, 12, 12, tzinfo=UTC))
        assert errors_of(edit(browser, cleared, closes_at=over_christmas)) == {
            "closes_at": [
                "These times raise a point that the checklist does not answer: open over Christmas 2026. Save them as "
                "a draft, answer the point under “Opening and outcome”, then publish."
            ]
        }
        edit(browser, cleared, closes_at=over_christmas, publishing=False)
        page = browser.get(f"/admin/calls/{cleared.pk}/opening/").content.decode()
        assert 'name="check-holiday-christmas-2026"' in page
        assert 'name="check-purpose"' not in page
        answer = {"do": "checks", "check-holiday-christmas-2026": "A month was added."}
        assert told(browser.post(f"/admin/calls/{cleared.pk}/opening/", answer, follow=True)) == [
            "The checklist is saved."
        ]
        assert edit(browser, cleared, closes_at=over_christmas).status_code == 302
        cleared.refresh_from_db()
        assert (cleared.status, unanswered(cleared)) == (CallStatus.CLEARED, [])
        with pytest.raises(Refused, match="its checklist stands"):
            answer_checks(call=cleared, answers={"holiday-christmas-2026": "Changed."}, actor=secretariat)

    def test_its_end_is_not_put_into_the_past(self, browser, cleared):
        times = {name: typed(AUTUMN - timedelta(days=days)) for name, days in (("opens_at", 9), ("closes_at", 2))}
        errors = errors_of(edit(browser, cleared, **times))
        assert errors == {"closes_at": ["Enter a closing time in the future: the call is cleared to open."]}

    def test_its_address_stays_before_it_opens(self, browser, cleared):
        CallPage.objects.filter(pk=cleared.pk).update(first_published_at=None)
        cleared.refresh_from_db()
        assert (cleared.has_opened, cleared.address_is_public) == (False, True)
        assert list(errors_of(edit(browser, cleared, slug="another"))) == ["slug"]
        assert len(list(why_not_moved([cleared], below=True))) == 1

    def test_without_a_form_it_is_refused_all_the_same(self, cleared):
        page = CallPage.objects.get(pk=cleared.pk)
        page.privacy_notice = None
        with pytest.raises(Refused, match="needs its privacy notice"):
            page.save_revision().publish()
        assert CallPage.objects.get(pk=cleared.pk).privacy_notice_id == cleared.privacy_notice_id


class TestAddressAndKind:
    def test_an_address_that_was_public_stays(self, browser, open_call):
        errors = errors_of(edit(browser, open_call, slug="another"))
        assert errors == {
            "slug": [
                f"The address of “{open_call.title}”, {open_call.slug}, has been public and people keep links to it, "
                "so it can't change."
            ]
        }

    def test_that_of_a_call_nobody_has_seen_may_change(self):
        hidden = CallPageFactory(preparing=True, live=False)
        assert (hidden.address_is_public, list(why_not_moved([hidden], below=True))) == (False, [])

    def test_the_kind_stays_because_references_were_made_from_it(self, browser, open_call):
        for publishing in (True, False):
            assert errors_of(edit(browser, open_call, kind="consultation", publishing=publishing)) == {
                "kind": ["References were made from the kind. Create a new call instead."]
            }


GOES_FORWARD = (
    "01:30 on 28 March 2027 does not exist, because the clocks go forward from 01:00 to 02:00. "
    "Enter a time before 01:00, or 02:00 or later"
)
GOES_BACK = (
    "01:30 on 31 October 2027 happens twice, because the clocks go back from 02:00 to 01:00. "
    "Enter a time before 01:00, or 02:00 or later"
)


@pytest.mark.parametrize(("entered", "why"), [("2027-03-28 01:30", GOES_FORWARD), ("2027-10-31 01:30", GOES_BACK)])
def test_a_time_that_a_clock_change_skips_or_repeats_is_refused_in_words(browser, open_call, entered, why):
    assert errors_of(edit(browser, open_call, closes_at=entered, change_reason="More time."))["closes_at"] == [why]
    extension = {"do": "extend", "extend-format": "bsl", "extend-until": entered, "extend-reason": "Late."}
    response = browser.post(f"/admin/calls/{open_call.pk}/opening/", extension)
    assert response.context["forms"]["extend"].errors == {"until": [why]}
