import io

import pytest
from django.core.files.base import ContentFile
from docx import Document

from core import audit
from core.errors import NotAllowed, Refused
from core.outbox.domain import put
from core.outbox.message import Message, MessageState
from evidence.publication.domain.publish import publish_submission
from evidence.publication.domain.purge import ask_purge, carry_out_purge, drop_purge
from evidence.publication.domain.screen import ask_respondent, write_note
from evidence.publication.models import Edition, Purge, ScreeningNote
from evidence.submissions.enums import ScanState
from evidence.submissions.enums import SubmissionState as S
from evidence.submissions.files.checks import settle, settle_text
from evidence.submissions.files.kinds import BY_EXTENSION
from evidence.submissions.lifecycle import SUBMISSION
from evidence.submissions.models import Answer, AnswerVersion, Attachment
from tests.factories import AttachmentFactory, RedactionFactory, SubmissionFactory, UserFactory, published, send

pytestmark = pytest.mark.django_db
SECRET = "Dr Sarah Grey"


@pytest.fixture
def second():
    return UserFactory(secretariat=True)


def purged(submission, secretariat, second, words=SECRET):
    return carry_out_purge(
        purge=ask_purge(submission=submission, words=words, reason="A court order", by=secretariat), by=second
    )


def test_the_words_leave_every_version_and_the_working_copy(secretariat, second):
    submission = SubmissionFactory(state=S.SCREENING, texts=[f"Ask {SECRET} today"])
    submission.answers.update(text=f"Ask dr sarah\ngrey, and {SECRET}", value=f"{SECRET}!", revision=2)
    send(submission)
    purged(submission, secretariat, second)
    assert [row.text for row in AnswerVersion.objects.order_by("pk")] == [
        "Ask [removed] today",
        "Ask [removed], and [removed]",
    ]
    assert Answer.objects.get().value == "[removed]!"


def test_the_words_leave_mail_that_has_not_left(secretariat, second):
    submission = SubmissionFactory(state=S.CLARIFICATION, texts=[f"Ask {SECRET} today"])
    lead = submission.contributors.get()
    message = put(to=lead.email, subject=f"About {SECRET}", text=f"Is {SECRET} yours?")
    purged(submission, secretariat, second)
    message.refresh_from_db()
    assert (message.subject, message.text) == ("About [removed]", "Is [removed] yours?")


def test_they_leave_mail_to_an_address_that_was_corrected_since(secretariat, second):
    submission = SubmissionFactory(state=S.SCREENING, texts=[f"Ask {SECRET} today"])
    ask_respondent(submission=submission, by=secretariat, question=f"Is {SECRET} yours?")
    submission.contributors.update(email="new@example.org")
    purged(submission, secretariat, second)
    assert "Is [removed] yours?" in Message.objects.get().text


def test_an_address_that_is_removed_gets_no_mail_any_more(secretariat, second):
    submission = SubmissionFactory(state=S.SCREENING, texts=["Words"])
    submission.contributors.update(email="sarah.grey@elm.example")
    ask_respondent(submission=submission, by=secretariat, question="Is it yours?")
    purged(submission, secretariat, second, words="sarah.grey@elm.example")
    message = Message.objects.get()
    assert (message.to, message.text, message.state) == ("", "", MessageState.GIVEN_UP)


def test_a_name_as_long_as_it_may_be_takes_the_gap(secretariat, second):
    submission = SubmissionFactory(state=S.SCREENING, name="Bo " + "x" * 197)
    purged(submission, secretariat, second, words="Bo")
    submission.refresh_from_db()
    assert submission.name == "[removed] " + "x" * 190


def test_an_address_that_holds_the_words_is_emptied(secretariat, second):
    submission = SubmissionFactory(state=S.SCREENING, texts=["Words"])
    submission.contributors.update(email="sarah.grey@elm.example")
    purged(submission, secretariat, second, words="sarah.grey@elm.example")
    assert submission.contributors.get().email == ""


def test_a_file_without_words_is_destroyed_whole_by_a_second_person(
    secretariat, second, django_capture_on_commit_callbacks
):
    submission = SubmissionFactory(state=S.SCREENING)
    picture = AttachmentFactory(submission=submission, content=b"A photo", name="dr grey.png", text="", cleared=True)
    stored, storage = picture.file.name, picture.file.storage
    purge = ask_purge(submission=submission, attachment=picture, reason="A court order", by=secretariat)
    with pytest.raises(Refused, match="Somebody else must carry it out"):
        carry_out_purge(purge=purge, by=secretariat)
    with django_capture_on_commit_callbacks(execute=True):
        carry_out_purge(purge=purge, by=second)
    picture.refresh_from_db()
    assert (picture.file.name, picture.name, picture.size, picture.release) == ("", "[removed]", 0, "nothing")
    assert not storage.exists(stored)


