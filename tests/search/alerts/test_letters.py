"""What the mail of an alert says: written as it leaves, from what is public at that moment."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from core.actors import SYSTEM
from core.errors import Refused
from core.outbox.domain import put, send_again, send_due
from core.outbox.message import ATTEMPTS, Message, MessageState
from core.outbox.words import Words, _writers, written_when_sent
from evidence.publication.domain.publish import unpublish
from evidence.publication.domain.purge import ask_purge, carry_out_purge
from evidence.submissions.enums import SubmissionState
from search.alerts.domain import stop, stop_all
from search.alerts.run import KIND, tell_what_is_new
from search.asked import Asked
from search.domain.apply import apply_changes, forget_old_changes
from search.models import Alert, News, Subscriber
from tests.factories import (
    AnswerFactory,
    AttachmentFactory,
    CallPageFactory,
    RedactionFactory,
    SubmissionFactory,
    UserFactory,
    WorkstreamPageFactory,
    publish_submission,
    published,
    send,
)
from tests.search.alerts.conftest import news

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


class Deaf(EmailBackend):
    """A carrier that never answers."""

    def send_messages(self, messages):
        raise ConnectionRefusedError


@pytest.fixture
def no_mail_server(settings):
    """Until the test restores it by the fixture's value."""
    working, settings.OUTBOX_CARRIER = settings.OUTBOX_CARRIER, f"{__name__}.Deaf"

    def mended():
        settings.OUTBOX_CARRIER = working

    return mended


def waiting() -> Message:
    return Message.objects.get(kind=KIND)


def take_back(edition) -> None:
    unpublish(submission=edition.submission, by=UserFactory(secretariat=True), reason="Asked to.")


def publish(committing, **fields):
    with committing():
        return published(**{"texts": ["Heather."], **fields})


