"""Words that must not be public are behind no door: pages, files, feeds, exports, search, mail to others, errors or logs.

A name, an address and a sentence are planted in a confidential answer, in an anonymous submission and in a redacted span;
then everything that the public can reach is fetched. A sentence that is public is looked for too: a search that finds nothing
of what it should find would prove nothing.
"""

import html
import io
import logging
import re
import zipfile
from urllib.parse import urljoin, urlsplit

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from docx import Document

from core.audit import Entry
from core.outbox.message import Message
from evidence.publication.domain.publish import publish_submission, unpublish
from evidence.publication.domain.redact import check_redactions, redact_words
from evidence.publication.domain.screen import ask_respondent, decide, refuse, start_screening, write_note
from evidence.publication.domain.suggest import accept_suggestions
from evidence.submissions.enums import SubmissionState as S
from evidence.submissions.models import Submission
from evidence.submissions.queries import answers_to_disclose, attachments_to_disclose, unchecked_redactions
from search.domain.apply import apply_changes
from tests.factories import (
    AnswerFactory,
    AttachmentFactory,
    CallPageFactory,
    ContributorFactory,
    QuestionFactory,
    SubmissionFactory,
    UserFactory,
    WorkstreamPageFactory,
    send,
)
from tests.support.indexes import in_folder, own_indexes

pytestmark = pytest.mark.django_db

# One name, one address and one sentence for each hiding place; none of these words is used anywhere else.
CONFIDENTIAL = ("Quilla Xanthipp", "quilla@sealed-answer.example", "The vole ledger is kept in the blue room")
ANONYMOUS = ("Ottoline Fernsby-Quark", "ottoline@nameless.example", "Fernsby-Quark CV and letter")
REDACTED = ("Barnaby Thistlewick", "barnaby@blackbar.example", "He was seen twice at the harbour clinic")
UNPUBLISHED = ("Wilhelmina Oxbarrow", "wilhelmina@not-out.example", "The otter budget was spent by Whitsun")
STAFF = ("Petronella Inkwell", "petronella@desk.example", "I doubt the third paragraph")
SECRETS = [*CONFIDENTIAL, *ANONYMOUS, *REDACTED, *UNPUBLISHED, *STAFF]
# Every word of a name is a way in of its own.
WORDS = ["Quilla", "Xanthipp", "Ottoline", "Fernsby", "Barnaby", "Thistlewick", "Wilhelmina", "Oxbarrow", "Petronella"]
PUBLIC = "Neighbourhood teams with one shared budget work"


@pytest.fixture
def index(tmp_path):
    with own_indexes(in_folder(tmp_path)):
        yield


@pytest.fixture
def people():
    first, last = STAFF[0].split()
    return (
        UserFactory(secretariat=True, first_name=first, last_name=last, email=STAFF[1]),
        UserFactory(secretariat=True, first_name=first, last_name="Second"),
    )


@pytest.fixture
def planted(index, people, caplog, committing) -> list[str]:
    """Everything is planted and carried through by the verbs. Returns the references that are public."""
    caplog.set_level(logging.DEBUG)
    call = CallPageFactory(title="A call for evidence")
    call.workstreams.add(WorkstreamPageFactory(parent=call.get_parent().specific))
    call.save()
    with committing():
        public = [_confidential(call), _anonymous(call), _redacted(call)]
        for submission in public:
            _publish(submission, people)
        _not_published(call, people)
    with committing():
        apply_changes()
    return [submission.reference for submission in public]


def _confidential(call) -> Submission:
    submission = SubmissionFactory(call=call, name="Ada Example")
    AnswerFactory(submission=submission, text=f"{PUBLIC}, says one.")
    AnswerFactory(
        submission=submission,
        text=f"{CONFIDENTIAL[0]} ({CONFIDENTIAL[1]}). {CONFIDENTIAL[2]}.",
        confidential=True,
        confidential_reason=f"It is about {CONFIDENTIAL[0]}",
    )
    secret = QuestionFactory(section__call=call)
    AnswerFactory(submission=submission, question=secret, text="See the file", confidential=True)
    send(submission)
    AttachmentFactory(
        submission=submission, question=secret, content=CONFIDENTIAL[2].encode(), name=f"{CONFIDENTIAL[0]}.txt"
    )
    return submission


def _anonymous(call) -> Submission:
    name, address, title = ANONYMOUS
    submission = SubmissionFactory(call=call, name=name, anonymous=True)
    submission.contributors.update(name=name, email=address)
    ContributorFactory(submission=submission, name=name, email="second@nameless.example")
    AnswerFactory(submission=submission, text=f"{PUBLIC}. Signed {name.upper()}, {address}")
    send(submission)
    AttachmentFactory(
        submission=submission,
        content=_docx(name, address),
        name=f"{title}.docx",
        text=f"{PUBLIC} in the paper of {name}, {address}",
        content_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        cleared=True,
    )
    return submission


