"""Replies on paper and by telephone: entered, keyed twice, settled, recorded."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from consultations.calls.enums import QuestionType
from core.errors import NotAllowed, Refused
from evidence.submissions.domain.answers import Writing, save_answer
from evidence.submissions.domain.paper import enter_reply, key_again, settle_keying
from evidence.submissions.domain.start import Respondent, adopt_drafts, send_links_again
from evidence.submissions.domain.submit import submit_submission
from evidence.submissions.enums import Channel, RespondentKind, SubmissionState
from evidence.submissions.models import SecondKeying, Submission
from tests.evidence.submissions.conftest import hidden_fields
from tests.factories import CallPageFactory, QuestionFactory, SectionFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def first(db):
    return UserFactory(secretariat=True)


@pytest.fixture
def second(db):
    return UserFactory(secretariat=True)


@pytest.fixture
def asked(db):
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
def entered(asked, first):
    return enter(asked[0], first)


def enter(call, actor, **more):
    return enter_reply(
        call=call,
        channel=Channel.PAPER,
        received_on=more.pop("received_on", timezone.localdate()),
        respondent=Respondent(RespondentKind.INDIVIDUAL, name="Ada Letter"),
        publishing="not_at_all",
        actor=actor,
        **more,
    )


def key_first(submission, actor, words, choice, value="Yes"):
    for question, text in ((words, "Teams"), (choice, value)):
        save_answer(submission=submission, writing=Writing(version=question.current, value=text), actor=actor)


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


def test_only_the_secretariat_enters(asked):
    with pytest.raises(NotAllowed):
        enter(asked[0], UserFactory())


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


class TestPages:
    def test_from_the_envelope_to_the_reference(self, asked, first, second, signed_in):
        call, words, choice = asked
        one, two = signed_in(first), signed_in(second)
        day = timezone.localdate()
        response = one.post(
            reverse("entry:new"),
            {
                "call": call.pk,
                "channel": "paper",
                "received_on_day": day.day,
                "received_on_month": day.month,
                "received_on_year": day.year,
                "kind": "individual",
                "name": "Ada Letter",
                "publishing": "without_name",
            },
        )
        reply = Submission.objects.get()
        assert response.url == reverse("entry:answers", args=[reply.key])
        page = one.get(response.url).context["form"]
        data = {f"s-{question.key}": page.stamp_of(question) for question in (words, choice)}
        data |= {"page": page.page, f"q-{words.key}": "Teams", f"q-{choice.key}": "Yes"}
        one.post(response.url, data)
        assert "Waits for a second person" in one.get(reverse("entry:list")).content.decode()
        again = reverse("entry:again", args=[reply.key])
        blank = two.get(again).content.decode()
        assert "checked" not in blank
        assert "Teams" not in blank
        differing = two.post(again, {"sent": "1", f"q-{choice.key}": "No"})
        assert differing.url == reverse("entry:differences", args=[reply.key])
        keying = SecondKeying.objects.get()
        assert "1 difference" in two.get(reverse("entry:list")).content.decode()
        two.post(differing.url, {f"choice-{keying.pk}": "first"})
        one.post(reverse("entry:record", args=[reply.key]))
        reply.refresh_from_db()
        assert (reply.state, reply.reference) == (SubmissionState.RECEIVED, f"{call.code}-0001")

    def test_the_scan_is_kept_and_both_can_open_it(self, entered, first, second, signed_in):
        scan = SimpleUploadedFile("reply.txt", b"What the paper says.", content_type="text/plain")
        signed_in(first).post(reverse("entry:scan", args=[entered.key]), {"file": scan})
        kept = entered.attachments.get()
        assert kept.is_paper_scan is True
        type(kept).objects.update(scan="clean")
        url = reverse("attachments:download", args=[entered.key, kept.key])
        for person in (first, second):
            response = signed_in(person).get(url)
            assert (response.status_code, b"".join(response.streaming_content)) == (200, b"What the paper says.")
        assert signed_in(UserFactory()).get(url).status_code == 404

    def test_only_the_secretariat_sees_them(self, entered, signed_in, client):
        for name, args in (("list", []), ("new", []), ("answers", [entered.key]), ("again", [entered.key])):
            url = reverse(f"entry:{name}", args=args)
            assert client.get(url).url.startswith("/accounts/login/")
            assert signed_in(UserFactory()).get(url).status_code == 403

    def test_an_online_draft_is_not_found_there(self, submission, first, signed_in):
        assert signed_in(first).get(reverse("entry:answers", args=[submission.key])).status_code == 404

    def test_the_list_takes_as_many_queries_for_three_as_for_one(self, asked, first, signed_in, count_queries):
        client = signed_in(first)
        enter(asked[0], first)
        client.get(reverse("entry:list"))
        one = count_queries(lambda: client.get(reverse("entry:list")))
        enter(asked[0], first)
        enter(asked[0], first)
        three = count_queries(lambda: client.get(reverse("entry:list")))
        assert three == one
        assert three <= 15


def test_two_windows_of_one_keyer_leave_nothing_that_can_not_be_settled(signed_in, first, asked, entered):
    """What came second is said to be refused, and stands in nobody's way afterwards: an entry has no page to settle it."""
    browser, address = signed_in(first), reverse("entry:answers", args=[entered.key])
    _call, words, _choice = asked
    blank = {"page": "one", f"s-{words.key}": f"{words.current_id}.0.{'0' * 16}"}
    browser.post(address, blank | {f"q-{words.key}": "From the first window"})
    late = browser.post(address, blank | {"page": "two", f"q-{words.key}": "From the second window"}, follow=True)
    assert "in another window too" in late.content.decode()
    assert "From the second window" in late.content.decode()
    page = browser.get(address).content.decode()
    assert "From the first window" in page
    assert "Choose between the two texts" not in page
    again = hidden_fields(late.content.decode(), "mh-question") | {f"q-{words.key}": "From the second window"}
    browser.post(address, again)
    assert entered.answers.get(question=words).value == "From the second window"
