"""The mail going out and the audit log, as staff see them in Wagtail; and Wagtail's first page."""

import re

import pytest
from django.core import mail
from django.utils.html import escape

from core import audit
from core.actors import SYSTEM
from core.outbox.message import Message, MessageState
from evidence.publication.domain.screen import start_screening
from tests.factories import SubmissionFactory, UserFactory

pytestmark = pytest.mark.django_db
OUTBOX, LOG = "/admin/outbox/", "/admin/audit-log/"
SECRET = "planted-link-that-opens-a-draft"


def message(**fields):
    given = {"to": "ada@example.org", "subject": SECRET, "text": SECRET, "kind": "receipt"}
    return Message.objects.create(**{**given, **fields})


@pytest.fixture
def auditor(signed_in):
    return signed_in(UserFactory(auditor=True))


@pytest.fixture
def secretary(signed_in, secretariat):
    return signed_in(secretariat)


@pytest.fixture
def administrator(signed_in):
    return signed_in(UserFactory(is_superuser=True, secretariat=True))


def test_staff_see_to_whom_and_in_what_state_and_never_the_words(secretary, auditor):
    message(state=MessageState.GIVEN_UP, attempts=8, last_error="SMTPConnectError")
    for browser in (secretary, auditor):
        page = browser.get(OUTBOX).content.decode()
        for shown in ("ada@example.org", "receipt", "Given up", "SMTPConnectError"):
            assert shown in page
        assert SECRET not in page


def test_the_mail_is_filtered_by_state(secretary):
    message(to="sent@example.org", state=MessageState.WAITING)
    message(to="lost@example.org", state=MessageState.GIVEN_UP)
    page = secretary.get(f"{OUTBOX}?state=given_up").content.decode()
    assert "lost@example.org" in page
    assert "sent@example.org" not in page


def test_what_was_given_up_is_sent_again(secretary, committing):
    lost = message(state=MessageState.GIVEN_UP, attempts=8)
    assert f"{OUTBOX}again/{lost.pk}/" in secretary.get(OUTBOX).content.decode()
    page = secretary.get(f"{OUTBOX}again/{lost.pk}/").content.decode()
    assert "ada@example.org" in page
    assert SECRET not in page
    with committing():
        secretary.post(f"{OUTBOX}again/{lost.pk}/")
    lost.refresh_from_db()
    assert (lost.state, len(mail.outbox)) == (MessageState.SENT, 1)
    assert secretary.post(f"{OUTBOX}again/{lost.pk}/").status_code == 404


def test_an_auditor_sends_nothing(auditor, committing):
    lost = message(state=MessageState.GIVEN_UP)
    with committing():
        response = auditor.post(f"{OUTBOX}again/{lost.pk}/")
    assert response.status_code in {302, 403}
    lost.refresh_from_db()
    assert lost.state == MessageState.GIVEN_UP


@pytest.mark.parametrize("address", [OUTBOX, LOG])
@pytest.mark.parametrize("verb", ["new", "edit/1", "delete/1", "history/1", "usage/1", "inspect/1", "copy/1"])
def test_nobody_edits_either_not_even_an_administrator(administrator, address, verb):
    message(pk=1)
    audit.record("test.happen", actor=SYSTEM, subject=Message.objects.get())
    assert administrator.get(f"{address}{verb}/").status_code == 404
    assert administrator.post(f"{address}{verb}/").status_code == 404


@pytest.mark.parametrize("address", [OUTBOX, LOG])
def test_others_see_neither(signed_in, address):
    for person in (UserFactory(), UserFactory(moderator=True)):
        response = signed_in(person).get(address)
        assert response.status_code in {302, 403}
        assert response.get("Location", "").startswith("/accounts/login/") or response.status_code == 403


def test_the_log_is_filtered_by_subject_action_and_actor(auditor):
    one, other = message(), message()
    audit.record("message.lose", actor=SYSTEM, subject=one, reason="no host")
    audit.record("message.find", actor=SYSTEM, subject=other)
    page = auditor.get(f"{LOG}?subject=core.message:{one.pk}").content.decode()
    assert "message.lose" in page
    assert "reason: no host" in page
    assert "message.find" not in page
    page = auditor.get(f"{LOG}?action=message.f").content.decode()
    assert "message.find" in page
    assert "message.lose" not in page
    assert "message.find" not in auditor.get(f"{LOG}?actor=user:99").content.decode()


def test_the_log_names_people_and_references_beside_its_keys_and_nobody_who_answered(auditor, secretariat):
    submission = SubmissionFactory(state="received")
    writer = submission.contributors.get()
    start_screening(submission=submission, by=secretariat)
    audit.record("submission.reply", actor=writer, subject=submission)
    page = auditor.get(LOG).content.decode()
    for said in (
        f"{secretariat} ({secretariat.audit_name})",
        f"{submission.reference} (submissions.submission:{submission.pk})",
        "Start screening (submission.screen)",
        f"a writer of {submission.reference} ({writer.audit_name})",
    ):
        assert escape(said) in page
    assert writer.email not in page


@pytest.mark.parametrize("address", [OUTBOX, LOG])
def test_the_lists_ask_the_same_for_any_number(auditor, address, django_assert_max_num_queries):
    auditor.get(address)
    for count in (1, 3):
        for _ in range(count):
            audit.record("message.count", actor=SYSTEM, subject=message())
        with django_assert_max_num_queries(14):
            auditor.get(address)


def test_the_first_page_says_what_waits(secretary, auditor):
    first = auditor.get("/admin/").content.decode()
    assert "Nothing waits for you here." not in first
    assert f'href="{LOG}"' in first  # the auditor's work
    message(state=MessageState.GIVEN_UP)
    for browser in (secretary, auditor):
        page = browser.get("/admin/").content.decode()
        assert "What waits for you" in page
        assert "1 message could not be sent" in page


def menu(browser):
    props = browser.get("/admin/").content.decode()
    return re.findall(r'"name": "([a-z-]+)"', props.replace("&quot;", '"'))


def test_each_role_has_its_own_menu(secretary, auditor):
    assert {"explorer", "register", "images", "documents", "audit-log", "mail-going-out"} <= set(menu(secretary))
    assert {"users", "groups", "sites", "workflows"}.isdisjoint(menu(secretary))
    assert {"register", "audit-log", "mail-going-out", "users"} <= set(menu(auditor))
    assert {"explorer", "images", "documents", "redirects"}.isdisjoint(menu(auditor))


def test_nothing_is_advertised(secretary):
    page = secretary.get("/admin/").content.decode()
    assert "What's new" not in page
    assert {"editor-guide", "whats-new-in-wagtail"}.isdisjoint(menu(secretary))
    assert "<title>Moothall" in page or "Moothall" in re.search("<title>(.*?)</title>", page, re.DOTALL).group(1)
    assert "img/mark.svg" in page


def test_the_register_can_be_edited_and_keeps_its_history(secretary):
    response = secretary.post("/admin/register/new/", {"name": "Example Council", "type": "council", "successors": []})
    assert response.status_code == 302
    from organisations.models import Organisation

    body = Organisation.objects.get(name="Example Council")
    assert "Created" in secretary.get(f"/admin/register/history/{body.pk}/").content.decode()


def test_an_auditor_edits_no_body(auditor):
    assert auditor.get("/admin/register/").status_code == 200
    auditor.post("/admin/register/new/", {"name": "Planted", "type": "council"})
    from organisations.models import Organisation

    assert not Organisation.objects.filter(name="Planted").exists()
