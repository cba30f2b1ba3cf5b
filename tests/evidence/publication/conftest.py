"""A submission that is being screened, the text of its one answer, and the secretariat's browser."""

import pytest

from evidence.submissions.enums import SubmissionState as S
from tests.factories import SubmissionFactory


@pytest.fixture
def submission():
    return SubmissionFactory(state=S.SCREENING, texts=["Call Dr Grey today, or Dr Grey's nurse."])


@pytest.fixture
def text(submission):
    return submission.current.answers.get()


@pytest.fixture
def browser(signed_in, secretariat):
    return signed_in(secretariat)
