import re

import pytest

from core import audit
from core.disclosure import PUBLIC, disclose
from core.errors import NotAllowed, Refused
from evidence.publication.domain.files import release_attachment
from evidence.publication.domain.publish import publish_submission
from evidence.publication.domain.redact import (
    ask_to_lift,
    check_redactions,
    keep_redaction,
    lift_redaction,
    open_sealed,
    redact,
    redact_words,
    remove_redaction,
)
from evidence.publication.domain.screen import decide
from evidence.publication.domain.suggest import accept_suggestions, left_unmarked, suggestions_for
from evidence.submissions.enums import Release
from evidence.submissions.enums import SubmissionState as S
from evidence.submissions.models import AnswerVersion, Attachment, Redaction
from tests.evidence.publication.marks import mark, spans
from tests.evidence.submissions import making_files as making
from tests.factories import AttachmentFactory, RedactionFactory, SubmissionFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_blanks_at_the_ends_are_left_out(submission, text, secretariat):
    mark(submission, text, secretariat, (4, 13))
    assert spans(text) == [(5, 12, "personal")]


def test_a_mark_is_logged_without_its_words(submission, text, secretariat):
    made = mark(submission, text, secretariat, (5, 12))
    entry = audit.entries_about(submission).last()
    assert (entry.action, entry.details) == ("redaction.make", {"redaction": made.pk, "reason": "personal"})


@pytest.mark.parametrize(("start", "end"), [(4, 5), (12, 12), (12, 5), (0, 999)])
def test_a_place_without_words_is_refused(submission, text, secretariat, start, end):
    with pytest.raises(Refused, match="Select some words"):
        mark(submission, text, secretariat, (start, end))


def test_overlapping_marks_with_one_reason_become_one(submission, text, secretariat):
    mark(submission, text, secretariat, (5, 9))
    mark(submission, text, secretariat, (8, 18))
    assert spans(text) == [(5, 18, "personal")]


def test_overlapping_marks_with_two_reasons_are_refused_in_words(submission, text, secretariat):
    mark(submission, text, secretariat, (5, 12))
    with pytest.raises(Refused, match="Remove that mark first"):
        mark(submission, text, secretariat, (8, 18), "health")
    assert spans(text) == [(5, 12, "personal")]


def test_a_place_that_holds_other_words_than_were_seen_is_not_marked(submission, text, secretariat):
    given = {"target": text, "start": 5, "end": 12, "reason": "personal", "by": secretariat, "submission": submission}
    with pytest.raises(Refused, match="Select the words again"):
        redact(**given, words="r Grey,")
    assert spans(text) == []
    redact(**given, words="Dr\nGrey")
    assert spans(text) == [(5, 12, "personal")]


def test_a_mark_is_made_on_the_text_that_stands_and_not_on_the_one_that_was_read(submission, text, secretariat):
    AnswerVersion.objects.filter(pk=text.pk).update(text="Call [removed] today, or Dr Grey's nurse.")
    with pytest.raises(Refused, match="was not the one that is kept"):
        mark(submission, text, secretariat, (23, 30))
    assert not Redaction.objects.exists()


def test_a_file_that_was_destroyed_meanwhile_is_not_given_out(submission, secretariat):
    file = AttachmentFactory(submission=submission)
    Attachment.objects.filter(pk=file.pk).update(file="", size=0)
    with pytest.raises(Refused, match="was destroyed"):
        release_attachment(attachment=file, submission=submission, release=Release.FILE, by=secretariat)


def test_a_checked_mark_is_not_stretched(submission, text, secretariat):
    RedactionFactory(answer_version=text, start=5, end=12, checked=True)
    with pytest.raises(Refused, match="Ask for that mark to be lifted first"):
        mark(submission, text, secretariat, (8, 18))


@pytest.mark.parametrize(
    ("state", "why"), [(S.RECEIVED, "Start screening first"), (S.READY, "Take it back"), (S.PUBLISHED, "Take it back")]
)
def test_marks_are_made_only_while_it_is_screened(secretariat, state, why):
    submission = SubmissionFactory(state=state, texts=["Some words"])
    with pytest.raises(Refused, match=why):
        mark(submission, submission.current.answers.get(), secretariat, (0, 4))


