"""Each type of question: what is typed, what is kept, what is read, what is refused."""

import pytest

from consultations.calls.enums import QuestionType as T
from consultations.calls.questions import count_words, form_for, is_empty, missing, readable, visible
from tests.consultations.calls.asking import ask, key, name

SIZES = ["Small", "Middling", "Large"]
SCALE = ["Agree", "Neither", "Disagree"]


def typed(version, **parts):
    """Return the form after somebody typed `parts`: the suffix of each control and its text."""
    form = form_for([version], data={f"{name(version)}{suffix}": text for suffix, text in parts.items()})
    form.is_valid()
    return form


CASES = [
    (ask(T.SHORT_TEXT), {"": " A league table \r\n"}, "A league table", "A league table"),
    (ask(T.LONG_TEXT), {"": "One\r\nTwo"}, "One\nTwo", "One\nTwo"),
    (ask(T.LONG_TEXT), {"": "One\x0bt\x00w\x08o\ufffe"}, "One\ntwo", "One\ntwo"),
    (ask(T.RADIOS, options=SIZES), {"": "Small"}, "Small", "Small"),
    (ask(T.SELECT, options=SIZES), {"": "Large"}, "Large", "Large"),
    (ask(T.NUMBER), {"": " 1,200.50 "}, "1200.50", "1200.50"),
    (ask(T.NUMBER), {"": "-3"}, "-3", "-3"),
    (ask(T.DATE), {"_day": "3", "_month": "5", "_year": "2023"}, "2023-05-03", "3 May 2023"),
    (ask(T.RANKING, options=SIZES), {"_0": "2", "_2": "1"}, ["Large", "Small"], "1. Large\n2. Small"),
    (
        ask(T.LIKERT, options=["It is clear", "It is fair"], scale=SCALE),
        {"_0": "Agree"},
        {"It is clear": "Agree"},
        "It is clear: Agree",
    ),
]


@pytest.mark.parametrize(("version", "parts", "value", "words"), CASES, ids=lambda case: getattr(case, "type", None))
def test_what_is_typed_is_kept_and_read(version, parts, value, words):
    form = typed(version, **parts)
    assert (form.errors, form.values) == ({}, {key(version): value})
    assert readable(version, value) == words


def test_any_of_several_keeps_the_order_of_the_options():
    version = ask(T.CHECKBOXES, options=SIZES)
    form = form_for([version], data={name(version): ["Large", "Small"]})
    assert form.is_valid()
    assert form.values[key(version)] == ["Small", "Large"]
    assert readable(version, ["Small", "Large"]) == "Small\nLarge"


REFUSED = [
    (ask(T.LONG_TEXT, word_limit=3), {"": "one two three four"}, "Answer must be 3 words or fewer. It has 4."),
    (ask(T.SHORT_TEXT), {"": "x" * 301}, "Answer must be 300 characters or fewer. It has 301."),
    (ask(T.RADIOS, options=SIZES), {"": "Huge"}, "Select one of the options"),
    (ask(T.CHECKBOXES, options=SIZES), {"": ["Huge"]}, "Select one of the options"),
    (ask(T.NUMBER), {"": "a few"}, "Answer must be a number, like 30 or 2.5"),
    (ask(T.NUMBER), {"": "NaN"}, "Answer must be a number, like 30 or 2.5"),
    (ask(T.NUMBER), {"": "٣"}, "Answer must be a number, like 30 or 2.5"),
    (ask(T.DATE), {"_day": "31", "_month": "2", "_year": "2023"}, "Date must be a real date, like 27 3 2023"),
    (ask(T.DATE), {"_day": "3", "_month": "5", "_year": "23"}, "Year must include 4 numbers"),
    (ask(T.DATE), {"_day": "3", "_month": "", "_year": "2023"}, "Date must include a month"),
    (
        ask(T.RANKING, options=SIZES),
        {"_0": "1", "_1": "1"},
        "Give each option a different place. 1 is used more than once.",
    ),
    (
        ask(T.RANKING, options=SIZES),
        {"_0": "1", "_1": "3"},
        "Use the places in order, without gaps. 2 is missing.",
    ),
    (ask(T.RANKING, options=SIZES), {"_0": "9"}, "Select each place from the list"),
    (ask(T.LIKERT, options=["It is fair"], scale=SCALE), {"_0": "Perhaps"}, "Select one of the options for each row"),
]


