"""The standing bodies of the demonstration: labelled, in every state, and as the verbs would have left them in a year."""

from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from consultations.assemblies.enums import Bar, Outcome, SessionState, Standing
from consultations.assemblies.models import (
    Advice,
    AgendaItem,
    Ballot,
    BarredMember,
    BodyPage,
    ItemInterest,
    Member,
    Minutes,
    Paper,
    Proposal,
    QuorumCount,
    Reply,
    SessionChange,
    SessionPage,
    Term,
    TermsOfReference,
)
from consultations.assemblies.queries.bodies import vacancies
from consultations.assemblies.queries.seats import reviews_of
from consultations.assemblies.queries.voting import open_to
from consultations.reviews.models import ReviewPage
from consultations.townhalls.enums import ContributionState
from consultations.townhalls.models import Contribution
from core.audit import first_broken_link
from core.templatetags.moments import plain_day
from demonstration import load
from demonstration.bodies import load_bodies
from demonstration.content.bodies import NAMED
from demonstration.people import load_people
from demonstration.tree import load_review
from pages.domain import set_up_site

LABEL = NAMED.format("")


@pytest.fixture
def people(db):
    set_up_site()
    return load_people()


@pytest.fixture
def loaded(people):
    load_bodies(
        load_review(),
        secretary=people["secretariat@moothall.example"],
        moderator=people["moderator@moothall.example"],
        member=people["member@moothall.example"],
        seconder=people["seconder@moothall.example"],
    )


@pytest.mark.slow
def test_bodies_members_and_terms(loaded, people):
    bodies = {one.title: one for one in BodyPage.objects.all()}
    assert set(bodies) == {
        "Health, Wellbeing and Care Assembly",
        "National ICP Forum",
        "Working group on prevention",
    }
    assembly = bodies["Health, Wellbeing and Care Assembly"]
    assert bodies["Working group on prevention"].get_parent().pk == assembly.pk
    assert all("A demonstration." in one.purpose for one in bodies.values())
    assert [reference in assembly.purpose for reference in ("REC-4", "REC-3")] == [True, False]
    assert "REC-3" in bodies["National ICP Forum"].purpose
    assert all(name.startswith(LABEL) for name in Member.objects.values_list("name", flat=True))
    assert vacancies() == {bodies[title].pk: count for title, count in zip(bodies, (3, 1, 2), strict=True)}
    today = Term.objects.today().filter(seat__category__body=assembly)
    assert (today.count(), today.filter(is_co_chair=True).count()) == (21, 2)
    assert list(TermsOfReference.objects.filter(body=assembly).values_list("number", flat=True)) == [2, 1]
    handed_on = Term.objects.exclude(ended_because="").get()
    assert handed_on.ends_on < timezone.localdate()
    assert handed_on.seat.terms.today().count() == 1
    overdue = [pk for pk, one in reviews_of(list(Member.objects.all())).items() if one.is_overdue(timezone.localdate())]
    assert [Member.objects.get(pk=pk).name for pk in overdue] == [NAMED.format("a pharmacist")]
    assert first_broken_link() is None


