"""A peer writes an assessment: saved while typed, put in, taken back."""

import pytest
from django.db import IntegrityError, transaction

from core.audit import entries_about
from core.errors import NotAllowed, Refused, Stale
from peer_review.assessments.domain.assessing import Writing, put_in, save_assessment, take_back, values_of
from peer_review.assessments.domain.citing import cite, uncite
from peer_review.assessments.domain.judging import write_judgement
from peer_review.assessments.domain.settling import Choice, mark_of, settle
from peer_review.assessments.models import Assessment, AssessmentVersion
from peer_review.reviews.enums import ReviewState
from peer_review.room.enums import ItemState
from tests.factories import UserFactory
from tests.peer_review.assessments.team import Team, put, team, user_of, written
from tests.peer_review.frameworks.factories import LineFactory
from tests.peer_review.notes.factories import NoteFactory
from tests.peer_review.room.factories import ItemFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(db) -> Team:
    return team()


def save(here, number=0, **writing):
    return save_assessment(review=here.review, line=here.line, writing=Writing(**writing), by=here.user(number))


def test_a_save_raises_the_revision_and_the_same_words_change_nothing(here):
    assert save(here, strong="One").changed is True
    assert save(here, strong="One", base=1).changed is False
    row = Assessment.objects.get()
    assert (row.strong, row.revision, row.member, row.submitted_at) == ("One", 1, here.peers[0], None)


def test_a_page_follows_its_own_save_and_an_earlier_one_that_arrives_late_changes_nothing(here):
    save(here, strong="One", page="p", sequence=1)
    save(here, strong="Three", page="p", sequence=3)  # its answer to the first was lost, so its base is old
    save(here, strong="Two", page="p", sequence=2)
    row = Assessment.objects.get()
    assert (row.strong, row.revision, AssessmentVersion.objects.count()) == ("Three", 2, 0)


def test_another_page_never_writes_over_what_it_did_not_read(here):
    save(here, strong="One", page="p", sequence=1)
    late = save(here, strong="Other", page="q", sequence=1)
    assert (late.changed, late.set_aside.values["strong"]) == (False, "Other")
    again = save(here, strong="Other, longer", page="q", sequence=2)
    assert again.set_aside.pk == late.set_aside.pk
    assert Assessment.objects.get().strong == "One"
    assert [one.values["strong"] for one in AssessmentVersion.objects.all()] == ["Other, longer"]


def test_two_texts_are_settled_and_both_stay(here):
    save(here, strong="One", page="p", sequence=1)
    late = save(here, strong="Other", page="q", sequence=1).set_aside
    cite(review=here.review, line=here.line, key=f"item-{here.items[0].pk}", by=here.user(0))
    with pytest.raises(Refused) as refused:
        put_in(review=here.review, line=here.line, by=here.user(0))
    assert refused.value.reasons == ["This assessment has two texts. Choose what it shall say first."]
    with pytest.raises(Stale):
        settle(late=late, choice=Choice.LATER, seen=0, seen_late=mark_of(late), by=here.user(0))
    with pytest.raises(Stale):
        settle(late=late, choice=Choice.LATER, seen=1, seen_late="another", by=here.user(0))
    row = settle(late=late, choice=Choice.LATER, seen=1, seen_late=mark_of(late), by=here.user(0))
    assert (row.strong, row.revision) == ("Other", 2)
    kept = sorted(one.values["strong"] for one in AssessmentVersion.objects.all())
    assert kept == ["One", "Other"]
    with pytest.raises(Stale):
        settle(late=late, choice=Choice.SAVED, seen=2, seen_late=mark_of(late), by=here.user(0))


def test_settling_together_takes_the_new_words(here):
    save(here, strong="One", page="p", sequence=1)
    late = save(here, strong="Other", page="q", sequence=1).set_aside
    values = {"strong": "One and other", "consider": "", "confidence": "low", "why_few": ""}
    row = settle(late=late, choice=Choice.TOGETHER, seen=1, seen_late=mark_of(late), by=here.user(0), values=values)
    assert values_of(row) == values


def test_what_is_missing_is_told_at_once(here):
    with pytest.raises(Refused) as refused:
        put_in(review=here.review, line=here.line, by=here.user(0))
    assert refused.value.reasons == [
        "Enter what is strong, or what to consider.",
        "Select how sure you are.",
        "Cite two items of evidence, or enter why it rests on fewer.",
    ]


def test_it_rests_on_two_items_or_says_why_not(here):
    save(here, strong="One", confidence="low")
    cite(review=here.review, line=here.line, key=f"item-{here.items[0].pk}", by=here.user(0))
    with pytest.raises(Refused):
        put_in(review=here.review, line=here.line, by=here.user(0))
    save(here, strong="One", confidence="low", why_few="Nobody else wrote of it.", base=1)
    assert put_in(review=here.review, line=here.line, by=here.user(0)).submitted_at is not None