def test_only_the_secretariat_marks(submission, text):
    with pytest.raises(NotAllowed):
        mark(submission, text, UserFactory(auditor=True), (0, 4))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"words": "Dr Grey"}, [(5, 12, "personal"), (23, 30, "personal")]),
        ({"words": "Dr  Grey", "occurrence": 2}, [(23, 30, "personal")]),
    ],
)
def test_words_are_marked_where_they_stand(submission, text, secretariat, given, expected):
    redact_words(target=text, reason="personal", by=secretariat, submission=submission, **given)
    assert spans(text) == expected


@pytest.mark.parametrize(("words", "occurrence"), [("Dr White", None), ("Dr Grey", 3), ("  ", None)])
def test_words_that_are_not_there_are_refused(submission, text, secretariat, words, occurrence):
    with pytest.raises(Refused, match="These words are not in the text"):
        redact_words(
            target=text, words=words, occurrence=occurrence, reason="personal", by=secretariat, submission=submission
        )


def test_a_mark_can_be_taken_away(submission, text, secretariat):
    remove_redaction(redaction=mark(submission, text, secretariat, (5, 12)), submission=submission, by=secretariat)
    assert spans(text) == []


def test_a_checked_mark_is_lifted_by_two_people_and_for_a_reason(submission, text, secretariat):
    second = UserFactory(secretariat=True)
    sealed = RedactionFactory(answer_version=text, start=5, end=12, checked=True)
    with pytest.raises(Refused, match="Ask for it to be lifted"):
        remove_redaction(redaction=sealed, submission=submission, by=secretariat)
    with pytest.raises(Refused, match="Nobody has asked"):
        lift_redaction(redaction=sealed, submission=submission, by=second)
    with pytest.raises(Refused, match="Give a reason"):
        ask_to_lift(redaction=sealed, submission=submission, by=secretariat, reason=" ")
    ask_to_lift(redaction=sealed, submission=submission, by=secretariat, reason="He agreed to be named")
    with pytest.raises(Refused, match="Somebody else must lift"):
        lift_redaction(redaction=sealed, submission=submission, by=secretariat)
    assert spans(text) == [(5, 12, "personal")]
    lift_redaction(redaction=sealed, submission=submission, by=second)
    assert spans(text) == []
    asked, lifted = list(audit.entries_about(submission))[-2:]
    assert (asked.action, asked.actor) == ("redaction.ask_to_lift", secretariat.audit_name)
    assert (lifted.action, lifted.actor) == ("redaction.lift", second.audit_name)
    assert lifted.details["reason"] == "He agreed to be named"


def test_a_mark_that_was_to_be_lifted_can_be_kept(submission, text, secretariat):
    sealed = RedactionFactory(answer_version=text, start=5, end=12, checked=True)
    ask_to_lift(redaction=sealed, submission=submission, by=secretariat, reason="He agreed to be named")
    keep_redaction(redaction=sealed, submission=submission, by=UserFactory(secretariat=True))
    with pytest.raises(Refused, match="Nobody has asked"):
        keep_redaction(redaction=sealed, submission=submission, by=secretariat)
    with pytest.raises(Refused, match="Nobody has asked"):
        lift_redaction(redaction=sealed, submission=submission, by=UserFactory(secretariat=True))


def test_a_mark_that_nobody_checked_needs_no_asking(submission, text, secretariat):
    with pytest.raises(Refused, match="you can remove it"):
        ask_to_lift(redaction=RedactionFactory(answer_version=text), submission=submission, by=secretariat, reason="x")


def test_a_checked_mark_is_lifted_through_the_desk(browser, signed_in, submission, text):
    sealed = RedactionFactory(answer_version=text, start=5, end=12, checked=True)
    base = f"/desk/{submission.reference}"
    assert "Ask to lift it" in browser.get(f"{base}/").text
    assert "<title>Error: Ask to lift a mark" in browser.post(f"{base}/marks/{sealed.pk}/lift/", {"reason": ""}).text
    browser.post(f"{base}/marks/{sealed.pk}/lift/", {"reason": "He agreed"})
    page = browser.get(f"{base}/").text
    assert "asks for it to be lifted:</strong> He agreed" in page
    assert 'value="lift"' not in page  # not by whoever asked
    browser.post(f"{base}/marks/{sealed.pk}/settle/", {"do": "lift"})
    assert spans(text) == [(5, 12, "personal")]
    second = signed_in(UserFactory(secretariat=True))
    assert 'value="lift"' in second.get(f"{base}/").text
    second.post(f"{base}/marks/{sealed.pk}/settle/", {"do": "lift"})
    assert spans(text) == []


