"""Publishing a call's page writes its questions, and an answer keeps the wording it was given."""

import pytest

from consultations.calls.domain.questionnaire import publish_questions
from consultations.calls.models import Question, QuestionVersion
from consultations.calls.queries import questions_of
from core.audit import entries_about
from core.errors import Refused
from tests.consultations.calls.questionnaires import block, publish, section
from tests.factories import CallPageFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    return CallPageFactory(preparing=True)


def entries(call):
    return [one.details for one in entries_about(call) if one.action == "call.questions"]


def test_publishing_writes_sections_and_questions_in_order(call):
    first = section(
        block("radios", "1"), block("date", "2", after="1", answers="Large"), intro="<p>Read <b>this</b>.</p>"
    )
    publish(call, [first, section(block("likert", "3"), title="Data")])
    sections = call.sections.all()
    assert [one.title for one in sections] == ["Local leaders", "Data"]
    assert sections[0].intro == "<p>Read <b>this</b>.</p>"
    one, two, three = questions_of(call)
    assert [question.current.code for question in (one, two, three)] == ["1", "2", "3"]
    assert two.current.show_when == {"question": str(one.key), "is": ["Large"]}
    assert (three.current.options, three.current.scale) == (["Small", "Large"], ["Agree", "Disagree"])


def test_publishing_the_same_again_changes_nothing(call):
    questionnaire = [section(block("radios", "1"))]
    publish(call, questionnaire)
    publish(call, questionnaire)
    assert QuestionVersion.objects.count() == 1
    assert len(entries(call)) == 1


def test_a_new_wording_is_a_new_version_of_the_same_question(call):
    question = block("long_text", "1", wording="What helps?")
    publish(call, [section(question)])
    (before,) = questions_of(call)
    publish(call, [section({**question, "value": {**question["value"], "wording": "What helps most?"}})])
    (after,) = questions_of(call)
    assert after.pk == before.pk
    assert [(one.number, one.wording) for one in after.versions.all()] == [(1, "What helps?"), (2, "What helps most?")]
    assert after.current.number == 2


def test_a_question_that_is_taken_out_is_retired_and_comes_back_as_itself(call):
    one, two = block("radios", "1"), block("date", "2")
    publish(call, [section(one, two)])
    publish(call, [section(one)])
    assert [question.current.code for question in questions_of(call)] == ["1"]
    assert Question.objects.get(key=two["id"]).retired_at is not None
    publish(call, [section(one, two)])
    assert [question.current.number for question in questions_of(call)] == [1, 1]
    assert Question.objects.count() == 2


def test_a_question_moves_to_another_section_with_its_versions(call):
    one, two = block("radios", "1"), block("date", "2")
    publish(call, [section(one, two)])
    publish(call, [section(one), section(two, title="Later")])
    assert [question.section.title for question in questions_of(call)] == ["Local leaders", "Later"]
    assert QuestionVersion.objects.count() == 2


def test_a_condition_follows_its_question_when_codes_change(call):
    one, two = block("radios", "1"), block("date", "2", after="1", answers="Large")
    publish(call, [section(one, two)])
    renamed = {**one, "value": {**one["value"], "code": "A"}}
    hanging = {**two, "value": {**two["value"], "show_when": {"question": "A", "answers": "Large"}}}
    publish(call, [section(renamed, hanging)])
    assert [question.current.number for question in questions_of(call)] == [2, 1]


def test_the_log_names_the_codes_but_no_words(call):
    editor = UserFactory(secretariat=True)
    one, two = block("long_text", "1", wording="Zanzibar?"), block("date", "2")
    first = section(one, two)
    publish(call, [first], editor)
    changed = {**one, "value": {**one["value"], "wording": "Zanzibar, then?"}}
    publish(call, [section(changed, block("file", "3"), title="Later")], editor)
    added = {"added": ["1", "2"], "changed": [], "moved": [], "retired": [], "sections": [1]}
    then = {"added": ["3"], "changed": ["1"], "moved": ["1"], "retired": ["2"], "sections": [1]}
    assert entries(call) == [added, then]
    assert {one.actor for one in entries_about(call)} == {f"user:{editor.pk}"}


def test_an_order_that_changes_is_named_and_what_is_put_between_is_not(call):
    one, two, three = (block("date", code) for code in "123")
    first, last = section(one, two), section(three, title="Data")
    publish(call, [first, last])
    between = {**first, "value": {**first["value"], "questions": [block("date", "0"), two, one]}}
    publish(call, [last, between])
    assert entries(call)[-1] == {
        "added": ["0"],
        "changed": [],
        "moved": ["3", "1"],
        "retired": [],
        "sections": [1, 2],
    }


def test_questions_that_contradict_each_other_are_not_published(call):
    good = [section(block("radios", "1"))]
    publish(call, good)
    with pytest.raises(Refused) as refused:
        publish(
            call, [section(block("radios", "1"), block("date", "1"), block("date", "2", after="1", answers="Huge"))]
        )
    assert refused.value.reasons == [
        "Another question has the code 1. Give each its own.",
        "Question 1 has no option “Huge”.",
    ]
    assert [question.current.code for question in questions_of(call)] == ["1"]
    assert type(call).objects.get(pk=call.pk).questionnaire.get_prep_value() == good


def test_a_question_that_is_not_finished_is_not_published(call):
    with pytest.raises(Refused, match="A question is not finished"):
        publish(call, [section(block("radios", "1", options="Only one"))])
    type(call).objects.filter(pk=call.pk).update(questionnaire=[section(block("date", "1", wording=""))])
    with pytest.raises(Refused, match="A question is not finished"):
        publish_questions(call=call)


def test_an_old_draft_does_not_undo_what_verbs_decided(call):
    call.save_revision()
    type(call).objects.filter(pk=call.pk).update(status="cleared")
    page = type(call).objects.get(pk=call.pk)
    page.get_latest_revision().publish()
    again = type(call).objects.get(pk=call.pk)
    assert (again.status, again.code) == ("cleared", call.code)


def test_questions_outlive_a_deleted_call(call):
    publish(call, [section(block("radios", "1"))])
    type(call).objects.get(pk=call.pk).delete()
    assert Question.objects.get().call_id is None


def test_a_copy_is_a_call_of_its_own():
    call = publish(CallPageFactory(), [section(block("radios", "1"))])
    copy = call.copy(update_attrs={"slug": "another", "title": "Another"}, keep_live=False, process_child_object=None)
    assert copy.code != call.code
    assert copy.status == "preparing"
    copied = publish(copy, copy.questionnaire.get_prep_value())
    assert len(questions_of(copied)) == 1
    assert questions_of(copied)[0].pk != questions_of(call)[0].pk
