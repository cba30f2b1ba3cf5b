"""A file to keep has its own name, whatever the name is."""

from django.http import HttpResponse
from hypothesis import given
from hypothesis import strategies as st

from core.downloads import as_download, content_disposition


def test_a_download_is_kept_and_is_what_it_says():
    response = as_download(HttpResponse("Words", content_type="text/plain"), "Plan.txt")

    assert response["Content-Disposition"] == 'attachment; filename="Plan.txt"'
    assert response["X-Content-Type-Options"] == "nosniff"


@given(st.text(max_size=300))
def test_no_name_breaks_out_of_its_header(name):
    header = content_disposition(name)

    assert header.isascii()
    assert "\r" not in header
    assert "\n" not in header


def test_a_plain_name_stands_once():
    assert content_disposition("Our plan (2).pdf") == 'attachment; filename="Our plan (2).pdf"'


def test_the_header_holds_the_name_for_old_clients_and_the_true_one():
    assert content_disposition('Plan "é" 5%;.pdf') == (
        "attachment; filename=\"Plan _e_ 5__.pdf\"; filename*=UTF-8''Plan%20%22%C3%A9%22%205%25%3B.pdf"
    )