def test_a_file_of_another_submission_is_not_taken(secretariat):
    with pytest.raises(Refused, match="another submission"):
        ask_purge(
            submission=SubmissionFactory(), attachment=AttachmentFactory(), reason="A court order", by=secretariat
        )


def test_the_page_asks_for_words_or_a_file_and_not_for_both(signed_in, secretariat):
    submission = SubmissionFactory(state=S.SCREENING, texts=["Some words"])
    picture = AttachmentFactory(submission=submission, name="A picture.png")
    browser, address = signed_in(secretariat), f"/desk/{submission.reference}/purge/"
    assert ">A picture.png</option>" in browser.get(address).text
    fault = "Enter the words to remove, or select a file to destroy"
    assert browser.post(address, {"reason": "A court order"}).text.count(fault) == 2
    both = {"reason": "A court order", "words": "Some", "attachment": picture.pk}
    assert fault in browser.post(address, both).text
    assert "The whole file A picture.png." in browser.post(address, both | {"words": ""}, follow=True).text


def test_the_words_are_found_however_their_accents_are_written(secretariat, second):
    submission = SubmissionFactory(state=S.SCREENING, texts=["Ask Zoe\u0308 today"])
    purged(submission, secretariat, second, words="Zo\u00eb")
    assert AnswerVersion.objects.get().text == "Ask [removed] today"


@pytest.mark.parametrize(
    ("words", "written"),
    [("O'Neill", "O\u2019Neill"), ("Anne-Marie", "Anne\u2011Marie"), ("Annemarie", "Anne\u00admarie")],
)
def test_the_words_are_found_however_a_word_processor_set_them(secretariat, second, words, written):
    submission = SubmissionFactory(state=S.SCREENING, texts=[f"Ask {words}.", f"Ask {written} of Leeds."])
    purged(submission, secretariat, second, words=words)
    assert [row.text for row in AnswerVersion.objects.order_by("pk")] == ["Ask [removed].", "Ask [removed] of Leeds."]


def test_marks_keep_to_their_words(secretariat, second):
    submission = SubmissionFactory(state=S.SCREENING, texts=[f"Ask {SECRET} today, or else tomorrow"])
    text = submission.current.answers.get()
    over = RedactionFactory(answer_version=text, start=4, end=17)
    after = RedactionFactory(answer_version=text, start=18, end=23)
    across = RedactionFactory(answer_version=text, start=0, end=7, reason="health")
    purged(submission, secretariat, second)
    text.refresh_from_db()
    words = []
    for mark in (over, after, across):
        mark.refresh_from_db()
        words.append(text.text[mark.start : mark.end])
    assert words == ["[removed]", "today", "Ask [removed]"]


def test_a_file_that_holds_the_words_is_destroyed_and_its_text_cleaned(
    secretariat, second, django_capture_on_commit_callbacks
):
    submission = SubmissionFactory(state=S.SCREENING)
    file = AttachmentFactory(submission=submission, content=f"By {SECRET}".encode(), name=f"{SECRET}.txt")
    other = AttachmentFactory(submission=submission, content=b"Nothing of it")
    stored, storage = file.file.name, file.file.storage
    with django_capture_on_commit_callbacks(execute=True):
        purged(submission, secretariat, second)
    file.refresh_from_db()
    assert (file.text, file.name, bool(file.file)) == ("By [removed]", "[removed].txt", False)
    assert not storage.exists(stored)
    assert storage.exists(other.file.name)


DOCX = BY_EXTENSION["docx"].content_type


def with_author(author):
    """A paper that names somebody where no reader of it looks."""
    paper = Document()
    paper.add_paragraph("Our evidence on teams.")
    paper.core_properties.author = author
    written = io.BytesIO()
    paper.save(written)
    return written.getvalue()


def test_a_file_that_holds_them_where_nobody_looks_is_destroyed_too(client, secretariat, second):
    submission = SubmissionFactory(state=S.READY, texts=[f"Ask {SECRET} today"])
    AttachmentFactory(
        submission=submission,
        content=with_author(SECRET),
        content_type=DOCX,
        text="Our evidence on teams.",
        cleared=True,
    )
    edition = publish_submission(submission=submission, by=secretariat)
    address = f"/evidence/{submission.reference}/attachments/1/"
    assert b"".join(client.get(address).streaming_content)
    purged(submission, secretariat, second)
    assert client.get(address).status_code == 404
    assert "Our evidence on teams." in client.get(edition.get_absolute_url()).text


