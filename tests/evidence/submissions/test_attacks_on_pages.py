"""What an open page may send that no page of ours would."""

import pytest
from django.urls import reverse
from django.utils import timezone

from core.errors import Refused
from evidence.publication.domain.purge import ask_purge, carry_out_purge
from evidence.submissions.domain.colleagues import invite_colleague, sign_off
from evidence.submissions.domain.submit import submit_submission
from evidence.submissions.enums import Part
from evidence.submissions.models import Answer, AnswerVersion
from tests.factories import ContributorFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "more",
    [{"sequence": "1" * 5000}, {"page": "a\x00b"}, {"sequence": "\u00b2"}],
)
def test_strange_counts_and_names_of_pages_lose_no_words(ada, question, more):
    fields = ada.fields(question.section) | more
    assert ada.autosave(question, "Words", fields).status_code == 200
    assert Answer.objects.get().text == "Words"


def test_a_revision_that_never_was_is_the_first(ada, question):
    fields = ada.fields(question.section) | {f"s-{question.key}": f"{question.current_id}.7.0000000000000000"}
    assert ada.autosave(question, "Words", fields).status_code == 200
    assert (Answer.objects.get().text, AnswerVersion.objects.count()) == ("Words", 0)


def test_a_page_that_was_open_before_a_purge_does_not_bring_the_words_back(ada, question, secretariat):
    ada.write(question, "Call Dr Grey today.")
    sent = submit_submission(submission=ada.submission, actor=ada.contributor, declared=True)
    fields = ada.fields(question.section)
    purge = ask_purge(submission=sent, words="Dr Grey", reason="A court order", by=secretariat)
    carry_out_purge(purge=purge, by=UserFactory(secretariat=True))
    response = ada.autosave(question, "Call Dr Grey today. More", fields)
    assert (response.status_code, response.json()["saved"]) == (409, False)
    assert "removed for good" in response.json()["message"]
    assert Answer.objects.get().text == "Call [removed] today."
    assert not AnswerVersion.objects.filter(text__contains="Grey").exists()
    assert ada.write(question, "Call [removed] today. More").status_code == 302
    assert Answer.objects.get().text == "Call [removed] today. More"


def test_a_writer_invites_no_approver(ada, ben):
    with pytest.raises(Refused, match="Only Ada Lead or an approver"):
        invite_colleague(
            submission=ada.submission, by=ben.contributor, email="me.again@example.org", part=Part.APPROVER
        )


def test_nobody_signs_off_what_will_be_written(ada, answer):
    approver = ContributorFactory(submission=ada.submission, part=Part.APPROVER)
    with pytest.raises(Refused, match="Read them again"):
        sign_off(submission=ada.submission, by=approver, read_at=timezone.now().replace(year=9999))


def test_strange_references_on_the_desk_choose_nothing(signed_in, secretariat):
    browser = signed_in(secretariat)
    for name, given in (
        ("hand_out", {"chosen": "a\x00"}),
        ("hand_out", {"take": "a\x00"}),
        ("publish_chosen", {"chosen": "a\x00"}),
    ):
        assert browser.post(reverse(f"desk:{name}"), given).status_code == 302
