"""A list of results to take away."""

import csv
import io
import json

import pytest
from haystack import connections
from haystack.exceptions import SearchBackendError
from openpyxl import load_workbook

from evidence.publication.domain.publish import unpublish
from search.domain.rebuild import rebuild
from tests.factories import CallPageFactory, UserFactory, published

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("public_index")]


@pytest.fixture
def editions():
    call = CallPageFactory(title="Call on heather")
    names = ["=HYPERLINK(1)", "Ada Example", "Hull"]
    made = [published(call=call, name=name, texts=["Heather grows."]) for name in names]
    rebuild()
    return made


def taken(client, suffix: str, query: str) -> bytes:
    response = client.get(f"/search/export.{suffix}?{query}")
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Cache-Control"] == "no-store"
    return b"".join(response.streaming_content)


def test_the_list_holds_what_the_page_counts(client, editions):
    rows = list(csv.DictReader(io.StringIO(taken(client, "csv", "q=heather&kind=submission").decode("utf-8-sig"))))
    assert {row["Reference"] for row in rows} == {edition.reference for edition in editions}
    assert {row["Title"] for row in rows} == {"'=HYPERLINK(1)", "Ada Example", "Hull"}
    assert rows[0]["Address"].startswith("http")
    assert rows[0]["Licence"] == "Open Government Licence v3.0"

    data = json.loads(taken(client, "json", "q=heather&sort=oldest"))
    assert [one["kind"] for one in data["results"]].count("Submission") == 3
    assert data["search"].endswith("/search/?q=heather&sort=oldest")

    book = load_workbook(io.BytesIO(taken(client, "xlsx", "q=heather")))
    assert {cell.data_type for row in book["Results"].iter_rows() for cell in row if cell.value} == {"s"}


def test_what_was_taken_back_is_not_in_it(client, editions):
    unpublish(submission=editions[1].submission, by=UserFactory(secretariat=True), reason="A slip")
    for suffix in ("csv", "json"):
        text = taken(client, suffix, "q=heather").decode()
        assert "Ada" not in text
        assert editions[1].reference not in text


def test_as_many_queries_for_three_rows_as_for_one(client, editions, django_assert_num_queries):
    taken(client, "csv", "q=heather")
    with django_assert_num_queries(QUERIES):
        taken(client, "csv", f"q={editions[0].reference}")
    with django_assert_num_queries(QUERIES):
        taken(client, "csv", "q=heather&kind=submission")


QUERIES = 4


def test_a_stopped_engine_says_so_instead_of_an_empty_file(client, editions, monkeypatch):
    def down(*args, **kwargs):
        raise SearchBackendError("down")

    monkeypatch.setattr(type(connections["default"].get_backend()), "search", down)
    response = client.get("/search/export.csv?q=heather&call=CFE1&who=individual")
    assert response.status_code == 503
    assert "/evidence/?call=CFE1&amp;kind=individual" in response.text
