import re
from pathlib import Path

import pytest
from django.utils import timezone
from django.utils.html import escape

from core.audit import Entry
from core.errors import NotAllowed, Refused
from core.outbox.message import Message
from evidence.publication.domain.publish import publish_submission
from evidence.publication.domain.screen import ask_respondent, refuse, start_screening, write_note
from evidence.publication.domain.suggest import accept_suggestions
from evidence.publication.models import ScreeningNote
from evidence.publication.presenters.history import ACTIONS
from evidence.submissions.domain.details import change_respondent, choose_publishing
from evidence.submissions.domain.start import Respondent
from evidence.submissions.domain.withdraw import record_reply, withdraw_on_request
from evidence.submissions.enums import Channel, RespondentKind
from evidence.submissions.enums import SubmissionState as S
from evidence.submissions.lifecycle import SUBMISSION
from tests.factories import AttachmentFactory, RedactionFactory, SubmissionFactory, UserFactory, published, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(signed_in, secretariat):
    return signed_in(secretariat)


def on_paper(**fields):
    return SubmissionFactory(channel=Channel.PAPER, entered_by=UserFactory(secretariat=True), **fields)


def page_of(browser, submission):
    return browser.get(f"/desk/{submission.reference}/")


def test_whoever_starts_screening_has_it(secretariat):
    submission = start_screening(submission=SubmissionFactory(state=S.RECEIVED), by=secretariat)
    assert (submission.state, submission.assigned_to) == (S.SCREENING, secretariat)


def test_screening_what_was_given_to_another_leaves_it_with_them(secretariat):
    other = UserFactory(secretariat=True)
    submission = SubmissionFactory(state=S.RECEIVED, assigned_to=other)
    assert start_screening(submission=submission, by=secretariat).assigned_to == other


def test_a_question_goes_to_the_respondent_by_mail(secretariat):
    submission = SubmissionFactory(state=S.SCREENING)
    ask_respondent(submission=submission, by=secretariat, question="Which year is meant?")
    submission.refresh_from_db()
    assert submission.state == S.CLARIFICATION
    message = Message.objects.get(kind="submission.clarification")
    assert message.to == submission.contributors.get().email
    assert "Which year is meant?" in message.text
    assert f"/respond/s/{submission.key}/reply/{submission.clarifications.get().pk}/" in message.text


def test_a_question_stands_without_an_address_too(browser, secretariat):
    submission = SubmissionFactory(state=S.SCREENING)
    submission.contributors.all().delete()
    assert "There is no email address" in browser.get(f"/desk/{submission.reference}/decide/ask/").text
    ask_respondent(submission=submission, by=secretariat, question="Which year?")
    submission.refresh_from_db()
    assert submission.state == S.CLARIFICATION
    assert not Message.objects.filter(kind="submission.clarification").exists()


def test_who_answered_on_paper_is_told_where_to_write_or_ring(secretariat):
    submission = on_paper(state=S.SCREENING, call__contact_telephone="020 7946 0000")
    ask_respondent(submission=submission, by=secretariat, question="Which year is meant?")
    text = Message.objects.get(kind="submission.clarification").text
    assert "Reply by mail to contact@localhost, or by telephone on 020 7946 0000." in text
    assert f"Quote the reference {submission.reference}." in text
    assert "/respond/" not in text


def test_who_answered_on_paper_is_asked_without_an_address_too(browser, secretariat):
    submission = on_paper(state=S.SCREENING)
    submission.contributors.all().delete()
    address = f"/desk/{submission.reference}/decide/ask/"
    assert "There is no email address. Write or telephone" in browser.get(address).text
    browser.post(address, {"question": "Which year?"})
    submission.refresh_from_db()
    assert submission.state == S.CLARIFICATION


def test_what_was_said_on_the_telephone_is_recorded_beside_the_question(browser, secretariat):
    submission = on_paper(state=S.SCREENING)
    asked = ask_respondent(submission=submission, by=secretariat, question="Which year is meant?")
    address = f"/desk/{submission.reference}/decide/record_reply/"
    assert "Which year is meant?" in browser.get(address).text
    assert "Enter the reply" in browser.post(address, {"reply": " "}).text
    browser.post(address, {"reply": "She said 2019."})
    asked.refresh_from_db()
    submission.refresh_from_db()
    assert (asked.reply, asked.recorded_by, submission.state) == ("She said 2019.", secretariat, S.SCREENING)
    assert "2019" not in str(Entry.objects.get(action="submission.record_reply").details)
    assert f"recorded by {escape(secretariat)}" in page_of(browser, submission).text


