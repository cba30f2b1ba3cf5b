"""What becomes of marks when the text under them is written anew."""

import pytest
from django.utils import timezone

from core import audit
from evidence.publication.domain.redact import (
    ask_to_lift,
    lift_redaction,
)
from evidence.submissions.domain.carry_over import carry_over_redactions
from evidence.submissions.enums import SubmissionState as S
from evidence.submissions.files.checks import settle
from evidence.submissions.models import Attachment, Redaction, SubmissionVersion
from tests.evidence.publication.marks import spans
from tests.factories import AnswerFactory, AttachmentFactory, RedactionFactory, SubmissionFactory, UserFactory, send

pytestmark = pytest.mark.django_db


def amended(submission, text, answer=None):
    answer = answer or submission.answers.order_by("pk").first()
    answer.text, answer.value, answer.revision = text, text, answer.revision + 1
    answer.save()
    send(submission)
    carry_over_redactions(submission=submission)
    return submission.current.answers.get(answer=answer)


def test_marks_follow_their_words_into_an_amendment_unchecked(submission, text):
    RedactionFactory(answer_version=text, start=23, end=30, reason="health", checked=True)
    changed = amended(submission, "Please call Dr Grey today, or Dr Grey's nurse.")
    (carried,) = changed.redactions.all()
    assert (changed.text[carried.start : carried.end], carried.start) == ("Dr Grey", 30)
    assert (carried.reason, carried.checked_by) == ("health", None)
    assert "Carried over" in carried.note


def test_what_was_sealed_stays_sealed_through_an_amendment(browser, submission, text):
    RedactionFactory(answer_version=text, start=5, end=12, checked=True)
    RedactionFactory(answer_version=text, start=23, end=30, checked=True)
    amended(submission, "Please call Dr Grey today, or Dr Grey's nurse.")
    type(submission).objects.filter(pk=submission.pk).update(state=S.SCREENING)
    carried = Redaction.objects.order_by("pk").last()
    page = browser.get(f"/desk/{submission.reference}/").text
    assert "Dr Grey" not in page
    assert "Not checked yet." in page
    assert "Dr Grey" not in browser.get(f"/desk/{submission.reference}/changes/2/").text
    address = f"/desk/{submission.reference}/marks/{carried.pk}/"
    browser.post(f"{address}remove/")
    assert Redaction.objects.filter(pk=carried.pk).exists()
    assert "Dr Grey" in browser.post(f"{address}open/", {"reason": "A complaint"}).text


@pytest.mark.parametrize(
    "changed", ["Call Dr  Grey\nnow.", "Call Dr\u00a0Gr\u00adey now.", "Call Dr Zo\u00eb Gre\u0301y now, or Dr Grey."]
)
def test_a_mark_follows_its_words_however_their_blanks_and_accents_are_set(submission, text, changed):
    RedactionFactory(answer_version=text, start=5, end=12, checked=True)
    new = amended(submission, changed)
    (carried,) = new.redactions.all()
    assert new.text[carried.start : carried.end].replace("\u00ad", "").split() == ["Dr", "Grey"]
    assert carried.is_sealed


def test_words_that_were_sealed_once_are_sealed_again_when_they_come_back(submission, text):
    RedactionFactory(answer_version=text, start=5, end=12, checked=True)
    amended(submission, "Call her.")
    submission.answers.update(text="Call Dr Grey after all.", value="Call Dr Grey after all.", revision=3)
    send(submission)
    carry_over_redactions(submission=submission)
    (again,) = submission.current.answers.get().redactions.all()
    assert (again.start, again.end, again.is_sealed) == (5, 12, True)


def marked_words(target):
    return [target.text[start:end] for start, end, _reason in spans(target)]


def test_sealed_words_are_sealed_wherever_they_stand_in_the_new_text_and_in_capitals_too():
    submission = SubmissionFactory(state=S.SCREENING, texts=["Call Dr Grey today."])
    RedactionFactory(answer_version=submission.current.answers.get(), start=5, end=12, checked=True)
    changed = amended(submission, "Call DR GREY, since Dr\u00a0Grey knows. Not Dr Greyson.")
    assert marked_words(changed) == ["DR GREY", "Dr\u00a0Grey"]
    assert all(one.is_sealed for one in changed.redactions.all())


def test_both_marks_come_back_with_their_words(submission, text):
    RedactionFactory(answer_version=text, start=5, end=12, checked=True)
    RedactionFactory(answer_version=text, start=23, end=30, checked=True)
    amended(submission, "Call her.")
    assert marked_words(amended(submission, "Call Dr Grey today, or Dr Grey's nurse.")) == ["Dr Grey", "Dr Grey"]


def test_what_a_screener_left_open_beside_a_mark_stays_open(submission, text):
    RedactionFactory(answer_version=text, start=23, end=30, checked=True)
    changed = amended(submission, "Please call Dr Grey today, or Dr Grey's nurse.")
    assert spans(changed) == [(30, 37, "personal")]


def test_sealed_words_are_sealed_in_another_answer_too(submission, text):
    RedactionFactory(answer_version=text, start=5, end=12, checked=True)
    AnswerFactory(submission=submission, text="Dr Grey again.")
    send(submission)
    carry_over_redactions(submission=submission)
    assert marked_words(submission.current.answers.get(text="Dr Grey again.")) == ["Dr Grey"]


def test_a_sealed_part_of_a_word_is_followed_in_its_own_answer_alone(submission, text):
    RedactionFactory(answer_version=text, start=5, end=7, checked=True)
    AnswerFactory(submission=submission, text="Dr White drew it.")
    changed = amended(submission, "Please call Dr Grey. We draw near.")
    assert marked_words(changed) == ["Dr"]
    assert marked_words(submission.current.answers.get(text="Dr White drew it.")) == []


