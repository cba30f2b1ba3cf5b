"""What the secretariat finds of standing bodies on the first page of the staff's rooms."""

import pytest
from django.urls import reverse
from django.utils import timezone

from consultations.assemblies.panels.staff import waiting
from tests.consultations.assemblies.factories import BodyPageFactory, MemberFactory, ProposalFactory, SessionPageFactory
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_of(rf):
    def made(user):
        request = rf.get("/admin/")
        request.user = user
        return request

    return made


def test_what_is_live_and_what_is_seconded(request_of, secretariat, django_assert_num_queries):
    body = BodyPageFactory(title="The Assembly")
    live = SessionPageFactory(parent=body, title="Prevention", state="live")
    ProposalFactory(body=body, seconded_by=MemberFactory(), seconded_at=timezone.now(), state="seconded")
    with django_assert_num_queries(3):
        told = waiting(request_of(secretariat), None)
    assert told == {
        "live": [("Prevention", reverse("assemblies:session_desk", args=[live.pk]))],
        "waiting": [
            ("The Assembly: 1 proposal to put on an agenda", reverse("assemblies:proposals", args=[body.pk])),
        ],
    }


def test_others_are_told_nothing(request_of):
    assert waiting(request_of(UserFactory(auditor=True)), None) is None


def test_it_stands_on_the_first_page(signed_in, secretariat):
    live = SessionPageFactory(title="Prevention", state="live")
    page = signed_in(secretariat).get("/admin/").content.decode()
    assert reverse("assemblies:session_desk", args=[live.pk]) in page
    assert "Prevention is live" in page
