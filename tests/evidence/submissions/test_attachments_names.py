"""File names as people gave them, and as they are shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.submissions.files.names import MAX_LENGTH, cleaned_name, extension_of


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("evidence.pdf", "evidence.pdf"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\system32\\evil.pdf", "evil.pdf"),
        ("C:\\Users\\Ada\\Our plan.docx", "Our plan.docx"),
        ("/", "file"),
        ("..", "file"),
        (".pdf", "pdf"),
        (".htaccess", "htaccess"),
        ("a\x00b\r\nSet-Cookie: x.pdf", "abSet-Cookie_ x.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("zero\u200bwidth\ufeff.pdf", "zerowidth.pdf"),
        ('<script>"x"|?.pdf', "_script__x___.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("Tystiolaeth – Iechyd Cymru.pdf", "Tystiolaeth – Iechyd Cymru.pdf"),
        ("e\u0301vidence.pdf", "évidence.pdf"),
        ("a.pdf  ", "a.pdf"),
        ("", "file"),
    ],
)
def test_names_are_cleaned(given_name, kept):
    assert cleaned_name(given_name) == kept


def test_a_long_name_keeps_its_extension():
    name = cleaned_name("x" * 500 + ".docx")
    assert (len(name), extension_of(name)) == (MAX_LENGTH, "docx")


@given(st.text(max_size=300))
def test_any_name_becomes_one_that_is_safe_to_show(given_name):
    name = cleaned_name(given_name)
    assert 0 < len(name) <= MAX_LENGTH
    assert not set(name) & set('/\\<>:"|?*\r\n\0\u202e\u2066\u200f')
    assert cleaned_name(name) == name
