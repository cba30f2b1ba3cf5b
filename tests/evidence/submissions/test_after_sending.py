"""The receipt, copies, withdrawing, replying, and the equality questions."""

from io import BytesIO

import pytest
from django.core import mail
from django.utils import timezone
from docx import Document

from core.audit import Entry
from core.errors import Refused
from evidence.submissions.domain.equality import record_equality
from evidence.submissions.domain.submit import submit_submission
from evidence.submissions.domain.withdraw import withdraw_submission
from evidence.submissions.enums import SubmissionState
from evidence.submissions.models import Answer, Clarification, EqualityCount
from tests.evidence.submissions.conftest import writer_of
from tests.factories import ContributorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(ada, answer):
    return submit_submission(submission=ada.submission, actor=ada.contributor, declared=True)


def set_state(submission, state, **more):
    type(submission).objects.filter(pk=submission.pk).update(state=state, **more)


class TestReceipt:
    def test_it_shows_the_reference_and_what_happens_next(self, ada, sent):
        page = ada.get("receipt").content.decode()
        assert f"data-copy-value>{sent.reference}<" in page
        assert "You can change or withdraw it until the call closes" in page
        assert "with your name" in page

    def test_the_check_page_leads_to_it_when_sent_twice(self, ada, sent):
        assert ada.post("check", declared="on").url == ada.url("receipt")
        assert ada.get("check").url == ada.url("receipt")

    def test_a_draft_has_none(self, ada):
        assert ada.get("receipt").url == ada.url("tasks")

    @pytest.mark.parametrize(
        ("state", "more", "words"),
        [
            (SubmissionState.SCREENING, {}, "Being read"),
            (SubmissionState.PUBLISHED, {}, "Published"),
            (SubmissionState.NOT_PUBLISHED, {"not_published_reason": "Off topic."}, "Off topic."),
        ],
    )
    def test_later_it_says_how_far_it_is(self, ada, sent, state, more, words):
        set_state(sent, state, **more)
        assert words in ada.get("receipt").content.decode()

    def test_a_stranger_does_not_see_it(self, ada, sent):
        eve = writer_of(ContributorFactory())
        assert eve.client.get(ada.url("receipt")).status_code == 404


class TestCheck:
    def test_missing_answers_are_in_the_summary_with_links(self, ada, question):
        page = ada.post("check").content.decode()
        assert "<title>Error: " in page
        assert f"{ada.url('section', question.section_id)}?return=check#question-{question.pk}" in page
        assert "Confirm the declaration" in page

    def test_an_empty_answer_reads_not_provided(self, ada, question):
        assert "Not provided" in ada.get("check").content.decode()

    def test_all_is_well_and_it_goes(self, ada, answer):
        assert ada.post("check", declared="on").url == ada.url("receipt")
        assert ada.submission.state == SubmissionState.RECEIVED

    def test_it_takes_few_queries(self, ada, answer, count_queries):
        ada.get("check")
        assert count_queries(lambda: ada.get("check")) <= 15


class TestCopies:
    def test_the_page_holds_what_was_sent_and_not_what_was_changed_since(self, ada, sent, question):
        ada.write(question, "A newer text.")
        page = ada.get("copy").content.decode()
        assert "Neighbourhood teams." in page
        assert "A newer text." not in page
        assert "A newer text." in ada.get("draft").content.decode()

    def test_the_document_opens_and_holds_it(self, ada, sent):
        response = ada.get("copy_docx")
        assert response["Content-Disposition"] == f'attachment; filename="{sent.reference}.docx"'
        texts = [paragraph.text for paragraph in Document(BytesIO(response.content)).paragraphs]
        assert "Neighbourhood teams." in texts
        assert f"Reference: {sent.reference}" in texts

    def test_a_draft_can_be_taken_away_with_characters_that_xml_can_not_hold(self, ada, answer):
        Answer.objects.update(text="Vertical\x0btab and \x07 bell")
        texts = [one.text for one in Document(BytesIO(ada.get("draft_docx").content)).paragraphs]
        assert "Vertical\ntab and  bell" in texts

    def test_nothing_was_sent_yet(self, ada):
        assert ada.get("copy").status_code == 404


class TestWithdrawing:
    def test_it_asks_first_then_does_it_and_tells_everybody(self, ada, ben, sent, committing):
        assert f"Withdraw {sent.reference}?" in ada.get("withdraw").content.decode()
        with committing():
            ada.post("withdraw")
        assert ada.submission.state == SubmissionState.WITHDRAWN
        assert {message.subject for message in mail.outbox} == {f"{sent.reference}: withdrawn"}
        assert len(mail.outbox) == 2
        assert f"{sent.reference} was withdrawn" in ada.get("receipt").content.decode()

    def test_a_draft_is_given_up(self, ada):
        ada.post("withdraw")
        assert ada.submission.state == SubmissionState.WITHDRAWN
        assert "This draft was given up" in ada.get("receipt").content.decode()

    def test_what_is_published_is_not_withdrawn_by_its_writer(self, ada, sent):
        set_state(sent, SubmissionState.PUBLISHED)
        with pytest.raises(Refused, match="Ask the secretariat"):
            withdraw_submission(submission=ada.submission, actor=ada.contributor)

    def test_withdrawing_is_not_undone_by_sending_again(self, ada, sent, question):
        ada.post("withdraw")
        assert ada.post("check", declared="on").url == ada.url("receipt")
        assert ada.submission.state == SubmissionState.WITHDRAWN