@pytest.mark.slow
def test_a_year_of_sessions(loaded, people):
    states = Counter(SessionPage.objects.values_list("state", flat=True))
    assert states == {
        SessionState.MINUTES_AGREED: 6,
        SessionState.MINUTES_DRAFT: 1,
        SessionState.LIVE: 1,
        SessionState.PAPERS_OUT: 1,
        SessionState.PLANNED: 2,
        SessionState.CANCELLED: 1,
    }
    held = SessionPage.objects.exclude(state=SessionState.LIVE)
    assert max(timezone.localtime(one.starts_at).isoweekday() for one in held) <= 5
    # What was done in the past stands there, and in its order.
    for session in SessionPage.objects.filter(state__in=(SessionState.MINUTES_AGREED, SessionState.MINUTES_DRAFT)):
        changes = SessionChange.objects.filter(session=session)
        times = [one.at for one in changes.order_by("pk")]
        assert times == sorted(times)
        went_live = changes.get(to=SessionState.LIVE).at
        assert timedelta(0) <= went_live - session.starts_at < timedelta(seconds=30)
        assert all(session.starts_at <= one.began_at < session.ends_at for one in session.items.all())
        assert all(one.published_at < session.starts_at for one in session.papers.all())
    late = Paper.objects.get(met_notice=False)
    assert (late.session.title, late.due_on) == (
        "Prevention",
        timezone.localdate(late.session.starts_at) - timedelta(days=7),
    )
    assert Paper.objects.filter(published_at=None).count() == 1
    assert QuorumCount.objects.exclude(reason="").get().session.title == "Heat and health"
    assert Minutes.objects.get(number=2).session.title == "Carers"
    assert set(AgendaItem.objects.values_list("outcome", flat=True)) == {"", *Outcome}
    assert SessionPage.objects.filter(recording__isnull=False, state=SessionState.MINUTES_AGREED).count() == 1
    out = ItemInterest.objects.get(stepped_out_at__isnull=False)
    assert out.item.session.starts_at < out.stepped_out_at < out.came_back_at < out.item.session.ends_at
    barred = BarredMember.objects.get(had_voted=True)
    assert (barred.member.name, barred.why) == (NAMED.format("a researcher of ageing"), Bar.LEFT)
    # Minutes are what the record drafts, with the times at which it was.
    for one in Minutes.objects.filter(number=1).select_related("session"):
        assert "<h2>Who was there</h2>" in one.text
        assert plain_day(one.session.day) in one.text.partition("It began at")[2]
    assert Ballot.objects.filter(closed_at=None).get().item.title == "Moving about"
    members = Member.objects.filter(user__isnull=False)
    assert {one.user.email for one in members} == {"member@moothall.example", "seconder@moothall.example"}
    assert [len(open_to(one)) for one in members] == [1, 1]
    # The one that is live is spoken to, in a thread of its own and in one of an item.
    live = SessionPage.objects.get(state=SessionState.LIVE)
    assert live.get_children().count() == 2
    assert AgendaItem.objects.get(session=live, thread__isnull=False).title == "Moving about"
    said = Contribution.objects.filter(thread__page__in=live.get_children())
    assert set(said.values_list("state", flat=True)) == {ContributionState.PUBLISHED}
    assert said.exclude(reference=None).count() == 4
    assert all(name.startswith(LABEL) for name in said.values_list("name", flat=True))


@pytest.mark.slow
def test_proposals_and_advice_and_a_second_load(loaded, client, monkeypatch):
    assert set(Proposal.objects.values_list("state", "seconded_by__user__email")) == {
        ("scheduled", "seconder@moothall.example"),
        ("proposed", None),
    }
    assert Counter(Advice.objects.standing().values_list("standing", flat=True)) == {
        Standing.OVERDUE: 1,
        Standing.AWAITING: 2,
        Standing.REPLIED: 1,
        Standing.CONCLUDED: 1,
    }
    assert all(one.published_at.date() == one.given_on for one in Advice.objects.all())
    assert Reply.objects.count() == 2
    assert set(Advice.objects.get(reference="ADV-2").sources.values_list("reference", flat=True)) == {
        "CFE1-0001",
        "REC-1",
        "Q-1",
    }
    # Its page links what everybody may see of what it names, and leaves the rest as words.
    page = client.get(Advice.objects.get(reference="ADV-2").get_absolute_url()).content.decode()
    assert page.count(">Q-1</a>") == 2  # in its words, and among what it rests on
    assert "See CFE1-0001, REC-1 and <a" in page
    # A second load makes nothing twice.
    for made in ("load_town_halls", "load_statements", "load_submissions"):
        monkeypatch.setattr(load, made, lambda *given, **named: None)
    monkeypatch.setattr(load, "missing_voices", list)
    counted = (BodyPage, SessionPage, Member, Term, Advice, Proposal, Contribution, ReviewPage)
    before = [model.objects.count() for model in counted]
    assert load.load_demonstration(say=lambda line: None) is False
    assert [model.objects.count() for model in counted] == before
