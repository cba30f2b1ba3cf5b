"""Asking the peers of a team, reminding them, and what they answer."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core import audit
from core.actors import Actor
from core.errors import Refused
from core.lifecycle import move
from core.outbox.domain import post
from core.signed_links import SignedLink
from core.sweep import sweeper
from peer_review.pool.models import Peer
from peer_review.reviews.domain.duties import locked
from peer_review.reviews.models import Review
from peer_review.reviews.queries.hosts import is_at_a_host
from peer_review.teams.domain.need import building
from peer_review.teams.domain.telling import tell_manager
from peer_review.teams.enums import MemberState
from peer_review.teams.lifecycle import MEMBER
from peer_review.teams.models import Member
from peer_review.teams.queries.members import here
from peer_review.teams.rules import BUILT_IN

REMIND_AFTER = timedelta(days=4)
REMINDERS = 2
_invitation = SignedLink("peer_invitations:invitation", salt="peer_teams.invitation")


def link_of(member: Member) -> str:
    """Return the whole address by which a peer answers. It is theirs alone, and ends when they are out of the team."""
    return _invitation.to(member.key)


def member_by(token: str) -> Member | None:
    """Return whom a link names; None for one that we did not make."""
    key = _invitation.key_in(token)
    rows = Member.objects.select_related("peer__user", "review__system", "review__programme", "review__manager")
    return rows.filter(key=key).first() if key else None


@transaction.atomic
def invite(*, member: Member, by: User) -> Member:
    """Ask a proposed peer, by mail with a link. Raises NotAllowed; Refused where something bars them or they were asked."""
    building(member.review, by)
    row = move(MEMBER, member, "invite", actor=by, changes={"invited_at": timezone.now()})
    _write(row, "invitation")
    return row


@transaction.atomic
def invite_all(*, review: Review, by: User) -> int:
    """Ask everybody who is proposed; return how many. None is asked where something bars one. Raises NotAllowed, Refused."""
    building(review, by)
    proposed = here(review).filter(state=MemberState.PROPOSED).select_for_update(no_key=True, of=("self",))
    rows = list(proposed.order_by("pk"))  # all of them before the first is logged
    for row in rows:
        invite(member=row, by=by)
    return len(rows)


@transaction.atomic
def remind(*, member: Member, by: User) -> None:
    """Write to somebody who has not answered, once a day at most. Raises NotAllowed, Refused."""
    building(member.review, by)
    row = Member.objects.select_for_update(of=["self"]).select_related("peer", "review__system").get(pk=member.pk)
    if row.state != MemberState.INVITED:
        raise Refused(_("They have answered, or were not asked yet."))
    last = row.reminded_at or row.invited_at
    if last and last > timezone.now() - timedelta(days=1):
        raise Refused(_("They were written to within a day. Give them some time."))
    _remind(row)
    audit.record("peer_member.remind", actor=by, subject=row)


@sweeper("peer review invitations")
def remind_those_who_wait() -> int:
    """Remind twice, each time after four days without an answer; return how many. Safe to run twice at once."""
    since = timezone.now() - REMIND_AFTER
    asked = Member.objects.filter(state=MemberState.INVITED, review__state__in=BUILT_IN)
    waiting = asked.filter(invited_at__lt=since, reminders__lt=REMINDERS)
    count = 0
    for pk in waiting.values_list("pk", flat=True):
        with transaction.atomic():
            rows = Member.objects.select_for_update(skip_locked=True, of=["self"]).select_related(
                "peer", "review__system"
            )
            row = rows.filter(pk=pk, state=MemberState.INVITED).first()
            if row and (row.reminded_at is None or row.reminded_at < since):
                _remind(row)
                count += 1
    return count


@transaction.atomic
def accept(*, member: Member, by: Actor) -> Member:
    """Say yes, as the peer or for them. Said twice it stands. Raises NotAllowed, Refused."""
    _review, stands = _begun(member)
    if stands == MemberState.ACCEPTED:
        return member
    row = move(MEMBER, member, "accept", actor=by, changes={"answered_at": timezone.now()})
    tell_manager(row, "accepted")
    if not row.peer.user_id:
        _write(row, "account_wanted")
    return row


@transaction.atomic
def decline(*, member: Member, reason: str, by: Actor) -> Member:
    """Say no, with a reason that managers alone read. Said twice it stands. Raises NotAllowed, Refused."""
    _review, stands = _begun(member)
    if stands == MemberState.DECLINED:
        return member
    changes = {"answered_at": timezone.now(), "left_because": reason.strip()}
    row = move(MEMBER, member, "decline", actor=by, changes=changes)
    tell_manager(row, "declined")
    return row


@transaction.atomic
def use_account(*, member: Member, by: User) -> None:
    """Let a peer come in with the account they are signed in with: whoever has their link reads their mail.

    Raises Refused for who has not accepted, once the review is over, where the peer has another account, and for an account
    that is another peer's or at a host of the review.
    """
    review, stands = _begun(member)
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # so that one account is not two peers at the same moment
    peer = Peer.objects.select_for_update().get(pk=member.peer_id)
    if review.is_over or stands != MemberState.ACCEPTED:
        raise Refused(_("This invitation was not accepted, or has ended."))
    if peer.user_id == by.pk:
        return
    if peer.user_id:
        raise Refused(_("You come in with another account already. Sign in with that one."))
    if Peer.objects.filter(user=by.pk).exists():
        raise Refused(_("This account is somebody else’s in the pool of peers. Sign in with your own."))
    if is_at_a_host(review, by.pk, by.email):
        raise Refused(_("This account is at a host of this review. Nobody can be at a host and in the team."))
    peer.user = by
    peer.save(update_fields=["user"])
    audit.record("peer.use_account", actor=by, subject=peer)


def _begun(member: Member) -> tuple[Review, str]:
    """Return the review of a member, locked until the transaction ends, and where they stand.

    Under that lock nobody joins a host, no team goes on site, and no other answer comes meanwhile.
    """
    review = locked(member.review)
    return review, Member.objects.values_list("state", flat=True).get(pk=member.pk)


def _remind(row: Member) -> None:
    row.reminded_at, row.reminders = timezone.now(), row.reminders + 1
    row.save(update_fields=["reminded_at", "reminders"])
    _write(row, "reminder")


def _write(row: Member, template: str) -> None:
    context = {"member": row, "review": row.review, "link": link_of(row)}
    post(to=row.peer.email, template=f"teams/{template}", context=context, kind=f"teams.{template}", about=row)
