"""What staff may not read is nowhere in their index, and nothing of that index is behind the public's page."""

from datetime import date

import pytest
from haystack.query import SearchQuerySet

from core.changes import announce
from evidence.publication.domain.purge import ask_purge, carry_out_purge
from evidence.submissions.domain.equality import record_equality
from evidence.submissions.domain.withdraw import withdraw_submission
from evidence.submissions.enums import Channel, ScanState
from evidence.submissions.enums import SubmissionState as S
from search.asked import Asked
from search.domain.apply import apply_changes
from search.domain.rebuild import rebuild
from search.enums import Alias
from search.queries.desk import find_on_desk
from tests.factories import (
    AnswerFactory,
    AttachmentFactory,
    RedactionFactory,
    SubmissionFactory,
    UserFactory,
    send,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("staff_index")]
# One word for each that staff may not read; every document that should be there speaks of heather.
SECRETS = {
    "draft": "quixotic",
    "changed and not sent again": "xylophone",
    "withdrawn": "marzipan",
    "sealed": "zanzibar",
    "sealed in a file": "kumquat",
    "purged": "ptarmigan",
    "scan of paper": "umbrage",
    "not scanned yet": "bumblebee",
    "added and not sent": "gargoyle",
    "screening note": "wolfenstein",
    "equality": "sassafras",
}


@pytest.fixture
def planted(committing):
    first, second = UserFactory(secretariat=True), UserFactory(secretariat=True)
    with committing():
        SubmissionFactory(texts=["quixotic heather"])

        submission = SubmissionFactory(state=S.SCREENING, texts=["zanzibar, heather"])
        RedactionFactory(answer_version=submission.current.answers.get(), start=0, end=8, checked=True)
        file = AttachmentFactory(submission=submission, content=b"kumquat, heather")
        RedactionFactory(attachment=file, start=0, end=7, checked=True)
        AttachmentFactory(submission=submission, content=b"bumblebee", name="bumblebee.txt", scan=ScanState.QUARANTINED)
        late = AttachmentFactory(submission=submission, content=b"gargoyle", name="gargoyle.txt")
        late.uploaded_at = submission.current.sent_at.replace(year=submission.current.sent_at.year + 1)
        late.save()
        submission.answers.update(text="xylophone", value="xylophone")
        submission.notes.create(author=first, text="wolfenstein")

        gone = SubmissionFactory(state=S.RECEIVED, texts=["marzipan heather"])
        withdraw_submission(submission=gone, actor=gone.contributors.get())

        cleaned = SubmissionFactory(state=S.RECEIVED, name="Ptarmigan Trust", texts=["ptarmigan and heather"])
        purge = ask_purge(submission=cleaned, words="ptarmigan", reason="The law.", by=first)
        carry_out_purge(purge=purge, by=second)

        offered = [("ethnic group", "sassafras")]
        record_equality(call=submission.call, answers=dict(offered), offered=offered)

        paper = SubmissionFactory(
            channel=Channel.PAPER, entered_by=first, received_on=date(2026, 1, 5), texts=["heather"]
        )
        AttachmentFactory(submission=paper, content=b"umbrage", name="umbrage.txt", is_paper_scan=True)
        send(paper)
        announce(submission, paper)
    return submission


def test_what_was_given_in_confidence_is_found(planted):
    AnswerFactory(
        submission=planted, text="A solemn secret.", confidential=True, confidential_reason="It names Ottoline."
    )
    planted.answers.update(revision=2)
    send(planted)
    rebuild(alias=Alias.STAFF)
    staff = UserFactory(secretariat=True)
    for words in ("solemn", "ottoline"):
        (match,) = find_on_desk(Asked(words, alias=Alias.STAFF), staff).matches
        assert match.row == planted


@pytest.mark.parametrize("way", [apply_changes, lambda: rebuild(alias=Alias.STAFF)])
def test_what_staff_may_not_read_is_found_nowhere(planted, way):
    way()
    staff = UserFactory(secretariat=True)

    def asked(words=""):
        return find_on_desk(Asked(words, alias=Alias.STAFF), staff)

    assert asked("heather").total == 4
    every = [result.get_additional_fields() for result in SearchQuerySet(using="staff").load_all()]
    passages = [match.passages for match in asked("heather").matches]
    stored = f"{every} {passages} {asked().counts}".lower()
    assert "heather" in stored
    for name, secret in SECRETS.items():
        assert secret not in stored, name
        assert asked(secret).total == 0, name
        for lookup in ("content", "content__fuzzy", "content__startswith", "content__contains", "title__contains"):
            assert SearchQuerySet(using="staff").filter(**{lookup: secret}).count() == 0, (name, lookup)


PUBLIC_PARAMETERS = [
    "in=desk", "in=staff", "using=staff", "alias=staff", "models=submissions.submission", "state=screening", "with=1",
    "kind=submission", "connection=staff", "in=desk&in=public", "in=public&in=desk",
]  # fmt: skip


@pytest.mark.parametrize("parameters", PUBLIC_PARAMETERS)
def test_nothing_of_it_is_behind_the_public_page(client, signed_in, planted, parameters):
    for alias in Alias:
        rebuild(alias=alias)
    assert SearchQuerySet(using="staff").filter(content="heather").count() == 4
    for browser in (client, signed_in(UserFactory()), signed_in(UserFactory(auditor=True))):
        for query in ("heather", "content:heather", "text:heather", "state:screening", "group:submission*", ""):
            response = browser.get(f"/search/?{parameters}&q={query}")
            assert planted.reference not in response.text
            assert planted.name not in response.text
            assert 'class="mh-result"' not in response.text
