"""The states of a judgement, and the gates in which the moderation board stands."""

from typing import Any

import rules
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.lifecycle import Lifecycle, Move, State, lifecycle
from peer_review.assessments.enums import JudgementState as S
from peer_review.assessments.models import Judgement
from peer_review.assessments.queries.judgements import not_converged
from peer_review.reviews.disclosure import reader_for
from peer_review.reviews.enums import Thing
from peer_review.reviews.lifecycle import offer_gate
from peer_review.reviews.models import Review
from peer_review.reviews.rules import may_run


@rules.predicate(name="moderates")
def moderates(actor: Any, judgement: Judgement) -> bool:
    return reader_for(actor, judgement.review).may(judgement.review, Thing.MODERATE)


def it_says_something(judgement: Judgement) -> str | None:
    return None if judgement.text else _("Write the judgement first.")


JUDGEMENT = lifecycle(
    "peer_assessments.Judgement",
    Lifecycle(
        noun="judgement",
        field="state",
        states={
            S.OPEN: State(gettext_lazy("Open"), gettext_lazy("Open"), "grey"),
            S.CHALLENGED: State(gettext_lazy("Challenged"), gettext_lazy("Challenged"), "violet"),
            S.CONVERGED: State(gettext_lazy("Converged"), gettext_lazy("Converged"), "green"),
        },
        moves=(
            Move(
                "challenge",
                (S.OPEN, S.CONVERGED),
                S.CHALLENGED,
                gettext_lazy("Challenge it"),
                moderates,
                guards=(it_says_something,),
            ),
            Move(
                "converge",
                (S.OPEN, S.CHALLENGED),
                S.CONVERGED,
                gettext_lazy("Every peer agrees"),
                moderates,
                guards=(it_says_something,),
            ),
            Move(
                "stand",
                (S.OPEN, S.CHALLENGED),
                S.CONVERGED,
                gettext_lazy("It stands with a dissent"),
                may_run,
                guards=(it_says_something,),
            ),
            Move("reopen", (S.CHALLENGED, S.CONVERGED), S.OPEN, gettext_lazy("Look at it again"), moderates),
        ),
    ),
)


def every_line_has_converged(review: Review) -> str | None:
    """Peers agree on the evening before they give feedback, so this is asked before drafting, and before the draft leaves."""
    left = [line.code for line in not_converged(review)]
    if not left:
        return None
    return _("The team has not converged on these lines of enquiry: %(codes)s.") % {"codes": ", ".join(left)}


def stand_in_gates() -> None:
    offer_gate("draft", every_line_has_converged, page="peer_board:board")
    offer_gate("check_facts", every_line_has_converged, page="peer_board:board")
