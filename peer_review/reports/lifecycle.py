"""Where a comment on the facts stands. There is no way back: what was decided, and why, stays in the log."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.lifecycle import Lifecycle, Move, State, lifecycle
from peer_review.reports.enums import CommentState as S
from peer_review.reports.models import FactComment
from peer_review.reviews.rules import may_run


def it_says_why(comment: FactComment) -> str | None:
    return None if comment.decided_because.strip() else _("Give a reason. The hosts read it.")


def it_says_what_is_right(comment: FactComment) -> str | None:
    return None if comment.corrected.strip() else _("Write the sentence as it shall stand.")


COMMENT = lifecycle(
    "peer_reports.FactComment",
    Lifecycle(
        noun="fact_comment",
        field="state",
        states={
            S.OPEN: State(S.OPEN.label, S.OPEN.label, "violet"),
            S.ACCEPTED: State(S.ACCEPTED.label, S.ACCEPTED.label, "green"),
            S.REFUSED: State(S.REFUSED.label, S.REFUSED.label, "red"),
        },
        moves=(
            Move(
                "accept",
                (S.OPEN,),
                S.ACCEPTED,
                gettext_lazy("Accept, and correct the sentence"),
                may_run,
                guards=(it_says_why, it_says_what_is_right),
            ),
            Move("refuse", (S.OPEN,), S.REFUSED, gettext_lazy("Refuse"), may_run, guards=(it_says_why,)),
        ),
    ),
)