def test_a_reply_is_recorded_where_one_is_waited_for_and_by_the_secretariat_alone(secretariat):
    submission = on_paper(state=S.SCREENING)
    with pytest.raises(Refused, match="it is screening"):
        record_reply(submission=submission, reply="She said 2019.", actor=secretariat)
    ask_respondent(submission=submission, by=secretariat, question="Which year is meant?")
    with pytest.raises(NotAllowed):
        record_reply(submission=submission, reply="She said 2019.", actor=UserFactory())
    with pytest.raises(Refused, match="Enter the reply"):
        record_reply(submission=submission, reply=" ", actor=secretariat)


@pytest.mark.parametrize("state", [S.RECEIVED, S.SCREENING, S.CLARIFICATION, S.READY, S.NOT_PUBLISHED])
def test_who_writes_to_us_is_withdrawn_before_it_is_published(browser, state):
    submission = on_paper(state=state)
    address = f"/desk/{submission.reference}/decide/withdraw_on_request/"
    page = browser.post(address, {"reason": "By letter of 3 May"}, follow=True)
    assert f"{submission.reference} is withdrawn." in page.text
    assert "By letter of 3 May" in page.text
    submission.refresh_from_db()
    assert submission.state == S.WITHDRAWN
    assert Entry.objects.get(action="submission.withdraw_on_request").details["reason"] == "By letter of 3 May"
    text = Message.objects.get(kind="submission.withdrawn").text
    assert "was withdrawn, as you asked us." in text
    assert "By letter of 3 May" not in text


def test_withdrawing_for_somebody_needs_to_say_how_they_asked(browser, secretariat):
    submission = on_paper(state=S.SCREENING)
    page = browser.post(f"/desk/{submission.reference}/decide/withdraw_on_request/", {"reason": ""})
    assert "Enter how and when they asked for it" in page.text
    with pytest.raises(Refused, match="Give a reason"):
        withdraw_on_request(submission=submission, reason=" ", actor=secretariat)
    with pytest.raises(NotAllowed):
        withdraw_on_request(submission=submission, reason="By letter", actor=UserFactory())


def test_what_is_published_is_taken_back_before_it_is_withdrawn(secretariat):
    with pytest.raises(Refused, match="it is published"):
        withdraw_on_request(submission=published().submission, reason="By letter", actor=secretariat)


def test_what_was_entered_from_paper_is_corrected_from_its_page(browser):
    paper, online, decided = on_paper(state=S.READY), SubmissionFactory(state=S.READY), on_paper(state=S.NOT_PUBLISHED)
    assert f"/desk/enter/{paper.key}/" in page_of(browser, paper).text
    for other in (online, decided):
        assert f"/desk/enter/{other.key}/" not in page_of(browser, other).text


def test_who_is_not_published_is_told_why(secretariat):
    submission = refuse(submission=SubmissionFactory(state=S.SCREENING), by=secretariat, reason="Outside the call.")
    assert (submission.state, submission.not_published_reason) == (S.NOT_PUBLISHED, "Outside the call.")
    assert "Outside the call." in Message.objects.get(kind="submission.not_published").text


def test_the_page_shows_what_was_sent_and_what_can_be_decided(browser):
    submission = SubmissionFactory(state=S.SCREENING, texts=["What we think"], name="Ada Example")
    page = page_of(browser, submission)
    assert "What we think" in page.text
    assert [one.move.verb for one in page.context["decisions"]] == [
        "make_ready",
        "ask",
        "refuse",
        "withdraw_on_request",
    ]
    assert "It waits in the list of those ready to publish. Nothing is public yet." in page.text


def test_the_page_says_in_words_what_stands_in_the_way(browser):
    submission = SubmissionFactory(state=S.SCREENING, texts=["What we think"], publishing="not_at_all")
    RedactionFactory(answer_version=submission.current.answers.get())
    page = page_of(browser, submission)
    assert "The respondent asked that this is not published." in page.text
    assert "1 redaction waits to be checked by somebody who did not make it" in page.text


