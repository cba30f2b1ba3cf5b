"""A version is drafted by those who may, read by nobody else, published once, and never written again."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from consultations.statements.domain import drafting
from consultations.statements.domain.progress import note_progress
from consultations.statements.enums import Standing, StatementKind, VersionState
from consultations.statements.models import ProgressNote, Statement, Version
from core.audit import entries_about, name_of
from core.citations import cited_in
from core.errors import NotAllowed, Refused
from core.log_names import names_of
from tests.consultations.statements.factories import StatementFactory, VersionFactory
from tests.factories import ReviewPageFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_a_version_goes_from_a_draft_to_everybody(statement, wording, secretary):
    draft = drafting.draft(statement=statement, wording=wording("Meet."), by=secretary)
    assert (draft.number, draft.state) == (2, VersionState.DRAFT)
    version = drafting.publish(version=draft, revision=1, by=secretary)
    statement.refresh_from_db()
    assert (statement.current, version.published_by, version.published_at is not None) == (version, secretary, True)
    assert [entry.action for entry in entries_about(version)] == ["version.draft", "version.publish"]
    assert names_of([name_of(version), name_of(statement)]) == {
        name_of(version): "REC-7 v2",
        name_of(statement): "REC-7",
    }


def test_co_chairs_draft_what_is_their_workstreams_and_publish_nothing(statement, wording, co_chair):
    draft = drafting.draft(statement=statement, wording=wording("Meet."), by=co_chair)
    drafting.revise(version=draft, wording=wording("Meet often."), revision=1, by=co_chair)
    with pytest.raises(NotAllowed):
        drafting.publish(version=draft, revision=2, by=co_chair)
    with pytest.raises(NotAllowed):
        drafting.draft(statement=StatementFactory(number=8), wording=wording("Meet."), by=co_chair)


@pytest.mark.parametrize("role", [{}, {"co_chair": True}, {"moderator": True}, {"auditor": True}])
def test_nobody_else_drafts(statement, wording, role):
    with pytest.raises(NotAllowed):
        drafting.draft(statement=statement, wording=wording("Meet."), by=UserFactory(**role))


def test_two_who_write_at_once_write_over_nothing(statement, wording, secretary, co_chair):
    draft = drafting.draft(statement=statement, wording=wording("Meet."), by=secretary)
    drafting.revise(version=draft, wording=wording("Meet often."), revision=1, by=co_chair)
    with pytest.raises(Refused, match="Somebody else saved this draft"):
        drafting.revise(version=draft, wording=wording("Meet seldom."), revision=1, by=secretary)
    with pytest.raises(Refused, match="changed while you read it"):
        drafting.publish(version=draft, revision=1, by=secretary)
    assert Version.objects.get(pk=draft.pk).text == "Meet often."


def test_words_that_came_meanwhile_are_not_thrown_away_unread(statement, wording, secretary):
    draft = drafting.draft(statement=statement, wording=wording("Meet."), by=secretary)
    drafting.revise(version=draft, wording=wording("Meet often."), revision=1, by=secretary)
    with pytest.raises(Refused, match="changed while you read it"):
        drafting.discard(version=draft, revision=1, by=secretary)
    assert Version.objects.get(pk=draft.pk).text == "Meet often."


def test_a_published_version_is_never_written_again(statement, wording, secretary):
    version = statement.current
    for verb in (
        lambda: drafting.revise(version=version, wording=wording("Meet."), revision=1, by=secretary),
        lambda: drafting.discard(version=version, revision=1, by=secretary),
        lambda: drafting.publish(version=version, revision=1, by=secretary),
    ):
        with pytest.raises(Refused):
            verb()


@pytest.mark.parametrize("missing", ["changed", "why"])
def test_a_later_version_says_what_changed_and_why(statement, wording, secretary, missing):
    draft = drafting.draft(statement=statement, wording=wording("Meet.", **{missing: " "}), by=secretary)
    with pytest.raises(Refused, match="what changed and why"):
        drafting.publish(version=draft, revision=1, by=secretary)


def test_a_version_that_reads_the_same_is_none(statement, wording, secretary):
    current = statement.current
    draft = drafting.draft(statement=statement, wording=wording(current.text, title=current.title), by=secretary)
    with pytest.raises(Refused, match="reads as the version before"):
        drafting.publish(version=draft, revision=1, by=secretary)


def test_a_discarded_draft_leaves_its_number_free(statement, wording, secretary):
    draft = drafting.draft(statement=statement, wording=wording("Meet."), by=secretary)
    drafting.discard(version=draft, revision=1, by=secretary)
    assert drafting.draft(statement=statement, wording=wording("Meet."), by=secretary).number == 2


def test_there_is_one_draft_at_a_time(statement, wording, secretary):
    drafting.draft(statement=statement, wording=wording("Meet."), by=secretary)
    with pytest.raises(Refused, match="a draft already"):
        drafting.draft(statement=statement, wording=wording("Meet."), by=secretary)


def test_a_number_is_its_sources_and_unique(secretary):
    review = ReviewPageFactory()
    made = drafting.begin(review=review, kind=StatementKind.PRINCIPLE, number=2, by=secretary)
    assert made.reference == "PRI-2"
    with pytest.raises(Refused, match="has this number"):
        drafting.begin(review=review, kind=StatementKind.PRINCIPLE, number=2, by=secretary)
    assert drafting.begin(review=review, kind=StatementKind.RECOMMENDATION, number=2, by=secretary).reference == "REC-2"


def test_the_database_ties_what_is_published_to_who_and_when(statement):
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.filter(pk=statement.current.pk).update(published_by=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        ProgressNote.objects.create(
            statement=statement, day=timezone.localdate(), text="It was.", standing=Standing.ACCEPTED
        )


def test_progress_is_the_secretariats_and_never_of_a_day_to_come(statement, secretary, co_chair):
    said = {"statement": statement, "day": timezone.localdate(), "text": "It was answered."}
    note = note_progress(by=secretary, standing=Standing.ACCEPTED, source_name="A letter", **said)
    assert note.get_standing_display() == "Accepted"
    with pytest.raises(NotAllowed):
        note_progress(by=co_chair, **said)
    with pytest.raises(Refused, match="known from"):
        note_progress(by=secretary, standing=Standing.ACCEPTED, **said)
    with pytest.raises(Refused, match="after today"):
        note_progress(by=secretary, **{**said, "day": timezone.localdate() + timedelta(days=1)})


def test_what_a_version_names_leads_back_to_it(statement, wording, secretary):
    other = StatementFactory(number=3)
    draft = drafting.draft(statement=statement, wording=wording("It goes with REC-3."), by=secretary)
    assert cited_in(["REC-3"])["REC-3"] == []
    drafting.publish(version=draft, revision=1, by=secretary)
    assert [place.text for place in cited_in([other.reference])["REC-3"]] == ["REC-7: A forum"]
    Statement.objects.get(pk=statement.pk).review.unpublish()
    assert cited_in(["REC-3"])["REC-3"] == []


def test_the_version_that_stands_is_the_last(statement):
    VersionFactory(statement=statement)
    assert VersionFactory(statement=statement).number == 3
    assert Statement.objects.get(pk=statement.pk).current.number == 3
