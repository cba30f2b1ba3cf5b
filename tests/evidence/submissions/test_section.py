"""A section: shown, saved with the button, saved while typing."""

import json
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from consultations.calls.enums import QuestionType
from evidence.submissions.domain.colleagues import remove_colleague
from evidence.submissions.models import Answer, AnswerVersion
from tests.evidence.submissions.conftest import hidden_fields, writer_of
from tests.factories import ContributorFactory, QuestionFactory, SectionFactory

pytestmark = pytest.mark.django_db


def test_save_and_continue_saves_and_goes_on(ada, question):
    response = ada.write(question, "Neighbourhood teams.")
    assert response.url == ada.url("tasks")
    answer = Answer.objects.get()
    assert (answer.text, answer.saved_by) == ("Neighbourhood teams.", ada.contributor)


def test_it_goes_on_to_the_next_section(ada, question):
    later = QuestionFactory(section=SectionFactory(call=ada.submission.call, position=2))
    assert ada.write(question, "Text").url == ada.url("section", later.section_id)


def test_it_goes_to_the_list_or_back_to_the_check_when_asked(ada, question):
    assert ada.write(question, "Text", then="list").url == ada.url("tasks")
    data = ada.fields(question.section)
    response = ada.client.post(ada.url("section", question.section_id) + "?return=check", data)
    assert response.url == ada.url("check")


def test_html_in_an_answer_is_shown_as_text(ada, question):
    ada.write(question, "<script>alert(1)</script>")
    page = ada.get("section", question.section_id).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_what_is_too_long_is_kept_and_said(ada, question):
    question.current.word_limit = 3
    question.current.save()
    response = ada.write(question, "one two three four")
    page = response.content.decode()
    assert response.status_code == 200
    assert page.count("Answer must be 3 words or fewer. It has 4.") == 2
    assert "<title>Error: " in page
    assert Answer.objects.get().text == "one two three four"


def test_after_an_error_the_next_save_is_no_conflict(ada, question):
    question.current.word_limit = 3
    question.current.save()
    ada.write(question, "one two three four")
    assert ada.write(question, "one two three").status_code == 302
    assert Answer.objects.get().text == "one two three"
    assert AnswerVersion.objects.count() == 0


def test_a_wrong_date_does_not_lose_the_other_answer(ada, question):
    day = QuestionFactory(section=question.section, version__type=QuestionType.DATE, version__wording="When?")
    data = {f"q-{day.key}_{part}": value for part, value in (("day", "31"), ("month", "2"), ("year", "2023"))}
    page = ada.write(question, "Kept all the same", **data).content.decode()
    assert "Date must be a real date" in page
    assert Answer.objects.get().text == "Kept all the same"


def test_a_confidential_answer_needs_a_reason(ada, question):
    page = ada.write(question, "Names a patient", **{f"c-{question.key}": "on"}).content.decode()
    assert page.count("Enter why this answer is confidential") == 2
    ada.write(question, "Names a patient", **{f"c-{question.key}": "on", f"r-{question.key}": "A patient"})
    answer = Answer.objects.get()
    assert (answer.confidential, answer.confidential_reason) == (True, "A patient")


def test_an_answer_keeps_the_wording_it_was_given(ada, question):
    fields = ada.fields(question.section)
    first = question.current
    question.current = question.versions.create(number=2, type=first.type, code="1", wording="What else works?")
    question.save()
    ada.client.post(ada.url("section", question.section_id), fields | {f"q-{question.key}": "Teams"})
    assert Answer.objects.get().question_version == first


def test_a_stamp_of_another_question_is_not_taken(ada, question):
    stranger = QuestionFactory(version__wording="Another call's?")
    fields = ada.fields(question.section)
    name = f"s-{question.key}"
    fields[name] = f"{stranger.current_id}.0.0000000000000000"
    ada.client.post(ada.url("section", question.section_id), fields | {f"q-{question.key}": "Teams"})
    assert Answer.objects.get().question_version == question.current


