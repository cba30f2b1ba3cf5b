"""Every page of this room answers to whoever may open it, and asks the same few questions however much there is."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from peer_review.reviews.domain.reviews import propose
from peer_review.reviews.enums import DutyKind, ReviewState
from peer_review.reviews.models import Review
from tests.factories import OrganisationFactory, UserFactory
from tests.peer_review.frameworks.factories import FrameworkVersionFactory
from tests.peer_review.reviews.factories import (
    DutyFactory,
    HostFactory,
    HostPersonFactory,
    ProgrammeFactory,
    ReviewFactory,
    manager,
)

pytestmark = pytest.mark.django_db
MOST = 15


@pytest.fixture
def whole_review():
    """A review in preparation with everything on it."""
    review = ReviewFactory(state=ReviewState.PREPARING)
    for kind in (DutyKind.REPORT, DutyKind.ACTION_PLAN, DutyKind.TEAM_CALL):
        DutyFactory(review=review, kind=kind)
    return review


def _review(**fields):
    review = ReviewFactory(**{"state": ReviewState.PREPARING, **fields})
    host = HostFactory(review=review)
    HostPersonFactory(host=host, is_lead=True, user=UserFactory())
    HostPersonFactory(host=host)
    for kind in DutyKind:
        DutyFactory(review=review, kind=kind, due_on=timezone.localdate() - timedelta(days=3))
    return review


def _queries(browser, address):
    with CaptureQueriesContext(connection) as asked:
        answer = browser.get(address)
    assert answer.status_code == 200
    return len(asked)


@pytest.mark.parametrize("name", ["list", "dashboard", "mine", "feed", "calendar"])
def test_lists_ask_the_same_at_any_size(name, signed_in):
    boss = manager()
    lead = UserFactory()
    browser = signed_in(lead if name == "mine" else boss)
    counts = []
    for more in (1, 2):
        for _ in range(more):
            review = _review(programme=ProgrammeFactory.create())
            HostPersonFactory(host=review.hosts.get(), user=lead)
        browser.get(reverse(f"peer_reviews:{name}"))  # what is remembered for long is remembered now
        counts.append(_queries(browser, reverse(f"peer_reviews:{name}")))
    assert counts[0] == counts[1]
    assert counts[1] <= MOST


@pytest.mark.parametrize("name", ["programme", "programme_feed", "programme_calendar"])
def test_a_programme_asks_the_same_at_any_size(name, client):
    programme = ProgrammeFactory()
    version = FrameworkVersionFactory(framework=programme.framework)
    counts = []
    for more in (1, 2):
        for _ in range(more):
            _review(programme=programme, framework_version=version)
        counts.append(_queries(client, reverse(f"peer_reviews:{name}", args=[programme.slug])))
    assert counts[0] == counts[1]
    assert counts[1] <= MOST


@pytest.mark.parametrize("name", ["one", "desk", "stages", "timetable", "hosts", "scoping", "statement"])
def test_pages_of_a_review_ask_the_same_at_any_size(name, signed_in):
    boss = manager()
    review = propose(programme=ProgrammeFactory(), system=OrganisationFactory(), by=boss)
    Review.objects.filter(pk=review.pk).update(state=ReviewState.SCOPING, public_since=timezone.now())
    browser = signed_in(boss)
    counts = []
    for more in (1, 2):
        for _ in range(more):
            host = HostFactory(review=review)
            HostPersonFactory(host=host, is_lead=True)
            HostPersonFactory(host=host)
        browser.get(reverse(f"peer_reviews:{name}", args=[review.reference]))
        counts.append(_queries(browser, reverse(f"peer_reviews:{name}", args=[review.reference])))
    assert counts[0] == counts[1]
    assert counts[1] <= MOST


def test_the_managers_forms_open(signed_in, whole_review):
    browser = signed_in(manager())
    args = [whole_review.reference]
    for name in ("new_programme", "propose", "rights"):
        assert browser.get(reverse(f"peer_reviews:{name}")).status_code == 200
    assert browser.get(reverse("peer_reviews:change_programme", args=[whole_review.programme.slug])).status_code == 200
    for name in ("days", "add_host", "write_scoping", "agree_scoping", "freeze_framework", "reopen_statement"):
        assert browser.get(reverse(f"peer_reviews:{name}", args=args)).status_code == 200
    for verb in ("arrive", "withdraw", "publish"):
        assert browser.get(reverse("peer_reviews:move", args=[*args, verb])).status_code == 200
    for kind, what in ((DutyKind.REPORT, "day"), (DutyKind.TEAM_CALL, "done")):
        assert browser.get(reverse("peer_reviews:duty", args=[*args, kind, what])).status_code == 200
    assert browser.get(reverse("peer_reviews:duty", args=[*args, DutyKind.REPORT, "late"])).status_code == 404
    assert browser.get(reverse("peer_reviews:move", args=[*args, "fly"])).status_code == 404


@pytest.mark.parametrize(("address", "field"), [("timetable/report/day/", "due_on"), ("timetable/days/", "last")])
@pytest.mark.parametrize("year", [1000, 9999])
def test_a_day_from_which_nothing_can_follow_is_told_beside_its_field(signed_in, whole_review, address, field, year):
    browser, review = signed_in(manager()), f"/peer-reviews/{whole_review.reference}/"
    day = {"day": 31, "month": 12, "year": year}
    typed = {f"{one}_{part}": number for one in ("first", field) for part, number in day.items()}
    form = browser.post(f"{review}{address}", {**typed, "reason": "By mistake."}).context["form"]
    assert form.errors[field][0].startswith(f"{form.fields[field].label} must be the same as or")
    assert browser.get(f"{review}timetable/").status_code == 200
