"""Sending: once, completely, with a receipt."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from consultations.calls.enums import QuestionType
from core import audit
from core.audit import entries_about
from core.disclosure import PUBLIC, disclose
from core.errors import NotAllowed, Refused
from evidence.submissions.domain.submit import submit_submission
from evidence.submissions.domain.versions import differences
from evidence.submissions.enums import PublishingChoice, SubmissionState
from evidence.submissions.models import Answer, SubmissionVersion
from tests.factories import AttachmentFactory, ContributorFactory, QuestionFactory

pytestmark = pytest.mark.django_db


def send(submission, who=None, declared=True):
    who = who or submission.contributors.first()
    return submit_submission(submission=submission, actor=who, declared=declared)


def close(call):
    call.opens_at -= timedelta(days=60)
    call.closes_at = timezone.now() - timedelta(seconds=1)
    call.save()


def test_it_gets_a_reference_a_version_a_time_and_a_log_entry(submission, answer):
    sent = send(submission)
    version = SubmissionVersion.objects.get()
    assert (sent.state, sent.reference) == (SubmissionState.RECEIVED, f"{submission.call.code}-0001")
    assert (sent.current, sent.submitted_at) == (version, version.sent_at)
    assert [kept.text for kept in version.answers.all()] == ["Neighbourhood teams."]
    assert list(entries_about(sent).values_list("action", flat=True)) == ["submission.submit"]


def test_references_have_no_gaps_when_a_sending_is_refused(submission, answer):
    with pytest.raises(Refused):
        send(submission, declared=False)
    assert send(submission).reference == f"{submission.call.code}-0001"


def test_sending_twice_is_sending_once(submission, answer, committing):
    first = send(submission)
    with committing():
        again = send(submission)
    assert (again.reference, again.current) == (first.reference, first.current)
    assert SubmissionVersion.objects.count() == 1
    assert mail.outbox == []


def test_everybody_who_writes_it_gets_the_receipt(submission, answer, committing):
    ContributorFactory(submission=submission, email="ben@example.org")
    ContributorFactory(submission=submission, email="gone@example.org", ended_at=timezone.now())
    with committing():
        sent = send(submission)
    lead = submission.contributors.first().email
    assert sorted(message.to[0] for message in mail.outbox) == sorted([lead, "ben@example.org"])
    assert {message.subject for message in mail.outbox} == {f"{sent.reference}: we have received your submission"}
    assert all(answer.text not in message.body for message in mail.outbox)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"publishing": ""}, "Select how much of it may be published"),
        ({"wants_sign_off": True}, "A colleague must sign off these answers first"),
    ],
)
def test_what_stands_in_the_way_is_said(submission, answer, change, reason):
    type(submission).objects.filter(pk=submission.pk).update(**change)
    with pytest.raises(Refused) as refused:
        send(submission)
    assert refused.value.reasons == [reason]


def test_every_reason_is_given_at_once(submission, question):
    submission.publishing = ""
    submission.save()
    with pytest.raises(Refused) as refused:
        send(submission, declared=False)
    assert refused.value.reasons == [
        "Enter an answer",
        "Select how much of it may be published",
        "Answer at least one question",
        "Confirm the declaration",
    ]


def test_what_is_too_long_is_not_sent(submission, answer):
    answer.question_version.word_limit = 1
    answer.question_version.save()
    with pytest.raises(Refused, match="1 word or fewer"):
        send(submission)


def test_two_texts_must_be_settled_first(submission, answer):
    answer.versions.create(
        question_version=answer.question_version, value="Other", text="Other", revision=0, set_aside=True
    )
    with pytest.raises(Refused, match="Choose between the two texts"):
        send(submission)


def test_answers_to_questions_that_are_hidden_are_not_sent(submission, answer):
    choice = QuestionFactory(
        section=answer.question.section, version__type=QuestionType.RADIOS, version__options=["Yes", "No"], position=50
    )
    hidden = QuestionFactory(
        section=answer.question.section,
        position=51,
        version__show_when={"question": str(choice.key), "is": ["Yes"]},
    )
    Answer.objects.create(
        submission=submission, question=hidden, question_version=hidden.current, value="Sealed", text="Sealed"
    )
    assert [kept.text for kept in send(submission).current.answers.all()] == ["Neighbourhood teams."]


def test_after_the_deadline_nothing_is_sent_and_nothing_lost(submission, answer):
    close(submission.call)
    with pytest.raises(Refused, match="This call closed at"):
        send(submission)
    assert Answer.objects.get().text == "Neighbourhood teams."


def test_a_later_date_for_this_respondent_is_honoured(submission, answer, secretariat):
    close(submission.call)
    submission.contributors.update(address_proven_at=timezone.now())
    submission.call.extensions.create(
        email=submission.contributors.first().email.upper(),
        closes_at=timezone.now() + timedelta(days=1),
        reason="Illness",
        given_by=secretariat,
    )
    assert send(submission).state == SubmissionState.RECEIVED


def test_a_later_date_for_a_format_is_honoured_for_that_format_alone(submission, answer, secretariat):
    close(submission.call)
    submission.call.extensions.create(
        format="easy_read", closes_at=timezone.now() + timedelta(days=1), reason="It came late", given_by=secretariat
    )
    with pytest.raises(Refused, match="closed"):
        send(submission)
    submission.format = "easy_read"
    submission.save()
    assert send(submission).state == SubmissionState.RECEIVED


def test_a_call_that_was_unpublished_takes_nothing(submission, answer):
    submission.call.unpublish()
    with pytest.raises(Refused, match="taken down"):
        send(submission)


def test_a_stranger_can_not_send_it(submission, answer):
    with pytest.raises(NotAllowed):
        send(submission, ContributorFactory())


class TestAmending:
    @pytest.fixture
    def sent(self, ada, answer):
        return send(ada.submission, ada.contributor)

    def test_a_change_is_not_sent_until_it_is_sent(self, ada, sent, question):
        ada.write(question, "Something else.")
        assert [kept.text for kept in ada.submission.current.answers.all()] == ["Neighbourhood teams."]
        assert "You have changes that are not sent" in ada.get("tasks").content.decode()
        assert "You have changes that are not sent" in ada.get("receipt").content.decode()

    def test_sending_again_makes_a_second_version_under_the_same_reference(self, ada, sent, question, committing):
        ada.write(question, "Something else.")
        with committing():
            again = send(ada.submission, ada.contributor)
        assert (again.reference, again.current.number, again.state) == (sent.reference, 2, SubmissionState.RECEIVED)
        assert again.submitted_at == sent.submitted_at
        assert [message.subject for message in mail.outbox] == [f"{sent.reference}: we have received your changes"]
        texts = [[kept.text for kept in version.answers.all()] for version in again.versions.all()]
        assert texts == [["Neighbourhood teams."], ["Something else."]]

    def test_the_secretariat_sees_what_changed(self, ada, sent, question, django_assert_num_queries):
        ada.write(question, "Neighbourhood teams and time.")
        again = send(ada.submission, ada.contributor)
        first, second = again.versions.all()
        with django_assert_num_queries(2):
            [difference] = differences(first, second)
        assert (difference.before.text, difference.after.text) == (
            "Neighbourhood teams.",
            "Neighbourhood teams and time.",
        )
        assert "".join(run.text for run in difference.runs if run.change != "removed") == difference.after.text
        assert differences(second, second) == []

    def test_a_change_while_it_is_screened_starts_screening_again(self, ada, sent, question):
        type(sent).objects.filter(pk=sent.pk).update(state=SubmissionState.SCREENING)
        ada.write(question, "Something else.")
        assert send(ada.submission, ada.contributor).state == SubmissionState.RECEIVED

    def test_after_the_call_closed_it_stays_as_it_was_sent(self, ada, sent, question):
        close(sent.call)
        ada.write(question, "Too late.")
        with pytest.raises(Refused, match="closed"):
            send(ada.submission, ada.contributor)
        assert [kept.text for kept in ada.submission.current.answers.all()] == ["Neighbourhood teams."]

    def test_when_we_asked_it_may_change_after_the_call_closed(self, ada, sent, question):
        close(sent.call)
        type(sent).objects.filter(pk=sent.pk).update(state=SubmissionState.CLARIFICATION)
        ada.write(question, "What I meant.")
        assert send(ada.submission, ada.contributor).current.number == 2

    @pytest.mark.parametrize(("choice", "holds"), [(PublishingChoice.NOT_AT_ALL, True), (PublishingChoice.FULL, False)])
    def test_after_the_call_closed_one_may_still_think_better_of_being_named(self, ada, sent, choice, holds):
        type(sent).objects.filter(pk=sent.pk).update(publishing=PublishingChoice.WITHOUT_NAME)
        close(sent.call)
        ada.post("publishing", publishing=choice)
        assert ada.submission.publishing == (choice if holds else PublishingChoice.WITHOUT_NAME)

    def test_after_the_call_closed_who_answered_stays_as_it_was_sent(self, ada, sent):
        name = sent.name
        close(sent.call)
        assert "This call closed at" in ada.post("about", name="Somebody Else").content.decode()
        assert ada.submission.name == name

    @pytest.mark.parametrize("change", ["about", "publishing"])
    def test_what_was_ready_to_publish_is_looked_at_again(self, ada, sent, change):
        type(sent).objects.filter(pk=sent.pk).update(state=SubmissionState.READY)
        if change == "about":
            ada.say_who_answers(name="Somebody Else")
        else:
            ada.post("publishing", publishing=PublishingChoice.WITHOUT_NAME)
        assert ada.submission.state == SubmissionState.SCREENING
        assert audit.entries_about(sent).last().action == "submission.change_what_is_shown"

    def test_an_open_page_does_not_write_over_what_was_changed_since(self, ada, sent):
        """A colleague may have corrected the name, or a purge removed it."""
        seen = ada.get("about").context["seen"]
        type(sent).objects.filter(pk=sent.pk).update(name="[removed]")
        for _press in range(2):
            page = ada.post("about", name="Ada Example", seen=seen)
            assert "was changed since this page was drawn" in page.text
            seen = page.context["seen"]
        assert ada.submission.name == "[removed]"
        ada.say_who_answers(name="Ada")
        assert ada.submission.name == "Ada"

    def test_a_second_click_on_the_same_page_is_no_fault(self, ada, sent):
        seen = ada.get("about").context["seen"]
        clicks = [ada.post("about", name="Ada Example", seen=seen) for _click in range(2)]
        assert [one.status_code for one in clicks] == [302, 302]

    def test_saying_the_same_again_changes_nothing(self, ada, sent):
        type(sent).objects.filter(pk=sent.pk).update(state=SubmissionState.READY)
        before = ada.submission.changed_at
        ada.post("about", name=sent.name)
        assert (ada.submission.state, ada.submission.changed_at) == (SubmissionState.READY, before)

    def test_what_is_published_is_not_changed(self, ada, sent):
        type(sent).objects.filter(pk=sent.pk).update(state=SubmissionState.PUBLISHED)
        response = ada.post("publishing", publishing=PublishingChoice.NOT_AT_ALL)
        assert "It is published" in response.content.decode()
        assert ada.submission.publishing == PublishingChoice.FULL


def test_the_database_refuses_a_receipt_without_its_version(submission):
    """No receipt without its row: the state is bound to its evidence."""
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        type(submission).objects.filter(pk=submission.pk).update(state=SubmissionState.RECEIVED)
    assert connection.is_usable()


def test_confidence_without_a_reason_is_kept_but_not_sent(submission, answer, ada):
    Answer.objects.filter(pk=answer.pk).update(confidential=True)
    checked = ada.get("check").content.decode()
    assert "you have not said why yet" in checked
    page = ada.post("check", declared="on").content.decode()
    assert f'#question-{answer.question_id}">Enter why this answer is confidential</a>' in page
    assert "<title>Error: " in page
    with pytest.raises(Refused, match="Enter why this answer is confidential"):
        send(submission)
    Answer.objects.filter(pk=answer.pk).update(confidential_reason="It names a colleague")
    assert send(submission).was_sent


def test_files_kept_confidential_stay_so_though_their_question_has_no_words(submission, answer):
    question = QuestionFactory(section__call=submission.call, version__type=QuestionType.FILE)
    AttachmentFactory(submission=submission, question=question, cleared=True)
    AttachmentFactory(submission=submission, name="Open.txt", cleared=True)
    Answer.objects.create(
        submission=submission,
        question=question,
        question_version=question.current,
        confidential=True,
        confidential_reason="It names patients",
        revision=1,
    )
    sent = send(submission)
    assert [file.title for file in disclose(sent, PUBLIC).attachments] == ["Open.txt"]