def test_a_draft_is_nobodys_business_on_the_desk(browser):
    submission = SubmissionFactory()
    type(submission).objects.filter(pk=submission.pk).update(reference="CFE1-9999")
    assert browser.get("/desk/CFE1-9999/").status_code == 404


def test_screening_asks_as_much_for_three_answers_as_for_one(browser, django_assert_num_queries):
    for texts in (["One"], ["One", "Two", "Three"]):
        submission = SubmissionFactory(state=S.SCREENING, texts=texts)
        AttachmentFactory(submission=submission)
        for version in submission.current.answers.all():
            RedactionFactory(answer_version=version, end=2, checked=True)
        write_note(submission=submission, by=UserFactory(secretariat=True), text="Look at this")
        page_of(browser, submission)
        with django_assert_num_queries(35):
            page_of(browser, submission)


def test_sealed_words_are_not_on_the_page(browser):
    submission = SubmissionFactory(state=S.SCREENING, texts=["Call Dr Grey today"])
    version = submission.current.answers.get()
    mark = RedactionFactory(answer_version=version, start=5, end=12)
    assert "Dr Grey" in page_of(browser, submission).text
    mark.checked_by, mark.checked_at = UserFactory(secretariat=True), mark.made_at
    mark.save()
    assert "Dr Grey" not in page_of(browser, submission).text


@pytest.mark.parametrize(
    ("state", "verb", "words", "after"),
    [
        (S.RECEIVED, "screen", {}, S.SCREENING),
        (S.SCREENING, "make_ready", {}, S.READY),
        (S.SCREENING, "ask", {"question": "Which?"}, S.CLARIFICATION),
        (S.RECEIVED, "withdraw_on_request", {"reason": "By letter of 3 May"}, S.WITHDRAWN),
        (S.CLARIFICATION, "stop_waiting", {"reason": "Four weeks went by"}, S.SCREENING),
        (S.READY, "take_back", {}, S.SCREENING),
        (S.READY, "refuse", {"reason": "Outside the call"}, S.NOT_PUBLISHED),
        (S.NOT_PUBLISHED, "reopen", {"reason": "A second look"}, S.SCREENING),
    ],
)
def test_each_decision_is_made_from_the_page(browser, state, verb, words, after):
    submission = SubmissionFactory(state=state, texts=["Words"])
    browser.post(f"/desk/{submission.reference}/decide/{verb}/", words)
    submission.refresh_from_db()
    assert submission.state == after


def test_publishing_takes_a_look_at_the_preview_first(browser):
    submission = SubmissionFactory(state=S.READY, texts=["Words"])
    base = f"/desk/{submission.reference}"
    page = browser.post(f"{base}/decide/publish/", follow=True).text
    assert "Look at it again before you publish." in page
    browser.post(f"{base}/decide/publish/", {"seen": browser.get(f"{base}/preview/").context["seen"]})
    submission.refresh_from_db()
    assert submission.state == S.PUBLISHED


def test_a_decision_that_needs_words_asks_for_them(browser):
    submission = SubmissionFactory(state=S.SCREENING)
    address = f"/desk/{submission.reference}/decide/refuse/"
    assert "The respondent is told why." in browser.get(address).text
    page = browser.post(address, {"reason": " "})
    assert "<title>Error: Do not publish" in page.text
    assert "Enter a reason" in page.text


def test_the_respondents_own_moves_are_not_for_the_desk(browser):
    submission = SubmissionFactory(state=S.SCREENING)
    assert browser.post(f"/desk/{submission.reference}/decide/withdraw/").status_code == 404


def test_a_decision_that_came_too_late_says_so(browser):
    submission = SubmissionFactory(state=S.PUBLISHED, texts=["Words"])
    page = browser.post(f"/desk/{submission.reference}/decide/make_ready/", follow=True)
    assert "This can&#x27;t be done now: it is published." in page.text


