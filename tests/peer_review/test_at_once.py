"""Two people at the same moment: nothing is changed that another move has just closed, and one of the two is told."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from uuid import uuid4

import pytest
from django.db import connections
from django.utils import timezone

from core.audit import Entry
from peer_review.assessments.domain import assessing, judging, scoring
from peer_review.findings.domain import writing
from peer_review.findings.enums import FindingState
from peer_review.findings.models import Finding
from peer_review.pool.domain import declarations
from peer_review.pool.enums import ConflictKind
from peer_review.reports.domain import checking, editions, plan, progress
from peer_review.reports.domain import writing as report
from peer_review.reports.enums import Standing
from peer_review.reports.models import Action, FactComment, Progress, Sentence
from peer_review.reports.queries.plan import recommendations
from peer_review.reviews.domain import hosts, statement
from peer_review.reviews.domain.stages import move_on
from peer_review.reviews.enums import ReviewState as S
from peer_review.reviews.models import HostPerson
from peer_review.teams.domain import feedback, invitations, leaving, members
from peer_review.teams.domain.proposing import apply_proposal, propose_teams
from peer_review.teams.enums import Direction, MemberState, Seat
from peer_review.teams.models import Member
from peer_review.visits.domain import attendees
from peer_review.visits.enums import Group
from peer_review.visits.models import Slot
from tests.core.at_once import at_once
from tests.factories import OrganisationFactory, UserFactory
from tests.peer_review.assessments.team import put, team, written
from tests.peer_review.frameworks.factories import LineFactory
from tests.peer_review.reports.factories import STEPS, SUMMARY, a_review_at, undertaken
from tests.peer_review.reviews.factories import (
    HostFactory,
    HostPersonFactory,
    PositionPartFactory,
    ProgrammeFactory,
    ReviewFactory,
    manager,
)
from tests.peer_review.teams.factories import MemberFactory, TeamNeedFactory, ready_peer
from tests.peer_review.teams.test_at_once import tried
from tests.peer_review.visits.factories import AttendeeFactory, MeetingFactory, SlotFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def first(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable]:
    """`first(place, name, act)` has somebody else do `act` just before `place.name` is called; who is locked out comes after.

    It returns a function that says what they were refused with.
    """
    with ThreadPoolExecutor(1) as pool:

        def patched(place: object, name: str, act: Callable[[], object]) -> Callable[[], str]:
            real, begun = getattr(place, name), []

            def theirs_first(*args, **more):
                if not begun:
                    begun.append(None)
                    begun[0] = pool.submit(alone, act)
                    wait(begun, timeout=1)
                return real(*args, **more)

            monkeypatch.setattr(place, name, theirs_first)
            return lambda: begun[0].result()  # noqa: PLW0108 - there is none yet

        yield patched


def alone(act: Callable[[], object]) -> str:
    """Do something with a connection of one's own; return what it was refused with."""
    try:
        return tried(act)
    finally:
        connections.close_all()


def logged() -> list[str]:
    return list(Entry.objects.order_by("number").values_list("action", flat=True))


def test_no_finding_is_changed_once_the_draft_is_out(first):
    one = a_review_at(S.DRAFTING)
    finding = one.findings[0]
    sent = first(writing, "_open", lambda: editions.send_to_hosts(review=one.review, by=one.manager))
    key = f"item-{finding.citations.first().item_id}"
    why = tried(lambda: writing.uncite(finding=finding, key=key, by=one.peer))
    assert sorted(map(bool, (why, sent()))) == [False, True]
    one.review.refresh_from_db()
    finding.refresh_from_db()
    assert (one.review.state == S.FACT_CHECK) == (finding.state == FindingState.SIGNED)


def test_no_text_of_a_report_is_changed_once_the_draft_is_out(first):
    one = a_review_at(S.DRAFTING)
    sent = first(report, "demand_writer", lambda: editions.send_to_hosts(review=one.review, by=one.manager))
    words = {"summary": f"{SUMMARY}\n\nMore.", "about": "About.", "thanks": "Thanks."}
    why = tried(lambda: report.write(review=one.review, **words, read="", by=one.peer))
    assert sent() == ""
    is_out = Sentence.objects.filter(text__contains="More.", passage__edition__report__review=one.review).exists()
    assert is_out == (not why)