def test_words_that_stand_in_a_file_alone_can_be_asked_for(secretariat, second):
    submission = SubmissionFactory(state=S.SCREENING)
    file = AttachmentFactory(submission=submission, content=with_author(SECRET), content_type=DOCX, text="Teams.")
    purged(submission, secretariat, second)
    file.refresh_from_db()
    assert (bool(file.file), file.text) == (False, "Teams.")


@pytest.mark.parametrize("scan", [ScanState.QUARANTINED, ScanState.CLEAN])
def test_a_file_that_was_not_read_yet_does_not_bring_them_in_later(secretariat, second, scan):
    submission = SubmissionFactory(state=S.SCREENING, texts=[f"Ask {SECRET}"])
    file = AttachmentFactory(
        submission=submission, content=f"Dear {SECRET}".encode(), scan=scan, text="", text_at=None, reading="waiting"
    )
    late = Attachment.objects.get(pk=file.pk)
    purged(submission, secretariat, second)
    settle(file)
    late.file.save("again", ContentFile(f"Dear {SECRET}".encode()), save=False)  # as a reader that had it open already
    if scan is ScanState.CLEAN:
        settle_text(late)
    file.refresh_from_db()
    assert (file.text, bool(file.file)) == ("", False)
    assert not SUBMISSION.obstacles(submission, "make_ready")


def test_a_file_that_can_not_be_looked_through_holds_it_up_until_it_was_read(secretariat, second):
    submission = SubmissionFactory(state=S.SCREENING, texts=[f"Ask {SECRET}"])
    file = AttachmentFactory(
        submission=submission, content=b"no paper", content_type=DOCX, text="", text_at=None, reading="waiting"
    )
    purge = ask_purge(submission=submission, words=SECRET, reason="A court order", by=secretariat)
    with pytest.raises(Refused, match="still being read"):
        carry_out_purge(purge=purge, by=second)
    settle(file)
    carry_out_purge(purge=purge, by=second)
    assert AnswerVersion.objects.get().text == "Ask [removed]"


def test_a_file_that_is_lost_from_the_disk_holds_nothing_up(secretariat, second):
    submission = SubmissionFactory(state=S.SCREENING, texts=[f"Ask {SECRET}"])
    file = AttachmentFactory(submission=submission)
    file.file.storage.delete(file.file.name)
    purged(submission, secretariat, second)
    assert AnswerVersion.objects.get().text == "Ask [removed]"


@pytest.mark.parametrize(("state", "title"), [(S.SCREENING, "Dr Grey cv.txt"), (S.WITHDRAWN, "File 1: Plain text, ")])
def test_the_page_lists_every_file_that_is_left(signed_in, secretariat, state, title):
    """Of what was withdrawn nobody reads the names any more."""
    submission = SubmissionFactory(state=S.SCREENING, texts=["Words"])
    file = AttachmentFactory(submission=submission, name="Dr Grey cv.txt")
    ask_purge(submission=submission, attachment=file, reason="A court order", by=secretariat)
    type(submission).objects.filter(pk=submission.pk).update(state=state)
    page = signed_in(secretariat).get(f"/desk/{submission.reference}/purge/").text
    assert page.count(title) == 3
    assert ("Dr Grey" in page) == (state == S.SCREENING)


def test_what_is_published_is_written_out_again(client, secretariat, second):
    edition = published(texts=[f"Ask {SECRET} today"])
    purged(edition.submission, secretariat, second)
    again = Edition.objects.get()
    assert (again.published_at, again.published_by) == (edition.published_at, edition.published_by)
    assert again.first_lines == "Ask [removed] today"
    assert SECRET not in client.get(edition.get_absolute_url()).text


def test_what_stays_published_keeps_its_address(client, secretariat, second):
    submission = SubmissionFactory(state=S.READY, texts=["Some words"])
    first, other = (
        AttachmentFactory(submission=submission, name=name, content=name.encode(), cleared=True)
        for name in ("one.txt", "two.txt")
    )
    publish_submission(submission=submission, by=secretariat)
    carry_out_purge(
        purge=ask_purge(submission=submission, attachment=first, reason="A court order", by=secretariat), by=second
    )
    address = f"/evidence/{submission.reference}/attachments/%d/"
    assert client.get(address % 1).status_code == 404
    assert b"".join(client.get(address % 2).streaming_content) == other.name.encode()
    assert 'id="attachment-2"' in client.get(f"/evidence/{submission.reference}/").text