def test_the_preview_is_what_becomes_public(browser, client):
    submission = SubmissionFactory(
        state=S.READY, texts=["Call Dr Grey\n\ntoday", "More words"], name="Ada Example", anonymous=True
    )
    RedactionFactory(answer_version=submission.current.answers.first(), start=5, end=12, checked=True)
    AttachmentFactory(submission=submission)
    response = browser.get(f"/desk/{submission.reference}/preview/")
    preview = response.text
    browser.post(f"/desk/{submission.reference}/decide/publish/", {"seen": response.context["seen"]})
    public = client.get(f"/evidence/{submission.reference}/").text

    def body(page):
        return page[page.index('<h1><span class="nhsuk-caption-xl">Submission') : page.index("The file itself is not")]

    assert body(preview) == body(public)
    assert "Dr Grey" not in preview
    assert "Ada Example" not in preview


def test_the_preview_of_what_is_never_public_says_why(browser):
    submission = SubmissionFactory(state=S.SCREENING, publishing="not_at_all", texts=["Sealed words"])
    page = browser.get(f"/desk/{submission.reference}/preview/").text
    assert "The respondent asked that this is not published." in page
    assert "Sealed words" not in page


def test_taking_back_from_the_page_asks_why(browser, client):
    edition = published(texts=["Words"])
    browser.post(f"/desk/{edition.reference}/decide/unpublish/", {"reason": "A name was overlooked"})
    assert client.get(f"/evidence/{edition.reference}/").status_code == 410
    assert "A name was overlooked" in page_of(browser, edition.submission).text


def test_a_note_is_kept_and_shown_to_screeners_alone(browser, secretariat):
    submission = SubmissionFactory(state=S.SCREENING)
    browser.post(f"/desk/{submission.reference}/note/", {"text": "Ask the clinic"})
    assert ScreeningNote.objects.get().author == secretariat
    assert "Ask the clinic" in page_of(browser, submission).text
    assert "Enter a note" in browser.post(f"/desk/{submission.reference}/note/", {"text": ""}).text


def test_the_history_is_told_in_words(browser, secretariat):
    submission = start_screening(submission=SubmissionFactory(state=S.RECEIVED), by=secretariat)
    write_note(submission=submission, by=secretariat, text="A note")
    told = [f"{event.who} {event.what}" for event in page_of(browser, submission).context["history"]]
    assert told == [f"{secretariat} wrote a note", f"{secretariat} started screening"]


def test_the_same_thing_done_many_times_at_once_is_told_once(browser, secretariat):
    submission = SubmissionFactory(state=S.SCREENING, texts=["Ring 01632 960 123 or write to a@example.org"])
    accept_suggestions(submission=submission, by=secretariat)
    minutes = {f"{entry.at:%H:%M}" for entry in Entry.objects.filter(action="redaction.make")}
    told = page_of(browser, submission).context["history"]
    assert {event.what for event in told} == {"marked words: personal data"}
    assert (len(told), sum(event.times for event in told)) == (len(minutes), 2)


def test_the_changes_of_an_amendment_are_shown_word_by_word(browser):
    submission = SubmissionFactory(state=S.RECEIVED, texts=["The board met once."])
    submission.answers.update(text="The board met twice.", value="The board met twice.", revision=2)
    send(submission)
    page = browser.get(f"/desk/{submission.reference}/changes/2/").text
    assert "The board met <del>once.</del><ins>twice.</ins>" in page
    assert browser.get(f"/desk/{submission.reference}/changes/1/").status_code == 404


def test_sealed_words_stay_sealed_where_changes_are_shown(browser):
    submission = SubmissionFactory(state=S.RECEIVED, texts=["Call Dr Grey once."])
    RedactionFactory(answer_version=submission.current.answers.get(), start=5, end=12, checked=True)
    submission.answers.update(text="Call her twice.", value="Call her twice.", revision=2)
    send(submission)
    page = browser.get(f"/desk/{submission.reference}/changes/2/").text
    assert "Grey" not in page
    assert "[redacted: personal data]" in page
    assert "twice." in page


def test_staff_open_a_file_from_the_page(browser):
    submission = SubmissionFactory(state=S.SCREENING)
    file = AttachmentFactory(submission=submission, content=b"Its bytes")
    address = f"/respond/s/{submission.key}/files/{file.key}/"
    assert f'href="{address}"' in page_of(browser, submission).text
    assert b"".join(browser.get(address).streaming_content) == b"Its bytes"