class TestReplying:
    @pytest.fixture
    def asked(self, sent, secretariat):
        set_state(sent, SubmissionState.CLARIFICATION)
        return Clarification.objects.create(submission=sent, asked_by=secretariat, question="Which year?")

    def test_the_question_is_on_the_receipt_and_answered(self, ada, asked):
        assert "Which year?" in ada.get("receipt").content.decode()
        ada.post("reply", asked.pk, reply="2022")
        asked.refresh_from_db()
        assert (asked.reply, ada.submission.state) == ("2022", SubmissionState.SCREENING)

    def test_it_is_answered_once(self, ada, asked):
        ada.post("reply", asked.pk, reply="2022")
        assert "answered already" in ada.post("reply", asked.pk, reply="2023").content.decode()
        asked.refresh_from_db()
        assert asked.reply == "2022"

    def test_a_reply_to_an_older_question_leaves_the_newer_one_waiting(self, ada, asked, secretariat):
        newer = Clarification.objects.create(submission=asked.submission, asked_by=secretariat, question="Which ward?")
        for name in ("receipt", "tasks"):
            assert (
                ada.url("reply", asked.pk) in ada.get(name).text,
                ada.url("reply", newer.pk) in ada.get(name).text,
            ) == (
                False,
                True,
            )
        page = ada.post("reply", asked.pk, reply="The year was 2022").text
        assert "We asked another question since" in page
        assert "The year was 2022" in page
        assert ada.submission.state == SubmissionState.CLARIFICATION
        ada.post("reply", newer.pk, reply="Ward 9")
        assert ada.submission.state == SubmissionState.SCREENING

    def test_an_empty_reply_is_an_error(self, ada, asked):
        assert ada.post("reply", asked.pk, reply=" ").content.decode().count("Enter your reply") == 2

    def test_the_question_to_another_is_not_found(self, asked):
        eve = writer_of(ContributorFactory())
        assert eve.get("reply", asked.pk).status_code == 404


def counted():
    rows = EqualityCount.objects.filter(count__gt=0).order_by("question", "answer")
    return list(rows.values_list("question", "answer", "count"))


class TestEquality:
    def test_no_row_is_one_persons_and_none_stands_where_it_was_laid_down(self, ada, sent):
        """Rows in the order of their coming could be laid beside submissions in the order of theirs."""
        offered = [("age", "18_24"), ("age", "25_34"), ("sex", "female"), ("sex", "male")]
        record_equality(call=sent.call, answers={"sex": "male", "age": "25_34"}, offered=offered)
        before = list(EqualityCount.objects.order_by("pk").values_list("pk", "question", "answer"))
        record_equality(call=sent.call, answers={"sex": "female", "age": "25_34"}, offered=offered)
        assert list(EqualityCount.objects.order_by("pk").values_list("pk", "question", "answer")) == before
        assert [row[1:] for row in before] == offered
        assert counted() == [("age", "25_34", 2), ("sex", "female", 1), ("sex", "male", 1)]

    def test_the_answers_point_at_the_call_and_at_nothing_else(self, ada, sent):
        entries = Entry.objects.count()
        response = ada.post("equality", age="25_34", sex="prefer_not", ethnic_group="")
        assert response.url == ada.url("receipt")
        assert counted() == [("age", "25_34", 1), ("sex", "prefer_not", 1)]
        assert set(EqualityCount.objects.values_list("call", flat=True)) == {sent.call.pk}
        names = {field.name for field in EqualityCount._meta.get_fields()}
        assert names == {"id", "call", "question", "answer", "count"}
        assert Entry.objects.count() == entries
        assert ada.client.session["equality_done"] == [str(sent.key)]
        assert "25_34" not in str(dict(ada.client.session.items()))

    def test_nobody_is_counted_twice(self, ada, sent):
        ada.post("equality", age="25_34")
        ada.post("equality", age="35_44")
        assert counted() == [("age", "25_34", 1)]
        assert "Answer the equality questions" not in ada.get("receipt").content.decode()

    def test_they_can_be_skipped(self, ada, sent):
        ada.post("equality", skip="1", age="25_34")
        assert counted() == []

    def test_they_come_after_sending(self, ada):
        assert ada.get("equality").url == ada.url("receipt")

    def test_a_made_up_answer_is_refused(self, ada, sent):
        ada.post("equality", age="Ada Lead")
        assert counted() == []


def test_a_receipt_holds_when_the_call_is_deleted(ada, sent):
    sent.call.delete()
    page = ada.get("receipt")
    assert page.status_code == 200
    assert sent.reference in page.content.decode()
    assert ada.get("copy").status_code == 200
    assert timezone.localdate() == timezone.localdate(sent.submitted_at)
