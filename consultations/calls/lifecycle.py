"""The states of a call that staff set, the phases that the clock adds, and every move between."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.rules import is_secretariat
from consultations.calls.checklist import unanswered
from consultations.calls.enums import CallStatus as S
from consultations.calls.enums import Phase
from consultations.calls.models import CallPage
from consultations.calls.queries import running
from consultations.calls.reading import has_words
from core.lifecycle import Lifecycle, Move, State, lifecycle
from core.templatetags.moments import plain_moment

# What everyone sees: one phase, one tag, everywhere.
PHASES: dict[Phase, State] = {
    Phase.FORTHCOMING: State(gettext_lazy("Forthcoming"), gettext_lazy("Forthcoming"), "blue"),
    Phase.OPEN: State(gettext_lazy("Open"), gettext_lazy("Open"), "green"),
    Phase.CLOSED: State(gettext_lazy("Closed"), gettext_lazy("Closed"), "grey"),
    Phase.OUTCOME: State(gettext_lazy("Closed with outcome"), gettext_lazy("Closed with outcome"), "violet"),
}


def every_point_is_answered(call: CallPage) -> str | None:
    left = unanswered(call)
    if not left:
        return None
    names = ", ".join(point.named for point in left)
    return ngettext(
        "Answer %(count)d more point of the checklist: %(names)s.",
        "Answer %(count)d more points of the checklist: %(names)s.",
        len(left),
    ) % {"count": len(left), "names": names}


def has_a_privacy_notice(call: CallPage) -> str | None:
    if call.privacy_notice is None:
        return _("Choose a privacy notice: the tab “Times and documents” of the page.")
    return None if call.privacy_notice.live else _("Publish its privacy notice, which is a draft.")


def asks_something(call: CallPage) -> str | None:
    if call.questions.filter(retired_at__isnull=True).exists():
        return None
    return _("Publish the page with at least one question: the tab “Questions”.")


def is_on_the_site(call: CallPage) -> str | None:
    return None if call.live else _("Publish the page: it shows as forthcoming until it opens.")


def closes_in_the_future(call: CallPage) -> str | None:
    return None if call.closes_at > timezone.now() else _("Its closing time is past. Give it new times.")


def has_not_opened(call: CallPage) -> str | None:
    if timezone.now() < call.opens_at:
        return None
    return _("It has opened, and people may be answering. Close it by its closing time instead.")


def has_closed(call: CallPage) -> str | None:
    return None if timezone.now() >= call.closes_at else _("It has not closed yet.")


def nobody_may_still_answer(call: CallPage) -> str | None:
    """An outcome while somebody still writes would say that their answer counts for nothing."""
    last = running(call, timezone.now()).order_by("closes_at").last()
    if last is None:
        return None
    return _("Answers are taken until %(moment)s by a later closing time. Wait for it, or end it below.") % {
        "moment": plain_moment(last.closes_at)
    }


def outcome_is_written(call: CallPage) -> str | None:
    return None if has_words(call.outcome) else _("Write the outcome and publish the page: the tab “Outcome”.")


CALL = lifecycle(
    "calls.CallPage",
    Lifecycle(
        noun="call",
        field="status",
        states={
            S.PREPARING: State(gettext_lazy("Preparing"), gettext_lazy("Forthcoming"), "grey"),
            S.CLEARED: State(gettext_lazy("Cleared to open"), gettext_lazy("Open"), "green"),
            S.OUTCOME: State(gettext_lazy("Outcome published"), gettext_lazy("Closed with outcome"), "violet"),
        },
        moves=(
            Move(
                "clear",
                (S.PREPARING,),
                S.CLEARED,
                gettext_lazy("Clear to open"),
                is_secretariat,
                gettext_lazy("It opens and closes by itself at its times. Its questions can be read from now on."),
                (is_on_the_site, every_point_is_answered, has_a_privacy_notice, asks_something, closes_in_the_future),
            ),
            Move(
                "hold",
                (S.CLEARED,),
                S.PREPARING,
                gettext_lazy("Hold it back"),
                is_secretariat,
                gettext_lazy("It will not open until it is cleared again."),
                (has_not_opened,),
                needs_reason=True,
            ),
            Move(
                "publish_outcome",
                (S.CLEARED,),
                S.OUTCOME,
                gettext_lazy("Publish the outcome"),
                is_secretariat,
                gettext_lazy("The call's page, the list of calls and the feed show it as closed with outcome."),
                (has_closed, nobody_may_still_answer, outcome_is_written),
            ),
            Move(
                "take_back_outcome",
                (S.OUTCOME,),
                S.CLEARED,
                gettext_lazy("Take the outcome back"),
                is_secretariat,
                gettext_lazy("The outcome leaves the call's page, the list and the feed at once."),
                needs_reason=True,
            ),
        ),
    ),
)
