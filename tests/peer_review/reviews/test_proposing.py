"""Programmes, proposals, and the framework that a review freezes."""

import pytest
from django.urls import reverse
from django.utils import timezone

from core.errors import NotAllowed, Refused, Stale
from peer_review.frameworks.enums import VersionState
from peer_review.reviews.domain import programmes as programme_verbs
from peer_review.reviews.domain import reviews as verbs
from peer_review.reviews.domain.statement import PARTS
from peer_review.reviews.enums import ReviewState
from peer_review.reviews.models import Programme, Review
from tests.factories import OrganisationFactory, UserFactory
from tests.peer_review.frameworks.factories import FrameworkFactory, FrameworkVersionFactory
from tests.peer_review.reviews.factories import ProgrammeFactory, ReviewFactory

pytestmark = pytest.mark.django_db


def _in_force(framework, **fields):
    told = {
        "state": VersionState.IN_FORCE,
        "changed": "Begun.",
        "published_at": timezone.now(),
        "published_by": UserFactory(),
    }
    return FrameworkVersionFactory(framework=framework, **told, **fields)


def _described(**fields):
    told = {"name": "Systems 2027", "purpose": "", "contact": "", "begun_on": timezone.localdate()}
    return programme_verbs.Described(**{"framework": FrameworkFactory(), **told, **fields})


def test_a_programme_is_begun_and_changed(boss):
    described = _described()
    programme = programme_verbs.begin_programme(described=described, by=boss)
    assert programme.slug == "systems-2027"
    changed = _described(name="Systems and places", framework=described.framework)
    after = programme_verbs.stamp_of_programme(programme)
    programme_verbs.change_programme(programme=programme, described=changed, by=boss, after=after)
    programme.refresh_from_db()
    assert (programme.name, programme.slug) == ("Systems and places", "systems-2027")
    with pytest.raises(Stale):
        programme_verbs.change_programme(programme=programme, described=_described(), by=boss, after=after)


def test_two_programmes_have_two_names(boss):
    programme_verbs.begin_programme(described=_described(), by=boss)
    with pytest.raises(Refused, match="has this name"):
        programme_verbs.begin_programme(described=_described(name="SYSTEMS 2027"), by=boss)
    with pytest.raises(NotAllowed):
        programme_verbs.begin_programme(described=_described(name="Mine"), by=UserFactory())
    assert Programme.objects.count() == 1


def test_a_proposal_has_its_reference_record_and_statement(boss):
    programme, system = ProgrammeFactory(), OrganisationFactory()
    review = verbs.propose(programme=programme, system=system, by=boss)
    assert (review.reference, review.state, review.manager) == ("PR-1", ReviewState.PROPOSED, boss)
    assert review.statement.parts.count() == len(PARTS)
    assert review.scoping.revision == 0


def test_sent_twice_it_is_one_proposal(boss):
    programme, system = ProgrammeFactory(), OrganisationFactory()
    verbs.propose(programme=programme, system=system, by=boss)
    with pytest.raises(Refused, match="has a review in this programme already: PR-1"):
        verbs.propose(programme=programme, system=system, by=boss)
    assert Review.objects.count() == 1


def test_a_system_is_reviewed_again_after_the_last_one_is_over(boss):
    before = ReviewFactory(state=ReviewState.WITHDRAWN)
    again = verbs.propose(programme=before.programme, system=before.system, by=boss)
    assert again.reference == "PR-1"


def test_only_managers_propose():
    with pytest.raises(NotAllowed):
        verbs.propose(programme=ProgrammeFactory(), system=OrganisationFactory(), by=UserFactory())


def test_a_review_freezes_a_version_in_force_of_its_own_framework(boss):
    review = ReviewFactory(state=ReviewState.SCOPING)
    draft = FrameworkVersionFactory(framework=review.programme.framework)
    with pytest.raises(Refused, match="in force"):
        verbs.freeze_framework(review=review, version=draft, by=boss)
    with pytest.raises(Refused, match="programme’s framework"):
        verbs.freeze_framework(review=review, version=_in_force(FrameworkFactory()), by=boss)
    ours = _in_force(review.programme.framework)
    local = _in_force(FrameworkFactory(base=ours, is_public=False))
    frozen = verbs.freeze_framework(review=review, version=local, by=boss, after="none")
    assert frozen.framework_version == local
    assert frozen.frozen_at is not None
    with pytest.raises(Stale):
        verbs.freeze_framework(review=review, version=ours, by=boss, after="none")


def test_once_it_prepares_its_version_stays(boss):
    review = ReviewFactory(state=ReviewState.PREPARING)
    with pytest.raises(Refused, match="uses its version already"):
        verbs.freeze_framework(review=review, version=_in_force(review.programme.framework), by=boss)


def test_a_system_that_is_not_on_the_register_is_told_who_adds_it(boss, signed_in):
    browser, address = signed_in(boss), reverse("peer_reviews:propose")
    assert "If it is not listed, type its whole name" not in browser.get(address).content.decode()
    sent = {"programme": ProgrammeFactory().pk, "system_0": "", "system_1": "Nowhere Partnership"}
    page = browser.post(address, sent).content.decode()
    assert "this name is not on it. The secretariat can add it" in page
    assert 'value="Nowhere Partnership"' in page
