"""A question that is moved or taken out of an open call while somebody writes: no word of the answer is lost."""

import pytest
from django.utils import timezone

from consultations.calls.enums import QuestionType
from evidence.submissions.copies import copy_of_draft
from evidence.submissions.domain.submit import submit_submission
from evidence.submissions.drafts import draft_of, sent_differs
from evidence.submissions.models import Answer, AnswerVersion
from tests.factories import QuestionFactory, SectionFactory

pytestmark = pytest.mark.django_db


def take_out(question):
    question.retired_at = timezone.now()
    question.save()


@pytest.fixture
def other(question):
    return QuestionFactory(section=question.section, version__wording="What else?")


def test_what_is_typed_into_it_is_saved_and_the_writer_told(ada, question, other):
    fields = ada.fields(question.section)
    take_out(other)
    response = ada.autosave(other, "Two hours of work", fields)
    assert Answer.objects.get(question=other).text == "Two hours of work"
    assert response.json()["saved"] is True
    assert "no longer asked" in response.json()["message"]
    assert str(other.key) in response.json()["shown"]  # it does not vanish from under the writer's hands


def test_the_button_saves_it_too_and_the_task_list_shows_it(ada, question, other):
    fields = ada.fields(question.section)
    take_out(other)
    data = fields | {f"q-{question.key}": "Teams", f"q-{other.key}": "Two hours <b>of work</b>"}
    page = ada.client.post(ada.url("section", question.section_id), data, follow=True).content.decode()
    assert Answer.objects.get(question=question).text == "Teams"
    assert "no longer asked" in page
    assert "Two hours &lt;b&gt;of work&lt;/b&gt;" in page


def test_it_is_in_the_copy_of_the_draft_and_not_among_what_is_sent(ada, question, other):
    ada.write(other, "Two hours of work")
    ada.write(question, "Teams")
    take_out(other)
    assert [(one.section, one.text) for one in copy_of_draft(ada.submission).answers] == [
        (question.section.title, "Teams"),
        ("No longer asked", "Two hours of work"),
    ]
    submit_submission(submission=ada.submission, actor=ada.contributor, declared=True)
    assert [one.text for one in ada.submission.current.answers.all()] == ["Teams"]


def test_what_was_sent_before_it_was_taken_out_stays_sent(ada, question, other):
    ada.write(other, "Two hours of work")
    ada.write(question, "Teams")
    submit_submission(submission=ada.submission, actor=ada.contributor, declared=True)
    take_out(other)
    assert not sent_differs(draft_of(ada.submission))
    ada.write(question, "And teams")
    submit_submission(submission=ada.submission, actor=ada.contributor, declared=True)
    assert {one.text for one in ada.submission.current.answers.all()} == {"Two hours of work", "And teams"}


def test_a_question_that_moved_to_another_section_is_saved_where_it_is_now(ada, question, other):
    fields = ada.fields(question.section)
    other.section = SectionFactory(call=ada.submission.call, position=2)
    other.save()
    data = fields | {f"q-{question.key}": "", f"q-{other.key}": "Kept"}
    assert ada.client.post(ada.url("section", question.section_id), data).status_code == 302
    assert Answer.objects.get(question=other).text == "Kept"


def test_a_whole_section_that_is_taken_down_keeps_what_was_typed(ada, question):
    fields = ada.fields(question.section)
    question.section.retired_at = timezone.now()
    question.section.save()
    take_out(question)
    url = ada.url("section", question.section_id)
    page = ada.client.post(url, fields | {f"q-{question.key}": "Kept after all"})
    assert page.status_code == 409
    assert "What you wrote is kept in your draft" in page.content.decode()
    assert Answer.objects.get().text == "Kept after all"


def test_what_no_save_can_take_comes_back_with_the_section_that_was_taken_down(ada, question):
    number = QuestionFactory(section=question.section, version__type=QuestionType.NUMBER)
    fields = ada.fields(question.section)
    number.section = SectionFactory(call=ada.submission.call, position=2)
    number.save()
    question.section.retired_at = timezone.now()
    question.section.save()
    said = {f"q-{question.key}": "Teams", f"q-{number.key}": "about thirty"}
    page = ada.client.post(ada.url("section", question.section_id), fields | said).text
    assert "about thirty" in page
    assert Answer.objects.get().text == "Teams"


def test_a_conflict_over_it_is_still_a_conflict(ada, ben, question, other):
    fields = ben.fields(question.section)
    ada.write(other, "Ada's")
    take_out(other)
    ben.autosave(other, "Ben's", fields)
    assert Answer.objects.get(question=other).text == "Ada's"
    assert AnswerVersion.objects.get(set_aside=True).text == "Ben's"


def test_a_question_of_another_call_is_not_taken(ada, question):
    stranger = QuestionFactory()
    fields = ada.fields(question.section) | {f"s-{stranger.key}": f"{stranger.current_id}.0.0000000000000000"}
    ada.autosave(question, "Mine", fields, **{f"q-{stranger.key}": "Not mine"})
    assert [answer.text for answer in Answer.objects.all()] == ["Mine"]
