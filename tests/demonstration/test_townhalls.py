"""The town halls of the demonstration: five whole records of past sessions, and one into which a session is played."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from consultations.townhalls.enums import EntryKind, TownHallState
from consultations.townhalls.lifecycle import UNDECIDED
from consultations.townhalls.models import Contribution, TownHallPage
from consultations.townhalls.record.moderation_log import moderation_log_of
from consultations.townhalls.record.transcript import filled, places_of, timeline_of
from core.audit import first_broken_link
from demonstration.content import live_session
from demonstration.people import load_people
from demonstration.townhalls import live_hall, load_town_halls
from demonstration.tree import load_review
from organisations.domain import load_register
from pages.domain import set_up_site


@pytest.fixture
def loaded(db):
    set_up_site()
    load_register()
    load_town_halls(load_review(), moderator=load_people()["moderator@moothall.example"])


@pytest.mark.slow
def test_each_archived_one_has_a_whole_record(loaded, client):
    halls = TownHallPage.objects.filter(state=TownHallState.ARCHIVED)
    assert halls.count() == 5
    for hall in halls:
        entries = list(filled(hall, places_of(hall)))
        assert {entry.kind for entry in entries} >= {
            EntryKind.SAID,
            EntryKind.STATE,
            EntryKind.AGENDA,
            EntryKind.ANSWERING,
            EntryKind.ANSWERED,
            EntryKind.EDITED,
            EntryKind.MEASURE,
        }
        times = [entry.at for entry in entries]
        assert times == sorted(times)
        told = {entry.told: entry for entry in filled(hall, timeline_of(hall))}
        assert told["The town hall began."].at - hall.starts_at < timedelta(seconds=30)
        assert 120 <= told["The town hall began."].offset < 150
        assert told["The record was closed."].offset is None
        assert not Contribution.objects.filter(thread__page=hall, state__in=UNDECIDED, kind="question").exists()
        assert moderation_log_of(hall).until_answered > timedelta(minutes=1)
        page = client.get(reverse("townhalls:transcript", args=[hall.pk])).content.decode()
        assert "An illustration of a summary." in page
    assert first_broken_link() is None


@pytest.mark.slow
def test_a_session_is_played_by_the_verbs(loaded):
    out = StringIO()
    call_command("demo_live", pace=0, stdout=out)
    assert len(out.getvalue().splitlines()) == len(live_session.STEPS) + 1
    hall = live_hall()
    entries = list(filled(hall, places_of(hall)))
    assert {entry.kind for entry in entries} >= {
        EntryKind.MERGED,
        EntryKind.REMOVED,
        EntryKind.ANSWERED,
        EntryKind.AGENDA,
    }
    assert all("Illustration" in one.name for one in Contribution.objects.all() if one.name)
    call_command("demo_live", pace=0, stdout=out)  # again, for the next who look


@pytest.mark.slow
def test_nothing_is_played_where_nobody_would_see_it(loaded):
    TownHallPage.objects.update(state=TownHallState.CLOSED)
    with pytest.raises(CommandError, match="not live"):
        call_command("demo_live", pace=0)
    with pytest.raises(CommandError, match="0 or more"):
        call_command("demo_live", pace=-1)
    TownHallPage.objects.update(title="Another")
    with pytest.raises(CommandError, match="not loaded"):
        call_command("demo_live", pace=0)
