"""Replies on paper and by telephone: entered, keyed twice, settled, recorded."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from consultations.calls.enums import QuestionType
from consultations.calls.models import Extension
from core.audit import Entry
from core.errors import NotAllowed, Refused
from evidence.submissions.domain.answers import Writing, save_answer
from evidence.submissions.domain.keying import differences_of, key_again, settle_keying, why_not_keyed
from evidence.submissions.domain.paper import discard_entry
from evidence.submissions.domain.start import Respondent, adopt_drafts, send_links_again
from evidence.submissions.domain.submit import obstacles, submit_submission
from evidence.submissions.drafts import draft_of
from evidence.submissions.enums import Channel, RespondentKind, SubmissionState
from evidence.submissions.models import SecondKeying, Submission
from evidence.submissions.presenters.entry import entry_rows, notes
from tests.evidence.submissions.entering import correct, enter, key_first, recorded, rekey
from tests.factories import (
    CallPageFactory,
    OrganisationFactory,
    QuestionFactory,
    SectionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def test_a_reply_that_both_read_alike_is_recorded(entered, asked, first, second):
    _call, words, choice = asked
    key_first(entered, first, words, choice)
    assert key_again(submission=entered, values={choice.pk: "Yes"}, actor=second) == []
    sent = submit_submission(submission=entered, actor=first, declared=True)
    assert (sent.state, sent.channel, sent.entered_by) == (SubmissionState.RECEIVED, Channel.PAPER, first)


def test_only_closed_answers_are_keyed_twice(entered, asked, first, second):
    key_first(entered, first, *asked[1:])
    key_again(submission=entered, values={asked[2].pk: "Yes"}, actor=second)
    assert list(SecondKeying.objects.values_list("question", flat=True)) == [asked[2].pk]


def test_nobody_keys_their_own_reply_again(entered, first):
    with pytest.raises(NotAllowed, match="Somebody else"):
        key_again(submission=entered, values={}, actor=first)


def test_it_is_not_recorded_before_the_second_keying(entered, asked, first):
    key_first(entered, first, *asked[1:])
    with pytest.raises(Refused, match="A second person must key"):
        submit_submission(submission=entered, actor=first, declared=True)


def test_differences_are_shown_and_settled_before_it_is_recorded(entered, asked, first, second):
    _call, words, choice = asked
    key_first(entered, first, words, choice)
    [difference] = key_again(submission=entered, values={choice.pk: "No"}, actor=second)
    assert (difference.first, difference.second) == ("Yes", "No")
    with pytest.raises(Refused, match="Settle the differences"):
        submit_submission(submission=entered, actor=first, declared=True)
    settle_keying(keying=difference.keying, value="No", actor=second)
    answer = entered.answers.get(question=choice)
    assert (answer.text, [kept.text for kept in answer.versions.all()]) == ("No", ["Yes"])
    sent = submit_submission(submission=entered, actor=first, declared=True)
    assert sorted(kept.text for kept in sent.current.answers.all()) == ["No", "Teams"]


def test_a_difference_is_settled_once(entered, asked, first, second):
    key_first(entered, first, *asked[1:])
    [difference] = key_again(submission=entered, values={}, actor=second)
    settle_keying(keying=difference.keying, value="Yes", actor=second)
    with pytest.raises(Refused, match="settled already"):
        settle_keying(keying=difference.keying, value="No", actor=second)


def test_it_counts_by_the_day_it_came_not_the_day_it_is_typed(asked, first, second):
    call, words, choice = asked
    in_time = enter(call, first, received_on=timezone.localdate() - timedelta(days=2))
    late = enter(call, first)
    for reply in (in_time, late):
        key_first(reply, first, words, choice)
        key_again(submission=reply, values={choice.pk: "Yes"}, actor=second)
    call.closes_at = timezone.now() - timedelta(days=1)
    call.save()
    in_time.refresh_from_db()
    late.refresh_from_db()
    assert submit_submission(submission=in_time, actor=first, declared=True).reference == f"{call.code}-0001"
    with pytest.raises(Refused, match="It came after the call closed"):
        submit_submission(submission=late, actor=first, declared=True)


def test_a_day_to_come_is_refused(asked, first):
    with pytest.raises(Refused, match="today or in the past"):
        enter(asked[0], first, received_on=timezone.localdate() + timedelta(days=1))


def test_only_the_secretariat_enters(asked, entered):
    stranger = UserFactory()
    with pytest.raises(NotAllowed):
        enter(asked[0], stranger)
    with pytest.raises(NotAllowed):
        key_first(entered, stranger, *asked[1:])
    with pytest.raises(NotAllowed):
        discard_entry(submission=entered, reason="Entered twice", actor=stranger)
    with pytest.raises(NotAllowed):
        correct(entered, stranger)


def test_with_an_address_the_respondent_gets_the_receipt(asked, first, second, committing):
    reply = enter(asked[0], first, email="Ada@Example.org")
    key_first(reply, first, *asked[1:])
    key_again(submission=reply, values={asked[2].pk: "Yes"}, actor=second)
    with committing():
        submit_submission(submission=reply, actor=first, declared=True)
    assert [message.to for message in mail.outbox] == [["ada@example.org"]]


def test_an_address_read_from_paper_opens_nothing(asked, first, committing):
    enter(asked[0], first, email="ada@example.org")
    user = UserFactory(email="ada@example.org")
    with committing():
        assert send_links_again(email="ada@example.org") == 0
    assert adopt_drafts(user=user) == 0
    assert mail.outbox == []


class TestWhatThePaperSays:
    def test_nothing_missing_or_too_long_stands_in_the_way_of_recording(self, first):
        section = SectionFactory(call=CallPageFactory())
        brief = QuestionFactory(section=section, version__word_limit=2, version__required=True)
        QuestionFactory(section=section, version__wording="Why?", version__required=True)
        QuestionFactory(section=section, version__type=QuestionType.FILE, version__required=True)
        reply = enter(section.call, first)
        save_answer(submission=reply, writing=Writing(brief.current, "Far more than two"), actor=first)
        assert obstacles(draft_of(reply)) == []
        assert [note.partition("”")[2] for note in notes(draft_of(reply))] == [
            ": Answer must be 2 words or fewer. It has 4.",
            " is not answered.",
            " is not answered.",
        ]
        assert submit_submission(submission=reply, actor=first, declared=True).state == SubmissionState.RECEIVED

    def test_what_came_online_is_still_held_to_it(self, submission, question):
        assert "Enter an answer" in [one.why for one in obstacles(draft_of(submission))]


class TestSecondKeyingHolds:
    def test_an_answer_changed_after_both_agreed_is_a_difference_again(self, entered, asked, first, second):
        _call, words, choice = asked
        key_first(entered, first, words, choice)
        key_again(submission=entered, values={choice.pk: "Yes"}, actor=second)
        rekey(entered, first, choice, "No")
        with pytest.raises(Refused, match="Settle the differences"):
            submit_submission(submission=entered, actor=first, declared=True)
        [difference] = differences_of(draft_of(entered))
        assert (difference.first, difference.second) == ("No", "Yes")
        settle_keying(keying=difference.keying, value="No", actor=second)
        sent = submit_submission(submission=entered, actor=first, declared=True)
        assert sent.current.answers.get(answer__question=choice).value == "No"

    def test_an_answer_changed_after_it_was_settled_is_one_too(self, entered, asked, first, second):
        _call, words, choice = asked
        key_first(entered, first, words, choice)
        [difference] = key_again(submission=entered, values={choice.pk: "No"}, actor=second)
        settle_keying(keying=difference.keying, value="Yes", actor=second)
        assert why_not_keyed(draft_of(entered)) == ""
        rekey(entered, first, choice, None)
        assert why_not_keyed(draft_of(entered)) == "Settle the differences between the two keyings first."

    def test_who_keyed_it_again_does_not_agree_with_themself(self, entered, asked, first, second):
        _call, words, choice = asked
        key_first(entered, first, words, choice)
        key_again(submission=entered, values={choice.pk: "No"}, actor=second)
        rekey(entered, second, choice, "No")
        assert len(differences_of(draft_of(entered))) == 1
        rekey(entered, first, choice, "Yes")
        rekey(entered, first, choice, "No")
        assert differences_of(draft_of(entered)) == []

    def test_a_closed_question_that_appears_later_is_keyed_twice(self, entered, asked, first, second):
        _call, words, choice = asked
        condition = {"question": str(choice.key), "is": ["No"]}
        why = QuestionFactory(
            section=choice.section,
            position=3,
            version__type=QuestionType.RADIOS,
            version__options=["Money", "Time"],
            version__show_when=condition,
        )
        key_first(entered, first, words, choice)
        [difference] = key_again(submission=entered, values={choice.pk: "No"}, actor=second)
        settle_keying(keying=difference.keying, value="No", actor=second)
        rekey(entered, first, why, "Money")
        with pytest.raises(Refused, match="A second person must key"):
            submit_submission(submission=entered, actor=first, declared=True)
        with pytest.raises(NotAllowed, match="Somebody else"):
            key_again(submission=entered, values={why.pk: "Money"}, actor=first)
        assert key_again(submission=entered, values={why.pk: "Money"}, actor=second) == []
        assert why_not_keyed(draft_of(entered)) == ""

    def test_a_difference_on_a_question_that_is_gone_holds_nothing_up(self, entered, asked, first, second):
        _call, words, choice = asked
        key_first(entered, first, words, choice)
        [difference] = key_again(submission=entered, values={choice.pk: "No"}, actor=second)
        type(choice).objects.filter(pk=choice.pk).update(retired_at=timezone.now())
        assert why_not_keyed(draft_of(entered)) == ""
        with pytest.raises(Refused, match="no longer asked"):
            settle_keying(keying=difference.keying, value="No", actor=second)

    def test_whoever_keyed_in_anothers_place_keys_it_not_again(self, entered, asked, first, second):
        """The one who began it is ill: another goes on, and what they keyed somebody else keys again."""
        _call, words, choice = asked
        key_first(entered, second, words, choice)
        with pytest.raises(NotAllowed, match="Somebody else"):
            key_again(submission=entered, values={choice.pk: "Yes"}, actor=second)
        assert key_again(submission=entered, values={choice.pk: "Yes"}, actor=first) == []


class TestRecordedByAnother:
    def test_any_of_the_secretariat_records_it(self, entered, asked, first, second):
        key_first(entered, first, *asked[1:])
        key_again(submission=entered, values={asked[2].pk: "Yes"}, actor=second)
        sent = submit_submission(submission=entered, actor=UserFactory(secretariat=True), declared=True)
        assert (sent.state, sent.entered_by) == (SubmissionState.RECEIVED, first)

    def test_nobody_of_them_sends_what_somebody_writes_online(self, submission, answer, first):
        with pytest.raises(NotAllowed):
            submit_submission(submission=submission, actor=first, declared=True)

    def test_what_was_recorded_is_corrected_keyed_twice_and_recorded_again(self, asked, first, second, committing):
        reply, third = recorded(asked, first, second, email="ada@example.org"), UserFactory(secretariat=True)
        assert [row["submission"] for row in entry_rows(first)] == []
        rekey(reply, third, asked[2], "No")
        [row] = entry_rows(second)
        assert (row["submission"], row["status"]) == (reply, "1 difference")
        with pytest.raises(Refused, match="Settle the differences"):
            submit_submission(submission=reply, actor=third, declared=True)
        settle_keying(keying=SecondKeying.objects.get(), value="No", actor=second)
        with committing():
            again = submit_submission(submission=reply, actor=third, declared=True)
        assert (again.reference, again.current.number, again.state) == (reply.reference, 2, SubmissionState.RECEIVED)
        assert "/respond/" not in mail.outbox[-1].body
        assert "contact@localhost" in mail.outbox[-1].body
        assert entry_rows(first) == []

    def test_what_is_published_is_taken_back_first(self, asked, first, second):
        reply = recorded(asked, first, second)
        Submission.objects.filter(pk=reply.pk).update(state="published", publishing="full")
        with pytest.raises(Refused, match="It is published"):
            rekey(reply, first, asked[1], "Other words")


class TestEnvelope:
    def test_all_that_stands_on_it_is_corrected(self, entered, second):
        day = timezone.localdate() - timedelta(days=3)
        mended = correct(
            entered,
            second,
            channel=Channel.TELEPHONE,
            received_on=day,
            format="easy_read",
            email="Ada@Example.org",
            publishing="full",
            respondent=Respondent(RespondentKind.ON_BEHALF, name="Ada Letters", on_behalf_of="Bo Letters"),
        )
        assert (mended.channel, mended.received_on, mended.format) == ("telephone", day, "easy_read")
        assert (mended.kind, mended.name, mended.on_behalf_of) == ("on_behalf", "Ada Letters", "Bo Letters")
        assert (mended.publishing, mended.contributors.get().email) == ("full", "ada@example.org")
        last = Entry.objects.get(action="submission.correct_envelope")
        assert last.details["changed"] == ["channel", "received_on", "format", "email"]
        assert correct(mended, second, respondent=Respondent(RespondentKind.INDIVIDUAL, name="Ada")).name == "Ada"
        assert mended.contributors.count() == 0

    def test_nothing_is_logged_when_nothing_changed(self, entered, first):
        before = Entry.objects.count()
        correct(entered, first)
        assert Entry.objects.count() == before

    def test_a_body_keeps_the_name_of_its_day(self, entered, first):
        body = OrganisationFactory(name="A trust")
        said = Respondent(RespondentKind.ORGANISATION, name="Ada Letter", organisation=body)
        correct(entered, first, respondent=said)
        type(body).objects.update(name="A trust of another name")
        body.refresh_from_db()
        assert correct(entered, first, respondent=said).organisation_name == "A trust"

    def test_what_was_ready_is_looked_at_again(self, asked, first, second):
        reply = recorded(asked, first, second)
        Submission.objects.filter(pk=reply.pk).update(state="ready", publishing="full")
        yesterday = timezone.localdate() - timedelta(days=1)
        assert correct(reply, second, received_on=yesterday, publishing="full").state == SubmissionState.SCREENING

    def test_what_was_recorded_never_becomes_one_that_came_too_late(self, asked, first, second):
        reply = recorded(asked, first, second, received_on=timezone.localdate() - timedelta(days=2))
        reply.call.closes_at = timezone.now() - timedelta(days=1)
        reply.call.save()
        with pytest.raises(Refused, match="It came after the call closed"):
            correct(reply, first, received_on=timezone.localdate())

    def test_a_version_with_a_later_closing_time_is_taken_until_then(self, asked, first, second):
        call, words, choice = asked
        call.closes_at = timezone.now() - timedelta(days=2)
        call.save()
        Extension.objects.create(
            call=call, format="easy_read", closes_at=timezone.now() + timedelta(days=1), reason="Late", given_by=first
        )
        reply = enter(call, first)
        key_first(reply, first, words, choice)
        key_again(submission=reply, values={choice.pk: "Yes"}, actor=second)
        with pytest.raises(Refused, match="It came after the call closed"):
            submit_submission(submission=reply, actor=first, declared=True)
        reply = correct(reply, first, format="easy_read")
        assert submit_submission(submission=reply, actor=first, declared=True).format == "easy_read"


class TestDiscard:
    def test_an_entry_that_should_not_be_there_is_put_away(self, entered, second, committing):
        with committing():
            gone = discard_entry(submission=entered, reason="Entered twice", actor=second)
        assert (gone.state, gone.reference) == (SubmissionState.WITHDRAWN, None)
        assert Entry.objects.get(action="submission.discard").details["reason"] == "Entered twice"
        assert mail.outbox == []
        assert entry_rows(second) == []

    def test_it_needs_a_reason_and_comes_too_late_for_what_was_recorded(self, entered, asked, first, second):
        with pytest.raises(Refused, match="Give a reason"):
            discard_entry(submission=entered, reason=" ", actor=first)
        with pytest.raises(Refused, match="it is received"):
            discard_entry(submission=recorded(asked, first, second), reason="Entered twice", actor=first)

    def test_nobody_discards_a_draft_of_somebody_online(self, submission, first):
        with pytest.raises(NotAllowed):
            discard_entry(submission=submission, reason="Not mine", actor=first)
