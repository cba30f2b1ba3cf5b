"""A page that stays open holds what it was drawn with. Its next save wins over nothing that it never showed."""

import re

import pytest
from django.urls import reverse

from evidence.publication.domain.purge import ask_purge, carry_out_purge
from evidence.submissions.domain.submit import submit_submission
from evidence.submissions.models import Answer, AnswerVersion
from tests.evidence.submissions.conftest import hidden_fields
from tests.factories import QuestionFactory

pytestmark = pytest.mark.django_db
SECRET = "Dr Grey"


@pytest.fixture
def other(question):
    return QuestionFactory(section=question.section)


@pytest.fixture
def purged(first, second):
    def purge(submission):
        asked = ask_purge(submission=submission, words=SECRET, reason="A court order", by=first)
        carry_out_purge(purge=asked, by=second)

    return purge


def sent(ada):
    return submit_submission(submission=ada.submission, actor=ada.contributor, declared=True)


def press(ada, question, fields):
    return ada.client.post(ada.url("section", question.section_id), fields)


class TestOfAColleague:
    def test_a_save_while_typing_does_not_take_their_text_for_seen(self, ada, ben, question, other):
        ada.write(question, "One.")
        open_page = ada.fields(question.section)
        ben.write(question, "One, and two.")
        stamps = ada.autosave(other, "Words", open_page, sequence="1").json()["stamps"]
        ada.autosave(other, "More words", open_page | stamps, sequence="2")
        assert Answer.objects.get(question=question).text == "One, and two."
        ada.autosave(question, "One, and three.", open_page | stamps, sequence="3")
        assert Answer.objects.get(question=question).text == "One, and two."
        assert AnswerVersion.objects.get(set_aside=True).text == "One, and three."

    def test_nor_does_a_page_that_is_shown_again_with_a_fault(self, ada, ben, question, other):
        other.current.required = True
        other.current.save()
        ada.write(question, "One.")
        open_page = ada.fields(question.section)
        ben.write(question, "One, and two.")
        fault = {f"q-{other.key}": "Words", f"c-{other.key}": "on"}
        page = press(ada, question, open_page | fault).text
        assert "Enter why this answer is confidential" in page
        press(ada, question, hidden_fields(page) | {f"q-{other.key}": "Words"})
        assert Answer.objects.get(question=question).text == "One, and two."


class TestAfterAPurge:
    def test_pressing_the_button_twice_does_not_bring_the_words_back(self, ada, question, purged):
        ada.write(question, f"Call {SECRET} today.")
        submission = sent(ada)
        open_page = ada.fields(question.section)
        purged(submission)
        for _press in range(3):
            page = press(ada, question, open_page | {f"q-{question.key}": f"Call {SECRET} today. Please."})
            assert "removed for good" in page.text
            open_page = hidden_fields(page.text)
        assert Answer.objects.get().text == "Call [removed] today."

    def test_nor_does_a_save_of_another_answer(self, ada, question, other, purged):
        ada.write(question, f"Call {SECRET} today.")
        submission = sent(ada)
        open_page = ada.fields(question.section)
        purged(submission)
        stamps = ada.autosave(other, "Words", open_page, sequence="1").json()["stamps"]
        assert ada.autosave(other, "More", open_page | stamps, sequence="2").json()["saved"]
        assert Answer.objects.get(question=question).text == "Call [removed] today."

    def test_nor_does_the_page_on_which_paper_is_keyed(self, asked, entered, first, purged, signed_in):
        _call, words, _choice = asked
        browser, address = signed_in(first), reverse("entry:answers", args=[entered.key])

        def fields(page):
            return dict(re.findall(r'<input type="hidden" name="((?:s-|page)[^"]*)" value="([^"]*)"', page.text))

        said = {f"q-{words.key}": f"Call {SECRET} today."}
        browser.post(address, fields(browser.get(address)) | said)
        open_page = fields(browser.get(address))
        purged(entered)
        for _press in range(2):
            page = browser.post(address, open_page | {f"q-{words.key}": f"Call {SECRET} today. Please."})
            assert "removed for good" in page.text
            open_page = fields(page)
        assert Answer.objects.get(question=words).text == "Call [removed] today."

    def test_nor_one_that_shows_an_earlier_text_of_the_answer(self, ada, ben, question, purged):
        ada.write(question, f"Call {SECRET} today.")
        open_page = ada.fields(question.section)
        ben.write(question, "Call nobody.")
        purged(sent(ada))
        response = ada.autosave(question, f"Call {SECRET} today. More.", open_page)
        assert (response.status_code, response.json()["saved"]) == (409, False)
        assert not AnswerVersion.objects.filter(text__contains=SECRET).exists()

    def test_nor_one_that_shows_a_text_that_was_set_aside(self, ada, ben, question, purged):
        ada.write(question, "One.")
        open_page = ada.fields(question.section)
        ben.write(question, "Two.")
        ada.autosave(question, f"Call {SECRET} today.", open_page)
        late, seen = AnswerVersion.objects.get(set_aside=True), Answer.objects.get().revision
        purged(ada.submission)
        for _press in range(2):
            together = {f"q-{question.key}": f"Two. {SECRET}."}
            page = ada.post("conflict", late.pk, choice="together", seen=str(seen), **together)
            assert "removed for good" in page.text
            seen = page.context["seen"]
        assert Answer.objects.get().text == "Two."
        loaded = ada.get("conflict", late.pk).context["seen"]
        ada.post("conflict", late.pk, choice="together", seen=str(loaded), **{f"q-{question.key}": "Three."})
        assert Answer.objects.get().text == "Three."