def _redacted(call) -> Submission:
    submission = SubmissionFactory(call=call, for_organisation=True, organisation__name="Hull Council")
    text = f"{PUBLIC}. Ask {REDACTED[0]} ({REDACTED[1]}). {REDACTED[2]}."
    AnswerFactory(submission=submission, text=text)
    send(submission)
    AttachmentFactory(submission=submission, content=text.encode(), name="Barnaby_Thistlewick.txt", cleared=True)
    return submission


def _publish(submission: Submission, people) -> None:
    first, second = people
    start_screening(submission=submission, by=first)
    write_note(submission=submission, by=first, text=STAFF[2])
    accept_suggestions(submission=submission, by=first)
    for target in [*answers_to_disclose(submission), *attachments_to_disclose(submission)]:
        for words in (REDACTED[0], REDACTED[2]):
            if words in target.text:
                redact_words(target=target, words=words, reason="third_party", by=first, submission=submission)
    check_redactions(redactions=unchecked_redactions(submission), submission=submission, by=second)
    decide(submission=submission, verb="make_ready", by=first)
    publish_submission(submission=submission, by=first)


def _not_published(call, people) -> None:
    """In every other state there is; and one that was public and is not any more."""
    first, _second = people
    for state in (S.DRAFT, S.RECEIVED, S.SCREENING, S.READY, S.WITHDRAWN):
        submission = SubmissionFactory(call=call, state=state, name=UNPUBLISHED[0], texts=[UNPUBLISHED[2]])
        submission.contributors.update(name=UNPUBLISHED[0], email=f"{state}.{UNPUBLISHED[1]}")
    asked = SubmissionFactory(call=call, state=S.SCREENING, name=UNPUBLISHED[0], texts=[UNPUBLISHED[2]])
    ask_respondent(submission=asked, by=first, question="Which year is meant?")
    refuse(
        submission=SubmissionFactory(call=call, state=S.SCREENING, name=UNPUBLISHED[0], texts=[UNPUBLISHED[2]]),
        by=first,
        reason="It answers another question.",
    )
    back = SubmissionFactory(call=call, state=S.READY, name=UNPUBLISHED[0], texts=[UNPUBLISHED[2]])
    publish_submission(submission=back, by=first)
    unpublish(submission=back, by=first, reason="A slip.")
    never = SubmissionFactory(call=call, state=S.SCREENING, name=UNPUBLISHED[0], publishing="not_at_all")
    AttachmentFactory(submission=never, content=UNPUBLISHED[2].encode(), name=f"{UNPUBLISHED[0]}.txt")


def _docx(author: str, address: str) -> bytes:
    document = Document()
    document.core_properties.author = document.core_properties.last_modified_by = author
    document.core_properties.comments = address
    document.add_paragraph(PUBLIC)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


class Crawler:
    """Somebody who follows every link there is, from some places on."""

    LINK = re.compile(r"""(?:href|src|action)="([^"]*)"|<loc>([^<]*)</loc>|<link[^>]*href="([^"]*)\"""")

    def __init__(self) -> None:
        self.client = Client(raise_request_exception=False)
        self.seen: dict[str, str] = {}

    def walk(self, *places: str) -> None:
        waiting = list(places)
        while waiting:
            address = waiting.pop()
            if address in self.seen:
                continue
            body = self.fetch(address)
            for found in self.LINK.findall(body):
                link = urlsplit(
                    urljoin(f"http://testserver{address}", next(filter(None, found), "").replace("&amp;", "&"))
                )
                here = link.hostname in ("testserver", "localhost")
                if here and not link.path.startswith(("/static/", "/media/", "/admin/")):
                    waiting.append(link.path + (f"?{link.query}" if link.query else ""))

    def fetch(self, address: str) -> str:
        response = self.client.get(address)
        raw = b"".join(response.streaming_content) if response.streaming else response.content
        text = str(list(response.headers.items())) + _unpacked(raw)
        self.seen[address] = text
        return text


def _unpacked(raw: bytes) -> str:
    """Return what stands in a file, also in the parts of a workbook or a document."""
    if raw[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(raw)) as parts:
            return "".join(parts.read(name).decode(errors="replace") for name in parts.namelist())
    return raw.decode(errors="replace")


def leaks(text: str) -> list[str]:
    plain = " ".join(text.split()).lower()
    return [secret for secret in [*SECRETS, *WORDS] if secret.lower() in plain]