def test_a_finding_that_is_sent_twice_at_once_is_begun_once():
    member = MemberFactory(review=ReviewFactory(state=S.DRAFTING))
    line = LineFactory(theme__version=member.review.framework_version)
    words = writing.Words("strength", line, "Partners meet", "They meet weekly.")
    key, by = uuid4(), member.peer.user
    begun = at_once(
        lambda _number: writing.begin_finding(review=member.review, words=words, key=key, by=by).pk, threads=3
    )
    assert (Finding.objects.count(), len(set(begun))) == (1, 1)


def test_no_fact_is_questioned_once_the_report_is_final(first):
    one = a_review_at(S.FACT_CHECK)
    sentence = Sentence.objects.filter(is_judgement=False, passage__edition__report__review=one.review).first()
    finished = first(checking, "begun", lambda: STEPS["finish"](one))
    facts = {"error": "Wrong", "instead": "Right", "proof": "Minutes", "key": uuid4()}
    why = tried(lambda: checking.comment(review=one.review, sentence=sentence, by=one.host, **facts))
    assert sorted(map(bool, (why, finished()))) == [False, True]
    assert FactComment.objects.count() == (not why)


def test_no_action_is_removed_once_the_plan_is_published(first):
    one = a_review_at(S.PUBLISHED)
    actions = [
        plan.add_action(review=one.review, finding=row.finding, told=undertaken(), key=uuid4(), by=one.host)
        for row in recommendations(one.review)
    ]
    published = first(plan, "begun", lambda: move_on(review=one.review, verb="publish_plan", actor=one.manager))
    why = tried(lambda: plan.remove_action(review=one.review, action=actions[0], by=one.host))
    assert sorted(map(bool, (why, published()))) == [False, True]
    assert Action.objects.count() == len(actions) - (not why)


def test_nothing_is_told_of_the_progress_once_the_review_is_closed(first):
    one = a_review_at(S.PROGRESS)
    for row in recommendations(one.review):
        told = {"review": one.review, "finding": row.finding, "read": ""}
        progress.hosts_tell(**told, text="It was bought.", standing=Standing.DONE, by=one.host)
        progress.team_tells(**told, text="We saw it in use.", by=one.peer)
    closed = first(progress, "begun", lambda: move_on(review=one.review, verb="close", actor=one.manager))
    tried(lambda: progress.hosts_tell(**told, text="It was sold.", standing=Standing.DONE, by=one.host))
    assert closed() == ""
    one.review.refresh_from_db()
    assert not Progress.objects.filter(saved_at__gt=one.review.closed_at).exists()


def test_no_part_is_emptied_as_it_is_frozen(first):
    review = ReviewFactory(state=S.PREPARING)
    lead = HostPersonFactory(host=HostFactory(review=review), user=UserFactory(), is_lead=True).user
    part = PositionPartFactory(statement__review=review, text="We meet weekly.")
    saved = first(statement, "freeze_now", lambda: statement.save_part(part=part, text="", read=part.revision, by=lead))
    why = tried(lambda: statement.freeze_statement(review=review, by=lead))
    part.refresh_from_db()
    assert (why, part.text) == ("", "We meet weekly.")
    assert "is frozen" in saved()


def test_nobody_leaves_as_they_are_made_the_lead_of_a_host(first):
    boss = manager()
    host = HostFactory(review=ReviewFactory(state=S.PREPARING, manager=boss))
    HostPersonFactory(host=host, user=UserFactory(), is_lead=True)
    kim = HostPersonFactory(host=host, user=UserFactory(), email="kim@example.org")
    left = first(HostPerson, "save", lambda: hosts.leave(person=kim, by=kim.user))
    hosts.change_lead(host=host, lead=hosts.Invited("Kim", "kim@example.org"), by=boss)
    assert "Name another lead" in left()
    assert host.people.filter(is_lead=True, left_at=None).get() == kim