def test_nobody_checks_their_own_marks(submission, text, secretariat):
    own = mark(submission, text, secretariat, (5, 12))
    with pytest.raises(Refused, match="Somebody else must check them"):
        check_redactions(redactions=[own], submission=submission, by=secretariat)


def test_a_second_person_checks_all_but_their_own(submission, text, secretariat):
    second = UserFactory(secretariat=True)
    own = mark(submission, text, second, (0, 4))
    other = mark(submission, text, secretariat, (5, 12))
    assert check_redactions(redactions=[own, other], submission=submission, by=second) == 1
    other.refresh_from_db()
    own.refresh_from_db()
    assert (other.checked_by, own.checked_by) == (second, None)


def test_opening_sealed_words_needs_a_reason_and_is_logged_without_them(submission, text, secretariat):
    sealed = RedactionFactory(answer_version=text, start=5, end=12, checked=True)
    with pytest.raises(Refused, match="Give a reason"):
        open_sealed(redaction=sealed, submission=submission, by=secretariat, reason=" ")
    assert open_sealed(redaction=sealed, submission=submission, by=secretariat, reason="A complaint") == "Dr Grey"
    entry = audit.entries_about(submission).last()
    assert (entry.action, entry.actor) == ("redaction.open", secretariat.audit_name)
    assert entry.details == {"redaction": sealed.pk, "reason": "A complaint"}


def test_sealed_words_are_shown_only_after_the_reason(browser, submission, text):
    sealed = RedactionFactory(answer_version=text, start=5, end=12, checked=True)
    RedactionFactory(answer_version=text, start=23, end=30, checked=True)
    address = f"/desk/{submission.reference}/marks/{sealed.pk}/open/"
    assert "Dr Grey" not in browser.get(address).text
    assert "Dr Grey" not in browser.post(address, {"reason": ""}).text
    assert "Dr Grey" in browser.post(address, {"reason": "A complaint"}).text


def test_marking_a_file_takes_back_its_clearance(submission, secretariat):
    file = AttachmentFactory(submission=submission, content=b"Ask Dr Grey", cleared=True)
    mark(submission, file, secretariat, (4, 11))
    file.refresh_from_db()
    assert file.release == Release.TEXT


@pytest.mark.parametrize(
    ("fields", "of_file", "why"),
    [
        ({"anonymous": True}, {}, "Not saved: a file may tell who wrote it"),
        ({}, {"scan": "unreadable", "text": ""}, "not found clean"),
        ({}, {"is_paper_scan": True}, "never published"),
    ],
)
def test_some_files_are_never_given_out(secretariat, fields, of_file, why):
    submission = SubmissionFactory(state=S.SCREENING, **fields)
    file = AttachmentFactory(submission=submission, **of_file)
    with pytest.raises(Refused, match=why):
        release_attachment(attachment=file, submission=submission, release=Release.FILE, by=secretariat)


def test_a_file_that_names_whoever_it_was_sent_for_is_not_given_out(submission, secretariat):
    type(submission).objects.filter(pk=submission.pk).update(kind="on_behalf", on_behalf_of="Maud O'Grey")
    submission.refresh_from_db()
    content = making.with_parts(making.odt(), {"meta.xml": f"<m {making.NAMESPACES}>Maud O\u2019Grey</m>"})
    file = AttachmentFactory(submission=submission, content=content, content_type=making.ODT, text="Nothing of it.")
    release = {"attachment": file, "submission": submission, "by": secretariat}
    with pytest.raises(Refused, match="itself names the person"):
        release_attachment(release=Release.FILE, **release)
    assert release_attachment(release=Release.TEXT, **release).release == Release.TEXT


def test_nor_when_it_was_released_before_that_name_was_given(submission, secretariat):
    AttachmentFactory(submission=submission, content=b"By Maud Grey", text="Nothing of it.", cleared=True)
    type(submission).objects.filter(pk=submission.pk).update(kind="on_behalf", on_behalf_of="Maud Grey", state=S.READY)
    submission.refresh_from_db()
    with pytest.raises(Refused, match="itself names the person"):
        publish_submission(submission=submission, by=secretariat)


