"""A session from its papers to its end, and the threads that follow it."""

import pytest

from consultations.assemblies.domain.agenda import add_item
from consultations.assemblies.domain.sessions import change_state
from consultations.assemblies.domain.threads import open_thread
from consultations.assemblies.enums import Outcome, SessionState
from consultations.assemblies.models import SessionChange, SessionPage
from consultations.assemblies.queries.sessions import ended_at
from consultations.townhalls.domain.threads import change_state as change_hall
from consultations.townhalls.enums import TownHallState
from consultations.townhalls.models import TownHallPage
from core.audit import entries_about
from core.errors import NotAllowed, Refused
from tests.consultations.assemblies.conftest import begin, end
from tests.consultations.assemblies.factories import AgendaItemFactory, PaperFactory, SessionPageFactory
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def state_of(hall):
    return TownHallPage.objects.get(pk=hall.pk).state


class TestStates:
    def test_papers_go_out_it_begins_and_ends(self, session, item, members, secretariat):
        assert change_state(session=session, verb="publish_papers", actor=secretariat).state == SessionState.PAPERS_OUT
        assert begin(session, members, secretariat).state == SessionState.LIVE
        assert end(session, item, secretariat).state == SessionState.MINUTES_DRAFT
        told = list(SessionChange.objects.filter(session=session).values_list("to", flat=True))
        assert told == ["papers-out", "live", "minutes-draft"]
        assert [entry.action for entry in entries_about(session)][-1] == "session.end"

    def test_it_ended_when_it_was_ended(self, ended, begun):
        assert ended_at(ended) == SessionChange.objects.get(to=SessionState.MINUTES_DRAFT).at
        assert ended_at(begun) is None

    def test_what_stands_in_the_way(self, session, secretariat):
        with pytest.raises(Refused, match="Put something on the agenda first"):
            change_state(session=session, verb="publish_papers", actor=secretariat)
        AgendaItemFactory(session=session)
        PaperFactory(session=session, title="Costs")
        with pytest.raises(Refused, match="Publish these papers first, or take them off: “Costs”"):
            change_state(session=session, verb="publish_papers", actor=secretariat)
        with pytest.raises(Refused, match="Record who is there first"):
            change_state(session=session, verb="go_live", actor=secretariat)
        assert not SessionChange.objects.exists()

    def test_an_item_without_an_outcome_keeps_it_open(self, begun, item, secretariat):
        with pytest.raises(Refused, match="These items have no outcome yet: “What prevention costs”"):
            change_state(session=begun, verb="end", actor=secretariat)

    def test_it_is_cancelled_with_a_public_reason(self, session, secretariat):
        with pytest.raises(Refused, match="Give a reason"):
            change_state(session=session, verb="cancel", actor=secretariat, reason="  ")
        with pytest.raises(Refused, match="300 characters"):
            change_state(session=session, verb="cancel", actor=secretariat, reason="x" * 301)
        assert change_state(session=session, verb="cancel", actor=secretariat, reason="Snow.").state == "cancelled"
        assert SessionChange.objects.get().reason == "Snow."

    def test_nobody_begins_what_nobody_sees(self, session, item, secretariat):
        session.unpublish()
        with pytest.raises(Refused, match="Nobody sees this session yet"):
            change_state(session=session, verb="publish_papers", actor=secretariat)

    def test_only_the_secretariat(self, session, item, members):
        members[0].user = UserFactory()
        members[0].save()
        with pytest.raises(NotAllowed):
            change_state(session=session, verb="publish_papers", actor=members[0].user)
        assert SessionPage.objects.get(pk=session.pk).state == SessionState.PLANNED


class TestThreads:
    def test_they_open_go_live_and_close_with_it(self, session, item, members, secretariat):
        whole = open_thread(session=session, by=secretariat)
        of_item = open_thread(session=session, item=item, by=secretariat)
        item.refresh_from_db()
        assert item.thread == of_item
        assert (whole.get_parent().pk, state_of(whole)) == (session.pk, TownHallState.ANNOUNCED)
        change_state(session=session, verb="publish_papers", actor=secretariat)
        assert (state_of(whole), state_of(of_item)) == (TownHallState.OPEN, TownHallState.OPEN)
        begin(session, members, secretariat)
        assert (state_of(whole), state_of(of_item)) == (TownHallState.LIVE, TownHallState.LIVE)
        end(SessionPage.objects.get(pk=session.pk), item, secretariat)
        assert (state_of(whole), state_of(of_item)) == (TownHallState.CLOSED, TownHallState.CLOSED)

    def test_one_that_is_opened_late_catches_up(self, begun, secretariat):
        assert open_thread(session=begun, by=secretariat).state == TownHallState.LIVE

    def test_one_that_hosts_closed_stays_closed_when_papers_go_out(self, session, item, secretariat):
        hall = open_thread(session=session, by=secretariat)
        hall = change_hall(hall=hall, verb="open", actor=secretariat)
        change_hall(hall=hall, verb="close", actor=secretariat)
        change_state(session=session, verb="publish_papers", actor=secretariat)
        assert state_of(hall) == TownHallState.CLOSED

    def test_there_is_one_of_each(self, session, item, secretariat):
        open_thread(session=session, item=item, by=secretariat)
        open_thread(session=session, by=secretariat)
        for which in (None, item):
            with pytest.raises(Refused, match="It has a live thread already"):
                open_thread(session=session, item=which, by=secretariat)

    def test_none_below_what_nobody_sees(self, session, secretariat):
        session.unpublish()
        with pytest.raises(Refused, match="Publish its page first"):
            open_thread(session=SessionPage.objects.get(pk=session.pk), by=secretariat)

    def test_a_cancelled_session_closes_them(self, session, item, secretariat):
        hall = open_thread(session=session, by=secretariat)
        change_state(session=session, verb="publish_papers", actor=secretariat)
        change_state(session=session, verb="cancel", actor=secretariat, reason="Snow.")
        assert state_of(hall) == TownHallState.CLOSED


def test_two_sessions_have_their_own_items(session, item, body, secretariat):
    other = SessionPageFactory(parent=body)
    assert add_item(session=other, title="Else", by=secretariat).position == 1
    assert [one.title for one in session.items.all()] == ["What prevention costs"]
    assert Outcome.DEFERRED not in {one.outcome for one in session.items.all()}
