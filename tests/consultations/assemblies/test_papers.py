"""Papers against the notice of their body; who was there against its quorum; minutes in versions."""

from datetime import timedelta

import pytest
from django.utils import timezone

from consultations.assemblies.domain import attendance, minutes, papers
from consultations.assemblies.enums import MinutesState, Presence, SessionState
from consultations.assemblies.models import Attendance, Minutes, Paper, QuorumCount, SessionPage
from consultations.assemblies.queries.sessions import overdue_papers
from core.errors import NotAllowed, Refused
from tests.consultations.assemblies.factories import AgendaItemFactory, MemberFactory, PaperFactory, TermFactory
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def in_days(session, days):
    then = timezone.now() + timedelta(days=days)
    SessionPage.objects.filter(pk=session.pk).update(starts_at=then, ends_at=then + timedelta(hours=1))


class TestPapers:
    def test_it_is_due_the_days_of_notice_before(self, session, secretariat):
        paper = papers.draft(session=session, title="Costs", text="What we know.", by=secretariat)
        row = papers.publish(paper=paper, by=secretariat)
        assert (row.due_on, row.met_notice) == (session.day - timedelta(days=7), True)
        assert (row.text, row.late_because) == ("<p>What we know.</p>", "")

    @pytest.mark.parametrize(("days", "is_late"), [(7, False), (6, True)])
    def test_the_last_day_is_in_time(self, session, secretariat, days, is_late):
        in_days(session, days)
        row = papers.publish(paper=PaperFactory(session=session), late_because="Figures came late.", by=secretariat)
        assert (row.met_notice, row.late_because) == (not is_late, "Figures came late." if is_late else "")

    def test_a_late_one_says_why(self, session, secretariat):
        in_days(session, 2)
        paper = PaperFactory(session=session)
        with pytest.raises(Refused, match="Say why it comes late; everybody reads that"):
            papers.publish(paper=paper, late_because=" ", by=secretariat)
        paper.refresh_from_db()
        assert (paper.published_at, paper.met_notice) == (None, None)

    def test_one_that_not_everybody_can_read_is_not_published(self, session, secretariat):
        paper = papers.draft(session=session, title="Costs", by=secretariat)
        with pytest.raises(Refused, match="no form that everybody can read"):
            papers.publish(paper=paper, by=secretariat)

    def test_what_was_read_is_not_changed(self, session, secretariat):
        paper = papers.publish(paper=PaperFactory(session=session), by=secretariat)
        with pytest.raises(Refused, match="People have read this paper"):
            papers.change(paper=paper, title="Else", text="Else", by=secretariat)
        with pytest.raises(Refused, match="published or withdrawn before"):
            papers.publish(paper=paper, by=secretariat)

    def test_it_is_withdrawn_once_with_a_reason(self, session, secretariat):
        paper = papers.publish(paper=PaperFactory(session=session), by=secretariat)
        with pytest.raises(Refused, match="Say why it is withdrawn"):
            papers.withdraw(paper=paper, because="", by=secretariat)
        row = papers.withdraw(paper=paper, because="It named a patient.", by=secretariat)
        assert row.withdrawn_because == "It named a patient."
        with pytest.raises(Refused, match="withdrawn before"):
            papers.withdraw(paper=paper, because="Again", by=secretariat)

    def test_two_people_do_not_write_over_each_other(self, session, secretariat):
        paper = PaperFactory(session=session)
        seen = papers.stamp_of_paper(paper)
        papers.change(paper=paper, title="Costs", text="Mine.", after=seen, by=secretariat)
        with pytest.raises(Refused, match="Somebody else changed this meanwhile"):
            papers.change(paper=paper, title="Costs", text="Theirs.", after=seen, by=secretariat)
        paper.refresh_from_db()
        assert paper.text == "<p>Mine.</p>"

    def test_its_item_is_one_of_the_session(self, session, secretariat):
        with pytest.raises(Refused, match="Choose an item of this session"):
            papers.draft(session=session, title="Costs", item=AgendaItemFactory(), by=secretariat)

    @pytest.mark.parametrize(("title", "text", "why"), [(" ", "", "Enter a title"), ("A", "x" * 200_001, "200,000")])
    def test_bad_input_changes_nothing(self, session, secretariat, title, text, why):
        with pytest.raises(Refused, match=why):
            papers.draft(session=session, title=title, text=text, by=secretariat)
        assert not Paper.objects.exists()

    def test_only_the_secretariat(self, session):
        with pytest.raises(NotAllowed):
            papers.publish(paper=PaperFactory(session=session), by=UserFactory())

    def test_overdue_is_what_should_be_out(self, session, body, secretariat):
        late = PaperFactory(session=session)
        papers.publish(paper=PaperFactory(session=session), by=secretariat)
        papers.withdraw(paper=PaperFactory(session=session), because="No use.", by=secretariat)
        assert list(overdue_papers(session, body)) == []
        in_days(session, 6)
        assert list(overdue_papers(SessionPage.objects.get(pk=session.pk), body)) == [late]


