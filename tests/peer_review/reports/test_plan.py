"""What hosts undertake, and what became of it: by the verbs, at the gates, and under the database's own rules."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.errors import NotAllowed, Refused, Stale
from core.stamps import stamp_of
from peer_review.reports.domain import plan, progress
from peer_review.reports.domain.checking import say_checked
from peer_review.reports.enums import Standing
from peer_review.reports.models import Action, FactComment, Progress, Sentence
from peer_review.reports.presenters.tasks import tasks_of
from peer_review.reports.presenters.waiting import waiting_for
from peer_review.reviews.disclosure import reader_for, reader_of
from peer_review.reviews.domain.stages import move_on
from peer_review.reviews.enums import DutyKind
from peer_review.reviews.enums import ReviewState as S
from peer_review.reviews.queries.counting import counted_for
from peer_review.teams.enums import Seat
from peer_review.teams.queries.members import concerning, seats_among
from tests.factories import UserFactory
from tests.peer_review.reports.factories import a_review_at, undertaken
from tests.peer_review.reviews.factories import DutyFactory, HostFactory, HostPersonFactory, ReviewFactory
from tests.peer_review.teams.factories import MemberFactory

pytestmark = pytest.mark.django_db


def added(one, **changes):
    told = undertaken(**changes)
    return plan.add_action(review=one.review, finding=one.findings[2], told=told, key=uuid4(), by=one.host)


def texts_for(user):
    """Return what of reports waits for somebody."""
    every, seats = list(counted_for(user)), seats_among(concerning(user), user)
    return [one.text for one in waiting_for(reader_of(user, every), every, seats)]


def fields_of(response):
    """Return what the form of a page would send as it stands."""
    form = response.context["form"]
    sent = {}
    for bound in form:
        value = form.fields[bound.name].widget.get_context(bound.html_name, bound.value(), {})["widget"]
        parts = value.get("subwidgets") or [value]
        sent.update({part["name"]: part["value"] for part in parts if isinstance(part["value"], str)})
    return {**sent, "stands": form["stands"].value()}


class TestThePlan:
    def test_it_is_published_when_each_recommendation_is_answered(self):
        one = a_review_at(S.PUBLISHED)
        with pytest.raises(Refused, match=r"Left: R1, R2\."):
            move_on(review=one.review, verb="publish_plan", actor=one.manager)
        added(one)
        with pytest.raises(Refused, match=r"Left: R2\."):
            move_on(review=one.review, verb="publish_plan", actor=one.manager)
        no = undertaken(standing=Standing.NOT_TAKEN, because="The law forbids it.", due_on=None)
        plan.add_action(review=one.review, finding=one.findings[3], told=no, key=uuid4(), by=one.host)
        assert move_on(review=one.review, verb="publish_plan", actor=one.manager).state == S.ACTION_PLAN

    def test_what_is_late_says_besides_where_it_stands(self, client):
        one = a_review_at(S.PUBLISHED)
        added(one, due_on=date(2026, 1, 5), standing=Standing.UNDER_WAY)
        added(one, due_on=date(2026, 1, 5), standing=Standing.DONE)
        client.force_login(one.host)
        text = client.get(reverse("peer_reports:plan", args=[one.review.reference])).content.decode()
        assert text.count("Late: ") == text.count("Late: Under way") == 1

    def test_it_is_the_hosts_to_write_and_until_it_is_published(self):
        one = a_review_at(S.PUBLISHED)
        told = {"review": one.review, "finding": one.findings[2], "told": undertaken(), "key": uuid4()}
        for user in (one.manager, one.peer, UserFactory()):
            with pytest.raises(NotAllowed):
                plan.add_action(**told, by=user)
        done = a_review_at(S.ACTION_PLAN)
        with pytest.raises(NotAllowed):
            added(done)

    def test_one_key_is_one_action(self):
        one = a_review_at(S.FINAL)
        told = {"review": one.review, "finding": one.findings[2], "told": undertaken(), "key": uuid4(), "by": one.host}
        assert plan.add_action(**told).pk == plan.add_action(**told).pk
        assert Action.objects.count() == 1
        for other in ({"told": undertaken(what="Other words.")}, {"finding": one.findings[3]}):
            with pytest.raises(Refused, match="sent before with other words"):
                plan.add_action(**told | other)

    def test_a_recommendation_may_have_several_in_order(self):
        one = a_review_at(S.FINAL)
        assert [added(one, what=what).position for what in ("First.", "Second.")] == [1, 2]

    def test_it_lacks_nothing_that_it_asks_for(self):
        one = a_review_at(S.FINAL)
        for changes in (
            {"due_on": None},
            {"standing": Standing.CHANGED},
            {"standing": Standing.NOT_TAKEN, "because": " "},
            {"owner_host": HostFactory()},
        ):
            with pytest.raises(Refused):
                added(one, **changes)
        with pytest.raises(Refused, match="recommendations of the final report"):
            told = undertaken()
            plan.add_action(review=one.review, finding=one.findings[0], told=told, key=uuid4(), by=one.host)
        assert Action.objects.count() == 0

    def test_a_stale_change_writes_over_nothing(self):
        one = a_review_at(S.FINAL)
        action = added(one)
        read = plan.undertaken(action).stamp
        change = {"review": one.review, "action": action, "read": read, "by": one.host}
        plan.change_action(**change, told=undertaken(what="Rent one."))
        plan.change_action(**change, told=undertaken(what="Rent one."))  # sent twice
        with pytest.raises(Stale):
            plan.change_action(**change, told=undertaken(what="Build one."))
        action.refresh_from_db()
        assert (action.what, action.revision) == ("Rent one.", 2)

    def test_one_is_removed_before_it_is_published(self):
        one = a_review_at(S.PUBLISHED)
        plan.remove_action(review=one.review, action=added(one), by=one.host)
        assert Action.objects.count() == 0

    def test_nobody_removes_what_they_did_not_read(self):
        one = a_review_at(S.FINAL)
        action = added(one)
        read = plan.undertaken(action).stamp
        told = {"review": one.review, "action": action, "read": read, "by": one.host}
        plan.change_action(**told, told=undertaken(what="Rent one."))
        with pytest.raises(Stale, match="Read it again"):
            plan.remove_action(**told)
        assert Action.objects.get().what == "Rent one."

    def test_one_that_was_removed_is_not_changed(self):
        one = a_review_at(S.FINAL)
        action = added(one)
        read = plan.undertaken(action).stamp
        Action.objects.all().delete()
        with pytest.raises(Refused, match="removed this action"):
            plan.change_action(review=one.review, action=action, read=read, told=undertaken(), by=one.host)

    def test_what_was_written_of_one_that_was_removed_is_saved_as_a_new_one(self, signed_in):
        one = a_review_at(S.FINAL)
        action = added(one)
        browser = signed_in(one.host)
        address = reverse("peer_reports:change_action", args=[one.review.reference, action.pk])
        sent = fields_of(browser.get(address))
        plan.remove_action(review=one.review, action=action, by=one.host)

        told = browser.post(address, {**sent, "what": "Rent a data set."})
        page = told.content.decode()
        assert "Somebody removed this action meanwhile." in page
        assert "Rent a data set.</textarea>" in page
        assert "Save as a new action" in page
        assert Action.objects.count() == 0

        sent = {**fields_of(told), "what": "Rent a data set."}
        assert [browser.post(address, sent).status_code for _ in range(2)] == [302, 302]
        assert Action.objects.get().what == "Rent a data set."

    def test_the_database_asks_for_day_and_reason(self):
        one = a_review_at(S.FINAL)
        action = added(one)
        for wrong in ({"due_on": None}, {"standing": Standing.CHANGED}, {"standing": Standing.NOT_TAKEN}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Action.objects.filter(pk=action.pk).update(**wrong)


class TestProgress:
    def test_the_review_closes_when_hosts_and_team_told_of_each(self):
        one = a_review_at(S.PROGRESS)
        told = {"review": one.review, "read": ""}
        with pytest.raises(Refused, match=r"Left: R1, R2\."):
            move_on(review=one.review, verb="close", actor=one.manager)
        for finding in one.findings[2:]:
            progress.hosts_tell(**told, finding=finding, text="Done.", standing=Standing.DONE, by=one.host)
        with pytest.raises(Refused, match=r"Left: R1, R2\."):
            move_on(review=one.review, verb="close", actor=one.manager)
        for finding in one.findings[2:]:
            progress.team_tells(**told, finding=finding, text="So it is.", by=one.manager)
        assert move_on(review=one.review, verb="close", actor=one.manager).state == S.CLOSED

    def test_neither_side_speaks_for_the_other(self):
        one = a_review_at(S.PROGRESS)
        told = {"review": one.review, "finding": one.findings[2], "text": "Done.", "read": ""}
        for user in (one.manager, one.peer, UserFactory()):
            with pytest.raises(NotAllowed):
                progress.hosts_tell(**told, standing=Standing.DONE, by=user)
        with pytest.raises(NotAllowed):
            progress.team_tells(**told, by=one.host)
        assert Progress.objects.count() == 0

    def test_a_shadow_reads_and_says_nothing_for_the_team(self, client):
        one = a_review_at(S.PROGRESS)
        shadow = MemberFactory(review=one.review, seat=Seat.SHADOW).peer.user
        told = {"review": one.review, "finding": one.findings[2], "text": "So it is.", "read": ""}
        with pytest.raises(NotAllowed, match="shadows write nothing"):
            progress.team_tells(**told, by=shadow)
        client.force_login(shadow)
        page = client.get(reverse("peer_reports:progress", args=[one.review.reference]))
        assert (page.status_code, page.context["team_writes"]) == (200, False)
        there = reverse("peer_reports:team_tells", args=[one.review.reference, one.findings[2].pk])
        assert client.get(there).status_code == 403
        (task,) = [row for row in tasks_of(one.review, reader_for(shadow, one.review)) if "progress" in row["title"]]
        assert task["title"] == "Read the progress review"
        assert texts_for(shadow) == []

    def test_saying_the_same_changes_nothing_and_a_stale_one_is_told(self):
        one = a_review_at(S.PROGRESS)
        told = {"review": one.review, "finding": one.findings[2], "standing": Standing.DONE, "by": one.host}
        read = stamp_of("", "")
        for _again in range(2):
            row = progress.hosts_tell(**told, text="Done.", read=read)
        assert row.revision == 1
        with pytest.raises(Stale):
            progress.hosts_tell(**told, text="Not done.", read=read)

    def test_nothing_is_told_of_a_strength_or_in_no_words(self):
        one = a_review_at(S.PROGRESS)
        told = {"review": one.review, "standing": Standing.DONE, "read": "", "by": one.host}
        with pytest.raises(Refused):
            progress.hosts_tell(**told, finding=one.findings[0], text="Done.")
        with pytest.raises(Refused):
            progress.hosts_tell(**told, finding=one.findings[2], text=" ")


class TestWhatWaits:
    def test_for_hosts_managers_and_peers(self):
        drafting = a_review_at(S.DRAFTING)
        assert texts_for(drafting.peer) == texts_for(drafting.manager) == ["write the report"]
        assert texts_for(drafting.host) == []
        one = a_review_at(S.FACT_CHECK)
        assert texts_for(one.host) == ["check the facts of the draft"]
        assert texts_for(one.manager) == []
        facts = {"person": one.person, "error": "No.", "proof": "x"}
        FactComment.objects.create(sentence=Sentence.objects.filter(is_judgement=False).first(), **facts)
        assert texts_for(one.manager) == ["decide on 1 comment"]
        say_checked(review=one.review, by=one.host)
        assert texts_for(one.host) == []
        published = a_review_at(S.PUBLISHED)
        assert texts_for(published.host) == ["answer 2 recommendations"]
        told = a_review_at(S.PROGRESS)
        for kind in (DutyKind.PROGRESS_REVIEW, DutyKind.PROGRESS_REPORT):
            DutyFactory(review=told.review, kind=kind, due_on=date(2027, 5 + (kind == DutyKind.PROGRESS_REPORT), 4))
        every = list(counted_for(told.host).filter(pk=told.review.pk))
        assert [one.when for one in waiting_for(reader_of(told.host, every), every, [])] == [date(2027, 6, 4)]
        assert texts_for(told.host) == texts_for(told.peer) == ["tell what became of the recommendations"]
        assert texts_for(UserFactory()) == []
        for finding in told.review.findings.filter(kind="recommendation"):
            Progress.objects.create(finding=finding, hosts_say="We do it.", standing=Standing.DONE)
        assert (texts_for(told.host), texts_for(told.peer)) == ([], ["tell what became of the recommendations"])
        Progress.objects.update(team_says="We saw it.")
        assert texts_for(told.peer) == texts_for(told.manager) == []

    def test_it_asks_as_often_for_many(self, django_assert_num_queries):
        one = a_review_at(S.FACT_CHECK)
        for _more in range(2):
            other = a_review_at(S.PUBLISHED)
            type(other.person).objects.filter(pk=other.person.pk).update(user=one.host)
        every = list(counted_for(one.host))
        reader = reader_of(one.host, every)
        with django_assert_num_queries(1):
            assert len(waiting_for(reader, every, [])) == 3


@pytest.mark.parametrize(
    ("state", "says"),
    [
        (S.FACT_CHECK, []),
        (S.FINAL, ["Publish the report"]),
        (S.PUBLISHED, ["Publish the action plan"]),
        (S.ACTION_PLAN, ["Begin the progress review"]),
        (S.PROGRESS, ["Publish the progress report and close"]),
        (S.CLOSED, []),
    ],
)
def test_a_manager_is_led_to_what_comes_out_next(state, says):
    review = ReviewFactory(state=state)
    stages = reverse("peer_reviews:stages", args=[review.reference])
    lead = HostPersonFactory(host__review=review, is_lead=True, user=UserFactory()).user
    found = [tasks_of(review, reader_for(one, review)) for one in (review.manager, lead)]
    assert [[task["title"] for task in tasks if task["url"] == stages] for tasks in found] == [says, []]