@pytest.mark.parametrize(("version", "parts", "why"), REFUSED, ids=lambda case: getattr(case, "type", None))
def test_what_is_malformed_is_refused_beside_its_field(version, parts, why):
    assert typed(version, **parts).errors == {name(version): [why]}


def test_a_text_past_its_limit_is_refused_but_not_lost():
    version = ask(T.LONG_TEXT, word_limit=1)
    form = typed(version, **{"": "two words"})
    assert form.values == {key(version): "two words"}
    assert "two words</textarea>" in str(form[name(version)])


@pytest.mark.parametrize("version", [case[0] for case in CASES], ids=lambda version: version.type)
def test_a_stored_value_comes_back_into_its_controls(version):
    parts, value = next((parts, value) for one, parts, value, _ in CASES if one is version)
    if version.type == T.LONG_TEXT:
        parts = {"": value}  # what is no character was dropped when it was typed
    again = form_for([version], initial={key(version): value})
    html = str(again[name(version)])
    for suffix, text in parts.items():
        assert f'name="{name(version)}{suffix}"' in html
        assert text.strip().split("\r")[0].replace(",", "") in html


@pytest.mark.parametrize("type_", [one for one in T if one not in (T.FILE, T.ORGANISATION)])
def test_a_draft_may_leave_any_question_blank_even_a_required_one(type_):
    version = ask(type_, required=True, options=SIZES, scale=SCALE)
    form = form_for([version], data={})
    assert form.is_valid()
    assert is_empty(version, form.values[key(version)])
    assert readable(version, form.values[key(version)]) == ""


def test_no_form_asks_for_a_file():
    assert list(form_for([ask(T.FILE)]).fields) == []


def test_labels_say_what_is_optional():
    whenever, required = ask(T.DATE, wording="When?"), ask(T.DATE, wording="Since when?", required=True)
    form = form_for([whenever, required])
    groups = [form[name(one)].as_field_group() for one in (whenever, required)]
    assert ["(optional)" in group for group in groups] == [True, False]


def test_words_are_runs_of_anything_but_space():
    assert count_words(" It was  a well-known\n\nfact — 4 times. ") == 8


def test_a_question_shows_when_its_condition_holds_and_what_hangs_on_a_hidden_one_is_hidden():
    size = ask(T.RADIOS, options=SIZES)
    why = ask(T.CHECKBOXES, options=["Cost", "Need"], show_when={"question": key(size), "is": ["Large"]})
    cost = ask(T.LONG_TEXT, show_when={"question": key(why), "is": ["Cost"]})
    questions = [size, why, cost]
    answers = {key(size): "Large", key(why): ["Need", "Cost"]}
    assert visible(questions, answers) == {key(size), key(why), key(cost)}
    assert visible(questions, {**answers, key(size): "Small"}) == {key(size)}
    assert visible(questions, {**answers, key(why): ["Need"]}) == {key(size), key(why)}
    assert visible(questions, {}) == {key(size)}


def test_a_question_whose_condition_is_gone_is_shown():
    orphan = ask(T.DATE, show_when={"question": "gone", "is": ["Yes"]})
    assert visible([orphan], {}) == {key(orphan)}


def test_what_is_missing_when_answers_are_checked():
    size = ask(T.RADIOS, options=SIZES, required=True)
    hidden = ask(T.LONG_TEXT, required=True, show_when={"question": key(size), "is": ["Large"]})
    grid = ask(T.LIKERT, options=["It is clear", "It is fair"], scale=SCALE, required=True)
    long = ask(T.LONG_TEXT, word_limit=1)
    paper = ask(T.FILE, required=True)
    scan = ask(T.FILE, required=True)
    answers = {key(grid): {"It is clear": "Agree"}, key(long): "two words"}
    assert missing([size, hidden, grid, long, paper, scan], answers, attached={key(scan)}) == [
        (size, "Select an option"),
        (grid, "Select an option for each row"),
        (long, "Answer must be 1 word or fewer. It has 2."),
        (paper, "Upload a file"),
    ]