def test_a_file_with_marks_is_not_given_out(submission, secretariat):
    file = AttachmentFactory(submission=submission)
    RedactionFactory(attachment=file)
    with pytest.raises(Refused, match="the file would show them"):
        release_attachment(attachment=file, submission=submission, release=Release.FILE, by=secretariat)


@pytest.mark.parametrize("release", [Release.NOTHING, Release.TEXT, Release.FILE])
def test_each_release_of_a_file_is_what_the_public_gets(submission, secretariat, release):
    file = AttachmentFactory(submission=submission, content=b"Words")
    release_attachment(attachment=file, submission=submission, release=release, by=secretariat)
    known = disclose(submission, PUBLIC).attachments
    assert [one.file for one in known] == {"text": [False], "file": [True], "nothing": []}[release.value]


def test_a_file_that_nobody_looked_at_is_not_public_and_holds_up_publishing(submission, secretariat):
    AttachmentFactory(submission=submission, name="Not looked at.txt", undecided=True)
    AttachmentFactory(submission=submission, name="Looked at.txt")
    AttachmentFactory(submission=submission, name="A virus.txt", scan="infected", text="", file="")
    assert [one.title for one in disclose(submission, PUBLIC).attachments] == ["Looked at.txt"]
    with pytest.raises(Refused) as refusal:
        decide(submission=submission, verb="make_ready", by=secretariat)
    assert str(refusal.value) == "Choose first how much of each file the public can have: Not looked at.txt."


def test_the_desk_asks_what_becomes_of_each_file(browser, submission):
    file = AttachmentFactory(submission=submission, name="Not looked at.txt", undecided=True)
    page = browser.get(f"/desk/{submission.reference}/").text
    assert "Choose first how much of each file the public can have: Not looked at.txt." in page
    assert '<option value="" selected>Not decided yet</option>' in page
    said = browser.post(f"/desk/{submission.reference}/files/{file.pk}/", {"release": ""}, follow=True)
    assert "Select how much of the file the public can have." in said.text
    file.refresh_from_db()
    assert file.release == Release.UNDECIDED


def test_suggestions_are_never_applied_by_themselves_and_accepted_in_one_step(secretariat):
    submission = SubmissionFactory(
        state=S.SCREENING, texts=["I am Ada Example, ada@home.example"], name="Ada Example", anonymous=True
    )
    AttachmentFactory(submission=submission, content=b"Ring 01632 960 123")
    assert [str(one.found.kind) for one in suggestions_for(submission)] == [
        "name that must not show",
        "email address",
        "telephone number",
    ]
    assert not Redaction.objects.exists()
    assert accept_suggestions(submission=submission, by=secretariat) == 3
    assert suggestions_for(submission) == []
    assert {one.checked_by for one in Redaction.objects.all()} == {None}


def test_the_name_of_somebody_who_signs_openly_is_not_suggested(secretariat):
    submission = SubmissionFactory(state=S.SCREENING, texts=["I am Ada Example"], name="Ada Example")
    assert suggestions_for(submission) == []


def test_a_reason_does_not_carry_sealed_words_into_the_log(submission, text, secretariat):
    sealed = RedactionFactory(answer_version=text, start=5, end=12, checked=True)
    given = {"redaction": sealed, "submission": submission, "by": secretariat, "reason": "Because dr  grey agreed"}
    for verb in (open_sealed, ask_to_lift):
        with pytest.raises(Refused, match="must not hold the sealed words"):
            verb(**given)


def test_a_reason_that_would_carry_sealed_words_stays_in_its_field(browser, submission, text):
    sealed = RedactionFactory(answer_version=text, start=5, end=12, checked=True)
    for page in ("open", "lift"):
        response = browser.post(f"/desk/{submission.reference}/marks/{sealed.pk}/{page}/", {"reason": "Dr Grey agreed"})
        assert response.status_code == 200
        assert response.context["form"]["reason"].value() == "Dr Grey agreed"
        assert "must not hold the sealed words" in response.content.decode()


def test_a_script_marks_through_the_desk(browser, submission, text):
    given = {"target": f"answer-{text.pk}", "start": 5, "end": 12, "reason": "third_party"}
    response = browser.post(f"/desk/{submission.reference}/marks/", given)
    assert response["Location"] == f"/desk/{submission.reference}/#answer-{text.pk}"
    assert spans(text) == [(5, 12, "third_party")]


