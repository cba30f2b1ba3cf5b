"""Reports of the demonstration, from the first word to what became of each recommendation, by the verbs that people use."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Protocol
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from accounts.models import User
from demonstration.content import peer_reports as said
from demonstration.peer_findings import story_of
from demonstration.peer_reviews import at_noon
from peer_review.reports.domain import checking, editions, plan, progress, writing
from peer_review.reports.enums import CommentState
from peer_review.reports.models import Edition, FactComment, FactsChecked, Passage, Sentence
from peer_review.reports.queries.checking import comments_of
from peer_review.reports.queries.editions import draft_of
from peer_review.reports.queries.plan import recommendations
from peer_review.reviews.domain.stages import move_on
from peer_review.reviews.enums import STAGES, DutyKind, ReviewState
from peer_review.reviews.models import Review

S = ReviewState
SAID_AFTER, DECIDED_AFTER = 4, 5  # days after the draft was sent


class TakePart(Protocol):
    """Who writes: the manager, and the leads of the hosts, of whom the first speaks for all."""

    @property
    def manager(self) -> User: ...

    @property
    def leads(self) -> Sequence[User]: ...


Step = Callable[[Review, TakePart], None]


def lay_out_reports(review: Review, upto: ReviewState, people: TakePart) -> Review:
    """Write the report of a review that is drafting and whose findings are signed, and move it on, as far as `upto`.

    Return the review as it then stands. One that rests in fact check has a comment that waits, one in its progress review
    a recommendation of which nobody told yet. Laid out again, nothing is added.
    """
    if upto not in STAGES:
        return review
    for state, step in STEPS.items():
        if review.state == state:
            _prepare(review, state, people)
        if review.state == state and STAGES.index(state) < STAGES.index(upto):
            step(review, people)
            review.refresh_from_db()
    return review


def _prepare(review: Review, state: ReviewState, people: TakePart) -> None:
    """Write what is written while a review stands in `state`."""
    match state:
        case S.DRAFTING:
            _write(review, people)
        case S.FACT_CHECK:
            _comment(review, people)
        case S.PUBLISHED:
            _plan(review, people)
        case S.PROGRESS:
            _tell(review, people, list(recommendations(review))[:-1])  # one is left for those who sign in


def _write(review: Review, people: TakePart) -> None:
    texts = {"summary": said.SUMMARIES, "about": said.ABOUTS, "thanks": said.THANKS}
    told = {name: some[review.pk % len(some)] for name, some in texts.items()}
    writing.write(review=review, read="", by=people.manager, **told)


def _comment(review: Review, people: TakePart) -> None:
    """Have the first lead say of two sentences that they are wrong: one comment is refused, and one waits. The last has none."""
    edition = draft_of(review)
    comments = story_of(review).comments
    for place, (sentence, (error, proof)) in enumerate(zip(_facts(edition) if edition else (), comments, strict=False)):
        key = uuid5(NAMESPACE_URL, f"{review.reference}/comment/{place}")
        made = checking.comment(
            review=review, sentence=sentence, error=error, instead="", proof=proof, key=key, by=people.leads[0]
        )
        if place == 0 and made.state == CommentState.OPEN:
            checking.refuse(comment=made, because=said.REFUSED, by=people.manager)
            _set_back(made, decided_at=_then(review, DutyKind.DRAFT_REPORT, days=DECIDED_AFTER))
        _set_back(made, at=_then(review, DutyKind.DRAFT_REPORT, days=SAID_AFTER))
    _check(review, people.leads[-1:], _then(review, DutyKind.DRAFT_REPORT, days=DECIDED_AFTER))


def _check(review: Review, leads: Iterable[User], at: datetime) -> None:
    for lead in leads:
        said_by = checking.say_checked(review=review, by=lead)
        FactsChecked.objects.filter(pk__in=[one.pk for one in said_by]).update(at=at)


def _facts(edition: Edition) -> list[Sentence]:
    """Return what findings rest on, which hosts may comment on."""
    rows = Sentence.objects.filter(passage__edition=edition, passage__finding__isnull=False, is_judgement=False)
    return list(rows.select_related("passage").order_by("passage__position", "position"))


def _finish(review: Review, people: TakePart) -> None:
    _check(review, people.leads, _then(review, DutyKind.FACT_CHECK))
    for waiting in comments_of(review).filter(state=CommentState.OPEN):
        _accept(review, waiting, people)
        _set_back(waiting, decided_at=_then(review, DutyKind.FACT_CHECK))
    editions.make_final(review=review, made_at=_then(review, DutyKind.FACT_CHECK), by=people.manager)


def _accept(review: Review, comment: FactComment, people: TakePart) -> None:
    right = story_of(review).corrected.format(sentence=comment.sentence.text)
    checking.accept(comment=comment, because=said.ACCEPTED, corrected=right, by=people.manager)


def _plan(review: Review, people: TakePart) -> None:
    """Have the leads answer each recommendation, by turns, within a year of the days on site."""
    since, actions = review.on_site_to or timezone.localdate(), story_of(review).actions
    for place, row in enumerate(recommendations(review)):
        what, owner, evidence = actions[place % len(actions)]
        told = plan.Undertaken(
            what=what, owner=owner, due_on=since + timedelta(days=240 + 30 * place), evidence=evidence
        )
        key = uuid5(NAMESPACE_URL, f"{review.reference}/action/{row.code}")
        if row.finding:
            lead = people.leads[place % len(people.leads)]
            plan.add_action(review=review, finding=row.finding, told=told, key=key, by=lead)


def _close(review: Review, people: TakePart) -> None:
    _tell(review, people, recommendations(review))
    move_on(review=review, verb="close", actor=people.manager)


def _tell(review: Review, people: TakePart, rows: Iterable[Passage]) -> None:
    """Have hosts and team say of recommendations what became of them, and the hosts of their actions the same."""
    lead = people.leads[0]
    for place, row in enumerate(rows):
        standing, hosts_say, team_says, because = said.PROGRESS[(review.pk + place) % len(said.PROGRESS)]
        if row.finding is None:
            continue
        progress.hosts_tell(review=review, finding=row.finding, text=hosts_say, standing=standing, read="", by=lead)
        progress.team_tells(review=review, finding=row.finding, text=team_says, read="", by=people.manager)
        for action in row.finding.actions.select_related("owner_host"):
            told = {"standing": standing, "because": because, "evidence": action.evidence}
            plan.say_where_it_stands(review=review, action=action, **told, read=plan.undertaken(action).stamp, by=lead)


def _send(review: Review, people: TakePart) -> None:
    editions.send_to_hosts(review=review, made_at=_then(review, DutyKind.DRAFT_REPORT), by=people.manager)


def _then(review: Review, kind: DutyKind, *, days: int = 0) -> datetime:
    """Return when a duty was due, and so was done in the demonstration, or so many days later; never later than now."""
    duty, now = review.duties.filter(kind=kind).first(), timezone.now()
    return min(at_noon(duty.due_on + timedelta(days=days)), now) if duty else now


def _set_back(comment: FactComment, **moments: datetime) -> None:
    FactComment.objects.filter(pk=comment.pk).update(**moments)


def _moved_by(verb: str) -> Step:
    def move(review: Review, people: TakePart) -> None:
        move_on(review=review, verb=verb, actor=people.manager)

    return move


# What takes a review out of each state.
STEPS: dict[ReviewState, Step] = {
    S.DRAFTING: _send,
    S.FACT_CHECK: _finish,
    S.FINAL: _moved_by("publish"),
    S.PUBLISHED: _moved_by("publish_plan"),
    S.ACTION_PLAN: _moved_by("review_progress"),
    S.PROGRESS: _close,
}
