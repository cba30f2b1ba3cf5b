"""Papers and minutes go from typed text to a page and back without a loss."""

import pytest

from consultations.assemblies.writing import html_of, text_of, words_of

TYPED = "## Purpose\n\nWhat we know so far.\nA second line.\n\n### Money\n\n- One point & another\n- A second"


def test_what_is_typed_becomes_plain_markup():
    assert html_of(TYPED) == (
        "<h2>Purpose</h2><p>What we know so far.<br>A second line.</p><h3>Money</h3>"
        "<ul><li>One point &amp; another</li><li>A second</li></ul>"
    )


def test_readers_are_shown_no_marks_of_writers():
    assert words_of(html_of(TYPED)) == (
        "Purpose\n\nWhat we know so far.\nA second line.\n\nMoney\n\n• One point & another\n• A second"
    )


@pytest.mark.parametrize("text", [TYPED, "One line", "", "- a\n- b", "A & B < C"])
def test_there_and_back(text):
    assert html_of(text_of(html_of(text))) == html_of(text)


def test_markup_is_shown_and_not_obeyed():
    assert html_of("<script>alert(1)</script>") == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"


def test_a_list_after_a_paragraph_needs_no_blank_line():
    assert (
        html_of("We ask:\n- more\n- sooner\nNow.") == "<p>We ask:</p><ul><li>more</li><li>sooner</li></ul><p>Now.</p>"
    )