def test_a_question_that_appears_is_asked_before_going_on(ada, question):
    choice = QuestionFactory(
        section=question.section, version__type=QuestionType.RADIOS, version__options=["Yes", "No"], position=50
    )
    QuestionFactory(
        section=question.section,
        position=51,
        version__show_when={"question": str(choice.key), "is": ["Yes"]},
        version__wording="Tell us more",
    )
    page = ada.get("section", question.section_id).content.decode()
    assert page.count("hidden>\n") + page.count('" hidden>') >= 1
    response = ada.write(question, "Text", **{f"q-{choice.key}": "Yes"})
    assert response.url.startswith(ada.url("section", question.section_id) + "#question-")


def test_a_colleagues_change_to_another_answer_is_no_conflict(ada, ben, question):
    other = QuestionFactory(section=question.section)
    fields = ada.fields(question.section)
    ben.write(other, "Ben's answer")
    response = ada.client.post(ada.url("section", question.section_id), fields | {f"q-{question.key}": "Ada's answer"})
    assert response.url == ada.url("tasks")
    assert {answer.text for answer in Answer.objects.all()} == {"Ada's answer", "Ben's answer"}


def test_a_section_of_another_call_is_not_found(ada):
    assert ada.get("section", QuestionFactory().section_id).status_code == 404


class TestAutosave:
    def test_it_saves_and_returns_stamps(self, ada, question):
        fields = ada.fields(question.section)
        response = ada.autosave(question, "Draft", fields, sequence="1")
        assert response.status_code == 200
        body = response.json()
        assert body["saved"] is True
        assert body["stamps"][f"s-{question.key}"] == ada.fields(question.section)[f"s-{question.key}"]
        assert Answer.objects.get().text == "Draft"

    def test_the_next_save_of_the_page_follows_though_the_answer_was_lost(self, ada, question):
        fields = ada.fields(question.section)
        ada.autosave(question, "Draft", fields, sequence="1")
        assert ada.autosave(question, "Draft two", fields, sequence="2").status_code == 200
        assert Answer.objects.get().text == "Draft two"

    def test_it_does_not_say_saved_of_what_it_could_not_take(self, ada, question):
        number = QuestionFactory(section=question.section, version__type=QuestionType.NUMBER)
        fields = ada.fields(question.section) | {f"q-{number.key}": "about thirty"}
        body = ada.autosave(question, "Draft", fields, sequence="1").json()
        assert not body["whole"]
        assert body["message"] == ("Not all of this page is saved. Answer must be a number, like 30 or 2.5")
        assert list(Answer.objects.values_list("text", flat=True)) == ["Draft"]
        body = ada.autosave(question, "Draft", fields | {f"q-{number.key}": "30"}, sequence="2").json()
        assert (body["whole"], body["message"]) == (True, "")

    def test_a_reason_that_grows_too_long_does_not_take_the_saved_one_away(self, ada, question):
        fields = ada.fields(question.section) | {f"c-{question.key}": "on"}
        ada.autosave(question, "Draft", fields, sequence="1", **{f"r-{question.key}": "x" * 2000})
        body = ada.autosave(question, "More", fields, sequence="2", **{f"r-{question.key}": "x" * 2001}).json()
        answer = Answer.objects.get()
        assert (answer.text, answer.confidential, len(answer.confidential_reason)) == ("More", True, 2000)
        assert "Reason must be 2,000 characters or fewer" in body["message"]
        assert not body["whole"]

    def test_a_reason_that_is_still_to_come_is_not_called_unsaved(self, ada, question):
        fields = ada.fields(question.section) | {f"c-{question.key}": "on"}
        assert ada.autosave(question, "Draft", fields, sequence="1").json()["whole"]

    def test_a_conflict_keeps_both_and_says_where_to_choose(self, ada, ben, question):
        fields = ben.fields(question.section)
        ada.write(question, "Ada's")
        response = ben.autosave(question, "Ben's", fields, sequence="1")
        late = AnswerVersion.objects.get(set_aside=True)
        assert response.status_code == 200
        assert response.json()["conflicts"] == [{"question": str(question.key), "url": ben.url("conflict", late.pk)}]
        assert (Answer.objects.get().text, late.text) == ("Ada's", "Ben's")

    def test_the_page_that_lost_goes_on_without_winning_unseen(self, ada, ben, question):
        fields = ben.fields(question.section)
        ada.write(question, "Ada's")
        stamps = ben.autosave(question, "Ben's", fields, sequence="1").json()["stamps"]
        ben.autosave(question, "Ben's more", fields | stamps, sequence="2")
        assert Answer.objects.get().text == "Ada's"
        assert AnswerVersion.objects.get(set_aside=True).text == "Ben's more"

    def test_after_the_call_closed_the_words_are_kept_and_the_writer_told(self, ada, question):
        fields = ada.fields(question.section)
        call = ada.submission.call
        call.opens_at -= timedelta(days=60)
        call.closes_at = timezone.now() - timedelta(seconds=1)
        call.save()
        response = ada.autosave(question, "A last word", fields)
        assert response.status_code == 409
        assert "This call closed at" in response.json()["message"]
        assert response.json()["saved"] is True
        assert Answer.objects.get().text == "A last word"

    def test_when_the_call_is_deleted_nothing_saved_is_lost(self, ada, question):
        ada.write(question, "Before")
        fields = ada.fields(question.section)
        ada.submission.call.delete()
        response = ada.autosave(question, "After", fields)
        assert response.status_code == 409
        assert response.json()["saved"] is True
        assert Answer.objects.get().text == "After"
        assert "This call was taken down" in ada.get("tasks").content.decode()

    def test_when_a_new_section_is_taken_down_the_words_come_back(self, ada, question):
        fields = ada.fields(question.section)
        ada.submission.call.delete()
        response = ada.autosave(question, "Unsaved words", fields)
        assert (response.status_code, response.json()["saved"]) == (409, False)
        url = ada.url("section", question.section_id)
        page = ada.client.post(url, fields | {f"q-{question.key}": "Unsaved words"})
        assert page.status_code == 409
        assert "Unsaved words" in page.content.decode()

    def test_a_withdrawn_submission_is_409(self, ada, question):
        fields = ada.fields(question.section)
        ada.post("withdraw")
        response = ada.autosave(question, "Late", fields)
        assert (response.status_code, response.json()["saved"]) == (409, False)

    def test_a_stranger_gets_nothing(self, ada, question):
        fields = ada.fields(question.section)
        eve = writer_of(ContributorFactory())
        response = eve.client.post(ada.url("autosave", question.section_id), fields)
        assert response.status_code == 404