def answers_of(page: str) -> str:
    """Return the list of results alone, without its markup: the page around it repeats what was asked."""
    found = re.search(r'<ol class="mh-results".*?</ol>', page, re.DOTALL)
    return html.unescape(re.sub(r"<[^>]*>", "", found.group())) if found else ""


def test_no_page_file_feed_or_export_holds_them(planted):
    crawler = Crawler()
    crawler.walk("/", "/calls/", "/evidence/", "/search/", "/sitemap.xml", "/robots.txt", "/respond/link/", "/my/")
    public = [reverse("publication:edition", args=[reference]) for reference in planted]
    files = [f"{url}attachments/{number}/" for url in public for number in range(4)]
    crawler.walk(*public, *files)

    assert {address: leaks(text) for address, text in crawler.seen.items() if leaks(text)} == {}
    # No file was given out: one came in confidence, one without a name, and words of the third are redacted.
    assert {crawler.client.get(address).status_code for address in files} == {404}
    # And the same walk finds what is public, in every door of the register.
    assert {address for address, text in crawler.seen.items() if PUBLIC in text} >= {
        "/evidence/",
        "/evidence/feed/",
        "/evidence/export.csv",
        "/evidence/export.xlsx",
        "/evidence/export.json",
        *public,
    }
    assert "/sitemap-evidence.xml" in crawler.seen


def test_the_references_of_what_is_not_public_open_nothing(planted):
    crawler = Crawler()
    hidden = Submission.objects.exclude(reference__in=planted)
    for submission in hidden:
        for address in (
            f"/evidence/{submission.reference}/",
            f"/evidence/{submission.reference}/citation.ris",
            f"/evidence/{submission.reference}/attachments/1/",
            f"/desk/{submission.reference}/",
            f"/desk/{submission.reference}/preview/",
            f"/respond/s/{submission.key}/",
            f"/respond/s/{submission.key}/receipt/",
            f"/respond/s/{submission.key}/copy/",
            f"/respond/s/{submission.key}/copy.docx",
        ):
            crawler.fetch(address)
    assert {address: leaks(text) for address, text in crawler.seen.items() if leaks(text)} == {}


def test_the_desk_opens_to_nobody_else(planted, signed_in):
    for client in (Client(), signed_in(UserFactory()), signed_in(UserFactory(auditor=True))):
        for reference in planted:
            for address in ("/desk/?view=all", f"/desk/{reference}/", f"/desk/{reference}/preview/"):
                assert leaks(client.get(address).text) == [], address


def test_search_does_not_find_them(planted):
    client = Client()
    assert PUBLIC in answers_of(client.get("/search/", {"q": "Neighbourhood"}).text)
    for secret in [*SECRETS, *WORDS]:
        for question in (secret, f'"{secret}"'):
            assert leaks(answers_of(client.get("/search/", {"q": question}).text)) == [], question
    for word in WORDS:
        for question in (word, f"{word[:5]}*"):
            assert answers_of(client.get("/search/", {"q": question}).text) == "", question


def test_faults_do_not_tell_them(planted, log, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError(f"out of order: {' '.join(SECRETS)}")

    crawler = Crawler()
    for address in (
        "/evidence/CFE9-9999/",
        "/evidence/?call=%00&page=-1&kind=%27",
        "/evidence/export.xml",
        "/evidence/feed/none/",
        "/respond/open/forged/",
        "/search/?q=%22&page=99999",
        "/nowhere/",
    ):
        crawler.fetch(address)
    monkeypatch.setattr("evidence.publication.views.edition.shown", broken)
    assert crawler.client.get(f"/evidence/{planted[0]}/").status_code == 500
    crawler.fetch(f"/evidence/{planted[0]}/")
    assert {address: leaks(text) for address, text in crawler.seen.items() if leaks(text)} == {}
    assert "builtins.RuntimeError" in log.getvalue()
    assert leaks(log.getvalue()) == []


def test_mail_to_others_does_not_tell_them(planted):
    own = {ANONYMOUS[1], "second@nameless.example", *(f"{state}.{UNPUBLISHED[1]}" for state in S)}
    for message in mail.outbox:
        words = f"{message.subject} {message.body}"
        assert leaks(words) == [], message.subject
    assert {address for message in mail.outbox for address in message.to} >= {ANONYMOUS[1]}
    for row in Message.objects.exclude(to__in=own):
        assert leaks(f"{row.subject} {row.text} {row.headers} {row.last_error}") == [], row.kind


def test_logs_and_the_audit_log_do_not_hold_them(planted, caplog):
    crawler = Crawler()
    crawler.walk("/evidence/")
    for secret in SECRETS:
        crawler.client.get("/search/", {"q": secret})
    own_words = caplog.text
    assert leaks(own_words) == []
    assert leaks(str(list(Entry.objects.values_list("action", "actor", "subject", "details")))) == []
