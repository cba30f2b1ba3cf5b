"""A draft in a browser, as its writer sees it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from consultations.calls.enums import QuestionType
from evidence.submissions.domain.links import new_link
from evidence.submissions.enums import Part
from evidence.submissions.models import Answer, Contributor, Submission
from tests.evidence.submissions.entering import enter
from tests.factories import (
    CallPageFactory,
    ContributorFactory,
    QuestionFactory,
    SectionFactory,
    SubmissionFactory,
    UserFactory,
)


@dataclass
class Writer:
    """Somebody who writes a submission, with their browser."""

    contributor: Contributor
    client: Client

    @property
    def submission(self) -> Submission:
        return Submission.objects.get(pk=self.contributor.submission_id)

    def url(self, page: str, *args: Any) -> str:
        return reverse(f"respond:{page}", args=[self.contributor.submission.key, *args])

    def get(self, page: str, *args: Any, **query: str) -> Any:
        return self.client.get(self.url(page, *args), query)

    def post(self, page: str, *args: Any, follow: bool = False, **data: Any) -> Any:
        return self.client.post(self.url(page, *args), data, follow=follow)

    def say_who_answers(self, **said: Any) -> Any:
        """Correct who answers on a page that was just loaded."""
        return self.post("about", **{"seen": self.get("about").context["seen"]} | said)

    def fields(self, section: Any) -> dict[str, str]:
        """The hidden fields and texts of a section's page as a browser would send them back unchanged."""
        html = self.get("section", section.pk).content.decode()
        return hidden_fields(html)

    def write(self, question: Any, text: str, **more: str) -> Any:
        data = self.fields(question.section) | {f"q-{question.key}": text} | more
        return self.client.post(self.url("section", question.section_id), data)

    def autosave(self, question: Any, text: str, fields: dict[str, str], **more: str) -> Any:
        data = fields | {f"q-{question.key}": text} | more
        return self.client.post(self.url("autosave", question.section_id), data)


def hidden_fields(html: str, after: str = "data-autosave") -> dict[str, str]:
    form = html[html.index(after) :]
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)) | {
        name: text.strip("\n") for name, text in re.findall(r'<textarea name="(q-[^"]+)"[^>]*>([^<]*)</textarea>', form)
    }


def writer_of(contributor: Contributor) -> Writer:
    client = Client()
    client.get(new_link(contributor).replace("http://localhost:8000", ""))
    return Writer(contributor, client)


@pytest.fixture
def count_queries(db: None) -> Callable[[Callable[[], Any]], int]:
    """`count_queries(do)` returns how many queries `do` makes."""

    def count(do: Callable[[], Any]) -> int:
        with CaptureQueriesContext(connection) as queries:
            do()
        return len(queries)

    return count


@pytest.fixture
def submission(db: None) -> Submission:
    return SubmissionFactory(call__contact_email="call@example.org")


@pytest.fixture
def question(submission: Submission) -> Any:
    section = SectionFactory(call=submission.call, title="Prevention", position=1)
    return QuestionFactory(section=section, version__wording="What works?", version__required=True)


@pytest.fixture
def ada(submission: Submission) -> Writer:
    """The lead."""
    lead = submission.contributors.get(part=Part.LEAD)
    Contributor.objects.filter(pk=lead.pk).update(name="Ada Lead", email="ada@example.org")
    lead.refresh_from_db()
    return writer_of(lead)


@pytest.fixture
def ben(submission: Submission) -> Writer:
    return writer_of(ContributorFactory(submission=submission, name="Ben Writer", email="ben@example.org"))


@pytest.fixture
def answer(submission: Submission, question: Any) -> Answer:
    """One answer, so that nothing stands in the way of sending."""
    return Answer.objects.create(
        submission=submission,
        question=question,
        question_version=question.current,
        value="Neighbourhood teams.",
        text="Neighbourhood teams.",
        revision=1,
        saved_by=submission.contributors.first(),
    )


@pytest.fixture
def first(db: None) -> User:
    """One of the secretariat, who keys a paper reply first."""
    return UserFactory(secretariat=True)


@pytest.fixture
def second(db: None) -> User:
    return UserFactory(secretariat=True)


@pytest.fixture
def asked(db: None) -> tuple[Any, Any, Any]:
    """A call with one closed and one open question."""
    section = SectionFactory(call=CallPageFactory())
    words = QuestionFactory(section=section, position=1, version__wording="What works?")
    choice = QuestionFactory(
        section=section,
        position=2,
        version__type=QuestionType.RADIOS,
        version__options=["Yes", "No"],
        version__wording="Is it enough?",
    )
    return section.call, words, choice


@pytest.fixture
def entered(asked: Any, first: User) -> Submission:
    return enter(asked[0], first)