class TestConflictPage:
    @pytest.fixture
    def late(self, ada, ben, question):
        fields = ben.fields(question.section)
        ada.write(question, "We need trust and time")
        response = ben.client.post(
            ben.url("section", question.section_id), fields | {f"q-{question.key}": "We need trust and money"}
        )
        late = AnswerVersion.objects.get(set_aside=True)
        assert response.url == ben.url("conflict", late.pk)
        return late

    def test_both_texts_are_shown_with_what_differs_marked(self, ben, late):
        page = ben.get("conflict", late.pk).content.decode()
        assert "Ada Lead" in page
        assert page.count("[Only here:") == 2
        assert page.index("<ins>") < page.index("<del")

    def test_it_waits_on_the_task_list(self, ada, late):
        page = ada.get("tasks").content.decode()
        assert "Two texts: choose" in page
        assert ada.url("conflict", late.pk) in page

    @pytest.mark.parametrize(
        ("choice", "text"), [("mine", "We need trust and money"), ("theirs", "We need trust and time")]
    )
    def test_a_choice_is_made_and_leads_back(self, ben, late, question, choice, text):
        response = ben.post("conflict", late.pk, choice=choice, seen="1")
        assert response.url == f"{ben.url('section', question.section_id)}#question-{question.pk}"
        assert Answer.objects.get().text == text
        assert "Two texts" not in ben.get("tasks").content.decode()

    def test_one_text_from_both(self, ben, late, question):
        ben.post("conflict", late.pk, choice="together", seen="1", **{f"q-{question.key}": "Trust, time and money"})
        assert Answer.objects.get().text == "Trust, time and money"

    def test_one_text_that_is_too_long_is_not_taken_and_nothing_is_settled(self, ben, late, question):
        question.current.word_limit = 2
        question.current.save()
        page = ben.post("conflict", late.pk, choice="together", seen="1", **{f"q-{question.key}": "one two three"})
        assert page.content.decode().count("Answer must be 2 words or fewer. It has 3.") == 2
        late.refresh_from_db()
        assert (late.settled_at, Answer.objects.get().text) == (None, "We need trust and time")

    def test_a_text_that_changed_again_is_shown_again(self, ada, ben, late, question):
        ada.write(question, "We need trust, time and rest")
        page = ben.post("conflict", late.pk, choice="mine", seen="1").content.decode()
        assert "changed again" in page
        assert "rest" in page
        assert Answer.objects.get().text == "We need trust, time and rest"

    @pytest.mark.parametrize("choice", ["mine", "theirs", "together"])
    def test_nobody_settles_words_that_came_while_they_chose(self, ada, ben, question, choice):
        open_page = ben.fields(question.section)
        ada.write(question, "We need trust")
        ben.autosave(question, "We need money", open_page, sequence="1")
        late = AnswerVersion.objects.get(set_aside=True)
        chosen = {"choice": choice, f"q-{question.key}": "We need trust and money"}
        shown = hidden_fields(ada.get("conflict", late.pk).text, after="Edit together") | chosen
        ben.autosave(question, "We need money, and time most of all", open_page, sequence="2")
        again = ada.post("conflict", late.pk, **shown)
        assert "The later text was changed again" in again.text
        assert "time most of all" in again.text
        late.refresh_from_db()
        assert (late.settled_at, Answer.objects.get().text) == (None, "We need trust")
        seen = hidden_fields(again.text, after="Edit together") | chosen
        assert ada.post("conflict", late.pk, **seen).status_code == 302

    def test_strangers_do_not_see_it(self, late):
        eve = writer_of(ContributorFactory())
        assert eve.get("conflict", late.pk).status_code == 404


