"""HTML from people is cleaned in one place; what is not allowed is shown as the text it was."""

import pytest

from core.html import paragraphs, rich, words


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("<p>Plain <strong>words</strong></p>", "<p>Plain <strong>words</strong></p>"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ('<p onclick="x()">a</p>', "<p>a</p>"),
        ('<a href="javascript:alert(1)">a</a>', "<a>a</a>"),
        ('<a href="java&#10;script:alert(1)">a</a>', "<a>a</a>"),
        ('<a href="data:text/html,x">a</a>', "<a>a</a>"),
        ('<a href="https://example.org/" target="_blank">a</a>', '<a href="https://example.org/">a</a>'),
        ('<a href="mailto:a@example.org">a</a>', '<a href="mailto:a@example.org">a</a>'),
        ('<p lang="cy" style="color: red">Helô</p>', '<p lang="cy">Helô</p>'),
        ('<p>In <span lang="cy" class="x">Cymraeg</span></p>', '<p>In <span lang="cy">Cymraeg</span></p>'),
        ('<img src="x" onerror="y">', '&lt;img src="x" onerror="y"&gt;'),
        ("<svg><script>x</script></svg>", "&lt;svg&gt;&lt;script&gt;x&lt;/script&gt;&lt;/svg&gt;"),
        ("<p>open", "<p>open</p>"),
        ("3 < 4 & 5 > 4", "3 &lt; 4 &amp; 5 &gt; 4"),
    ],
)
def test_rich_text_keeps_plain_prose_alone(given, clean):
    assert rich(given) == clean


def test_cleaning_twice_changes_nothing_more():
    once = rich('<p>a <u>b</u> <a href="https://example.org/?a=1&b=2">c</a></p>')
    assert rich(once) == once


def test_words_are_what_remains_without_markup():
    assert words("<p>Two <b>words</b></p><script>x</script>") == "Two wordsx"


def test_typed_text_becomes_paragraphs_and_its_markup_is_shown():
    assert paragraphs("One\ntwo\n\n<b>three</b>") == "<p>One<br>two</p>\n\n<p>&lt;b&gt;three&lt;/b&gt;</p>"
