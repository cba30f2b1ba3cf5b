"""Staff who run no peer review learn from the log who did what by key, and neither names nor addresses of peers."""

import re

import pytest

from core.audit import Entry
from core.outbox.message import Message, MessageState
from peer_review.pool.models import Peer
from peer_review.reviews.domain.stages import move_on
from peer_review.reviews.enums import ReviewState
from peer_review.teams.models import Member
from peer_review.visits.models import Attendee
from tests.factories import UserFactory
from tests.peer_review.planted import planted
from tests.peer_review.test_mail import ask_people, lay_out

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["auditor", "secretariat"])
def staff(request, signed_in):
    return signed_in(UserFactory(**{request.param: True}))


@pytest.fixture
def here(committing):
    here = planted(ReviewState.PREPARING)
    with committing():
        ask_people(here)
    for step in lay_out(here):
        with committing():
            step()
    return here


def test_the_log_names_no_peer_and_says_not_what_they_declared(here, staff, signed_in):
    signed_in(here.users["mate"]).post(f"/peer-reviews/{here.review.reference}/team/step-out/", {"reason": "zqleft"})
    assert Entry.objects.filter(action="peer_member.step_out").count() == 2
    pages = [staff.get(f"/admin/audit-log/?p={page}").content.decode() for page in (1, 2)]
    text = " ".join(pages)
    assert "peer_member.decline" in text
    mate = Member.objects.get(review=here.review, peer__user=here.users["mate"])
    names = [*Peer.objects.values_list("name", flat=True), mate.peer.user.email, str(mate.peer.user)]
    names = [name.replace("'", "&#x27;") for name in names]
    assert [secret for secret in (*names, "family", "zq") if secret in text] == []


def test_the_outbox_tells_not_to_whom_mail_to_peers_and_those_who_are_heard_goes(here, staff, committing):
    move_on(review=here.review, verb="withdraw", actor=here.review.manager, reason="It is off.")
    text = " ".join(staff.get(f"/admin/outbox/?p={page}").content.decode() for page in (1, 2))
    assert {"teams.invitation", "visits.slot", "peer_review.withdrawn"} <= set(re.findall(r"[a-z_]+\.[a-z]+", text))
    assert "sam@example.org" in staff.get("/admin/outbox/?kind=peer_review.invitation").content.decode()
    private = [*Peer.objects.values_list("email", flat=True), *Attendee.objects.values_list("email", flat=True)]
    assert [address for address in private if address in text] == []
    found = staff.get("/admin/outbox/?to=zqattendee").content.decode()
    assert "visits.slot" not in found.replace("to=zqattendee", "")


def test_what_was_given_up_is_sent_again_by_who_may_not_know_to_whom(here, secretariat, signed_in):
    lost = Message.objects.filter(kind="teams.invitation").first()
    Message.objects.filter(pk=lost.pk).update(state=MessageState.GIVEN_UP, text="Come.")
    page = signed_in(secretariat).get(f"/admin/outbox/again/{lost.pk}/").content.decode()
    assert "was given up after" in page
    assert lost.to not in page
