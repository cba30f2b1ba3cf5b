"""The position statement: written together, kept beside where two write at once, frozen at its day."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.errors import NotAllowed, Refused, Stale
from core.stamps import stamp_of
from core.sweep import sweepers
from peer_review.reviews.domain import statement as verbs
from peer_review.reviews.domain.written import Conflict
from peer_review.reviews.enums import DutyKind, ReviewState
from tests.factories import UserFactory
from tests.peer_review.reviews.factories import DutyFactory, HostPersonFactory, ReviewFactory, manager

pytestmark = pytest.mark.django_db


@pytest.fixture
def review():
    return ReviewFactory(state=ReviewState.PREPARING)


@pytest.fixture
def lead(review):
    return HostPersonFactory(host__review=review, is_lead=True, user=UserFactory()).user


@pytest.fixture
def colleague(review):
    return HostPersonFactory(host__review=review, user=UserFactory()).user


@pytest.fixture
def part(review):
    return verbs.lay_out_statement(review).parts.first()


def _address(name, part, *args):
    return reverse(f"peer_reviews:{name}", args=[part.statement.review.reference, *args])


def test_hosts_write_and_nobody_else(part, lead, review):
    saved = verbs.save_part(part=part, text=" We are stuck. ", read=0, by=lead)
    assert (saved.text, saved.revision, saved.saved_by) == ("We are stuck.", 1, lead)
    observer = HostPersonFactory(host__review=review, is_observer=True, user=UserFactory()).user
    for stranger in (observer, review.manager, UserFactory()):
        with pytest.raises(NotAllowed):
            verbs.save_part(part=part, text="Mine", read=1, by=stranger)


def test_two_at_once_lose_nothing(part, lead, colleague):
    verbs.save_part(part=part, text="Theirs", read=0, by=lead)
    with pytest.raises(Conflict) as conflict:
        verbs.save_part(part=part, text="Mine", read=0, by=colleague)
    assert (conflict.value.stands, conflict.value.mine) == ("Theirs", "Mine")
    with pytest.raises(Conflict):
        verbs.save_part(part=part, text="Mine and more", read=0, by=colleague)
    assert [one.text for one in part.versions.filter(set_aside=True)] == ["Mine and more"]
    verbs.save_part(part=part, text="Theirs and mine", read=1, by=colleague)
    assert verbs.set_aside_of(part, colleague) is None
    assert [one.text for one in part.versions.filter(set_aside=False)] == ["Theirs", "Theirs and mine"]


def test_the_page_shows_both_texts_and_saves_what_shall_stand(part, lead, colleague, signed_in):
    verbs.save_part(part=part, text="Their words", read=0, by=lead)
    browser = signed_in(colleague)
    address = _address("part", part, part.pk)
    page = browser.post(address, {"text": "My words", "after": "0"}).content.decode()
    assert all(words in page for words in ("Somebody else saved this meanwhile", "Their", "My"))
    assert "My words</textarea>" in browser.get(address).content.decode()
    assert browser.post(address, {"text": "Our words", "after": "1"}).status_code == 302
    part.refresh_from_db()
    assert part.text == "Our words"


def test_too_many_words_are_kept_and_said(part, lead, signed_in):
    words = "word " * (part.word_limit + 2)
    answer = signed_in(lead).post(_address("part", part, part.pk), {"text": words, "after": "0"})
    assert "Saved, but 2 words too long." in answer.content.decode()
    part.refresh_from_db()
    assert verbs.too_long(part) == 2


def test_what_is_typed_is_saved_by_itself(part, lead, colleague, signed_in):
    address = _address("autosave_part", part, part.pk)
    saved = signed_in(lead).post(address, {"text": "Half a", "after": "0", "sequence": "1"}).json()
    assert (saved["saved"], saved["stamps"], saved["message"]) == (True, {"after": 1}, "")
    late = signed_in(colleague).post(address, {"text": "Mine", "after": "0", "sequence": "1"})
    assert late.status_code == 409
    assert late.json()["conflicts"] == [{"question": "part", "url": _address("part", part, part.pk)}]


def test_a_lead_gives_parts_to_those_who_write(part, lead, colleague, review):
    owner = review.hosts.filter(people__user=colleague).get().people.get()
    assert verbs.give_part(part=part, owner=owner, by=lead).owner == owner
    with pytest.raises(NotAllowed):
        verbs.give_part(part=part, owner=None, by=colleague)
    with pytest.raises(Stale):
        verbs.give_part(part=part, owner=None, after=stamp_of("None"), by=lead)
    observer = HostPersonFactory(host=owner.host, is_observer=True, user=UserFactory())
    with pytest.raises(Refused, match="who writes for a host"):
        verbs.give_part(part=part, owner=observer, by=lead)
    leaver = HostPersonFactory(host=owner.host, user=UserFactory())
    type(leaver).objects.filter(pk=leaver.pk).update(left_at=timezone.now())  # after the form was read
    with pytest.raises(Refused, match="who writes for a host"):
        verbs.give_part(part=part, owner=leaver, by=lead)


def test_a_lead_freezes_it_once_every_part_is_written_within_its_limit(part, lead, colleague, review):
    with pytest.raises(Refused, match="Write “Who we are” first"):
        verbs.freeze_statement(review=review, by=lead)
    verbs.save_part(part=part, text="word " * (part.word_limit + 1), read=0, by=lead)
    with pytest.raises(Refused, match="Shorten “Who we are” first"):
        verbs.freeze_statement(review=review, by=lead)
    verbs.save_part(part=part, text="Short.", read=1, by=lead)
    for other in part.statement.parts.exclude(pk=part.pk):
        verbs.save_part(part=other, text="Said.", read=0, by=colleague)
    with pytest.raises(NotAllowed):
        verbs.freeze_statement(review=review, by=colleague)
    frozen = verbs.freeze_statement(review=review, by=lead)
    assert verbs.freeze_statement(review=review, by=lead).frozen_at == frozen.frozen_at
    with pytest.raises(Refused, match="frozen"):
        verbs.save_part(part=part, text="Late", read=2, by=lead)


def test_whoever_saves_into_a_frozen_part_gets_their_words_back(part, lead, signed_in, review):
    verbs.freeze_now(review, actor=lead)
    answer = signed_in(lead).post(_address("part", part, part.pk), {"text": "My late words", "after": "0"})
    assert answer.status_code == 409
    assert "My late words" in answer.content.decode()


def test_the_sweep_freezes_it_when_its_day_is_over(part, review):
    duty = DutyFactory(review=review, kind=DutyKind.POSITION_STATEMENT, due_on=timezone.localdate())
    assert dict(sweepers())["position statements"]() == 0
    yesterday = timezone.localdate() - timedelta(days=1)
    type(duty).objects.filter(pk=duty.pk).update(due_on=yesterday, by_rule=yesterday)
    assert [dict(sweepers())["position statements"]() for _ in range(2)] == [1, 0]
    part.statement.refresh_from_db()
    duty.refresh_from_db()
    assert part.statement.frozen_at is not None
    assert duty.done_on == timezone.localdate()


def test_a_manager_lets_the_hosts_write_again_until_its_day(part, lead, review):
    boss = manager()
    verbs.freeze_now(review, actor=lead)
    with pytest.raises(NotAllowed):
        verbs.reopen_statement(review=review, reason="Frozen by mistake.", by=lead)
    verbs.reopen_statement(review=review, reason="Frozen by mistake.", by=boss)
    assert verbs.save_part(part=part, text="More", read=0, by=lead).text == "More"
    verbs.freeze_now(review, actor=lead)
    DutyFactory(review=review, kind=DutyKind.POSITION_STATEMENT, due_on=timezone.localdate() - timedelta(days=1))
    with pytest.raises(Refused, match="Its day is over"):
        verbs.reopen_statement(review=review, reason="Once more.", by=boss)


def test_versions_show_what_each_sitting_changed(part, lead, colleague, signed_in):
    verbs.save_part(part=part, text="We do well", read=0, by=lead)
    verbs.save_part(part=part, text="We do not do well", read=1, by=colleague)
    page = signed_in(lead).get(_address("part_history", part, part.pk)).content.decode()
    assert page.count("mh-panel") == 2
    assert "not do" in page