def test_an_invitation_is_accepted_as_it_is_taken_back():
    boss = manager()
    review = ReviewFactory(state=S.PREPARING, manager=boss)
    TeamNeedFactory(review=review)
    member = MemberFactory(review=review, peer=ready_peer(), state=MemberState.INVITED)
    acts = (
        lambda: invitations.accept(member=member, by=member.peer),
        lambda: leaving.release(member=member, reason="Others suit better.", to=None, by=boss),
    )
    _accepted, released = at_once(lambda number: tried(acts[number]), threads=2)
    member.refresh_from_db()
    assert (released, member.state) == ("", MemberState.RELEASED)


def test_one_account_is_one_peer_though_two_links_are_used_at_once():
    user, review = UserFactory(), ReviewFactory(state=S.PREPARING)
    accepted = [MemberFactory(review=review, peer=ready_peer(user=None)) for _ in "ab"]
    said = at_once(lambda number: tried(lambda: invitations.use_account(member=accepted[number], by=user)), threads=2)
    assert [why.split(" in ")[0] for why in sorted(said)] == ["", "This account is somebody else’s"]
    assert Member.objects.filter(peer__user=user).count() == 1


def test_two_managers_apply_different_teams():
    review = ReviewFactory(state=S.PREPARING, reference="PR-3")
    need = TeamNeedFactory(review=review, size=3, revision=1)
    for number in range(5):
        ready_peer(leads=number < 2, organisation_name=f"Council {number}")
    boss = manager()
    tokens = [propose_teams(reviews=[review], by=boss).token]
    need.size = 2
    need.save()
    tokens.append(propose_teams(reviews=[review], by=boss).token)
    said = at_once(
        lambda number: tried(lambda: apply_proposal(reviews=[review], token=tokens[number], by=boss)), threads=2
    )
    assert sorted(map(bool, said)) == [False, True]
    assert Member.objects.count() == 2


def test_a_review_moves_once_though_two_press_the_button():
    one = a_review_at(S.FINAL)
    said = at_once(
        lambda _number: tried(lambda: move_on(review=one.review, verb="publish", actor=one.manager)), threads=2
    )
    assert sorted(said) == ["", "This can't be done now: it is report published."]


def test_two_leads_freeze_the_statement_and_two_save_one_part():
    review = ReviewFactory(state=S.PREPARING)
    leads = [HostPersonFactory(host=HostFactory(review=review), user=UserFactory(), is_lead=True).user for _ in "ab"]
    part = PositionPartFactory(statement__review=review, text="We meet weekly.")
    said = at_once(
        lambda number: tried(
            lambda: statement.save_part(part=part, text=f"Text {number}.", read=part.revision, by=leads[number])
        ),
        threads=2,
    )
    assert sorted(map(bool, said)) == [False, True]
    assert set(part.versions.values_list("text", flat=True)) == {"Text 0.", "Text 1."}
    freezes = lambda number: tried(lambda: statement.freeze_statement(review=review, by=leads[number]))  # noqa: E731
    assert at_once(freezes, threads=2) == ["", ""]


def judged(here):
    """Write the judgement of a line as its first peer; return what names it for a verb."""
    one = judging.write_judgement(review=here.review, line=here.line, text="They meet.", read=0, by=here.user(0))
    return {"review": here.review, "line": here.line, "read": one.revision}


# What a peer does; what comes before it; and what it calls once it has asked who they are.
OF_A_PEER = {
    "assessment.put_in": (
        (assessing, "demand_line"),
        written,
        lambda here, _made: assessing.put_in(review=here.review, line=here.line, by=here.user(0)),
    ),
    "assessment.take_back": (
        (assessing, "demand_line"),
        put,
        lambda here, _made: assessing.take_back(review=here.review, line=here.line, by=here.user(0)),
    ),
    "judgement.write": (
        (judging, "demand_in"),
        put,
        lambda here, _made: judging.write_judgement(
            review=here.review, line=here.line, text="They meet.", read=0, by=here.user(0)
        ),
    ),
    "judgement.challenge": (
        (judging, "demand_in"),
        lambda here: put(here) and judged(here),
        lambda here, of: judging.challenge(**of, reason="They do not.", by=here.user(0)),
    ),
    "score.give": (
        (scoring, "demand_line"),
        lambda _here: None,
        lambda here, _made: scoring.score(
            review=here.review, line=here.line, points=3, rationale="They meet.", read="", by=here.user(0)
        ),
    ),
}


