"""What people type into the site's forms is in no line of the log, also when something breaks behind the form.

The words go the way of a browser: through the addresses, the middleware and the forms, and not only through the verbs.
"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from core.audit import Entry
from evidence.submissions.enums import SubmissionState as S
from evidence.submissions.models import Answer, Attachment, Submission
from pages.domain import set_up_site
from tests.evidence.submissions.conftest import Writer, hidden_fields, writer_of
from tests.factories import PASSWORD, QuestionFactory, SubmissionFactory, UserFactory

pytestmark = pytest.mark.django_db

NAME, ADDRESS, WORDS = "Ignatia Brackenbury", "ignatia@planted.example", "The heron file lies under the third stair"
SECRET = f"{NAME} <{ADDRESS}> says: {WORDS}"


def leaks(text: str) -> list[str]:
    return [word for word in ("Ignatia", "Brackenbury", ADDRESS, "heron", PASSWORD) if word.lower() in text.lower()]


@pytest.fixture
def writer() -> Writer:
    """Somebody who wrote and has not sent yet."""
    submission = SubmissionFactory(name=NAME)
    QuestionFactory(section__call=submission.call)
    contributor = submission.contributors.get()
    type(contributor).objects.filter(pk=contributor.pk).update(name=NAME, email=ADDRESS)
    return writer_of(contributor)


@pytest.fixture
def desk(signed_in, secretariat) -> Client:
    return signed_in(secretariat)


def test_an_answer_from_the_first_form_to_the_last(log):
    question = QuestionFactory()
    start = f"/respond/{question.section.call.code}/?kind=individual"
    client = Client()
    form = hidden_fields(client.get(start).text, after='id="main"')
    client.post(start, form | {"name": NAME, "email": ADDRESS})
    ada = Writer(Submission.objects.get().contributors.get(), client)

    client.post(ada.url("autosave", question.section_id), ada.fields(question.section) | {f"q-{question.key}": WORDS})
    ada.write(question, f"{WORDS}.", **{f"c-{question.key}": "on", f"r-{question.key}": f"It is about {NAME}"})
    ada.post("colleagues", name=NAME, email=f"second.{ADDRESS}", part="writer")
    files = reverse("attachments:files", args=[ada.submission.key])
    client.post(files, {"file": SimpleUploadedFile(f"{NAME}.txt", SECRET.encode())})
    ada.post("publishing", publishing="without_name")
    ada.post("check")  # without the declaration
    ada.post("check", declared="on")
    ada.post("withdraw")
    Client().post(reverse("respond:send_link"), {"email": ADDRESS})
    Client().get("/search/", {"q": SECRET})

    sent = ada.submission
    assert (sent.name, sent.reference is not None) == (NAME, True)
    assert WORDS in Answer.objects.get().text
    assert Attachment.objects.get().name.startswith(NAME)
    _nothing_was_told(log)


def test_what_the_secretariat_types(log, desk):
    submission = SubmissionFactory(state=S.SCREENING, name=NAME, texts=[SECRET])
    here = reverse("desk:submission", args=[submission.reference])
    (target,) = submission.current.answers.all()
    desk.post(f"{here}note/", {"text": SECRET})
    desk.post(f"{here}marks/words/answer-{target.pk}/", {"words": NAME, "reason": "third_party", "note": WORDS})
    desk.post(f"{here}purge/", {"reason": "The law wants it.", "words": WORDS})
    desk.post(f"{here}decide/ask/", {"question": SECRET})
    desk.get("/desk/", {"q": NAME})

    assert NAME in desk.get(here).text
    assert submission.notes.count() == 1
    assert target.redactions.count() == 1
    assert submission.purges.count() == 1
    _nothing_was_told(log)


def test_what_strangers_type(log):
    set_up_site()
    client = Client()
    assert client.post("/contact/", {"name": NAME, "email": ADDRESS, "message": WORDS}).status_code == 302
    user = UserFactory(email=ADDRESS, first_name="Ignatia", last_name="Brackenbury")
    for password in (f"not {PASSWORD}", PASSWORD):
        client.post(reverse("account_login"), {"login": user.email, "password": password})
    client.post(reverse("account_reset_password"), {"email": ADDRESS})
    client.post(reverse("account_signup"), {"email": f"new.{ADDRESS}", "name": NAME, "password1": PASSWORD})

    assert client.session["_auth_user_id"] == str(user.pk)
    _nothing_was_told(log)


def _nothing_was_told(log) -> None:
    assert '"code"' in log.getvalue()
    assert leaks(log.getvalue()) == []
    assert leaks(str(list(Entry.objects.values_list("action", "actor", "subject", "details")))) == []


def broken(*_: object, **__: object) -> None:
    raise RuntimeError(SECRET)


@pytest.mark.parametrize("page", ["section", "autosave"])
def test_a_fault_behind_an_answer_tells_nothing(log, monkeypatch, writer, page):
    question = writer.submission.call.sections.get().questions.get()
    fields = writer.fields(question.section) | {f"q-{question.key}": WORDS}
    monkeypatch.setattr("evidence.submissions.views.section.save_answers", broken)
    writer.client.raise_request_exception = False
    _broke(log, writer.client.post(writer.url(page, question.section_id), fields))


def test_a_fault_behind_the_first_form_tells_nothing(log, monkeypatch):
    start = f"/respond/{QuestionFactory().section.call.code}/?kind=individual"
    client = Client(raise_request_exception=False)
    form = hidden_fields(client.get(start).text, after='id="main"')
    monkeypatch.setattr("evidence.submissions.views.start.start_submission", broken)
    _broke(log, client.post(start, form | {"name": NAME, "email": ADDRESS}))


@pytest.mark.parametrize(
    ("verb", "sent"),
    [
        ("presenters.screening.marks_of", ("", None)),
        ("domain.screen.write_note", ("note/", {"text": SECRET})),
        ("views.redaction.ask_purge", ("purge/", {"reason": SECRET, "words": WORDS})),
    ],
)
def test_a_fault_on_the_desk_tells_nothing(log, monkeypatch, desk, verb, sent):
    page, typed = sent
    submission = SubmissionFactory(state=S.SCREENING, name=NAME, texts=[SECRET])
    monkeypatch.setattr(f"evidence.publication.{verb}", broken)
    desk.raise_request_exception = False
    address = reverse("desk:submission", args=[submission.reference]) + page
    _broke(log, desk.get(address) if typed is None else desk.post(address, typed))


def _broke(log, response) -> None:
    assert response.status_code == 500
    assert "Sorry, there is a problem with the service" in response.text
    assert leaks(response.text) == []
    assert "builtins.RuntimeError" in log.getvalue()
    assert leaks(log.getvalue()) == []