def test_a_mark_that_meets_words_sealed_elsewhere_is_sealed_whole(submission, text):
    other = AnswerFactory(submission=submission, text="I think Grey drinks.")
    send(submission)
    RedactionFactory(answer_version=submission.current.answers.get(answer=other), start=8, end=19, reason="health")
    RedactionFactory(answer_version=text, start=5, end=12, checked=True)
    (mark,) = amended(submission, "I think Dr Grey drinks.", other).redactions.all()
    assert (mark.words, mark.is_sealed, mark.reason) == ("Dr Grey drinks", True, "health")


def test_carrying_over_twice_adds_nothing(submission, text):
    RedactionFactory(answer_version=text, start=5, end=12, checked=True)
    RedactionFactory(answer_version=text, start=23, end=30, reason="health")
    changed = amended(submission, "Dr Grey, and Dr Grey, and Dr Grey.")
    before = spans(changed)
    carry_over_redactions(submission=submission)
    assert spans(changed) == before


def test_a_file_taken_out_and_uploaded_again_keeps_its_marks(submission, text):
    content = b"Call Dr Grey, or Dr Greyson."
    old = AttachmentFactory(submission=submission, content=content)
    RedactionFactory(attachment=old, start=5, end=12, checked=True)
    RedactionFactory(attachment=old, start=20, end=27, reason="health")
    Attachment.objects.filter(pk=old.pk).update(removed_at=timezone.now())
    again = AttachmentFactory(
        submission=submission, content=content, uploaded_at=timezone.now(), text="", text_at=None, reading="waiting"
    )
    settle(again)
    again.refresh_from_db()
    assert spans(again) == [(5, 12, "personal"), (20, 27, "health")]
    assert [one.is_sealed for one in again.redactions.all()] == [True, False]
    send(submission)
    carry_over_redactions(submission=submission)
    assert again.redactions.count() == 2


def test_sealed_words_are_sealed_in_a_file_that_comes_later(submission, text):
    RedactionFactory(answer_version=text, start=5, end=12, checked=True)
    late = AttachmentFactory(submission=submission, content=b"By Dr Grey.", uploaded_at=timezone.now())
    send(submission)
    carry_over_redactions(submission=submission)
    assert marked_words(late) == ["Dr Grey"]


def test_what_was_lifted_stays_lifted(submission, text, secretariat):
    RedactionFactory(answer_version=text, start=5, end=12, checked=True)
    RedactionFactory(answer_version=text, start=23, end=30, checked=True)
    changed = amended(submission, "Call Dr Grey.")
    type(submission).objects.filter(pk=submission.pk).update(state=S.SCREENING)
    (carried,) = changed.redactions.all()
    ask_to_lift(redaction=carried, submission=submission, by=secretariat, reason="They agreed")
    lift_redaction(redaction=carried, submission=submission, by=UserFactory(secretariat=True))
    amended(submission, "Call her.")
    assert spans(amended(submission, "Call Dr Grey, or Dr Grey's nurse.")) == []


def test_while_one_mark_stands_the_words_stay_sealed_though_another_was_lifted(submission, text, secretariat):
    RedactionFactory(answer_version=text, start=5, end=12, checked=True)
    RedactionFactory(answer_version=text, start=23, end=30, checked=True)
    changed = amended(submission, "Call Dr Grey, or Dr Grey's nurse.")
    type(submission).objects.filter(pk=submission.pk).update(state=S.SCREENING)
    lifted, _stays = changed.redactions.all()
    ask_to_lift(redaction=lifted, submission=submission, by=secretariat, reason="They agreed")
    lift_redaction(redaction=lifted, submission=submission, by=UserFactory(secretariat=True))
    assert len(spans(text)) == 2
    assert len(spans(amended(submission, "Do call Dr Grey, or Dr Grey's nurse."))) == 1


def test_sealed_words_are_not_read_in_the_changes_of_another_answer(browser, submission, text):
    RedactionFactory(answer_version=text, start=5, end=12, checked=True)
    other = AnswerFactory(submission=submission, text="Nothing.")
    number = send(submission).number
    other.text = other.value = "It was DR GREY."
    other.revision = 2
    other.save()
    send(submission)
    page = browser.get(f"/desk/{submission.reference}/changes/{number + 1}/").text
    assert "It was" in page
    assert "GREY" not in page


def test_what_is_sealed_later_is_not_read_in_an_earlier_text(browser, submission):
    changed = amended(submission, "Please call Dr Grey today.")
    RedactionFactory(answer_version=changed, start=12, end=19, checked=True)
    assert "Grey" not in browser.get(f"/desk/{submission.reference}/changes/2/").text


def test_marks_outlive_a_version_that_left_the_answer_empty(submission, text):
    RedactionFactory(answer_version=text, start=5, end=12)
    SubmissionVersion.objects.create(submission=submission, number=2, sent_by="system")
    changed = amended(submission, "Please call Dr Grey.")
    assert [changed.text[start:end] for start, end, _reason in spans(changed)] == ["Dr Grey"]


def test_a_mark_goes_with_its_words_and_the_log_counts_it(submission, text):
    RedactionFactory(answer_version=text, start=5, end=12)
    assert spans(amended(submission, "Call her.")) == []
    entry = audit.entries_about(submission).last()
    assert (entry.action, entry.details) == ("redaction.carry_over", {"carried": 0, "lost": 1})


def test_the_original_keeps_its_marks(submission, text):
    RedactionFactory(answer_version=text, start=5, end=12, checked=True)
    amended(submission, "Call Dr Grey.")
    assert spans(text) == [(5, 12, "personal")]