@pytest.mark.parametrize("action", OF_A_PEER)
def test_nobody_who_was_released_writes_after_it(first, action):
    place, before, act = OF_A_PEER[action]
    here = team(programme=ProgrammeFactory(scoring=True))
    made = before(here)
    away = {"member": here.peers[0], "reason": "A conflict.", "to": None, "by": here.manager}
    released = first(*place, lambda: leaving.release(**away))
    assert (tried(lambda: act(here, made)), released()) == ("", "")
    log = logged()
    assert log.index(action) < log.index("peer_member.release")


def test_nothing_is_let_stand_once_the_review_is_withdrawn(first):
    here = team()
    put(here)
    of = judged(here)
    withdrawn = first(
        judging,
        "demand_no_names",
        lambda: move_on(review=here.review, verb="withdraw", reason="No.", actor=here.manager),
    )
    tried(lambda: judging.let_stand(**of, because="One dissents.", by=here.manager))
    assert withdrawn() == ""
    log = logged()
    assert log.index("judgement.stand") < log.index("peer_review.withdraw")


def test_nobody_who_was_released_says_how_the_review_was_after_it(first):
    boss = manager()
    member = MemberFactory(review=ReviewFactory(state=S.FINAL, manager=boss))
    released = first(feedback, "key_of", lambda: leaving.release(member=member, reason="A conflict.", to=None, by=boss))
    said = {"went_well": "We were heard.", "next_time": "", "by": member.peer.user}
    why = tried(lambda: feedback.give_feedback(place=member, direction=Direction.OF_REVIEW, **said))
    assert (why, released()) == ("", "")
    assert logged().index("peer_member.feedback") < logged().index("peer_member.release")


def test_a_peer_hands_over_to_nobody_who_has_left():
    boss = manager()
    review = ReviewFactory(state=S.ON_SITE, manager=boss)
    one, other = (MemberFactory(review=review) for _ in "ab")
    leaving.step_out(member=Member.objects.get(pk=other.pk), reason="I am ill.", to=None, by=other.peer.user)
    why = tried(lambda: leaving.release(member=one, reason="A conflict.", to=other, by=boss))
    assert why == "Only somebody else who is in the team can take over."


def test_a_peer_is_invited_as_they_are_taken_out(first):
    boss = manager()
    review = ReviewFactory(state=S.PREPARING, manager=boss)
    TeamNeedFactory(review=review)
    member = MemberFactory(review=review, peer=ready_peer(), state=MemberState.PROPOSED)
    removed = first(invitations, "move", lambda: members.remove_proposed(member=member, by=boss))
    why = tried(lambda: invitations.invite(member=member, by=boss))
    assert (why, removed()) == ("", "They were asked already. Release them with a reason.")


@pytest.mark.parametrize("verb", ["remove_proposed", "exchange", "change_seat"])
def test_whom_two_managers_take_out_is_gone_for_the_second(verb):
    boss = manager()
    review = ReviewFactory(state=S.PREPARING, manager=boss)
    member = MemberFactory(review=review, peer=ready_peer(), state=MemberState.PROPOSED)
    acts = {
        "remove_proposed": lambda: members.remove_proposed(member=member, by=boss),
        "exchange": lambda: members.exchange(member=member, peer=ready_peer(), despite="", by=boss),
        "change_seat": lambda: members.change_seat(member=member, seat=Seat.LEAD, by=boss),
    }
    Member.objects.filter(pk=member.pk).delete()
    assert tried(acts[verb]) == "They are not in the team any more."


def test_who_ceases_to_lead_a_host_asks_nobody_in_any_more(first):
    boss = manager()
    host = HostFactory(review=ReviewFactory(state=S.PREPARING, manager=boss))
    lead = HostPersonFactory(host=host, user=UserFactory(), is_lead=True).user
    replaced = first(
        hosts, "locked", lambda: hosts.change_lead(host=host, lead=hosts.Invited("Kim", "kim@example.org"), by=boss)
    )
    why = tried(lambda: hosts.invite_person(host=host, person=hosts.Invited("Jo", "jo@example.org"), by=lead))
    assert replaced() == ""
    asked_in = list(host.people.order_by("pk").values_list("name", flat=True))[1:]
    assert asked_in == ["Kim"] if why else asked_in == ["Jo", "Kim"]


