"""Staff who run no peer review learn from the log who did what by key, and neither names nor addresses of peers."""

import pytest

from core.audit import Entry
from peer_review.pool.models import Peer
from peer_review.reviews.enums import ReviewState
from peer_review.teams.models import Member
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
