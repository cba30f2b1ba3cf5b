"""What the database refuses of standing bodies, and who sits on one."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError
from django.utils import timezone

from consultations.assemblies.enums import Capacity
from consultations.assemblies.models import Advice, Term
from consultations.assemblies.queries.bodies import body_of
from consultations.assemblies.rules import co_chairs, sits_on
from tests.consultations.assemblies.factories import (
    AdviceFactory,
    AgendaItemFactory,
    BodyPageFactory,
    MemberFactory,
    MinutesFactory,
    PaperFactory,
    ProposalFactory,
    SessionPageFactory,
    TermFactory,
)
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def today():
    return timezone.localdate()


@pytest.mark.parametrize(
    "row",
    [
        lambda: TermFactory(begins_on=today(), ends_on=today() - timedelta(days=1)),
        lambda: TermFactory(capacity=Capacity.ORGANISATION),
        lambda: TermFactory(organisation_name="A trust"),
        lambda: AgendaItemFactory(outcome="noted"),
        lambda: PaperFactory(published_at=timezone.now()),
        lambda: PaperFactory(published_at=timezone.now(), due_on=today(), met_notice=False),
        lambda: PaperFactory(text="", published_at=timezone.now(), due_on=today(), met_notice=True),
        lambda: MinutesFactory(state="agreed"),
        lambda: ProposalFactory(state="seconded"),
        lambda: AdviceFactory(reply_due=today() - timedelta(days=1)),
        lambda: AdviceFactory(state="concluded"),
    ],
)
def test_the_database_refuses(row):
    with pytest.raises(IntegrityError):
        row()


def test_nobody_seconds_their_own():
    member = MemberFactory()
    with pytest.raises(IntegrityError):
        ProposalFactory(proposed_by=member, seconded_by=member)


class TestWhoSits:
    @pytest.fixture
    def term(self):
        return TermFactory(member=MemberFactory(user=UserFactory()), is_co_chair=True)

    def test_on_its_body_and_whatever_is_of_it(self, term):
        body = term.seat.category.body
        session = SessionPageFactory(parent=body)
        for subject in (None, body, session, AgendaItemFactory(session=session), ProposalFactory(body=body)):
            assert sits_on(term.member.user, subject)
            assert co_chairs(term.member.user, subject)

    def test_on_no_other(self, term):
        other = BodyPageFactory(parent=term.seat.category.body.get_parent())
        for subject in (other, SessionPageFactory(parent=other), ProposalFactory(body=other)):
            assert not sits_on(term.member.user, subject)

    def test_no_longer_once_it_ended(self, term):
        Term.objects.update(ends_on=today() - timedelta(days=1))
        assert not sits_on(term.member.user, term.seat.category.body)

    def test_still_on_the_last_day(self, term):
        Term.objects.update(ends_on=today())
        assert sits_on(term.member.user, term.seat.category.body)

    def test_nobody_unknown(self, term):
        assert not sits_on(AnonymousUser(), term.seat.category.body)


def test_a_session_is_of_the_page_above(client):
    session = SessionPageFactory()
    assert body_of(session) == session.get_parent().specific


def test_overdue_is_what_awaits_a_reply_after_its_day():
    late = AdviceFactory(given_on=today() - timedelta(days=9), reply_due=today() - timedelta(days=1))
    AdviceFactory(reply_due=today())
    AdviceFactory(given_on=late.given_on, reply_due=late.reply_due, state="replied")
    assert list(Advice.objects.overdue()) == [late]
    assert late.is_overdue


def test_pages_are_shown(client):
    session = SessionPageFactory()
    body = session.get_parent()
    assert client.get(body.url).status_code == 200
    assert client.get(session.url).status_code == 200