def test_notes_forget_them_too(secretariat, second):
    submission = SubmissionFactory(state=S.SCREENING, texts=["Nothing"])
    write_note(submission=submission, by=secretariat, text=f"It speaks of {SECRET}")
    purged(submission, secretariat, second)
    assert ScreeningNote.objects.get().text == "It speaks of [removed]"


def test_nothing_keeps_the_words_not_even_the_log_or_the_request(secretariat, second):
    submission = SubmissionFactory(state=S.SCREENING, texts=[f"Ask {SECRET} today"])
    other = ask_purge(submission=submission, words=f"{SECRET} today", reason="Another order", by=secretariat)
    done = purged(submission, secretariat, second)
    other.refresh_from_db()
    assert (done.words, other.words) == ("", "[removed] today")
    details = [str(entry.details) for entry in audit.entries_about(submission)]
    assert not [one for one in details if "Grey" in one]
    assert audit.first_broken_link() is None


@pytest.mark.parametrize("place", ["confidential_reason", "note", "contributor"])
def test_words_that_stand_in_one_out_of_the_way_place_alone_go_too(secretariat, second, place):
    submission = SubmissionFactory(state=S.SCREENING, texts=["Our words"])
    text = submission.current.answers.get()
    if place == "confidential_reason":
        AnswerVersion.objects.update(confidential=True, confidential_reason=f"It names {SECRET}.")
    elif place == "note":
        RedactionFactory(answer_version=text, note=f"{SECRET}, a doctor")
    else:
        submission.contributors.update(name=SECRET)
    purged(submission, secretariat, second)
    left = [*AnswerVersion.objects.values_list("confidential_reason"), *text.redactions.values_list("note")]
    assert SECRET not in str([*left, *submission.contributors.values_list("name")])


def test_it_takes_a_second_person(secretariat):
    submission = SubmissionFactory(state=S.SCREENING, texts=[SECRET])
    purge = ask_purge(submission=submission, words=SECRET, reason="A court order", by=secretariat)
    with pytest.raises(Refused, match="Somebody else must carry it out"):
        carry_out_purge(purge=purge, by=secretariat)
    with pytest.raises(NotAllowed):
        carry_out_purge(purge=purge, by=UserFactory(auditor=True))
    assert AnswerVersion.objects.get().text == SECRET


def test_it_is_done_once(secretariat, second):
    purge = purged(SubmissionFactory(state=S.SCREENING, texts=[SECRET]), secretariat, second)
    for verb in (carry_out_purge, drop_purge):
        with pytest.raises(Refused, match="carried out already"):
            verb(purge=purge, by=second)


@pytest.mark.parametrize(
    ("words", "reason", "why"),
    [
        ("", "A court order", "Enter the words"),
        (SECRET, " ", "Give a reason"),
        ("Dr White", "A court order", "stand nowhere"),
        (SECRET, "dr sarah grey asked", "must not hold the words"),
    ],
)
def test_what_can_not_be_asked_for(secretariat, words, reason, why):
    submission = SubmissionFactory(state=S.SCREENING, texts=[SECRET])
    with pytest.raises(Refused, match=why):
        ask_purge(submission=submission, words=words, reason=reason, by=secretariat)
    assert not Purge.objects.exists()


def test_it_is_asked_for_and_carried_out_through_the_desk(signed_in, secretariat, second):
    submission = SubmissionFactory(state=S.PUBLISHED, texts=[f"Ask {SECRET}"])
    address = f"/desk/{submission.reference}/purge/"
    first = signed_in(secretariat)
    first.post(address, {"words": SECRET, "reason": "A court order"})
    purge = Purge.objects.get()
    assert "Remove it for good" not in first.get(address).text
    other = signed_in(second)
    assert "Remove it for good" in other.get(address).text
    other.post(f"{address}{purge.pk}/", {"do": "carry_out"})
    assert AnswerVersion.objects.get().text == "Ask [removed]"
    assert "A court order" in other.get(address).text


def test_a_request_can_be_taken_back(signed_in, secretariat):
    submission = SubmissionFactory(state=S.SCREENING, texts=[SECRET])
    purge = ask_purge(submission=submission, words=SECRET, reason="A court order", by=secretariat)
    signed_in(secretariat).post(f"/desk/{submission.reference}/purge/{purge.pk}/", {"do": "drop"})
    assert not Purge.objects.exists()
    assert AnswerVersion.objects.get().text == SECRET
