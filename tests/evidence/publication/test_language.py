"""Answers in Welsh are marked as Welsh, wherever they are read."""

from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document
from docx.oxml.ns import qn

from consultations.calls.enums import QuestionType
from evidence.submissions.copies import as_docx, copy_of_draft, copy_of_sent
from evidence.submissions.enums import SubmissionState
from tests.evidence.submissions.conftest import writer_of
from tests.factories import AnswerFactory, RedactionFactory, SubmissionFactory, UserFactory, publish_submission, send

pytestmark = pytest.mark.django_db
WORDS = "Mae timau cymdogaeth yn cwrdd bob wythnos."


def sent_in(format_):
    submission = SubmissionFactory(format=format_, texts=[WORDS])
    kind = {"question__version__type": QuestionType.RADIOS}
    AnswerFactory(submission=submission, text="Strongly agree", **kind)
    send(submission)
    return submission


def edition_of(submission):
    version = submission.current.answers.get(text=WORDS)
    RedactionFactory(answer_version=version, start=0, end=3, checked=True)
    submission.state = SubmissionState.READY
    submission.save()
    return publish_submission(submission=submission, by=UserFactory(secretariat=True))


def test_an_edition_in_the_welsh_format_marks_its_prose_and_not_what_stands_in_english(client):
    edition = edition_of(sent_in("welsh"))
    page = client.get(edition.get_absolute_url()).content.decode()
    assert f'<span lang="cy">{WORDS[3:]}</span>' in page
    assert page.count('lang="cy"') == 1
    assert "Strongly agree" in page
    assert '<p class="mh-result__text" lang="cy">' in client.get("/evidence/").content.decode()


@pytest.mark.parametrize("format_", ["standard", "bsl", "easy_read", "audio"])
def test_no_other_format_can_be_told_from_an_edition(client, format_):
    edition = edition_of(sent_in(format_))
    assert edition.language == ""
    page = client.get(edition.get_absolute_url()).content.decode()
    assert 'lang="cy"' not in page
    assert [word for word in ("British Sign Language", "Easy Read", "Audio") if word in page] == []


@pytest.mark.parametrize(("format_", "count"), [("welsh", 1), ("standard", 0)])
def test_copies_mark_it_too(format_, count):
    submission = sent_in(format_)
    ada = writer_of(submission.contributors.get())
    for page in ("copy", "draft"):
        assert (
            ada.client.get(reverse(f"respond:{page}", args=[submission.key])).content.decode().count('<div lang="cy">')
            == count
        )
    for copy in (copy_of_sent(submission), copy_of_draft(submission)):
        document = Document(BytesIO(as_docx(copy)))
        spoken = {
            one.text: [mark.get(qn("w:val")) for mark in one._p.iter(qn("w:lang"))] for one in document.paragraphs
        }
        assert spoken[WORDS] == ["cy"] * count
        assert spoken["Strongly agree"] == []
