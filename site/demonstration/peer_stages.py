"""Twelve peer reviews of illustrative systems, one at rest in each state. Each is brought there by the verbs that people use."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone

from accounts.models import User
from demonstration.peer_assessments import lay_out_assessments
from demonstration.peer_findings import lay_out_findings
from demonstration.peer_notes import lay_out_notes
from demonstration.peer_reports import lay_out_reports
from demonstration.peer_reviews import (
    DAYS_ON_SITE,
    People,
    agree_scope,
    have_observed,
    prepare_review,
    propose_review,
    scope_review,
    set_back,
)
from demonstration.peer_room import lay_out_room
from demonstration.peer_teams import lay_out_teams, say_how_it_was
from demonstration.peer_visits import lay_out_visits
from organisations.models import Organisation, OrganisationType, Region
from peer_review.frameworks.models import Framework
from peer_review.pool.models import Peer
from peer_review.reviews.domain.duties import done_by_hand
from peer_review.reviews.domain.programmes import Described, begin_programme
from peer_review.reviews.domain.stages import move_on
from peer_review.reviews.enums import STAGES, DutyKind, ReviewState
from peer_review.reviews.models import Programme, Review
from peer_review.reviews.timetable import BY_HAND

S = ReviewState
NOTE = "An illustration: there is no such body."
PROGRAMME = "Peer review of systems (an illustration)"
PURPOSE = "Illustration: systems learn from peers, who are critical friends. There is no grade."
TUESDAY = 1
HOSTS = (
    (OrganisationType.ICB, "Illustrative integrated care board {letter}"),
    (OrganisationType.COUNCIL, "Illustrative council {letter}"),
)


@dataclass(frozen=True)
class Rest:
    """Where one review comes to rest. `ago` is how many days ago its days on site began; fewer than none for those to come.

    `late` says what was done late, by how many days and with what reason of the hosts.
    """

    letter: str
    state: ReviewState
    ago: int = 0
    late: Mapping[DutyKind, tuple[int, str]] = field(default_factory=dict)


RESTS = (
    Rest("A", S.CLOSED, 380),
    Rest("B", S.PROGRESS, 315),
    Rest(
        "C",
        S.ACTION_PLAN,
        190,
        {
            DutyKind.REPORT: (
                24,
                "Illustration: the boards of both hosts wished to read it together, and met later than planned.",
            )
        },
    ),
    Rest("D", S.PUBLISHED, 95),
    Rest("E", S.FINAL, 98),  # its report is overdue
    Rest("F", S.FACT_CHECK, 29),
    Rest("G", S.DRAFTING, 14),
    Rest("H", S.ON_SITE, 0),
    Rest("I", S.PREPARING, -35),
    Rest("J", S.SCOPING),
    Rest("K", S.PROPOSED),
    Rest("L", S.WITHDRAWN, -70),
)
# Who signs in and sits in a team, by where its review rests.
WANTED = {
    S.DRAFTING: ("secondpeer@moothall.example",),
    S.ON_SITE: ("peer@moothall.example", "secondpeer@moothall.example"),
}
WITHDRAWN_BECAUSE = "Illustration: two of the hosts merge this spring, and ask to be reviewed as one afterwards."


def load_peer_reviews(*, people: Mapping[str, User]) -> None:
    """Lay out the programme and those of its reviews that are not there yet."""
    manager = people["reviewmanager@moothall.example"]
    who = People(manager, (people["hostlead@moothall.example"], people["leader@moothall.example"]))
    programme = _programme(manager)
    for place, rest in enumerate(RESTS):
        system, *hosts = _bodies(rest.letter, list(Region)[place % len(Region)])
        if not Review.objects.filter(programme=programme, system=system).exists():
            review = propose_review(programme, system, hosts, who)
            wanted = Peer.objects.filter(user__email__in=WANTED.get(rest.state, ()))
            _bring(review, rest, who, list(wanted))
    for review in Review.objects.filter(programme=programme, state=S.ON_SITE):
        have_observed(review, people["observer@moothall.example"], who)


def _bring(review: Review, rest: Rest, who: People, wanted: list[Peer]) -> None:
    """Bring a proposed review to where it rests."""
    last = S.PREPARING if rest.state == S.WITHDRAWN else rest.state
    goal = STAGES.index(last)
    if goal >= STAGES.index(S.SCOPING):
        review = scope_review(review, who)
    if goal >= STAGES.index(S.PREPARING):
        agree_scope(review, who, first_day=first_day_of(rest, timezone.localdate()))
        review.refresh_from_db()
        lay_out_teams(review, last, who.manager, wanted=wanted)
        review = prepare_review(review, who)
        lay_out_visits(review, last, who.leads[0])
    if goal >= STAGES.index(S.SCOPING):
        lay_out_room(review, last, who)
    if goal >= STAGES.index(S.ON_SITE):
        for duty in review.duties.filter(kind__in=BY_HAND, done_on=None):
            done_by_hand(duty=duty, on=timezone.localdate(), by=who.manager)
        review = move_on(review=review, verb="arrive", actor=who.manager)
        lay_out_notes(review, rest.state)
        lay_out_assessments(review, rest.state)
    if goal >= STAGES.index(S.DRAFTING):
        review = move_on(review=review, verb="draft", actor=who.manager)
        lay_out_findings(review, rest.state)
        review = lay_out_reports(review, rest.state, who)
    if goal >= STAGES.index(S.FINAL):
        say_how_it_was(review)
    if rest.state == S.WITHDRAWN:
        move_on(review=review, verb="withdraw", actor=who.manager, reason=WITHDRAWN_BECAUSE)
    set_back(review, rest.late)


def _programme(manager: User) -> Programme:
    framework = Framework.objects.filter(base=None).earliest("pk")
    there = Programme.objects.filter(name=PROGRAMME).first()
    described = Described(
        name=PROGRAMME, purpose=PURPOSE, framework=framework, contact="", begun_on=_tuesday(timezone.localdate(), 500)
    )
    return there or begin_programme(described=described, by=manager)


def _bodies(letter: str, region: Region) -> list[Organisation]:
    """Return a system, its partnership first, then its hosts: made where they are not there yet."""
    named = ((OrganisationType.ICP, "Illustrative integrated care partnership {letter}"), *HOSTS)
    return [
        Organisation.objects.get_or_create(
            name=name.format(letter=letter), defaults={"type": kind, "region": region, "note": NOTE}
        )[0]
        for kind, name in named
    ]


def first_day_of(rest: Rest, today: date) -> date:
    """Return the first day on site, so that on any `today` nothing is overdue but what shall be.

    It is a Tuesday. A team that is on site now has come on Friday when that would be over: it stays over the weekend.
    """
    day = _tuesday(today, rest.ago)
    is_over = rest.state == S.ON_SITE and day + DAYS_ON_SITE < today
    return day + DAYS_ON_SITE if is_over else day


def _tuesday(today: date, ago: int) -> date:
    """Return the Tuesday of the week that was `ago` days before `today`."""
    day = today - timedelta(days=ago)
    return day - timedelta(days=(day.weekday() - TUESDAY) % 7)
