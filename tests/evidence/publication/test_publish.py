import pytest

from core import audit
from core.changes import _listeners, subscribe
from core.errors import NotAllowed, Refused
from core.outbox.message import Message
from evidence.publication.domain.edition import draw_up, fingerprint
from evidence.publication.domain.publish import publish_many, publish_submission, unpublish
from evidence.publication.domain.screen import decide
from evidence.publication.models import Edition
from evidence.submissions.enums import RespondentKind, SubmissionState
from tests.factories import AttachmentFactory, RedactionFactory, SubmissionFactory, UserFactory, published

pytestmark = pytest.mark.django_db


def ready(**fields):
    return SubmissionFactory(state=SubmissionState.READY, **{"texts": ["Our words"], **fields})


def test_publishing_writes_out_what_the_public_may_read(secretariat):
    submission = ready(texts=["Short", "Longer words than that"], name="Ada Example")
    AttachmentFactory(submission=submission, content=b"In the file", name="Paper.txt", cleared=True)

    edition = publish_submission(submission=submission, by=secretariat)

    submission.refresh_from_db()
    assert submission.state == SubmissionState.PUBLISHED
    assert edition.respondent == "Ada Example"
    assert edition.first_lines == "Longer words than that"
    assert [row.pieces for row in edition.answers.all()] == [[{"text": "Short"}], [{"text": "Longer words than that"}]]
    assert [(row.title, row.file_cleared, row.pieces) for row in edition.attachments.all()] == [
        ("Paper.txt", True, [{"text": "In the file"}])
    ]


def test_the_respondent_is_told_where_it_stands(secretariat, settings):
    settings.BASE_URL = "https://moothall.example"
    submission = ready()
    publish_submission(submission=submission, by=secretariat)
    message = Message.objects.get(kind="submission.published")
    assert message.to == submission.contributors.get().email
    assert f"https://moothall.example/evidence/{submission.reference}/" in message.text
    assert "black bars" not in message.text


def test_the_respondent_is_told_of_black_bars_where_there_are_any(secretariat):
    submission = ready()
    RedactionFactory(answer_version=submission.current.answers.get(), checked=True)
    publish_submission(submission=submission, by=secretariat)
    assert "black bars" in Message.objects.get(kind="submission.published").text


def test_publishing_is_logged(secretariat):
    edition = published()
    assert audit.entries_about(edition.submission).last().action == "submission.publish"


def test_an_unchecked_mark_stands_in_the_way(secretariat):
    submission = ready()
    RedactionFactory(answer_version=submission.current.answers.get())
    with pytest.raises(Refused, match="1 redaction waits to be checked by somebody who did not make it"):
        publish_submission(submission=submission, by=secretariat)
    assert not Edition.objects.exists()


def test_an_anonymous_respondent_who_names_themselves_is_not_published(secretariat):
    submission = ready(name="Ada Example", texts=["Signed, ada  EXAMPLE"], anonymous=True)
    with pytest.raises(Refused, match="name, organisation or address first: it stands in the answer to question"):
        publish_submission(submission=submission, by=secretariat)


def test_an_anonymous_respondent_is_published_once_their_name_is_redacted(secretariat):
    submission = ready(name="Ada Example", texts=["Signed, Ada Example"], anonymous=True)
    RedactionFactory(answer_version=submission.current.answers.get(), start=8, end=19, checked=True)
    edition = publish_submission(submission=submission, by=secretariat)
    assert [row.pieces for row in edition.answers.all()] == [[{"text": "Signed, "}, {"redacted": "personal"}]]