class TestAttendance:
    def test_it_is_recorded_and_taken_back(self, session, members, secretariat):
        first, second, _third = (one.pk for one in members)
        attendance.record_attendance(
            session=session, presences={first: Presence.ONLINE, second: Presence.APOLOGIES}, by=secretariat
        )
        attendance.record_attendance(session=session, presences={second: None}, by=secretariat)
        assert list(Attendance.objects.values_list("member", "presence")) == [(first, "online")]

    def test_not_of_who_holds_no_seat_that_day(self, session, body, secretariat):
        gone = TermFactory(body=body, ends_on=timezone.localdate()).member
        for member in (MemberFactory(), gone):
            with pytest.raises(Refused, match="Only those who hold a seat"):
                attendance.record_attendance(session=session, presences={member.pk: Presence.ONLINE}, by=secretariat)
        assert not Attendance.objects.exists()

    def test_a_share_is_rounded_up(self):
        assert [attendance.needed_of(held, 50) for held in (1, 2, 3, 10)] == [1, 1, 2, 5]
        assert attendance.needed_of(3, 67) == 3

    def test_a_quorum_is_counted(self, session, members, secretariat):
        there = {members[0].pk: Presence.IN_PERSON, members[1].pk: Presence.ONLINE}
        attendance.record_attendance(session=session, presences=there, by=secretariat)
        row = attendance.count_quorum(session=session, reason="Not needed", by=secretariat)
        assert (row.present, row.held, row.needed, row.reason) == (2, 3, 2, "")

    def test_one_that_is_not_met_has_a_public_reason(self, session, members, secretariat):
        with pytest.raises(Refused, match="There is no quorum: 0 of 3 are there, and it takes 2"):
            attendance.count_quorum(session=session, by=secretariat)
        assert not QuorumCount.objects.exists()
        row = attendance.count_quorum(session=session, reason="We only listen.", by=secretariat)
        assert (row.present, row.reason) == (0, "We only listen.")

    def test_nobody_is_counted_where_nobody_sits(self, session, members, secretariat):
        from consultations.assemblies.models import Term

        Term.objects.update(ends_on=timezone.localdate())
        with pytest.raises(Refused, match="Nobody holds a seat"):
            attendance.count_quorum(session=session, by=secretariat)


class TestMinutes:
    def test_they_are_written_agreed_and_corrected(self, ended, secretariat):
        minutes.write(session=ended, text="They spoke.", by=secretariat)
        minutes.write(session=ended, text="They spoke of costs.", change="Of what.", after=1, by=secretariat)
        row = minutes.agree(session=ended, on=timezone.localdate(), by=secretariat)
        assert (row.number, row.state, row.agreed_on) == (2, MinutesState.AGREED, timezone.localdate())
        assert SessionPage.objects.get(pk=ended.pk).state == SessionState.MINUTES_AGREED
        minutes.correct(
            session=ended,
            text="They spoke of cost.",
            change="A slip.",
            on=timezone.localdate(),
            after=2,
            by=secretariat,
        )
        told = list(Minutes.objects.order_by("number").values_list("number", "state", "change", "text"))
        assert told == [
            (1, "draft", "", "<p>They spoke.</p>"),
            (2, "agreed", "Of what.", "<p>They spoke of costs.</p>"),
            (3, "agreed", "A slip.", "<p>They spoke of cost.</p>"),
        ]

    def test_two_people_do_not_write_over_each_other(self, ended, secretariat):
        minutes.write(session=ended, text="They spoke.", by=secretariat)
        with pytest.raises(Refused, match="Somebody wrote version 1 meanwhile"):
            minutes.write(session=ended, text="They did not.", by=secretariat)

    @pytest.mark.parametrize(
        ("text", "change", "why"),
        [("", "Why", "Write the minutes"), ("Else", "", "Say what changed"), ("They spoke.", "Why", "Nothing changed")],
    )
    def test_bad_input_changes_nothing(self, ended, secretariat, text, change, why):
        minutes.write(session=ended, text="They spoke.", by=secretariat)
        with pytest.raises(Refused, match=why):
            minutes.write(session=ended, text=text, change=change, after=1, by=secretariat)
        assert Minutes.objects.count() == 1

    def test_days_on_which_nobody_can_have_agreed(self, ended, secretariat):
        with pytest.raises(Refused, match="Write the minutes first"):
            minutes.agree(session=ended, on=timezone.localdate(), by=secretariat)
        minutes.write(session=ended, text="They spoke.", by=secretariat)
        for days, why in ((1, "in the future"), (-1, "before the session")):
            with pytest.raises(Refused, match=why):
                minutes.agree(session=ended, on=timezone.localdate() + timedelta(days=days), by=secretariat)
        assert SessionPage.objects.get(pk=ended.pk).state == SessionState.MINUTES_DRAFT

    def test_not_before_it_ended(self, begun, secretariat):
        with pytest.raises(Refused, match="once the session ended"):
            minutes.write(session=begun, text="They spoke.", by=secretariat)

    def test_only_agreed_ones_are_corrected(self, ended, secretariat):
        with pytest.raises(Refused, match="Only agreed minutes"):
            minutes.correct(session=ended, text="A", change="B", on=timezone.localdate(), after=0, by=secretariat)