def test_evidence_that_was_withdrawn_is_told_and_nothing_is_lost(here):
    row = written(here)
    here.items[0].__class__.objects.filter(pk=here.items[0].pk).update(
        state=ItemState.WITHDRAWN, withdrawn_at=row.saved_at, withdrawn_because="Out of date."
    )
    with pytest.raises(Refused) as refused:
        put_in(review=here.review, line=here.line, by=here.user(0))
    assert refused.value.reasons == [
        f"E{here.items[0].number} was withdrawn since you cited it. Take it off, and cite something else."
    ]
    assert Assessment.objects.get().strong == "They meet weekly."


def test_what_is_in_is_logged_kept_and_not_written_on(here):
    row = put(here)
    assert put_in(review=here.review, line=here.line, by=here.user(0)).submitted_at == row.submitted_at
    assert [one.action for one in entries_about(row)] == ["assessment.put_in"]
    assert [one.values["strong"] for one in row.versions.all()] == ["They meet weekly."]
    with pytest.raises(Refused) as refused:
        save(here, strong="Another", base=1)
    assert refused.value.reasons == ["This assessment is in. Take it back before you write on."]
    for act in (cite, uncite):
        with pytest.raises(Refused):
            act(review=here.review, line=here.line, key=f"item-{here.items[2].pk}", by=here.user(0))


def test_it_is_taken_back_until_somebody_moderates(here):
    put(here)
    row = take_back(review=here.review, line=here.line, by=here.user(0))
    assert row.submitted_at is None
    assert take_back(review=here.review, line=here.line, by=here.user(0)).submitted_at is None
    put_in(review=here.review, line=here.line, by=here.user(0))
    write_judgement(review=here.review, line=here.line, text="So it is.", read=0, by=here.manager)
    with pytest.raises(Refused) as refused:
        take_back(review=here.review, line=here.line, by=here.user(0))
    assert "begun to moderate" in str(refused.value)


def test_nobody_but_a_peer_of_the_team_assesses_and_only_now(here):
    for user in (here.manager, user_of(here.shadow), UserFactory(), user_of(team().peers[0])):
        with pytest.raises(NotAllowed):
            save_assessment(review=here.review, line=here.line, writing=Writing(strong="A"), by=user)
    late = team(state=ReviewState.FACT_CHECK)
    with pytest.raises(NotAllowed):
        save(late, strong="A")
    assert Assessment.objects.count() == 0


def test_a_line_of_another_framework_is_refused(here):
    with pytest.raises(Refused):
        save_assessment(review=here.review, line=LineFactory(), writing=Writing(strong="A"), by=here.user(0))


def test_something_is_cited_once_with_where_to_look(here):
    for _ in range(2):
        cite(review=here.review, line=here.line, key=f"item-{here.items[0].pk}", by=here.user(0))
    note = NoteFactory(review=here.review, member=here.peers[1])
    row = cite(review=here.review, line=here.line, key=f"note-{note.pk}", by=here.user(0))
    assert [(one.kind, one.group, one.where) for one in row.citations.order_by("pk")] == [
        ("document", "", "p. 4, para 2"),
        ("interview", "frontline", ""),
    ]
    uncite(review=here.review, line=here.line, key=f"item-{here.items[0].pk}", by=here.user(0))
    assert [one.note for one in row.citations.all()] == [note]


def test_where_a_peer_says_to_look_wins_over_the_tag(here):
    key = f"item-{here.items[0].pk}"
    row = cite(review=here.review, line=here.line, key=key, where=" p. 9,  table 2 ", by=here.user(0))
    assert row.citations.get().where == "p. 9, table 2"
    with pytest.raises(Refused, match="80 characters or fewer"):
        cite(review=here.review, line=here.line, key=f"item-{here.items[1].pk}", where="p" * 81, by=here.user(0))


def test_what_can_not_be_read_can_not_be_cited(here):
    sealed = NoteFactory(review=here.review, member=here.peers[1], sealed_at=here.review.frozen_at, sealed_because="x")
    wanted = ItemFactory(review=here.review, state=ItemState.TO_COLLECT)
    keys = (f"note-{sealed.pk}", f"item-{wanted.pk}", f"item-{ItemFactory().pk}", "item-", "note-x", "all")
    for key in keys:
        with pytest.raises(Refused):
            cite(review=here.review, line=here.line, key=key, by=here.user(0))


def test_the_database_holds_what_is_in_to_its_words(here):
    row = put(here)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.filter(pk=row.pk).update(strong="", consider="")
