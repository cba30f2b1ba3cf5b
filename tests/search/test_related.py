"""Submissions that speak of the same, on the page of each."""

import pytest
from haystack import connections
from haystack.exceptions import SearchBackendError

from evidence.publication.domain.publish import unpublish
from evidence.submissions.enums import SubmissionState
from search.domain.rebuild import rebuild
from tests.factories import SubmissionFactory, UserFactory, published

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("public_index")]
HEAD = "Submissions that speak of the same"


@pytest.fixture
def editions():
    texts = ["Moorland heather grows in bogs.", "Bogs and moorland are where heather grows.", "Budgets of hospitals."]
    made = [published(name=f"Person {number}", texts=[text]) for number, text in enumerate(texts)]
    SubmissionFactory(state=SubmissionState.READY, name="Secret", texts=["Moorland heather grows in bogs, secretly."])
    rebuild()
    return made


def test_the_most_alike_are_named_and_nothing_unpublished(client, editions):
    text = client.get(editions[0].get_absolute_url()).text
    assert text.index(HEAD) < text.index(editions[1].reference)
    assert editions[2].reference not in text
    assert "Secret" not in text
    assert HEAD not in client.get(editions[2].get_absolute_url()).text


def test_one_that_was_taken_back_is_gone_at_once(client, editions):
    unpublish(submission=editions[1].submission, by=UserFactory(secretariat=True), reason="A slip")
    assert editions[1].reference not in client.get(editions[0].get_absolute_url()).text


def test_the_page_stands_without_the_engine(client, editions, monkeypatch):
    def down(*args, **kwargs):
        raise SearchBackendError("down")

    monkeypatch.setattr(type(connections["default"].get_backend()), "more_like_this", down)
    response = client.get(editions[0].get_absolute_url())
    assert response.status_code == 200
    assert HEAD not in response.text
