"""The hosts' action plan: what they undertake for each recommendation, and where it stands."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core import audit
from core.changes import announce
from core.errors import Refused
from core.stamps import demand_fresh, demand_the_same, stamp_of
from peer_review.findings.models import Finding
from peer_review.reports.enums import SAYS_WHY, Standing
from peer_review.reports.models import Action
from peer_review.reports.queries.plan import recommendation
from peer_review.reviews.domain.begin import begun
from peer_review.reviews.enums import Thing
from peer_review.reviews.models import Host, Review

REMOVED = gettext_lazy("Somebody removed this action meanwhile. Save what you wrote as a new one, or leave it.")


@dataclass(frozen=True)
class Undertaken:
    """What hosts undertake. `owner` is a post; `due_on` may be None only for what is not taken on."""

    what: str
    owner: str
    due_on: date | None
    owner_host: Host | None = None
    standing: str = Standing.NOT_BEGUN
    because: str = ""
    evidence: str = ""

    @property
    def stamp(self) -> str:
        """The mark of this wording, as a form carries it (core.stamps)."""
        host = str(self.owner_host.pk if self.owner_host else "")
        return stamp_of(self.what, self.owner, str(self.due_on), host, self.standing, self.because, self.evidence)


def undertaken(action: Action) -> Undertaken:
    """Return what an action says now."""
    return Undertaken(
        action.what, action.owner, action.due_on, action.owner_host, action.standing, action.because, action.evidence
    )


def add_action(*, review: Review, finding: Finding, told: Undertaken, key: UUID, by: User) -> Action:
    """Add an action for a recommendation. One `key`, one action. Logged.

    Raises NotAllowed for whoever may not write the plan, or not now; Refused for what is no recommendation of the final
    report, and for what lacks its day or its reason.
    """
    with transaction.atomic():
        review, _reader = begun(review, Thing.WRITE_ACTION_PLAN, by)
        if (sent := Action.objects.filter(key=key).first()) is not None:
            demand_the_same((sent.finding_id, undertaken(sent).stamp), (finding.pk, told.stamp))
            return sent
        _demand_whole(review, finding, told)
        last = finding.actions.aggregate(last=Max("position"))["last"] or 0
        action = Action(finding=finding, key=key, position=last + 1)
        _write(action, told)
        action.save()
        audit.record("action.add", actor=by, subject=action)
        return action


def change_action(*, review: Review, action: Action, told: Undertaken, read: str, by: User) -> Action:
    """Write an action anew, from the wording with the stamp `read`. Logged. Raises as `add_action` does, and Stale."""
    with transaction.atomic():
        review, _reader = begun(review, Thing.WRITE_ACTION_PLAN, by)
        return _changed(review, action, told, read=read, by=by, logged="action.change")


def say_where_it_stands(
    *, review: Review, action: Action, standing: str, because: str, evidence: str, read: str, by: User
) -> Action:
    """Say where an action stands after the plan was published: what is undertaken, by whom and when, stays as it is. Logged.

    Everybody reads it at once. Raises NotAllowed for whoever is of no host, or not now; Refused without a reason where one is
    asked for; Stale when somebody else said so meanwhile.
    """
    with transaction.atomic():
        review, reader = begun(review, Thing.WRITE_PROGRESS, by)
        if not reader.speaks_for_host(review):
            raise Refused(_("Only the hosts say where their actions stand."))
        stood = undertaken(action)
        told = Undertaken(stood.what, stood.owner, stood.due_on, stood.owner_host, standing, because, evidence)
        return _changed(review, action, told, read=read, by=by, logged="action.stand")


def remove_action(*, review: Review, action: Action, by: User, read: str = "") -> None:
    """Take an action out of a plan that is not published yet, as it read in the wording with the stamp `read`. Logged.

    One that is gone stays gone. Raises NotAllowed as `add_action` does, and Stale for one that says something else by now.
    """
    with transaction.atomic():
        review, _reader = begun(review, Thing.WRITE_ACTION_PLAN, by)
        fresh = Action.objects.select_related("owner_host").filter(pk=action.pk, finding__review=review).first()
        if fresh is None:
            return
        demand_fresh(read, stands=undertaken(fresh).stamp, why=_("It was changed meanwhile. Read it again first."))
        audit.record("action.remove", actor=by, subject=fresh)
        fresh.delete()


def _changed(review: Review, action: Action, told: Undertaken, *, read: str, by: User, logged: str) -> Action:
    """Write an action under the lock of its review."""
    fresh = Action.objects.select_related("owner_host", "finding").filter(pk=action.pk).first()
    if fresh is None:
        raise Refused(str(REMOVED))
    stands = undertaken(fresh)
    demand_fresh(read, stands=stands.stamp, wanted=told.stamp)
    if stands == told:
        return fresh
    _demand_whole(review, fresh.finding, told)
    _write(fresh, told)
    fresh.revision, fresh.saved_at = fresh.revision + 1, timezone.now()
    fresh.save()
    announce(fresh)
    audit.record(logged, actor=by, subject=fresh, standing=fresh.standing)
    return fresh


def _write(action: Action, told: Undertaken) -> None:
    action.what, action.owner, action.due_on, action.owner_host = told.what, told.owner, told.due_on, told.owner_host
    action.standing, action.because, action.evidence = told.standing, told.because, told.evidence


def _demand_whole(review: Review, finding: Finding, told: Undertaken) -> None:
    if recommendation(review, finding.pk) is None:
        raise Refused(_("Actions answer the recommendations of the final report."))
    if told.standing in SAYS_WHY and not told.because.strip():
        raise Refused(_("Say why it was changed or is not taken on. Everybody reads it."))
    if told.standing != Standing.NOT_TAKEN and told.due_on is None:
        raise Refused(_("Give the day by which it is done."))
    if told.owner_host and told.owner_host.review_id != review.pk:
        raise Refused(_("Choose a host of this review."))
