"""How a peer comes into a team, and leaves it.

Why somebody left may tell of their family or their employer, so the reason stands in their row and never in the log.
"""

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.lifecycle import Lifecycle, Move, State, lifecycle
from peer_review.teams.enums import MemberState as S
from peer_review.teams.models import Member
from peer_review.teams.queries.conflicts import bars_of, why_at_a_host
from peer_review.teams.rules import BUILT_IN, is_this_member, may_answer_for, may_run


def nothing_bars_them(member: Member) -> str | None:
    return " ".join(bars_of(member)) or None


def is_at_no_host(member: Member) -> str | None:
    return why_at_a_host(member.review, member.peer)


def is_put_together(member: Member) -> str | None:
    """An invitation ends when the team goes on site, or the review is withdrawn: nobody comes in by an old link."""
    if member.review.state in BUILT_IN:
        return None
    return _now("This invitation has ended: the team is not put together any more.")


def they_say_why(member: Member) -> str | None:
    """Somebody who was only proposed, and never asked, goes without a reason."""
    asked = member.state != S.PROPOSED
    return _now("Give a reason.") if asked and not member.left_because.strip() else None


def is_not_over(member: Member) -> str | None:
    """Links in mail work on after the end. Who was in the team of a review that is over is told as it was."""
    return _now("This review is over, so its team stays as it was.") if member.review.is_over else None


MEMBER = lifecycle(
    "peer_teams.Member",
    Lifecycle(
        noun="peer_member",
        field="state",
        states={
            S.PROPOSED: State(_("Proposed"), _("Proposed"), "grey"),
            S.INVITED: State(_("Invited"), _("Invited"), "amber"),
            S.ACCEPTED: State(_("Accepted"), _("In the team"), "green"),
            S.DECLINED: State(_("Declined"), _("Declined"), "grey"),
            S.STEPPED_OUT: State(_("Stepped out"), _("Stepped out"), "grey"),
            S.RELEASED: State(_("Released"), _("Released"), "grey"),
        },
        moves=(
            Move(
                "invite",
                (S.PROPOSED,),
                S.INVITED,
                _("Invite"),
                may_run,
                _("They get an email with a link of their own, by which they accept or decline."),
                (nothing_bars_them, is_at_no_host),
            ),
            Move(
                "accept",
                (S.INVITED,),
                S.ACCEPTED,
                _("Accept"),
                may_answer_for,
                guards=(is_put_together, nothing_bars_them, is_at_no_host),
            ),
            Move("decline", (S.INVITED,), S.DECLINED, _("Decline"), may_answer_for, guards=(they_say_why,)),
            Move(
                "step_out",
                (S.ACCEPTED,),
                S.STEPPED_OUT,
                _("Step out"),
                is_this_member,
                _("You read nothing more of this review. What you wrote goes to who takes over, or is sealed."),
                (is_not_over, they_say_why),
                is_grave=True,
            ),
            Move(
                "release",
                (S.PROPOSED, S.INVITED, S.ACCEPTED),
                S.RELEASED,
                _("Release"),
                may_run,
                _("They read nothing more of this review. What they wrote goes to who takes over, or is sealed."),
                (is_not_over, they_say_why),
                is_grave=True,
            ),
        ),
    ),
)