def test_whoever_was_answered_for_is_never_named_whatever_the_writer_chose(secretariat):
    answered_for = {"kind": RespondentKind.ON_BEHALF, "name": "Ada Example", "on_behalf_of": "Ethel Secretname"}
    submission = ready(**answered_for, texts=["My mother, Ethel Secretname, waits. Ada Example"])
    AttachmentFactory(submission=submission, name="Ethel_Secretname.txt")
    with pytest.raises(Refused, match="Redact the name of the person it was sent for first"):
        publish_submission(submission=submission, by=secretariat)
    RedactionFactory(answer_version=submission.current.answers.get(), start=11, end=27, checked=True)
    edition = publish_submission(submission=submission, by=secretariat)
    assert edition.respondent == "Ada Example, on behalf of another person"
    assert [row.title for row in edition.attachments.all()] == ["Attachment 1"]


def test_a_file_whose_text_is_not_read_yet_holds_publishing_up(secretariat):
    """Else its words would be published without anybody having seen them."""
    submission = ready()
    AttachmentFactory(submission=submission, text="", text_at=None)
    with pytest.raises(Refused, match="The text of an attachment is still being read"):
        publish_submission(submission=submission, by=secretariat)


def test_a_respondent_who_said_no_is_never_published(secretariat):
    with pytest.raises(Refused, match="asked that this is not published"):
        publish_submission(submission=ready(publishing="not_at_all"), by=secretariat)


@pytest.mark.parametrize("trait", ["auditor", "moderator"])
def test_only_the_secretariat_publishes(trait):
    with pytest.raises(NotAllowed):
        publish_submission(submission=ready(), by=UserFactory(**{trait: True}))


def test_taking_back_leaves_nothing_and_tells_those_who_keep_copies(secretariat):
    edition = published(texts=["Our words"])
    told = []
    listener = subscribe(lambda row: told.append((type(row), row.pk, Edition.objects.filter(pk=row.pk).exists())))
    try:
        submission = unpublish(submission=edition.submission, by=secretariat, reason="A name was overlooked")
    finally:
        _listeners.remove(listener)
    assert submission.state == SubmissionState.SCREENING
    assert not Edition.objects.exists()
    assert (Edition, edition.pk, False) in told


def test_taking_back_needs_a_reason(secretariat):
    edition = published()
    with pytest.raises(Refused, match="Give a reason"):
        unpublish(submission=edition.submission, by=secretariat, reason=" ")
    assert Edition.objects.filter(pk=edition.pk).exists()


def test_what_was_taken_back_can_be_published_again(secretariat):
    edition = published()
    unpublish(submission=edition.submission, by=secretariat, reason="A slip")
    with pytest.raises(Refused, match="it is screening"):  # by nobody's slip of the hand, alone or among many
        publish_submission(submission=edition.submission, by=secretariat)
    decide(submission=edition.submission, verb="make_ready", by=secretariat)
    again = publish_submission(submission=edition.submission, by=secretariat)
    assert again.reference == edition.reference


def test_of_many_those_that_can_be_are_published_and_the_others_named(secretariat):
    good, bad = ready(), ready(publishing="not_at_all")
    seen = fingerprint(*draw_up(good, by=secretariat))
    editions, refused = publish_many(submissions=[(bad, seen), (good, seen)], by=secretariat)
    assert [edition.submission for edition in editions] == [good]
    assert refused == [(bad, "The respondent asked that this is not published.")]


@pytest.mark.parametrize("change", [{"name": "Dr Grey hurt my son"}, {"publishing": "without_name"}, {"region": "Y60"}])
def test_what_changed_since_the_preview_is_not_published(secretariat, change):
    submission = ready(name="Ada Example")
    seen = fingerprint(*draw_up(submission, by=secretariat))
    type(submission).objects.filter(pk=submission.pk).update(**change)
    submission.refresh_from_db()
    with pytest.raises(Refused, match="changed since you looked at the preview"):
        publish_submission(submission=submission, by=secretariat, seen=seen)
    assert not Edition.objects.exists()
    submission.refresh_from_db()
    assert submission.state == "ready"
    publish_submission(submission=submission, by=secretariat, seen=fingerprint(*draw_up(submission, by=secretariat)))
