"""Answering after the rest: in a format, and by a date of one's own."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from consultations.calls.domain.extensions import end_extension, extend
from core.errors import Refused
from core.outbox.message import Message
from evidence.submissions.deadline import why_too_late
from evidence.submissions.domain.details import change_respondent
from evidence.submissions.domain.start import Respondent, adopt_drafts, start_submission
from evidence.submissions.enums import RespondentKind, SubmissionState
from evidence.submissions.models import Submission
from tests.evidence.submissions.conftest import Writer, writer_of
from tests.factories import CallPageFactory, SubmissionFactory, UserFactory

pytestmark = pytest.mark.django_db
ADA = Respondent(RespondentKind.INDIVIDUAL, name="Ada Example")


@pytest.fixture
def call():
    return CallPageFactory(closed=True)


@pytest.fixture
def later(call, secretariat):
    """`later(format="bsl")` or `later(email=…)` gives until the day after tomorrow."""

    def give(**whom):
        until = timezone.now() + timedelta(days=2)
        return extend(call=call, until=until, reason="Agreed.", actor=secretariat, **whom)

    return give


def start_url(call, **query):
    return f"{reverse('respond:start', args=[call.code])}?" + "&".join(f"{key}={value}" for key, value in query.items())


def post_details(client, url, **data):
    form = client.get(url).context["form"]
    fields = {"name": "Ada Example", "email": "ada@example.org", "key": form.initial["key"]}
    return client.post(url, fields | data)


def ask(client, call, email):
    return client.post(reverse("respond:later", args=[call.code]), {"email": email}).content.decode()


def link_in(message):
    return re.search(r"http://localhost:8000(/respond/\S+)", message.body)[1]


def test_the_format_goes_with_the_visitor_from_the_first_page_to_the_draft(client, call, later):
    later(format="bsl")
    first = client.get(start_url(call, format="bsl")).content.decode()
    assert '<input type="hidden" name="format" value="bsl">' in first
    assert "You answer in this format: British Sign Language" in first
    url = start_url(call, format="bsl", next=1, kind="individual")
    page = client.get(url)
    assert page.context["form"]["format"].value() == "bsl"
    assert page.context["back"] == start_url(call, format="bsl")
    assert "Standard" not in page.content.decode()
    response = post_details(client, url, format="bsl")
    submission = Submission.objects.get()
    assert response.url == reverse("respond:tasks", args=[submission.key])
    assert (submission.format, why_too_late(submission)) == ("bsl", "")


@pytest.mark.parametrize("asked", ["", "standard", "easy_read", "nonsense"])
def test_another_format_stays_closed_and_the_page_leads_to_the_one_that_is_not(client, call, later, asked):
    later(format="bsl")
    page = client.get(start_url(call, format=asked, kind="individual")).content.decode()
    assert "This call closed at" in page
    assert 'href="?format=bsl"' in page


def test_a_draft_begun_before_the_later_time_says_afterwards_that_it_is_in_another_format(call, later):
    submission = SubmissionFactory(call=call)
    ada = writer_of(submission.contributors.get())
    assert "format" not in ada.get("about").context["form"].fields
    later(format="bsl")
    assert ada.get("about").context["form"]["format"].value() == "standard"
    assert "This call closed at" in ada.get("tasks").content.decode()
    ada.say_who_answers(name="Ada Example", format="bsl")
    assert Submission.objects.get().format == "bsl"
    assert "This call closed at" not in ada.get("tasks").content.decode()


def test_what_was_sent_may_change_into_a_format_that_is_taken_and_into_no_other(call, later):
    submission = SubmissionFactory(call=call, state=SubmissionState.RECEIVED)
    actor = submission.contributors.get()
    later(format="bsl")
    for format_ in ("", "welsh"):
        with pytest.raises(Refused, match="closed at"):
            change_respondent(submission=submission, respondent=ADA, format=format_, actor=actor)
    assert change_respondent(submission=submission, respondent=ADA, format="bsl", actor=actor).format == "bsl"


def test_the_page_says_the_same_of_an_address_with_a_later_date_and_of_one_without(client, call, later, committing):
    later(email="ada@example.org")
    with committing():
        pages = [ask(client, call, email) for email in ("ada@example.org", "bob@example.org")]
    assert pages[0].replace("ada@", "bob@") == pages[1]
    assert "has a later closing time, we sent a link to it" in pages[1]
    assert [message.to for message in mail.outbox] == [["ada@example.org"]]
    assert Submission.objects.count() == 0


def test_the_mailed_link_alone_leads_to_the_form_with_its_address(client, call, later, committing):
    later(email="ada@example.org")
    with committing():
        ask(client, call, "Ada@example.org")
    elsewhere = type(client)()
    opened = elsewhere.get(link_in(mail.outbox[0]))
    assert opened.url == reverse("respond:start", args=[call.code])
    assert opened["Referrer-Policy"] == "no-referrer"
    url = start_url(call, kind="individual")
    assert "This call closed at" in client.get(url).content.decode()
    response = post_details(elsewhere, url, email="bob@example.org")
    submission = Submission.objects.get()
    assert response.url == reverse("respond:tasks", args=[submission.key])
    assert submission.contributors.get().email == "ada@example.org"
    assert why_too_late(submission) == ""


def test_a_link_to_a_date_that_was_ended_opens_nothing(client, call, later, committing, secretariat):
    given = later(email="ada@example.org")
    with committing():
        ask(client, call, "ada@example.org")
    end_extension(extension=given, reason="The wrong person.", actor=secretariat)
    page = client.get(link_in(mail.outbox[0]), follow=True).content.decode()
    assert "This call closed at" in page


def test_a_made_up_link_opens_nothing(client):
    assert client.get("/respond/later/made-up/").status_code == 404


@pytest.mark.parametrize("query", [{"later": "1", "kind": "individual"}, {"kind": "individual"}])
def test_typing_the_address_of_somebody_with_a_later_date_tells_and_opens_nothing(client, call, later, query):
    later(email="ada@example.org")
    pages = [
        client.post(start_url(call, **query), {"name": "Eve", "email": email}).content.decode()
        for email in ("ada@example.org", "bob@example.org")
    ]
    assert pages[0] == pages[1]
    assert "This call closed at" in pages[0]
    assert Submission.objects.count() == 0


def test_a_later_date_counts_only_for_a_draft_whose_writer_reads_that_address(client, call, later):
    """Eve begins in a format that anybody may use, as if she were Ada."""
    later(format="bsl")
    far = later(email="ada@example.org")
    far.closes_at += timedelta(days=30)
    far.save()
    post_details(client, start_url(call, format="bsl", kind="individual"), format="bsl")
    submission = Submission.objects.get()
    eve = Writer(submission.contributors.get(), client)
    shown = eve.get("tasks").context["closes_at"]
    assert shown < far.closes_at
    mailed = Message.objects.get(to="ada@example.org", kind="submission.link").text
    Client().get(re.search(r"http://localhost:8000(/respond/open/\S+)", mailed)[1])  # Ada opens it
    assert eve.get("tasks").context["closes_at"] == far.closes_at


def test_whoever_never_opened_the_link_is_told_to(client, later):
    open_call = CallPageFactory()
    post_details(client, start_url(open_call, kind="individual"))
    open_call.closes_at = timezone.now() - timedelta(hours=1)
    open_call.save()
    writer = Writer(Submission.objects.get().contributors.get(), client)
    told = "open your answers with the private link in our email"
    assert told in writer.get("tasks").content.decode()
    assert told not in writer_of(writer.contributor).get("tasks").content.decode()


def test_somebody_signed_in_with_the_address_need_not_prove_it_again(call, later):
    user = UserFactory(email="ada@example.org")
    later(email="ada@example.org")
    lead = start_submission(call=call, respondent=ADA, email="Ada@example.org", user=user)
    assert lead.address_proven_at is not None
    with pytest.raises(Refused, match="closed at"):
        start_submission(call=call, respondent=ADA, email="ada@example.org", user=UserFactory())


def test_adopting_a_draft_proves_its_address():
    user = UserFactory(email="ada@example.org")
    lead = SubmissionFactory().contributors.get()
    type(lead).objects.update(email="ada@example.org")
    adopt_drafts(user=user)
    lead.refresh_from_db()
    assert lead.address_proven_at is not None


def test_while_a_call_is_open_there_is_no_later_date_to_ask_for(client):
    call = CallPageFactory()
    assert client.get(reverse("respond:later", args=[call.code])).url == reverse("respond:start", args=[call.code])


def test_links_to_a_later_date_are_sent_five_times_an_hour(client, call):
    pages = [ask(client, call, "ada@example.org") for _ in range(6)]
    assert ["Too many links" in page for page in pages] == [False] * 5 + [True]
