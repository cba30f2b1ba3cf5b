"""What an editor is told of a questionnaire that can't work, and beside which box."""

import pytest
from django.core.exceptions import ValidationError

from consultations.calls.blocks import QuestionnaireBlock
from tests.consultations.calls.questionnaires import block, section

QUESTIONNAIRE = QuestionnaireBlock()


def faults(*sections, draft=False):
    """Return the errors of a questionnaire as {path: text}."""
    value = QUESTIONNAIRE.to_python(list(sections))
    try:
        (QUESTIONNAIRE.clean_deferred if draft else QUESTIONNAIRE.clean)(value)
    except ValidationError as error:
        return dict(_walk(error, ()))
    return {}


def _walk(error, path):
    inner = getattr(error, "block_errors", None)
    if inner:
        for name, one in inner.items():
            yield from _walk(one, (*path, name))
    elif getattr(error, "non_block_errors", None):
        yield ".".join(map(str, path)), error.non_block_errors[0]
    else:
        yield ".".join(map(str, path)), error.messages[0]


def test_every_type_of_question_is_taken():
    types = [
        "short_text",
        "long_text",
        "radios",
        "checkboxes",
        "select",
        "number",
        "date",
        "organisation",
        "ranking",
        "likert",
        "file",
    ]
    assert faults(section(*(block(type_, str(at)) for at, type_ in enumerate(types, start=1)))) == {}


def test_a_condition_on_an_earlier_choice_is_taken_across_sections():
    first = section(block("radios", "1"))
    assert faults(first, section(block("date", "2", after="1", answers="Large"))) == {}


@pytest.mark.parametrize(
    ("questions", "place", "why"),
    [
        ([block("date", "1"), block("date", "1")], "1.code", "Another question has the code 1. Give each its own."),
        ([block("date", "one two")], "0.code", "Use letters and digits, such as 3 or 3a."),
        ([block("date", "1", after="9", answers="Small")], "0.show_when.question", "No question has the code 9."),
        (
            [block("radios", "1", after="1", answers="Small")],
            "0.show_when.question",
            "A question can't depend on its own answer.",
        ),
        (
            [block("date", "1", after="2", answers="Small"), block("radios", "2")],
            "0.show_when.question",
            "Question 2 comes later. Name an earlier one.",
        ),
        (
            [block("long_text", "1"), block("date", "2", after="1", answers="Small")],
            "1.show_when.question",
            "Question 1 isn't answered by choosing an option.",
        ),
        (
            [block("radios", "1"), block("date", "2", after="1")],
            "1.show_when.answers",
            "Enter at least one option of question 1: else this is never shown.",
        ),
        (
            [block("radios", "1"), block("date", "2", after="1", answers="Small\nHuge")],
            "1.show_when.answers",
            "Question 1 has no option “Huge”.",
        ),
        (
            [block("date", "1", answers="Small")],
            "0.show_when.question",
            "Enter the code of the question whose answer is meant.",
        ),
        ([block("radios", "1", options="Only")], "0.options", "Enter at least 2, one on each line."),
        ([block("radios", "1", options="Same\n Same ")], "0.options", "“Same” stands here twice."),
        ([block("likert", "1", scale="Agree")], "0.scale", "Enter at least 2, one on each line."),
        ([block("long_text", "1", word_limit=5)], "0.word_limit", "Ensure this value is greater than or equal to 10."),
        (
            [block("long_text", "1", word_limit=20000)],
            "0.word_limit",
            "Ensure this value is less than or equal to 10000.",
        ),
    ],
)
def test_a_fault_stands_beside_its_box(questions, place, why):
    assert faults(section(*questions)) == {f"0.questions.{place}": why}


def test_two_questions_that_wait_for_each_other_are_both_named():
    questions = [block("radios", "1", after="2", answers="Small"), block("radios", "2", after="1", answers="Small")]
    assert faults(section(*questions)) == {
        "0.questions.0.show_when.question": "This question and 2 wait for each other: neither is ever shown.",
        "0.questions.1.show_when.question": "This question and 1 wait for each other: neither is ever shown.",
    }


def test_a_loop_of_three_is_found():
    a, b, c = (
        block("radios", code, after=after, answers="Small") for code, after in (("1", "3"), ("2", "1"), ("3", "2"))
    )
    assert len(faults(section(a, b, c))) == 3


def test_a_section_needs_a_question():
    assert faults(section()) == {"0.questions": "This field is required."}


def test_a_draft_may_be_unfinished():
    unfinished = section(block("radios", "1", options="Only"), block("date", "2", after="9", answers="x"))
    assert faults(unfinished, draft=True) == {}


def test_options_are_kept_one_a_line_without_blanks():
    value = QUESTIONNAIRE.to_python([section(block("radios", "1", options=" Small \n\n Large  one\r\n"))])
    cleaned = QUESTIONNAIRE.clean(value)
    assert cleaned[0].value["questions"][0].value["options"] == "Small\nLarge one"
