"""The moderation board: the judgement on a line is written together, agreed to or challenged, until the team converges."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core import audit
from core.actors import SYSTEM, Actor
from core.changes import announce
from core.errors import NotAllowed, Refused, Stale
from core.lifecycle import move
from peer_review.assessments.domain.assessing import demand_in
from peer_review.assessments.domain.seated import demand_line, judge
from peer_review.assessments.enums import JudgementState, Stance
from peer_review.assessments.lifecycle import JUDGEMENT
from peer_review.assessments.models import Judgement, Position
from peer_review.assessments.queries.judgements import standing_of
from peer_review.frameworks.models import Line
from peer_review.notes.domain.naming import demand_no_names
from peer_review.reviews.domain.begin import begun
from peer_review.reviews.domain.written import Conflict, keep_aside, save_written
from peer_review.reviews.enums import Capacity, Thing
from peer_review.reviews.models import Review
from peer_review.teams.models import Member
from peer_review.teams.queries.members import counted, member_of
from peer_review.teams.rules import judges


def write_judgement(*, review: Review, line: Line, text: str, read: int, by: User) -> Judgement:
    """Save what the team makes of a line, written from revision `read`. Each text is kept as a version. Logged.

    Whoever of the peers writes it agrees to it; everybody else is asked again, so what had converged is open.
    Raises Conflict, as `save_written` does, when somebody else saved meanwhile: `text` is kept beside then. Raises NotAllowed for
    whoever may not moderate now, and for shadows; Refused for a peer whose own assessment is not in, and for an empty text.
    """
    try:
        with transaction.atomic():
            seat = _moderator(by, review, line)
            if not text.strip():
                raise Refused(_("Enter the judgement."))
            demand_no_names(review, text)
            row = _judgement_of(review, line)
            fresh = save_written(row, text=text, read=read, by=by)
            fresh.versions.filter(set_aside=True, settled_at=None, saved_by=by).update(settled_at=timezone.now())
            if fresh.revision == row.revision:
                return fresh
            if seat:
                _take_position(fresh, seat, Stance.AGREE)
            fresh = _follow_the_peers(fresh, by)
            audit.record("judgement.write", actor=by, subject=fresh, revision=fresh.revision)
            return fresh
    except Conflict:
        row = _judgement_of(review, line)
        if not row.versions.filter(set_aside=True, settled_at=None, saved_by=by, text=text).exists():
            keep_aside(row, text=text, read=read, by=by)
        raise


def agree(*, review: Review, line: Line, read: int, by: User) -> Judgement:
    """Agree to a judgement as it reads at revision `read`. When the last peer agrees the team has converged. Logged.

    Raises Stale where it reads differently by now; NotAllowed and Refused as `challenge` does.
    """
    return _stand_to(review, line, by, read=read, stance=Stance.AGREE)


def challenge(*, review: Review, line: Line, read: int, reason: str, by: User) -> Judgement:
    """Challenge a judgement as it reads at revision `read`, with a reason that the team reads. Logged, without the reason.

    Raises Stale where it reads differently by now; NotAllowed for whoever does not judge; Refused without a reason, for a peer
    whose own assessment is not in, and where nothing is written yet.
    """
    if not reason.strip():
        raise Refused(_("Enter what you challenge, and why."))
    return _stand_to(review, line, by, read=read, stance=Stance.CHALLENGE, reason=reason)


def let_stand(*, review: Review, line: Line, read: int, because: str, by: User) -> Judgement:
    """Say, as the manager, why a judgement stands though not every peer agrees. Who dissents stays recorded. Logged.

    Raises Stale where it reads differently by now; NotAllowed for anybody but a manager; Refused without a reason, where
    nothing is written, and where it has converged already.
    """
    with transaction.atomic():
        stands, reader = begun(review, Thing.MODERATE, by)
        if not reader.is_any(stands, Capacity.MANAGER):
            raise NotAllowed(_("The manager alone can say that a judgement stands."))
        if not because.strip():
            raise Refused(_("Enter why it stands."))
        demand_no_names(review, because)
        row = _read(review, line, read)
        changes = {"converged_at": timezone.now(), "stands_because": because}
        return move(JUDGEMENT, row, "stand", actor=by, changes=changes)


def ask_again(row: Judgement, *, by: Actor) -> Judgement:
    """Have every peer look at a judgement again: the same words under a new revision, to which nobody has agreed yet. Logged."""
    with transaction.atomic():
        fresh = Judgement.objects.select_for_update(no_key=True).get(pk=row.pk)
        fresh.revision += 1
        fresh.save(update_fields=["revision"])
        fresh.versions.create(revision=fresh.revision, text=fresh.text, saved_by=fresh.saved_by)
        audit.record("judgement.ask_again", actor=by, subject=fresh, revision=fresh.revision)
        return _follow_the_peers(fresh, SYSTEM)


def follow_the_peers(row: Judgement) -> Judgement:
    """Have the state of a judgement follow from where the peers of the team stand now, such as when one left. Logged."""
    with transaction.atomic():
        return _follow_the_peers(Judgement.objects.select_for_update(no_key=True).get(pk=row.pk), SYSTEM)


def _stand_to(review: Review, line: Line, by: User, *, read: int, stance: Stance, reason: str = "") -> Judgement:
    with transaction.atomic():
        seat = judge(by, review, Thing.MODERATE)
        demand_in(seat, line)
        demand_no_names(review, reason)
        row = _read(review, line, read)
        if not row.text:
            raise Refused(_("Nothing is written yet, so there is nothing to agree to or to challenge."))
        if not _take_position(row, seat, stance, reason):
            return row
        if row.stands_because and stance == Stance.AGREE:
            return row
        return _follow_the_peers(row, by)


def _moderator(by: User, review: Review, line: Line) -> Member | None:
    """Return the seat from which `by` moderates, or None for a manager. Raises NotAllowed and Refused as `write_judgement`."""
    stands, reader = begun(review, Thing.MODERATE, by)
    demand_line(stands, line)
    seat = member_of(by, stands)
    if judges(seat) and seat is not None:
        demand_in(seat, line)
        return seat
    if not reader.is_any(stands, Capacity.MANAGER):
        raise NotAllowed(_("Shadows read the board, and write nothing on it."))
    return None


def _judgement_of(review: Review, line: Line) -> Judgement:
    return Judgement.objects.get_or_create(review=review, line=line)[0]


def _read(review: Review, line: Line, read: int) -> Judgement:
    """Return the judgement on a line, locked. Raises Refused where there is none, Stale where `read` is not what stands."""
    row = Judgement.objects.select_for_update(no_key=True).filter(review=review, line=line).first()
    if row is None:
        raise Refused(_("Nothing is written on this line yet."))
    if row.revision != read:
        raise Stale(_("The judgement was changed since you read it. Read it as it stands now, then decide."))
    return row


def _take_position(row: Judgement, seat: Member, stance: Stance, reason: str = "") -> bool:
    """Record where a peer stands; return False when they stood there already, for a form may be sent twice."""
    stood = standing_of(row, [seat]).get(seat.pk)
    if stood and (stood.stance, stood.reason) == (stance, reason):
        return False
    Position.objects.create(judgement=row, member=seat, stance=stance, reason=reason, revision=row.revision)
    announce(row)
    return True


def _follow_the_peers(row: Judgement, actor: Actor) -> Judgement:
    """Move a judgement, under its lock, to where the peers of the team stand to what it says now."""
    peers = list(counted(row.review))
    stances = [one.stance for one in standing_of(row, peers).values()]
    fallen: dict[str, object] = {"converged_at": None, "stands_because": ""}
    if Stance.CHALLENGE in stances:
        return _moved(row, JudgementState.CHALLENGED, "challenge", actor, fallen)
    if peers and stances.count(Stance.AGREE) == len(peers):
        return _moved(row, JudgementState.CONVERGED, "converge", actor, {"converged_at": timezone.now()})
    return _moved(row, JudgementState.OPEN, "reopen", actor, fallen)


def _moved(row: Judgement, to: JudgementState, verb: str, actor: Actor, changes: dict[str, object]) -> Judgement:
    return row if row.state == to else move(JUDGEMENT, row, verb, actor=actor, changes=changes)
