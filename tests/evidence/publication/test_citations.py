"""References in published evidence, and the submissions that they name. What is not published is named nowhere."""

import pytest

from core.citations import cited_in, linked
from evidence.publication.domain.publish import publish_submission, unpublish
from evidence.publication.domain.purge import ask_purge, carry_out_purge
from evidence.submissions.enums import SubmissionState
from search.domain.rebuild import rebuild
from tests.factories import (
    AttachmentFactory,
    ContributionFactory,
    RedactionFactory,
    SubmissionFactory,
    UserFactory,
    published,
)

pytestmark = pytest.mark.django_db
SECRET = "Planted secret"


def link(edition, written=""):
    return f'<a href="/evidence/{edition.reference}/" title="{edition.respondent}">{written or edition.reference}</a>'


def page_of(client, edition):
    return client.get(edition.get_absolute_url()).content.decode()


def places(reference):
    return [one.text for one in cited_in([reference])[reference]]


def test_a_submission_and_a_question_lead_there_and_back(client):
    first, _question = published(name="Ada Example"), ContributionFactory(reference="Q-7", text="Who pays?")
    text = f"As {first.reference.lower()} says.\n\nAnd Q-7 asks <that>."
    second = published(name="Ben Example", texts=[text])
    page = page_of(client, second)
    assert f"<p>As {link(first, first.reference.lower())} says.</p>" in page
    assert 'And <a href="/town-halls/q/7/" title="Who pays?">Q-7</a> asks &lt;that&gt;.' in page
    named = f'<a href="/evidence/{second.reference}/">{second.reference}, Ben Example</a>'
    assert f"Referred to in: {named}" in page_of(client, first)
    assert f"Referred to in: {named}" in client.get("/town-halls/q/7/").content.decode()


def test_what_is_not_published_is_no_link_and_refers_to_nothing(client):
    first = published()
    secret = SubmissionFactory(state=SubmissionState.READY, name=SECRET, texts=[f"See {first.reference}"])
    other = published(texts=[f"See {secret.reference}"])
    assert linked(secret.reference) == secret.reference
    assert f"<p>See {secret.reference}</p>" in page_of(client, other)
    for page in (page_of(client, first), page_of(client, other)):
        assert SECRET not in page
        assert "Referred to in:" not in page


def test_what_is_taken_back_is_named_nowhere_at_once(client, secretariat):
    first = published(name="Ada Example")
    second = published(name=SECRET, texts=[f"See {first.reference}"])
    third = published(name="Cy Example", texts=[f"See {second.reference}"])
    assert places(second.reference) == [f"{third.reference}, Cy Example"]
    assert SECRET in page_of(client, first)
    unpublish(submission=second.submission, by=secretariat, reason="Asked to")
    assert places(first.reference) == []
    for page in (page_of(client, first), page_of(client, third)):
        assert SECRET not in page


def test_a_reference_in_sealed_words_is_written_down_nowhere(client):
    first = published()
    submission = SubmissionFactory(state=SubmissionState.READY, texts=[f"See {first.reference} about me"])
    text = submission.current.answers.get()
    RedactionFactory(answer_version=text, start=4, end=4 + len(first.reference), checked=True)
    second = publish_submission(submission=submission, by=UserFactory(secretariat=True))
    assert first.reference not in page_of(client, second)
    assert places(first.reference) == []


def test_files_refer_to_things_too_and_so_does_what_is_written_anew(client, secretariat):
    first, other = published(name="Cy Example"), published()
    submission = SubmissionFactory(state=SubmissionState.READY, name="Ada Example", texts=["A paper is with this"])
    AttachmentFactory(submission=submission, content=f"See {first.reference} and {other.reference}".encode())
    second = publish_submission(submission=submission, by=secretariat)
    assert f"See {link(first)}" in page_of(client, second)
    assert places(first.reference) == places(other.reference) == [f"{second.reference}, Ada Example"]
    purge = ask_purge(submission=submission, words=other.reference, reason="A court order", by=secretariat)
    carry_out_purge(purge=purge, by=UserFactory(secretariat=True))
    assert places(first.reference) == [f"{second.reference}, Ada Example"]
    assert places(other.reference) == []


@pytest.mark.parametrize("more", [1, 3])
def test_a_page_asks_as_much_for_more_references(client, more, django_assert_num_queries):
    named = [published() for _ in range(more)]
    asked = [ContributionFactory(reference=f"Q-{number + 1}") for number in range(more)]
    first = published(
        texts=[f"See {one.reference} and {other.reference}" for one, other in zip(named, asked, strict=True)]
    )
    for _ in range(more):
        published(texts=[f"See {first.reference}"])
    rebuild()  # what is like it is looked up in the index, so it must be there
    assert page_of(client, first).count(' title="') >= 2 * more
    with django_assert_num_queries(QUERIES):
        client.get(first.get_absolute_url())


QUERIES = 15
