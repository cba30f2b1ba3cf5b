"""Rows of standing bodies for tests, as the verbs would have left them."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from factory import LazyAttribute, LazyFunction, SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from consultations.assemblies.enums import DecidesBy, Mode
from consultations.assemblies.models import (
    Advice,
    AgendaItem,
    Attendance,
    Ballot,
    BodyPage,
    Interest,
    ItemInterest,
    Member,
    Minutes,
    Paper,
    Proposal,
    Seat,
    SeatCategory,
    SessionPage,
    Term,
)
from tests.factories import PageFactory, ReviewPageFactory


class BodyPageFactory(PageFactory):
    class Meta:
        model = BodyPage

    parent = SubFactory(ReviewPageFactory)
    title = Sequence(lambda number: f"Assembly {number}")
    purpose = "To say what people need of health and care."


class SeatCategoryFactory(DjangoModelFactory):
    class Meta:
        model = SeatCategory

    body = SubFactory(BodyPageFactory)
    name = Sequence(lambda number: f"Patients, public and carers {number}")
    quota = 2
    position = Sequence(int)


class SeatFactory(DjangoModelFactory):
    class Meta:
        model = Seat

    category = SubFactory(SeatCategoryFactory)
    number = Sequence(lambda number: number + 1)


class MemberFactory(DjangoModelFactory):
    """Somebody who sits nowhere yet. `MemberFactory(user=…)` can come in."""

    class Meta:
        model = Member

    name = Sequence(lambda number: f"Ngozi O'Dowd & Daughter {number}")
    post = "Carer"


class TermFactory(DjangoModelFactory):
    """Somebody sits on a seat since a year ago. `TermFactory(body=…)` makes a seat of that body."""

    class Meta:
        model = Term
        exclude = ("body",)

    body: Any = SubFactory(BodyPageFactory)
    seat = SubFactory(SeatFactory, category=SubFactory(SeatCategoryFactory, body=SelfAttribute("...body")))
    member = SubFactory(MemberFactory)
    begins_on = LazyFunction(lambda: timezone.localdate() - timedelta(days=365))


class InterestFactory(DjangoModelFactory):
    class Meta:
        model = Interest

    member = SubFactory(MemberFactory)
    kind = "employment"
    what = "Trustee of a hospice"


class SessionPageFactory(PageFactory):
    """A session of a fortnight hence. Give `parent=` a body."""

    class Meta:
        model = SessionPage

    parent = SubFactory(BodyPageFactory)
    title = Sequence(lambda number: f"Session {number}")
    starts_at = LazyFunction(lambda: timezone.now() + timedelta(days=14))
    ends_at = LazyAttribute(lambda page: page.starts_at + timedelta(hours=2))
    mode = Mode.HYBRID
    place = "A hall in Leeds"


class AgendaItemFactory(DjangoModelFactory):
    class Meta:
        model = AgendaItem

    session = SubFactory(SessionPageFactory)
    position = Sequence(lambda number: number + 1)
    title = Sequence(lambda number: f"What prevention costs, part {number}")


class ItemInterestFactory(DjangoModelFactory):
    class Meta:
        model = ItemInterest

    item = SubFactory(AgendaItemFactory)
    member = SubFactory(MemberFactory)
    what = "Works for who would be paid"


class AttendanceFactory(DjangoModelFactory):
    class Meta:
        model = Attendance

    session = SubFactory(SessionPageFactory)
    member = SubFactory(MemberFactory)
    presence = "in-person"


class PaperFactory(DjangoModelFactory):
    """A paper that is not published yet."""

    class Meta:
        model = Paper

    session = SubFactory(SessionPageFactory)
    title = Sequence(lambda number: f"Paper {number}")
    text = "<p>What we know so far.</p>"


class MinutesFactory(DjangoModelFactory):
    class Meta:
        model = Minutes

    session = SubFactory(SessionPageFactory)
    number = 1
    text = "<p>They spoke of prevention.</p>"


class ProposalFactory(DjangoModelFactory):
    class Meta:
        model = Proposal

    body = SubFactory(BodyPageFactory)
    title = Sequence(lambda number: f"Speak of carers {number}")
    text = "Nobody asked them yet."
    proposed_by = SubFactory(MemberFactory)


class BallotFactory(DjangoModelFactory):
    class Meta:
        model = Ballot

    item = SubFactory(AgendaItemFactory)
    question = "Shall it be advised?"
    decides_by = DecidesBy.MAJORITY


class AdviceFactory(DjangoModelFactory):
    class Meta:
        model = Advice

    body = SubFactory(BodyPageFactory)
    # Far from the numbers that tests name themselves: they are unique, and tests run in any order.
    reference = Sequence(lambda number: f"ADV-{number + 1001}")
    title = "Count what carers do"
    text = "Count it, and say so."
    asked = "The national body"
    given_on = LazyFunction(timezone.localdate)
    reply_due = LazyAttribute(lambda advice: advice.given_on + timedelta(days=90))
