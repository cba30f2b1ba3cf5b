"""Who was heard, what a note says, what a draft said and what hosts said of it get out by no door, at no stage."""

import zipfile
from io import BytesIO
from uuid import uuid4

import pytest
from django.urls import reverse
from pypdf import PdfReader

from peer_review.findings.enums import FindingKind, FindingState
from peer_review.findings.models import Finding, FindingCitation
from peer_review.library.queries import learnt
from peer_review.reports.domain import checking
from peer_review.reports.models import EditionFile, Sentence
from peer_review.reviews.enums import ReviewState as S
from search.asked import Asked
from search.domain.apply import apply_changes
from search.domain.rebuild import rebuild
from search.queries.find import find
from tests.peer_review.findings.factories import FindingFactory
from tests.peer_review.notes.factories import NoteFactory
from tests.peer_review.reports.factories import STEPS, a_review_at
from tests.peer_review.room.factories import ItemFactory
from tests.peer_review.visits.factories import AttendeeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("public_index")]

INTERVIEWEE, NOTE, DRAFT, COMMENT, ITEM = (
    "Zebedee Quill",
    "Xylophone in a note",
    "Wombat of a draft",
    "Vole of a host",
    "Urchin of an item",
)
SECRETS = (INTERVIEWEE, NOTE, DRAFT, COMMENT, ITEM)
STATES = [S.DRAFTING, S.FACT_CHECK, S.FINAL, S.PUBLISHED, S.ACTION_PLAN, S.PROGRESS, S.CLOSED]


def planted(state):
    """A review in `state` in which every secret stands where it stands in life."""
    one = a_review_at(S.DRAFTING)
    member = one.findings[0].written_by
    attendee = AttendeeFactory(review=one.review, name=INTERVIEWEE)
    note = NoteFactory(member=member, review=one.review, text=f"{NOTE}, said {attendee.name}.")
    FindingCitation.objects.create(finding=one.findings[0], note=note, kind="interview", where=NOTE)
    FindingCitation.objects.create(
        finding=one.findings[0], item=ItemFactory(review=one.review, title=ITEM), kind="document"
    )
    FindingFactory(review=one.review, written_by=member, number=90, title=DRAFT, text=DRAFT)
    FindingFactory(
        review=one.review, written_by=member, number=91, kind=FindingKind.RECOMMENDATION, title=DRAFT, text=DRAFT
    )
    for step in STEPS.values():
        if one.review.state == state:
            return one
        # What is not signed is withdrawn before the draft leaves the team, and stays with it.
        Finding.objects.filter(review=one.review, title=DRAFT).update(state=FindingState.WITHDRAWN)
        if one.review.state == S.FACT_CHECK:
            sentence = Sentence.objects.get(
                text="The board met 12 times in 2025.", passage__edition__report__review=one.review
            )
            facts = {"error": COMMENT, "instead": COMMENT, "proof": COMMENT, "key": uuid4()}
            comment = checking.comment(review=one.review, sentence=sentence, by=one.host, **facts)
            checking.refuse(comment=comment, because=COMMENT, by=one.manager)
        step(one)
        one.review.refresh_from_db()
    return one


def public_doors(one):
    reference = one.review.reference
    names = ("report", "plan", "progress", "desk", "draft", "log", "feedback")
    inside = [reverse(f"peer_reports:{name}", args=[reference]) for name in names]
    review = [reverse("peer_reviews:list"), reverse("peer_reviews:one", args=[reference])]
    library = [reverse("peer_library:library"), reverse("peer_library:feed")]
    return [*inside, *review, *library, "/sitemap-peer-reports.xml", "/search/?q=board"]


@pytest.mark.parametrize("state", STATES)
def test_no_public_door_tells_a_secret(client, committing, state):
    with committing():
        one = planted(state)
    apply_changes()
    for address in public_doors(one):
        text = client.get(address).content.decode()
        assert [secret for secret in SECRETS if secret in text] == [], address
    for secret in SECRETS:
        assert [match.row for match in find(Asked(secret.split(" ", maxsplit=1)[0])).matches] == []


@pytest.mark.parametrize("state", [S.DRAFTING, S.FACT_CHECK, S.FINAL])
def test_nothing_of_a_report_is_public_before_it_is_published(client, committing, state):
    with committing():
        one = planted(state)
    rebuild()
    assert find(Asked("data set")).matches == []
    assert learnt().count() == 0
    for address in public_doors(one):
        assert "Share one data set" not in client.get(address).content.decode()


@pytest.mark.parametrize("state", [S.PUBLISHED, S.CLOSED])
def test_no_file_tells_a_secret_in_its_words_or_of_itself(committing, state):
    with committing():
        one = planted(state)
    people = [one.manager.get_full_name() or one.manager.email, one.peer.email, one.host.email, one.person.name]
    for row in EditionFile.objects.filter(edition__report__review=one.review):
        with row.file.open("rb") as file:
            data = file.read()
        told = words_of_docx(data) if row.kind == "docx" else words_of_pdf(data)
        assert "Partners meet weekly" in told, row.kind
        assert [secret for secret in (*SECRETS, *people) if secret in told] == [], row.kind


def test_hosts_read_nothing_of_the_team_in_the_draft(client):
    one = planted(S.FACT_CHECK)
    client.force_login(one.host)
    for name in ("desk", "draft", "log", "feedback"):
        text = client.get(reverse(f"peer_reports:{name}", args=[one.review.reference])).content.decode()
        assert [secret for secret in (INTERVIEWEE, NOTE, DRAFT, ITEM) if secret in text] == [], name


def words_of_pdf(data):
    reader = PdfReader(BytesIO(data))
    text = " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
    return f"{text} {dict(reader.metadata)} {reader.trailer['/Root']['/Metadata'].get_data().decode()}"


def words_of_docx(data):
    with zipfile.ZipFile(BytesIO(data)) as file:
        return " ".join(
            file.read(name).decode("utf-8", "ignore") for name in file.namelist() if name.endswith((".xml", ".rels"))
        )