def test_a_host_is_taken_off_as_somebody_is_asked_in(first):
    boss = manager()
    host = HostFactory(review=ReviewFactory(state=S.PREPARING, manager=boss))
    removed = first(hosts, "locked", lambda: hosts.remove_host(host=host, by=boss))
    why = tried(lambda: hosts.invite_person(host=host, person=hosts.Invited("Jo", "jo@example.org"), by=boss))
    assert (why in {"", "This host was taken off meanwhile."}, removed()) == (True, "")
    hosts.remove_host(host=host, by=boss)
    assert logged().count("peer_review.remove_host") == 1


def sister_works_at(review, peer):
    """Have a peer declare what is looked at in each team they are in, and so written there without the lock of its review."""
    return lambda: declarations.declare(
        peer=peer, kind=ConflictKind.FAMILY, organisation=review.system, text="My sister.", by=peer
    )


def test_a_host_is_added_as_a_peer_of_the_team_declares(first):
    boss = manager()
    trust, review = OrganisationFactory(), ReviewFactory(state=S.PREPARING, manager=boss)
    peer = MemberFactory(review=review, peer__organisation=trust).peer
    declared = first(hosts, "announce", sister_works_at(review, peer))
    hosts.add_host(review=review, organisation=trust, lead=hosts.Invited("Kim", "kim@example.org"), by=boss)
    assert (declared(), {"peer.declare", "peer_host.invite"} <= set(logged())) == ("", True)


def test_all_are_invited_as_one_of_them_declares(first):
    boss = manager()
    review = ReviewFactory(state=S.PREPARING, manager=boss)
    _one, other = (MemberFactory(review=review, peer=ready_peer(), state=MemberState.PROPOSED) for _ in "ab")
    declared = first(invitations, "_write", sister_works_at(review, other.peer))
    assert (invitations.invite_all(review=review, by=boss), declared()) == (2, "")


def test_somebody_answers_as_they_are_put_into_a_meeting_again(first):
    boss = manager()
    review = ReviewFactory(state=S.PREPARING, manager=boss)
    attendee = AttendeeFactory(review=review, name="Bo Sample", group=Group.FRONTLINE)
    slot = SlotFactory(meeting=MeetingFactory(review=review), attendee=attendee, dropped_at=timezone.now())
    answer = {"slot": slot, "is_coming": True, "needs": "A ramp."}
    answered = first(Slot.objects, "get_or_create", lambda: attendees.answer_slot(**answer))
    attendees.add_attendee(meeting=slot.meeting, name="Bo Sample", group=Group.FRONTLINE, by=boss)
    assert answered() == ""
    attendee.refresh_from_db()
    assert attendee.needs == "A ramp."


def test_nobody_who_left_a_host_writes_in_its_statement_after_it(first):
    review = ReviewFactory(state=S.PREPARING)
    host = HostFactory(review=review)
    HostPersonFactory(host=host, user=UserFactory(), is_lead=True)
    colleague = HostPersonFactory(host=host, user=UserFactory())
    part = PositionPartFactory(statement__review=review, text="We meet weekly.")
    left = first(statement, "save_written", lambda: hosts.leave(person=colleague, by=colleague.user))
    why = tried(lambda: statement.save_part(part=part, text="We meet.", read=part.revision, by=colleague.user))
    assert (why, left()) == ("", "")
    colleague.refresh_from_db()
    assert part.versions.get(text="We meet.").saved_at < colleague.left_at


def test_an_action_that_two_remove_is_gone_for_the_second():
    one = a_review_at(S.PUBLISHED)
    row = recommendations(one.review)[0]
    action = plan.add_action(review=one.review, finding=row.finding, told=undertaken(), key=uuid4(), by=one.host)
    said = at_once(
        lambda _number: tried(lambda: plan.remove_action(review=one.review, action=action, by=one.host)), threads=2
    )
    assert (said, logged().count("action.remove")) == (["", ""], 1)
