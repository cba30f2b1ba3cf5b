"""Reports for tests. `a_review_at(state)` has what a real one has there, made by the verbs of this room."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from django.utils import timezone
from factory import SubFactory
from factory.django import DjangoModelFactory

from peer_review.findings.enums import FindingKind
from peer_review.findings.models import FindingCitation
from peer_review.reports.domain import checking, editions, plan, progress, writing
from peer_review.reports.enums import Standing
from peer_review.reports.models import Edition, Report
from peer_review.reports.queries.plan import recommendations
from peer_review.reviews.domain.stages import move_on
from peer_review.reviews.enums import STAGES, ReviewState
from peer_review.room.enums import SourceType
from tests.factories import UserFactory
from tests.peer_review.findings.factories import FindingFactory
from tests.peer_review.reviews.factories import HostFactory, HostPersonFactory, ReviewFactory
from tests.peer_review.room.factories import ItemFactory
from tests.peer_review.teams.factories import MemberFactory

S = ReviewState
SUMMARY = "The system is in good heart. It spends £3.5 m a year, e.g. on beds.\n\n- Partners meet.\n- Carers are heard."
FINDINGS = (
    (FindingKind.STRENGTH, 1, "Partners meet weekly", "Partners decide together.", "The board met 12 times in 2025."),
    (FindingKind.CONSIDER, 1, "Data come late", "Late data hold decisions up.", "Figures arrive 9 weeks late."),
    (FindingKind.RECOMMENDATION, 1, "Share one data set", "Use one data set.", "Three data sets differ."),
    (FindingKind.RECOMMENDATION, 2, "Pay carers’ travel", "Pay what carers spend to come.", "No fund pays for it."),
)


class ReportFactory(DjangoModelFactory):
    class Meta:
        model = Report

    review = SubFactory(ReviewFactory)
    summary = SUMMARY
    about = "Five peers came for three days."


def a_review_at(state: ReviewState, **fields: Any) -> SimpleNamespace:
    """Return a review that came to rest in `state`, from drafting on, with its manager, host lead, peer and findings."""
    review = ReviewFactory(state=S.DRAFTING, **fields)
    lead = HostPersonFactory(host=HostFactory(review=review), user=UserFactory(), is_lead=True)
    member = MemberFactory(review=review)
    findings = [
        a_signed_finding(member, kind=kind, number=number, title=title, text=text, because=why)
        for kind, number, title, text, why in FINDINGS
    ]
    one = SimpleNamespace(
        review=review, manager=review.manager, host=lead.user, person=lead, peer=member.peer.user, findings=findings
    )
    texts = {"summary": SUMMARY, "about": "Five peers came for three days.", "thanks": "Thanks to all who came."}
    writing.write(review=review, **texts, read="", by=one.manager)
    for verb in ("send", "finish", "publish", "publish_plan", "review_progress", "close"):
        if review.state == state:
            break
        STEPS[verb](one)
        review.refresh_from_db()
    assert review.state == state, f"It rests in {review.state}: {STAGES.index(review.state)}"
    return one


def a_signed_finding(member: Any, **fields: Any) -> Any:
    """Return a finding that rests on two items of different types, read twice and signed."""
    finding = FindingFactory(signed=True, review=member.review, written_by=member, **fields)
    for kind in (SourceType.DOCUMENT, SourceType.DATA):
        item = ItemFactory(review=member.review, source_type=kind)
        FindingCitation.objects.create(finding=finding, item=item, kind=kind)
    return finding


def undertaken(**changes: Any) -> plan.Undertaken:
    told = {
        "what": "Buy one data set.",
        "owner": "Director of data",
        "due_on": timezone.localdate() + timedelta(days=100),
        "standing": Standing.NOT_BEGUN,
    }
    return plan.Undertaken(**{**told, **changes})


def finish(one: SimpleNamespace) -> Edition:
    """Have the host say that it checked the facts, and the manager make the report final."""
    checking.say_checked(review=one.review, by=one.host)
    return editions.make_final(review=one.review, by=one.manager)


def _plan(one: SimpleNamespace) -> None:
    for row in recommendations(one.review):
        plan.add_action(review=one.review, finding=row.finding, told=undertaken(), key=uuid4(), by=one.host)
    move_on(review=one.review, verb="publish_plan", actor=one.manager)


def _close(one: SimpleNamespace) -> None:
    for row in recommendations(one.review):
        told = {"review": one.review, "finding": row.finding, "read": ""}
        progress.hosts_tell(**told, text="It was bought.", standing=Standing.DONE, by=one.host)
        progress.team_tells(**told, text="We saw it in use.", by=one.peer)
    move_on(review=one.review, verb="close", actor=one.manager)


STEPS = {
    "send": lambda one: editions.send_to_hosts(review=one.review, by=one.manager),
    "finish": finish,
    "publish": lambda one: move_on(review=one.review, verb="publish", actor=one.manager),
    "publish_plan": _plan,
    "review_progress": lambda one: move_on(review=one.review, verb="review_progress", actor=one.manager),
    "close": _close,
}