def test_it_says_what_is_new_why_it_comes_and_how_to_stop_it(committing, alert, run):
    review = CallPageFactory(title="Call on moors")
    search = Asked("heather", {"kind": ("submission",), "region": ("Y63",)}).canonical
    mine = alert(search=search)
    edition = publish(
        committing,
        call=review,
        for_organisation=True,
        organisation__name="Hull Council",
        organisation__type="council",
        organisation__region="Y63",
    )
    (message,) = run()
    text = message.body
    assert message.subject == "Moothall: 1 new result for “heather”, Submissions, North East and Yorkshire"
    assert f"{edition.reference} Hull Council" in text
    assert "Submission, An organisation, Council" in text
    assert "published 18 November 2026" in text
    assert f"http://localhost:8000/evidence/{edition.reference}/" in text
    assert f"http://localhost:8000/search/?{search}&sort=newest" in text
    assert "Words: heather\nKind: Submissions\nRegion: North East and Yorkshire" in text
    assert "as soon as something is published" in text
    assert "http://localhost:8000/search/alerts/\n" in text
    (link,) = re.findall(r"http://localhost:8000/search/alerts/stop/\S+", text)
    assert message.extra_headers == {
        "List-Unsubscribe": f"<{link}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    assert "&amp;" not in text
    assert "Heather." not in text, "no passage"
    assert "\n\n\n" not in text
    assert mine.key.hex in link


def test_the_row_holds_neither_the_search_nor_what_it_found(committing, alert, run, no_mail_server):
    alert()
    edition = publish(committing)
    run()
    row = str(vars(waiting()))
    assert not [word for word in ("heather", edition.reference, edition.respondent, "stop/") if word in row.lower()]


class TestWhatIsTakenBackBeforeItLeaves:
    def test_it_is_in_no_mail(self, committing, alert, run, clock, no_mail_server):
        alert()
        kept = publish(committing)
        gone = publish(committing, name="Quilla Xanthipp")
        run()
        take_back(gone)
        no_mail_server()
        clock.shift(timedelta(hours=1))
        send_due()
        (message,) = news()
        assert kept.reference in message.body
        assert gone.reference not in message.body
        assert "Quilla" not in message.body
        assert "1 new result " in message.subject

    def test_there_is_no_mail_when_nothing_is_left(self, committing, alert, run, clock, no_mail_server):
        alert()
        gone = publish(committing)
        run()
        take_back(gone)
        no_mail_server()
        clock.shift(timedelta(hours=1))
        send_due()
        assert news() == []
        assert not Message.objects.filter(kind=KIND).exists()

    def test_nor_between_the_row_and_the_same_minute(self, alert, clock, committing):
        alert()
        gone = publish(committing)
        clock.shift(timedelta(minutes=6))
        with committing():
            assert tell_what_is_new() == 1
            take_back(gone)
        assert news() == []

    @pytest.mark.parametrize("days", [0, 20])
    def test_what_was_purged_meanwhile_is_told_to_nobody_who_searches_for_it(
        self, alert, run, clock, no_mail_server, days
    ):
        alert(search="q=quixotic")
        alert(email="bea@example.org")
        edition = published(texts=["Heather is quixotic."])
        apply_changes()
        run()
        first, second = UserFactory(secretariat=True), UserFactory(secretariat=True)
        purge = ask_purge(submission=edition.submission, words="quixotic", reason="The law.", by=first)
        carry_out_purge(purge=purge, by=second)
        no_mail_server()
        clock.shift(timedelta(hours=1))
        send_due()
        assert news() == [], "no index was told yet"
        apply_changes()
        clock.shift(timedelta(hours=1, days=days))
        forget_old_changes()
        send_due()
        (message,) = news()
        assert message.to == ["bea@example.org"]
        assert edition.reference in message.body

    def test_what_waits_to_be_taken_out_of_the_index_is_not_found_either(self, committing, alert, run):
        alert()
        gone = publish(committing)
        take_back(gone)
        assert run() == []


def test_who_stopped_gets_no_mail_that_waited(committing, alert, run, clock, no_mail_server):
    one, other = alert(), alert(email="bea@example.org")
    publish(committing)
    run()
    stop(alert=one)
    stop_all(subscriber=other.subscriber)
    no_mail_server()
    clock.shift(timedelta(hours=1))
    send_due()
    assert news() == []
    assert Subscriber.objects.count() == Alert.objects.count() == News.objects.count() == 0


def test_what_was_given_up_is_written_anew_when_it_is_sent_again(committing, alert, run, no_mail_server):
    alert()
    kept, gone = publish(committing), publish(committing)
    run()
    Message.objects.filter(kind=KIND).update(state=MessageState.GIVEN_UP, attempts=ATTEMPTS)
    take_back(gone)
    no_mail_server()
    with committing():
        send_again(waiting(), by=SYSTEM)
    (message,) = news()
    assert (kept.reference in message.body, gone.reference in message.body) == (True, False)


def test_a_writer_that_fails_is_tried_again_like_any_fault(monkeypatch):
    def broken(message):
        raise ValueError

    monkeypatch.setitem(_writers, "broken", broken)
    message = put(to="ada@example.org", subject="Sealed", kind="broken")
    send_due()
    message.refresh_from_db()
    assert (message.state, message.last_error) == (MessageState.WAITING, "ValueError")
    written_when_sent("broken")(lambda message: Words("Open", "Hello.\n"))
    Message.objects.update(next_attempt_at=timezone.now())
    send_due()
    assert (mail.outbox[-1].subject, mail.outbox[-1].body) == ("Open", "Hello.\n")
    Message.objects.filter(pk=message.pk).update(state=MessageState.GIVEN_UP, kind="general")
    with pytest.raises(Refused):
        send_again(message, by=SYSTEM)


SECRETS = {
    "confidential": "quixotic",
    "redacted": "zanzibar",
    "anonymous name": "wolfenstein",
    "anonymous body": "ptarmigan",
    "withheld file": "umbrage",
    "redacted in a file": "kumquat",
    "not published": "xylophone",
    "withdrawn": "marzipan",
    "draft workstream": "gallimaufry",
}


def test_no_alert_finds_or_names_a_word_that_was_never_public(committing, alert, run):
    """One alert for each secret, and one for the word that stands beside all of them."""
    hidden = WorkstreamPageFactory(title="Gallimaufry and heather", live=False)
    for number, secret in enumerate(SECRETS.values()):
        alert(email=f"{number}@example.org", search=Asked(secret).canonical)
    alert(email="open@example.org")
    alert(email="facet@example.org", search=Asked("heather", {"workstream": (str(hidden.pk), "")}).canonical)
    submission = SubmissionFactory(
        anonymous=True, for_organisation=True, name="Anna Wolfenstein", organisation__name="Ptarmigan Trust"
    )
    AnswerFactory(submission=submission, text="zanzibar is where the heather grows.")
    AnswerFactory(submission=submission, text="A quixotic secret of heather.", confidential=True)
    send(submission)
    first = submission.current.answers.get(text__startswith="zanzibar")
    RedactionFactory(answer_version=first, start=0, end=8, checked=True)
    AttachmentFactory(submission=submission, content=b"umbrage and heather", withheld=True)
    marked = AttachmentFactory(submission=submission, content=b"kumquat and heather")
    RedactionFactory(attachment=marked, start=0, end=7, checked=True)
    submission.state = SubmissionState.READY
    submission.save()
    with committing():
        SubmissionFactory(state=SubmissionState.READY, texts=["xylophone heather"])
        SubmissionFactory(state=SubmissionState.WITHDRAWN, texts=["marzipan heather"])
        hidden.save_revision()
        edition = publish_submission(submission=submission, by=UserFactory(secretariat=True))
    (message,) = run()
    assert message.to == ["open@example.org"]
    assert edition.reference in message.body
    said = f"{message.subject} {message.body}".lower()
    assert not [name for name, secret in SECRETS.items() if secret in said]