def test_a_note_comes_back_when_its_writer_was_signed_out_meanwhile(client):
    reference = SubmissionFactory(state=S.SCREENING).reference
    page = client.post(f"/desk/{reference}/note/", {"text": "Half an hour of reading"})
    assert page.status_code == 403
    assert "Half an hour of reading" in page.content.decode()
    assert client.get(f"/desk/{reference}/").url.startswith("/accounts/login/?next=/desk/")


def test_what_was_withdrawn_is_read_by_nobody(browser):
    submission = SubmissionFactory(state=S.SCREENING, texts=["A secret sentence"])
    text, mark = submission.current.answers.get(), RedactionFactory(answer_version=submission.current.answers.get())
    submission.answers.update(text="A secret sentence, again", revision=2)
    send(submission)
    type(submission).objects.filter(pk=submission.pk).update(state=S.WITHDRAWN)
    base = f"/desk/{submission.reference}/"
    page = browser.get(base).text
    assert "nobody reads it any more" in page
    assert "A secret sentence" not in page
    pages = ("preview/", "changes/2/", f"marks/words/answer-{text.pk}/", f"marks/{mark.pk}/open/", "decide/refuse/")
    assert {browser.get(base + one).status_code for one in pages} == {404}
    assert submission.name not in browser.get("/desk/?view=withdrawn").text


def test_what_an_amendment_changed_besides_answers_is_said(browser):
    submission = SubmissionFactory(state=S.SCREENING, texts=["Words"])
    AttachmentFactory(submission=submission, name="Old.txt", removed_at=timezone.now())
    writer = submission.contributors.get()
    choose_publishing(submission=submission, publishing="without_name", actor=writer)
    change_respondent(submission=submission, respondent=Respondent(RespondentKind.INDIVIDUAL, "New"), actor=writer)
    AttachmentFactory(submission=submission, name="New.txt", uploaded_at=timezone.now())
    submission.refresh_from_db()
    submission.answers.update(revision=2)
    send(submission)
    page = browser.get(f"/desk/{submission.reference}/changes/2/").text
    assert "Taken out:" in page
    assert "<del>Old.txt</del>" in page
    assert "<ins>New.txt</ins>" in page
    assert "chose what may be published: without the name." in page
    assert "changed who answers." in page


def test_every_action_on_a_submission_has_words_in_its_history():
    """Read from the code: what is logged there and has no words would read as its own name."""
    logged = {
        action
        for path in Path("evidence").rglob("*.py")
        for action in re.findall(r'audit\.record\(\s*"((?:submission|redaction)\.[a-z_]+)"', path.read_text())
    }
    assert len(logged) > 20
    moves = {f"submission.{move.verb}" for move in SUBMISSION.moves}
    assert logged - set(ACTIONS) - moves == set()


class TestWordsOfAMove:
    @pytest.mark.parametrize(("verb", "name"), [("ask", "question"), ("stop_waiting", "reason")])
    def test_come_back_when_somebody_else_was_faster(self, browser, verb, name):
        state = S.CLARIFICATION if verb == "stop_waiting" else S.SCREENING
        submission = SubmissionFactory(state=state, texts=["Words."])
        address = f"/desk/{submission.reference}/decide/{verb}/"
        assert browser.get(address).status_code == 200
        submission.state = S.READY
        submission.save()
        page = browser.post(address, {name: "What took an hour to write"})
        assert "What took an hour to write" in page.text
        assert "be done now: it is ready to publish" in page.text

    def test_hold_no_sealed_ones_for_the_log(self, browser, secretariat):
        submission = SubmissionFactory(state=S.READY, texts=["Ask Dr Grey for May."])
        text = submission.current.answers.get()
        for start, end in ((4, 11), (16, 19)):
            RedactionFactory(answer_version=text, start=start, end=end, checked=True)
        publish_submission(submission=submission, by=secretariat)
        address = f"/desk/{submission.reference}/decide/unpublish/"
        page = browser.post(address, {"reason": "Asked for by Dr\u00a0grey"})
        assert "must not hold the sealed words" in page.text
        assert "Asked for by Dr\u00a0grey" in page.text
        assert not [entry for entry in Entry.objects.all() if "grey" in str(entry.details)]
        assert browser.post(address, {"reason": "She asked, maybe twice"}).status_code == 302
