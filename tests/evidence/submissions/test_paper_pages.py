"""The pages on which staff enter replies from paper."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from consultations.calls.enums import QuestionType
from evidence.submissions.domain.answers import Writing, save_answer
from evidence.submissions.domain.keying import key_again
from evidence.submissions.enums import SubmissionState
from evidence.submissions.files.queries import to_destroy
from evidence.submissions.models import Answer, SecondKeying, Submission
from evidence.submissions.queries import attachments_to_disclose
from tests.evidence.submissions.conftest import hidden_fields
from tests.evidence.submissions.entering import enter, key_first, recorded, rekey
from tests.factories import (
    AttachmentFactory,
    QuestionFactory,
    RedactionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def key_on_page(browser, submission, typed):
    """Send the page with what was typed and return what then comes."""
    address = reverse("entry:answers", args=[submission.key])
    stamps = hidden_fields(browser.get(address).content.decode(), "mh-question")
    return browser.post(address, stamps | {"page": "one"} | typed, follow=True).content.decode()


def chosen(page, which):
    """Return what the page of differences posts when one of its readings, "first" or "second", is chosen."""
    return dict(re.findall(rf'name="(choice-[0-9]+)" value="({which}[^"]*)"', page))


class TestKeying:
    def test_every_answer_that_can_be_read_is_saved(self, entered, asked, first, signed_in):
        _call, words, choice = asked
        words.current.word_limit = 2
        words.current.save()
        day = QuestionFactory(section=words.section, version__type=QuestionType.DATE)
        title = QuestionFactory(section=words.section, version__type=QuestionType.SHORT_TEXT)
        typed = {f"q-{words.key}": "Far more than two", f"q-{choice.key}": "Yes", f"q-{title.key}": "x" * 301}
        page = key_on_page(signed_in(first), entered, typed | {f"q-{day.key}_day": "31", f"q-{day.key}_month": "2"})
        assert "There is a problem" in page
        assert "The other answers are saved." in page
        assert "Answer must be 2 words or fewer. It has 4." in page
        kept = {answer.question_id: answer.value for answer in entered.answers.all()}
        assert kept == {words.pk: "Far more than two", choice.pk: "Yes", title.pk: "x" * 301}

    def test_a_wish_for_confidence_needs_no_reason(self, entered, asked, first, signed_in):
        _call, words, _choice = asked
        page = key_on_page(signed_in(first), entered, {f"q-{words.key}": "Teams", f"c-{words.key}": "on"})
        assert "There is a problem" not in page
        assert entered.answers.get(question=words).confidential is True


class TestPages:
    def test_from_the_envelope_to_the_reference(self, asked, first, second, signed_in):
        call, words, choice = asked
        one, two = signed_in(first), signed_in(second)
        day = timezone.localdate()
        response = one.post(
            reverse("entry:new"),
            {
                "call": call.pk,
                "channel": "paper",
                "received_on_day": day.day,
                "received_on_month": day.month,
                "received_on_year": day.year,
                "format": "standard",
                "kind": "individual",
                "name": "Ada Letter",
                "publishing": "without_name",
            },
        )
        reply = Submission.objects.get()
        assert response.url == reverse("entry:answers", args=[reply.key])
        page = one.get(response.url).context["form"]
        data = {f"s-{question.key}": page.stamp_of(question) for question in (words, choice)}
        data |= {"page": page.page, f"q-{words.key}": "Teams", f"q-{choice.key}": "Yes"}
        one.post(response.url, data)
        assert "Waits for a second person" in one.get(reverse("entry:list")).content.decode()
        again = reverse("entry:again", args=[reply.key])
        blank = two.get(again).content.decode()
        assert "checked" not in blank
        assert "Teams" not in blank
        differing = two.post(again, {"sent": "1", f"q-{choice.key}": "No"})
        assert differing.url == reverse("entry:differences", args=[reply.key])
        assert SecondKeying.objects.get().settled_at is None
        assert "1 difference" in two.get(reverse("entry:list")).content.decode()
        shown = chosen(two.get(differing.url).text, "first")
        two.post(differing.url, shown)
        one.post(reverse("entry:record", args=[reply.key]))
        reply.refresh_from_db()
        assert (reply.state, reply.reference) == (SubmissionState.RECEIVED, f"{call.code}-0001")

    def test_a_reading_that_changed_since_it_was_shown_is_not_settled(self, asked, first, second, signed_in):
        call, words, choice = asked
        entry = enter(call, first)
        key_first(entry, first, words, choice)
        key_again(submission=entry, values={choice.pk: "No"}, actor=second)
        browser, address = signed_in(second), reverse("entry:differences", args=[entry.key])
        shown = chosen(browser.get(address).text, "first")
        answer = Answer.objects.get(question=choice)
        save_answer(submission=entry, writing=Writing(choice.current, None, base_revision=answer.revision), actor=first)
        assert "Choose for each difference what the paper says." in browser.post(address, shown, follow=True).text
        assert SecondKeying.objects.get().settled_at is None
        browser.post(address, chosen(browser.get(address).text, "second"))
        assert SecondKeying.objects.get().settled_value == "No"

    def test_the_scan_is_kept_and_both_can_open_it(self, entered, first, second, signed_in):
        scan = SimpleUploadedFile("reply.txt", b"What the paper says.", content_type="text/plain")
        signed_in(first).post(reverse("entry:scan", args=[entered.key]), {"file": scan})
        kept = entered.attachments.get()
        assert kept.is_paper_scan is True
        type(kept).objects.update(scan="clean")
        url = reverse("attachments:download", args=[entered.key, kept.key])
        for person in (first, second):
            response = signed_in(person).get(url)
            assert (response.status_code, b"".join(response.streaming_content)) == (200, b"What the paper says.")
        assert signed_in(UserFactory()).get(url).status_code == 404

    def test_a_wrong_scan_is_removed_also_after_recording(self, asked, first, second, signed_in):
        reply = recorded(asked, first, second)
        one = signed_in(second)
        for name in ("right", "wrong"):
            scan = SimpleUploadedFile(f"{name}.txt", f"The {name} letter.".encode(), content_type="text/plain")
            one.post(reverse("entry:scan", args=[reply.key]), {"file": scan})
        reply.attachments.update(scan="clean")
        wrong = reply.attachments.get(name="wrong.txt")
        response = one.post(reverse("entry:remove_scan", args=[reply.key, wrong.key]), follow=True)
        assert "wrong.txt was removed." in response.content.decode()
        assert [file.name for file in attachments_to_disclose(reply)] == ["right.txt"]
        assert one.get(reverse("attachments:download", args=[reply.key, wrong.key])).status_code == 404
        type(wrong).objects.filter(pk=wrong.pk).update(removed_at=timezone.now() - timedelta(hours=2))
        assert list(to_destroy()) == [wrong]

    def test_what_is_no_scan_is_not_removed_there(self, entered, first, signed_in):
        report = AttachmentFactory(submission=entered)
        address = reverse("entry:remove_scan", args=[entered.key, report.key])
        assert signed_in(first).post(address).status_code == 404

    def test_the_envelope_is_corrected_on_its_page(self, entered, second, signed_in):
        browser, address = signed_in(second), reverse("entry:envelope", args=[entered.key])
        form = browser.get(address).context["form"]
        assert (form["name"].value(), form["format"].value(), form["channel"].value()) == (
            "Ada Letter",
            "standard",
            "paper",
        )
        said = {"channel": "email", "format": "welsh", "kind": "individual", "name": "Ada", "publishing": "full"}
        day = {"received_on_day": "3", "received_on_month": "5", "received_on_year": "2023"}
        seen = {"seen": browser.get(address).context["seen"]}
        for _click in range(2):
            assert browser.post(address, said | day | seen).url == reverse("entry:answers", args=[entered.key])
        other = browser.post(address, said | day | seen | {"name": "Bea"})
        assert "was changed since this page was drawn" in other.text
        entered.refresh_from_db()
        assert (entered.channel, entered.format, entered.name, str(entered.received_on)) == (
            "email",
            "welsh",
            "Ada",
            "2023-05-03",
        )

    def test_a_new_entry_says_which_version_was_answered(self, asked, first, signed_in):
        page = signed_in(first).post(reverse("entry:new"), {"call": asked[0].pk})
        assert "Select a version" in page.content.decode()

    def test_discarding_asks_for_a_reason(self, entered, second, signed_in):
        browser, address = signed_in(second), reverse("entry:discard", args=[entered.key])
        assert "Enter a reason" in browser.post(address, {"reason": ""}).content.decode()
        assert browser.post(address, {"reason": "Entered twice"}).url == reverse("entry:list")
        assert browser.get(reverse("entry:answers", args=[entered.key])).status_code == 404

    def test_what_was_keyed_while_somebody_else_did_it_is_given_back(self, entered, asked, first, second, signed_in):
        key_first(entered, first, *asked[1:])
        third = UserFactory(secretariat=True)
        key_again(submission=entered, values={asked[2].pk: "Yes"}, actor=third)
        answer = signed_in(second).post(
            reverse("entry:again", args=[entered.key]), {"sent": "1", f"q-{asked[2].key}": "Heather"}
        )
        page = answer.content.decode()
        assert (answer.status_code, "keyed again already" in page, "Heather" in page) == (409, True, True)

    def test_whoever_can_key_again_is_not_shown_the_first_keying(self, entered, asked, first, second, signed_in):
        key_first(entered, first, *asked[1:])
        browser, address = signed_in(second), reverse("entry:answers", args=[entered.key])
        assert browser.get(address).url == reverse("entry:again", args=[entered.key])
        assert browser.get(reverse("entry:record", args=[entered.key])).url == address
        assert "Teams" in browser.get(address, {"keying": "first"}).content.decode()

    def test_another_records_it_from_the_page(self, entered, asked, first, second, signed_in):
        key_first(entered, first, *asked[1:])
        key_again(submission=entered, values={asked[2].pk: "Yes"}, actor=second)
        browser, address = signed_in(UserFactory(secretariat=True)), reverse("entry:record", args=[entered.key])
        assert address in browser.get(reverse("entry:list")).content.decode()
        browser.post(address)
        entered.refresh_from_db()
        assert entered.state == SubmissionState.RECEIVED
        assert (
            "Its answers stand here as they were recorded."
            in browser.get(reverse("entry:answers", args=[entered.key])).content.decode()
        )

    def test_only_the_secretariat_sees_them(self, entered, signed_in, client):
        pages = ("answers", "again", "envelope", "discard", "differences", "record")
        for name, args in (("list", []), ("new", []), *((page, [entered.key]) for page in pages)):
            url = reverse(f"entry:{name}", args=args)
            assert client.get(url).url.startswith("/accounts/login/")
            assert signed_in(UserFactory()).get(url).status_code == 403

    def test_an_online_draft_is_not_found_there(self, submission, first, signed_in):
        assert signed_in(first).get(reverse("entry:answers", args=[submission.key])).status_code == 404

    def test_the_list_takes_as_many_queries_for_three_as_for_one(self, asked, first, second, signed_in, count_queries):
        client = signed_in(first)

        def one_more():
            key_first(enter(asked[0], first), first, *asked[1:])
            reply = recorded(asked, first, second)
            rekey(reply, first, asked[2], "No")

        one_more()
        client.get(reverse("entry:list"))
        one = count_queries(lambda: client.get(reverse("entry:list")))
        one_more()
        one_more()
        assert count_queries(lambda: client.get(reverse("entry:list"))) == one
        assert one <= 14
        assert len(client.get(reverse("entry:list")).context["rows"]) == 6


def test_two_windows_of_one_keyer_leave_nothing_that_can_not_be_settled(signed_in, first, asked, entered):
    """What came second is said to be refused, and stands in nobody's way afterwards: an entry has no page to settle it."""
    browser, address = signed_in(first), reverse("entry:answers", args=[entered.key])
    _call, words, _choice = asked
    blank = {"page": "one", f"s-{words.key}": f"{words.current_id}.0.{'0' * 16}"}
    browser.post(address, blank | {f"q-{words.key}": "From the first window"})
    late = browser.post(address, blank | {"page": "two", f"q-{words.key}": "From the second window"}, follow=True)
    assert "in another window too" in late.content.decode()
    assert "From the second window" in late.content.decode()
    page = browser.get(address).content.decode()
    assert "From the first window" in page
    assert "Choose between the two texts" not in page
    again = hidden_fields(late.content.decode(), "mh-question") | {f"q-{words.key}": "From the second window"}
    browser.post(address, again)
    assert entered.answers.get(question=words).value == "From the second window"


def test_a_reply_with_sealed_words_is_not_read_on_the_pages_that_show_them_whole(asked, first, second, signed_in):
    sent = recorded(asked, first, second)
    text = sent.current.answers.get(text="Teams")
    RedactionFactory(answer_version=text, start=0, end=5, checked=True)
    browser = signed_in(UserFactory(secretariat=True))
    for name in ("answers", "again", "record"):
        page = browser.get(reverse(f"entry:{name}", args=[sent.key]), {"keying": "first"})
        assert page.status_code == 403
        assert "Words of this reply are sealed" in page.content.decode()
        assert "Teams" not in page.content.decode()
    assert browser.get(reverse("entry:envelope", args=[sent.key])).status_code == 200
