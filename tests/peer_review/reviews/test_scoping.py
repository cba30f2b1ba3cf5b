"""The scoping record: written by manager and leads, agreed, and left alone after that."""

from datetime import date

import pytest
from django.urls import reverse

from core.errors import NotAllowed, Refused, Stale
from peer_review.reviews.domain import scoping as verbs
from peer_review.reviews.enums import DutyKind, ReviewState
from tests.factories import UserFactory
from tests.peer_review.reviews.factories import (
    DutyFactory,
    HostPersonFactory,
    ScopingFactory,
)

pytestmark = pytest.mark.django_db
NOTHING = dict.fromkeys(verbs.FIELDS, "") | {"met_on": None}
MET = date(2026, 11, 3)


@pytest.fixture
def review():
    return ScopingFactory(review__state=ReviewState.SCOPING).review


def _lead(review):
    return HostPersonFactory(host__review=review, is_lead=True, user=UserFactory()).user


def test_manager_and_leads_write_it(review, boss):
    verbs.save_scoping(review=review, values={**NOTHING, "focus": "Discharge"}, read=0, by=boss)
    saved = verbs.save_scoping(review=review, values={**NOTHING, "focus": "Discharge home"}, read=1, by=_lead(review))
    assert (saved.focus, saved.revision) == ("Discharge home", 2)
    colleague = HostPersonFactory(host__review=review, user=UserFactory()).user
    with pytest.raises(NotAllowed):
        verbs.save_scoping(review=review, values=NOTHING, read=2, by=colleague)


def test_a_stale_record_is_told_and_one_sent_twice_changes_nothing(review, boss):
    verbs.save_scoping(review=review, values={**NOTHING, "focus": "Theirs"}, read=0, by=boss)
    again = verbs.save_scoping(review=review, values={**NOTHING, "focus": "Theirs"}, read=0, by=boss)
    assert again.revision == 1
    with pytest.raises(Stale):
        verbs.save_scoping(review=review, values={**NOTHING, "focus": "Mine"}, read=0, by=boss)


def test_the_page_of_a_stale_record_shows_both(review, boss, signed_in):
    browser = signed_in(boss)
    address = reverse("peer_reviews:write_scoping", args=[review.reference])
    verbs.save_scoping(review=review, values={**NOTHING, "focus": "What they wrote"}, read=0, by=_lead(review))
    page = browser.post(address, {"focus": "What I wrote", "after": "0"}).content.decode()
    assert "What they wrote" in page
    assert "What I wrote" in page
    review.scoping.refresh_from_db()
    assert review.scoping.focus == "What they wrote"
    assert browser.post(address, {"focus": "Both", "after": "1"}).status_code == 302


def test_it_is_agreed_after_the_meeting(review, boss):
    DutyFactory(review=review, kind=DutyKind.SCOPING_MEETING)
    with pytest.raises(Refused, match="Write the focus"):
        verbs.agree_scoping(review=review, read=0, by=boss)
    verbs.save_scoping(review=review, values={**NOTHING, "focus": "Discharge", "met_on": MET}, read=0, by=boss)
    with pytest.raises(Stale):
        verbs.agree_scoping(review=review, read=0, by=boss)
    with pytest.raises(NotAllowed):
        verbs.agree_scoping(review=review, read=1, by=_lead(review))
    agreed = verbs.agree_scoping(review=review, read=1, by=boss)
    assert (agreed.agreed_by, agreed.agreed_at is not None) == (boss, True)
    assert review.duties.get().done_on == MET


def test_a_change_ends_the_agreement(review, boss):
    values = {**NOTHING, "focus": "Discharge", "met_on": MET}
    verbs.save_scoping(review=review, values=values, read=0, by=boss)
    verbs.agree_scoping(review=review, read=1, by=boss)
    changed = verbs.save_scoping(review=review, values={**values, "focus": "Prevention"}, read=1, by=boss)
    assert changed.agreed_at is None


def test_once_the_review_prepares_the_record_stays(boss):
    review = ScopingFactory(review__state=ReviewState.PREPARING).review
    with pytest.raises(Refused, match="stays as it was agreed"):
        verbs.save_scoping(review=review, values={**NOTHING, "focus": "More"}, read=0, by=boss)