def test_a_form_step_takes_few_queries_and_as_many_for_three_as_for_one(ada, ben, question, count_queries):
    url = ada.url("section", question.section_id)
    ada.client.get(url)
    one = count_queries(lambda: ada.client.get(url))
    for _ in range(2):
        other = QuestionFactory(section=question.section)
        ben.write(other, "Text")
        ContributorFactory(submission=ada.submission)
    three = count_queries(lambda: ada.client.get(url))
    assert three == one
    assert three <= 15


def test_a_save_while_typing_takes_few_queries_whatever_the_section_holds(ada, ben, question, count_queries):
    counts = []
    for text in ("One", "Three"):
        fields = ada.fields(question.section)
        counts.append(count_queries(lambda text=text, fields=fields: ada.autosave(question, text, fields)))
        ben.write(QuestionFactory(section=question.section), "Text")
        ben.write(QuestionFactory(section=question.section), "Text")
    assert max(counts) <= 15
    # The second overwrites what stands, the first made the row: neither reads more.
    assert counts[1] == counts[0]


def test_no_page_of_a_submission_names_its_addresses_to_another(ada, question):
    """The JSON of a save holds stamps, sections and words for this writer alone."""
    fields = ada.fields(question.section)
    body = json.dumps(ada.autosave(question, "A secret sentence", fields).json())
    assert "A secret sentence" not in body
    assert "ada@example.org" not in body


def test_whoever_was_removed_while_they_wrote_gets_their_words_back_and_nothing_else(ada, ben, question):
    fields = ben.fields(question.section)
    remove_colleague(colleague=ben.contributor, by=ada.contributor)
    page = ben.client.post(ben.url("section", question.section_id), fields | {f"q-{question.key}": "Two hours"})
    assert page.status_code == 404
    given_back = [text.text.strip() for text in BeautifulSoup(page.content, "html.parser").select("textarea")]
    assert given_back == ["Two hours"]


def test_words_come_back_when_the_session_ended_while_they_were_written(ada, question):
    fields = ada.fields(question.section)
    ada.client.logout()
    answer = ada.client.post(
        ada.url("section", question.section_id), fields | {f"q-{question.key}": "Two hours <b>of work</b>"}
    )
    assert answer.status_code == 404
    assert "Two hours &lt;b&gt;of work&lt;/b&gt;" in answer.content.decode()
    assert "has not been saved" in answer.content.decode()


def test_words_come_back_to_a_colleague_who_was_removed_while_writing(ada, ben, question):
    fields = ben.fields(question.section)
    remove_colleague(colleague=ben.contributor, by=ada.contributor)
    answer = ben.client.post(ben.url("section", question.section_id), fields | {f"q-{question.key}": "My two hours"})
    assert answer.status_code == 404
    assert "My two hours" in answer.content.decode()
