"""No receipt without its row, and no row twice, though the server is killed while two hundred people send.

Each sends a prepared draft to the real server as a browser does, and sends the same form again when the line is cut; every
fifth clicks twice. Meanwhile the server is killed (SIGKILL) at random moments. Then what people were shown is laid
beside what the database holds.
"""

import http.client
import random
import re
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from queue import Empty, Queue
from urllib.parse import urlencode

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from core.audit import Entry, first_broken_link, name_of
from core.outbox.message import Message
from evidence.submissions.domain.links import new_link
from evidence.submissions.models import AnswerVersion, Submission, SubmissionVersion
from evidence.submissions.views.access import SESSION_KEY
from tests.factories import AnswerFactory, CallPageFactory, QuestionFactory, SubmissionFactory
from tests.support.mortal_server import MortalServer

PEOPLE = 200
AT_ONCE = 12
KILLING_SECONDS = 25
chance = random.Random()  # noqa: S311
CSRF = "a" * 32
SHOWN = re.compile(r"\b[A-Z]+\d+-\d{4,}\b")


@dataclass
class Sender:
    """Somebody with a browser and a draft. `receipts` are the references that stood on pages they were shown, `cuts` when the line broke."""

    key: str
    session: str
    receipts: list[str] = field(default_factory=list)
    cuts: list[datetime] = field(default_factory=list)

    def send(self, port: int, stop: threading.Event) -> None:
        """Send until a receipt is shown, however often the line is cut."""
        while not stop.is_set():
            try:
                self._send_once(port)
            except (OSError, http.client.HTTPException):
                self.cuts.append(timezone.now())
                continue
            return

    def _send_once(self, port: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        headers = {"Host": "localhost", "Cookie": f"sessionid={self.session}; csrftoken={CSRF}"}
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        body = urlencode({"declared": "on", "csrfmiddlewaretoken": CSRF})
        try:
            connection.request("POST", f"/respond/s/{self.key}/check/", body, {**headers, **form})
            answer = connection.getresponse()
            words = answer.read().decode()
            assert (answer.status, answer.headers["Location"]) == (302, f"/respond/s/{self.key}/receipt/"), words[:2000]
            connection.request("GET", f"/respond/s/{self.key}/receipt/", headers=headers)
            answer = connection.getresponse()
            words = answer.read().decode()
            assert answer.status == 200, words[:2000]
            self.receipts.append(SHOWN.search(words).group())
        finally:
            connection.close()


def prepared_drafts():
    call = CallPageFactory()
    question = QuestionFactory(section__call=call)
    senders = []
    for number in range(PEOPLE):
        draft = SubmissionFactory(call=call)
        AnswerFactory(submission=draft, question=question, text=f"Evidence number {number}.")
        session, lead = SessionStore(), draft.contributors.get()
        new_link(lead)
        session[SESSION_KEY] = {str(draft.key): lead.token_hash}
        session.create()
        senders.append(Sender(str(draft.key), session.session_key))
    return call, senders


def everybody_sends(senders, server):
    """Let all send, a dozen at once, every fifth twice at the same time. Return what went wrong."""
    queue, stop, faults = Queue(), threading.Event(), []
    for number, sender in enumerate(senders):
        for _ in range(2 if number % 5 == 0 else 1):
            queue.put(sender)

    def work():
        try:
            while True:
                queue.get_nowait().send(server.port, stop)
        except Empty:
            pass
        except Exception as fault:  # noqa: BLE001 - told by the test, in its own thread
            faults.append(fault)
            stop.set()

    threads = [threading.Thread(target=work, daemon=True) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    kill_at_random_moments(server, senders, lambda: stop.is_set() or not any(map(threading.Thread.is_alive, threads)))
    for thread in threads:
        thread.join(timeout=60)
    return faults + [thread for thread in threads if thread.is_alive()]


def kill_at_random_moments(server, senders, is_over):
    """Kill while anybody still sends, so that fast and slow machines both see some thirty deaths; give up killing in
    time for the last ones to finish."""
    end = time.monotonic() + KILLING_SECONDS
    while not is_over() and time.monotonic() < end:
        enough = receipts(senders) + chance.randint(1, 12)
        longest = time.monotonic() + chance.uniform(0.5, 2)
        while receipts(senders) < enough and time.monotonic() < longest and not is_over():
            time.sleep(0.005)
        time.sleep(chance.uniform(0, 0.1))  # away from the moment at which somebody was answered
        server.kill()


def receipts(senders):
    return sum(len(sender.receipts) for sender in senders)


@pytest.fixture
def server(transactional_db, tmp_path):
    server = MortalServer(tmp_path)
    yield server
    server.stop()


@pytest.mark.slow
def test_every_receipt_has_its_row_and_no_row_is_double(server):
    call, senders = prepared_drafts()
    server.wait_for_life()

    faults = everybody_sends(senders, server)

    assert faults == []
    rows = {str(row.key): row for row in Submission.objects.select_related("current")}
    it_was_hard(server, senders, rows)
    for sender in senders:
        assert set(sender.receipts) == {rows[sender.key].reference}
    numbers = sorted(row.reference for row in rows.values())
    assert numbers == [f"{call.code}-{number:04d}" for number in range(1, PEOPLE + 1)]
    assert {row.state for row in rows.values()} == {"received"}
    each_once(rows.values())
    assert first_broken_link() is None


def it_was_hard(server, senders, rows):
    """Enough died, and some both before and after their row was there, for the rest to prove something."""
    before = sum(cut < rows[sender.key].submitted_at for sender in senders for cut in sender.cuts)
    after = sum(cut > rows[sender.key].submitted_at for sender in senders for cut in sender.cuts)
    assert (server.deaths >= 10, before >= 10, after >= 10) == (True, True, True), (server.deaths, before, after)


def each_once(submissions):
    """One version, one text, one entry in the log and one receipt by mail for each."""
    once = dict.fromkeys((one.pk for one in submissions), 1)
    assert Counter(SubmissionVersion.objects.values_list("submission_id", flat=True)) == once
    assert Counter(AnswerVersion.objects.values_list("answer__submission_id", flat=True)) == once
    sent = Entry.objects.filter(action="submission.submit").values_list("subject", flat=True)
    assert Counter(sent) == {name_of(one): 1 for one in submissions}
    assert Message.objects.filter(kind="submission.received").count() == len(once)
    assert Message.objects.filter(kind="submission.received").values("to").distinct().count() == len(once)
