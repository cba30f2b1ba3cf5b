"""Writing together: invited, sharing out, signing off, leaving."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from core.audit import entries_about
from core.errors import NotAllowed, Refused
from core.outbox.message import Message
from evidence.submissions.domain import colleagues as verbs
from evidence.submissions.domain.answers import Writing, save_answer
from evidence.submissions.domain.submit import submit_submission
from evidence.submissions.enums import Part
from evidence.submissions.models import Answer, Contributor
from tests.evidence.submissions.conftest import writer_of
from tests.factories import ContributorFactory, QuestionFactory

pytestmark = pytest.mark.django_db


def test_a_colleague_gets_a_link_of_their_own(ada, committing):
    with committing():
        ada.post("colleagues", name="Cy", email="Cy@Example.org", part="writer")
    colleague = Contributor.objects.get(email="cy@example.org")
    assert (colleague.part, colleague.invited_by) == (Part.WRITER, ada.contributor)
    [message] = mail.outbox
    assert message.subject == f"Moothall: you are asked to help answer “{ada.submission.call_title}”"
    assert "Ada Lead invites you to help write it. We have not checked who they are." in message.body
    link = re.search(r"http://localhost:8000(/respond/open/\S+)", message.body)[1]
    cy = type(ada.client)()
    assert cy.get(link).url == ada.url("tasks")
    assert cy.get(ada.url("tasks")).status_code == 200


@pytest.mark.parametrize(
    "name",
    [
        "Ada\n\nYour account is locked: https://evil.example/",
        "Call 0900 123",
        "Open evil.example",
        "a@evil.example",
        "A" * 61,
    ],
)
def test_a_mail_to_somebody_else_holds_no_more_of_a_stranger_than_a_name(ada, name):
    Contributor.objects.filter(pk=ada.contributor.pk).update(name=name)
    ada.post("colleagues", name=name, email="cy@example.org", part="approver")
    verbs.ask_for_sign_off(submission=ada.submission, wanted=True, by=Contributor.objects.get(pk=ada.contributor.pk))
    invited, asked = Message.objects.filter(to="cy@example.org").order_by("pk")
    for message in (invited, asked):
        assert "Somebody" in message.text
        assert "Hello,\n" in message.text
        assert name.split("\n")[-1] not in message.subject + message.text


def test_a_name_is_one_line_whatever_a_browser_sends(ada):
    ada.post("colleagues", name="Dear\nCy\u2028Writer", email="cy@example.org", part="writer")
    assert Contributor.objects.get(email="cy@example.org").name == "Dear Cy Writer"


def test_an_invitation_quotes_no_answer(ada, answer, committing):
    with committing():
        verbs.invite_colleague(submission=ada.submission, by=ada.contributor, email="cy@example.org")
    assert answer.text not in mail.outbox[0].body


def test_a_link_that_went_astray_is_sent_again_and_logged(ada, committing):
    colleague = verbs.invite_colleague(submission=ada.submission, by=ada.contributor, email="cy@example.org")
    first = Contributor.objects.get(pk=colleague.pk).token_hash
    mail.outbox.clear()
    with committing():
        ada.post("send_invitation_again", colleague.pk)
    assert [message.to for message in mail.outbox] == [["cy@example.org"]]
    assert Contributor.objects.get(pk=colleague.pk).token_hash != first
    assert entries_about(ada.submission).last().action == "submission.invite_again"


def test_nobody_ends_a_link_that_works(ada, ben):
    for one in (ada.contributor, ben.contributor):
        before = Contributor.objects.get(pk=one.pk).token_hash
        with pytest.raises(Refused, match="has a link that works"):
            verbs.invite_again(colleague=one, by=ben.contributor)
        assert Contributor.objects.get(pk=one.pk).token_hash == before


def test_nobody_is_invited_twice(ada, ben):
    page = ada.post("colleagues", name="Ben", email="BEN@example.org", part="writer").content.decode()
    assert page.count("This person already takes part") == 2


def test_twenty_colleagues_are_enough(ada):
    ContributorFactory.create_batch(20, submission=ada.submission)
    with pytest.raises(Refused, match="20 colleagues"):
        verbs.invite_colleague(submission=ada.submission, by=ada.contributor, email="one@example.org")


def test_somebody_who_is_removed_gets_in_no_more_and_their_words_stay(ada, ben, question):
    ben.write(question, "Ben's words")
    verbs.give_question(submission=ada.submission, question=question, owner=ben.contributor, by=ada.contributor)
    ada.post("remove_colleague", ben.contributor.pk)
    assert ben.get("tasks").status_code == 404
    answer = Answer.objects.get()
    assert (answer.text, answer.owner) == ("Ben's words", None)


def test_a_writer_removes_only_themself(ada, ben):
    cy = ContributorFactory(submission=ada.submission)
    with pytest.raises(NotAllowed):
        verbs.remove_colleague(colleague=cy, by=ben.contributor)
    verbs.remove_colleague(colleague=ben.contributor, by=ben.contributor)
    assert Contributor.objects.get(pk=ben.contributor.pk).ended_at is not None


def test_the_lead_stays(ada):
    with pytest.raises(Refused):
        verbs.remove_colleague(colleague=ada.contributor, by=ada.contributor)


def test_a_stranger_is_not_found_among_colleagues(ada):
    stranger = ContributorFactory()
    assert ada.get("remove_colleague", stranger.pk).status_code == 404


def test_a_question_has_an_owner_whom_the_list_names(ada, ben, question):
    ada.post("owners", **{f"owner-{question.pk}": str(ben.contributor.pk)})
    assert "With Ben Writer" in ada.get("tasks").content.decode()
    assert "With you" in ben.get("tasks").content.decode()


def test_an_owner_takes_part(ada, question):
    with pytest.raises(Refused):
        verbs.give_question(
            submission=ada.submission, question=question, owner=ContributorFactory(), by=ada.contributor
        )


def test_who_else_writes_now_is_said(ada, ben, question):
    assert "Here now: Ben Writer" not in ada.get("tasks").content.decode()
    ben.get("tasks")
    assert "Here now: Ben Writer" in ada.get("tasks").content.decode()
    Contributor.objects.filter(pk=ben.contributor.pk).update(last_seen_at=timezone.now() - timedelta(minutes=3))
    assert "Here now" not in ada.get("tasks").content.decode()


class TestSignOff:
    @pytest.fixture
    def approver(self, submission):
        return writer_of(ContributorFactory(submission=submission, part=Part.APPROVER, email="boss@example.org"))

    def test_it_needs_an_approver(self, ada, question):
        with pytest.raises(Refused, match="Invite an approver first"):
            verbs.ask_for_sign_off(submission=ada.submission, wanted=True, by=ada.contributor)

    def test_it_needs_a_call_that_offers_it(self, ada, approver):
        type(ada.submission.call).objects.update(sign_off_offered=False)
        with pytest.raises(Refused, match="does not offer"):
            verbs.ask_for_sign_off(submission=ada.submission, wanted=True, by=ada.contributor)

    def test_approvers_are_asked_by_mail(self, ada, approver, committing):
        with committing():
            ada.post("owners", wants_sign_off="yes")
        assert [message.to for message in mail.outbox] == [["boss@example.org"]]
        assert ada.submission.wants_sign_off is True

    def test_nothing_is_sent_until_an_approver_signed_off(self, ada, approver, answer):
        ada.post("owners", wants_sign_off="yes")
        with pytest.raises(Refused, match="sign off"):
            submit_submission(submission=ada.submission, actor=ada.contributor, declared=True)
        page = approver.get("sign_off")
        approver.post("sign_off", read=page.context["read"])
        assert submit_submission(submission=ada.submission, actor=ada.contributor, declared=True).reference

    def test_a_writer_can_not_do_without_it(self, ada, ben, approver, answer, committing):
        ada.post("owners", wants_sign_off="yes")
        assert 'value="yes" checked disabled' in ben.get("colleagues").content.decode()
        ben.post("owners")
        with pytest.raises(NotAllowed, match="Only Ada Lead or an approver"):
            verbs.ask_for_sign_off(submission=ada.submission, wanted=False, by=ben.contributor)
        assert ada.submission.wants_sign_off is True
        mail.outbox.clear()
        with committing():
            ada.post("owners")
        assert ada.submission.wants_sign_off is False
        assert [message.subject.split(":")[0] for message in mail.outbox] == ["No sign-off needed any more"]

    @pytest.mark.parametrize("read", ["", "never", "2026-13-01", "2026-01-01T00:00"])
    def test_a_moment_that_is_none_is_not_found(self, ada, approver, answer, read):
        assert approver.post("sign_off", read=read).status_code == 404

    def test_a_later_change_ends_it(self, ada, approver, answer):
        ada.post("owners", wants_sign_off="yes")
        approver.post("sign_off", read=approver.get("sign_off").context["read"])
        ada.write(answer.question, "Other words.")
        with pytest.raises(Refused, match="sign off"):
            submit_submission(submission=ada.submission, actor=ada.contributor, declared=True)

    def test_words_that_changed_while_they_were_read_are_read_again(self, ada, approver, answer):
        ada.post("owners", wants_sign_off="yes")
        read = approver.get("sign_off").context["read"]
        ada.write(answer.question, "Other words.")
        approver.post("sign_off", read=read)
        assert ada.submission.signed_off_at is None

    def test_only_an_approver_signs_off(self, ada, answer):
        ada.post("sign_off", read=timezone.now().isoformat())
        assert ada.submission.signed_off_at is None


def test_presence_is_written_at_most_twice_a_minute(ada, count_queries):
    ada.get("tasks")
    contributor = Contributor.objects.get(pk=ada.contributor.pk)
    assert count_queries(lambda: verbs.note_presence(contributor=contributor)) == 0


def test_the_task_list_takes_as_many_queries_for_three_as_for_one(ada, ben, question, count_queries):
    ada.get("tasks")
    ben.write(question, "Text")
    one = count_queries(lambda: ada.get("tasks"))
    for _ in range(2):
        other = QuestionFactory(section__call=ada.submission.call)
        save_answer(submission=ada.submission, writing=Writing(version=other.current, value="x"), actor=ben.contributor)
        ContributorFactory(submission=ada.submission)
    three = count_queries(lambda: ada.get("tasks"))
    assert three == one
    assert three <= 15


def test_the_page_of_colleagues_takes_as_many_queries_for_three_as_for_one(ada, ben, question, count_queries):
    ada.get("colleagues")
    one = count_queries(lambda: ada.get("colleagues"))
    ContributorFactory.create_batch(2, submission=ada.submission)
    three = count_queries(lambda: ada.get("colleagues"))
    assert three == one
    assert three <= 15