def test_texts_of_other_submissions_can_not_be_marked(browser, submission):
    other = SubmissionFactory(state=S.SCREENING, texts=["Elsewhere"]).current.answers.get()
    for target in (f"answer-{other.pk}", "answer-x", "file-1", "nothing"):
        given = {"target": target, "start": 0, "end": 4, "reason": "personal"}
        assert browser.post(f"/desk/{submission.reference}/marks/", given).status_code == 404
    assert not Redaction.objects.exists()


def test_faults_in_typed_words_are_said_beside_them(browser, submission, text):
    address = f"/desk/{submission.reference}/marks/words/answer-{text.pk}/"
    page = browser.post(address, {"words": "Dr White", "reason": "personal"})
    assert "<title>Error: Mark words" in page.text
    assert "These words are not in the text." in page.text
    assert "Select a reason" in browser.post(address, {"words": "Dr Grey"}).text


def test_sealed_words_are_not_shown_where_words_are_typed(browser, submission, text):
    RedactionFactory(answer_version=text, start=5, end=12, checked=True)
    RedactionFactory(answer_version=text, start=23, end=30, checked=True)
    page = browser.get(f"/desk/{submission.reference}/marks/words/answer-{text.pk}/").text
    assert "Grey" not in page
    assert "nurse" in page


def test_marks_are_checked_and_removed_through_the_desk(browser, submission, text):
    theirs = RedactionFactory(answer_version=text, start=5, end=12)
    browser.post(f"/desk/{submission.reference}/marks/{theirs.pk}/check/")
    theirs.refresh_from_db()
    assert theirs.checked_by is not None
    unchecked = RedactionFactory(answer_version=text, start=23, end=30)
    for one in (theirs, unchecked):
        browser.post(f"/desk/{submission.reference}/marks/{one.pk}/remove/")
    assert spans(text) == [(5, 12, "personal")]


def test_whoever_checks_all_seals_what_stood_on_their_page(browser, submission, text):
    seen, address = RedactionFactory(answer_version=text, start=5, end=12), f"/desk/{submission.reference}/"
    page = browser.get(address).text
    unseen = RedactionFactory(answer_version=text, start=23, end=30)
    assert re.findall(r'name="mark" value="(\d+)"', page) == [str(seen.pk)]
    browser.post(f"{address}marks/check/", {"mark": [seen.pk]})
    again = browser.post(f"{address}marks/check/", {"mark": [seen.pk, "9" * 30, "x"]}, follow=True)
    assert "None of these marks waits to be checked any more." in again.text
    assert [Redaction.objects.get(pk=one.pk).is_sealed for one in (seen, unseen)] == [True, False]


def test_a_file_is_released_through_the_desk(browser, submission):
    file = AttachmentFactory(submission=submission)
    page = browser.post(f"/desk/{submission.reference}/files/{file.pk}/", {"release": "nothing"}, follow=True)
    assert f"{file.name}: publish nothing of it." in page.text
    file.refresh_from_db()
    assert file.release == Release.NOTHING
    assert browser.post(f"/desk/{submission.reference}/files/{file.pk}/", {"release": "all"}).status_code == 404


def test_marked_words_that_stand_unmarked_elsewhere_are_named(submission, text, secretariat, browser):
    mark(submission, text, secretariat, (5, 12))
    file = AttachmentFactory(submission=submission, name="Letter.txt", content=b"dr  grey wrote this")
    place = f"the answer to question {text.question_version.code}"
    assert left_unmarked(submission) == [
        f"“Dr Grey” is marked in one place and stands unmarked in {place}, Letter.txt."
    ]
    page = f"/desk/{submission.reference}/"
    assert all("stands unmarked in" in browser.get(address).text for address in (page, f"{page}preview/"))
    check_redactions(redactions=text.redactions.all(), submission=submission, by=UserFactory(secretariat=True))
    (sentence,) = left_unmarked(submission)
    assert sentence.startswith("“Personal data” is marked")  # what is sealed is said by its reason alone
    mark(submission, text, secretariat, (23, 30))
    file.delete()
    assert left_unmarked(submission) == []
