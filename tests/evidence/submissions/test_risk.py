import pytest

from evidence.submissions.domain.risk import level, reasons_for_care, weigh
from evidence.submissions.enums import SubmissionState as S
from tests.factories import AnswerFactory, AttachmentFactory, SubmissionFactory, send

pytestmark = pytest.mark.django_db


def words(submission):
    return [one.words for one in reasons_for_care(submission)]


def test_a_plain_submission_asks_for_no_care():
    submission = SubmissionFactory(state=S.RECEIVED, texts=["One budget a place."])
    assert (words(submission), weigh(submission=submission)) == ([], 0)


def test_each_reason_is_said_in_words_the_weightiest_first():
    submission = SubmissionFactory(
        name="Ada Example", anonymous=True, texts=["I am Ada Example. My mother died.", "word " * 3001]
    )
    AnswerFactory(submission=submission, text="Ring 01632 960123", confidential=True)
    send(submission)
    AttachmentFactory(submission=submission, content=b"Ring 01632 960123")
    assert words(submission) == [
        "Somebody who must not be named is named once.",
        "What looks like personal data appears unmarked once.",
        "1 answer given in confidence.",
        "Words about somebody's health or family appear 2 times.",
        "1 attachment.",
        "It is long: 3,011 words.",
    ]


def test_the_sum_is_kept_for_the_desk():
    submission = SubmissionFactory(state=S.RECEIVED, texts=["Ring 01632 960123"])
    assert weigh(submission=submission) == 3
    submission.refresh_from_db()
    assert (submission.risk, level(submission.risk)) == (3, "medium")


@pytest.mark.parametrize(("risk", "expected"), [(0, "low"), (2, "low"), (3, "medium"), (5, "medium"), (6, "high")])
def test_levels(risk, expected):
    assert level(risk) == expected
