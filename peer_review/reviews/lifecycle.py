"""The states of a peer review, and the gates between them.

Rooms above stand in the gates: the team room says whether the team is complete, findings whether all are signed. What
they offer (`offer_gate`) is asked with the guards below, and all that is missing is told at once.
"""

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.lifecycle import Lifecycle, Move, State, lifecycle
from peer_review.reviews.enums import DutyKind
from peer_review.reviews.enums import ReviewState as S
from peer_review.reviews.models import Host, HostPerson, Review, Scoping
from peer_review.reviews.queries.duties import is_open
from peer_review.reviews.rules import may_run

Gate = Callable[[Review], str | None]
_gates: dict[str, dict[Gate, str]] = {}


def offer_gate(verb: str, gate: Gate, *, page: str) -> None:
    """Let a room above stand in a gate: `gate(review)` returns the sentence that says what is missing, or None.

    `page` names the address (taking the reference) where that is done, so that a page can lead there.
    """
    _gates.setdefault(verb, {})[gate] = page


def missing(review: Review, verb: str) -> list[tuple[str, str]]:
    """Return what stands in the way of `verb`: each sentence with the name of the page where it is done."""
    guards = REVIEW.move_named(verb).guards[:-1]
    own = [(why, _own_pages[guard]) for guard in guards if (why := guard(review))]
    offered = [(why, page) for gate, page in _gates.get(verb, {}).items() if (why := gate(review))]
    return own + offered


def moves_before(review: Review, verb: str) -> list[str]:
    """Return what a review has to do first, by its labels, until `verb` can be done; nothing for what it has gone past."""
    forward = {one.sources[0]: one for one in REVIEW.moves if one.verb != "withdraw"}
    state, labels = S(review.state), []
    while state in forward and forward[state].verb != verb:
        labels.append(str(forward[state].label))
        state = S(forward[state].target)
    return labels if state in forward else []


def _offered(verb: str) -> Gate:
    """The last guard of a move: all that rooms above say is missing, in one text."""

    def no_room_lacks_anything(review: Review) -> str | None:
        return " ".join(why for gate in _gates.get(verb, {}) if (why := gate(review))) or None

    return no_room_lacks_anything


def it_has_hosts_with_leads(review: Review) -> str | None:
    hosts = set(Host.objects.filter(review=review).values_list("pk", flat=True))
    led = set(HostPerson.objects.filter(host__in=hosts, is_lead=True, left_at=None).values_list("host", flat=True))
    if not hosts:
        return _("Name the host organisations first.")
    return _("Name a lead for each host first.") if hosts - led else None


def its_scope_is_agreed(review: Review) -> str | None:
    agreed = Scoping.objects.filter(review=review, agreed_at__isnull=False).exists()
    return None if agreed else _("Agree the scoping record first.")


def its_days_are_set(review: Review) -> str | None:
    return None if review.on_site_from and review.duties.exists() else _("Set the days on site first.")


def its_team_call_was_held(review: Review) -> str | None:
    """What is asked is that it was held, not that it was in time: the day on which it was stands beside the one it was due."""
    waits = is_open(review, DutyKind.TEAM_CALL)
    return _("Hold the team call, and note the day on which it was.") if waits else None


def its_framework_is_frozen(review: Review) -> str | None:
    return None if review.frozen_at else _("Freeze the version of the framework first.")


_own_pages: dict[Gate, str] = {
    it_has_hosts_with_leads: "peer_reviews:hosts",
    its_scope_is_agreed: "peer_reviews:scoping",
    its_days_are_set: "peer_reviews:timetable",
    its_framework_is_frozen: "peer_reviews:scoping",
    its_team_call_was_held: "peer_reviews:timetable",
}


def _move(
    verb: str, source: S, target: S, label: Promise, *guards: Gate, effect: str | Promise = "", is_grave: bool = False
) -> Move:
    return Move(verb, (source,), target, label, may_run, effect, (*guards, _offered(verb)), is_grave=is_grave)


REVIEW = lifecycle(
    "peer_reviews.Review",
    Lifecycle(
        noun="peer_review",
        field="state",
        states={
            S.PROPOSED: State(gettext_lazy("Proposed"), gettext_lazy("Proposed"), "grey"),
            S.SCOPING: State(gettext_lazy("Scoping"), gettext_lazy("Scoping"), "blue"),
            S.PREPARING: State(gettext_lazy("Preparing"), gettext_lazy("Preparing"), "blue"),
            S.ON_SITE: State(gettext_lazy("On site"), gettext_lazy("Team on site"), "red"),
            S.DRAFTING: State(gettext_lazy("Drafting"), gettext_lazy("Report is being written"), "amber"),
            S.FACT_CHECK: State(gettext_lazy("Fact check"), gettext_lazy("Facts are being checked"), "amber"),
            S.FINAL: State(gettext_lazy("Final, not published"), gettext_lazy("Report is final"), "amber"),
            S.PUBLISHED: State(gettext_lazy("Report published"), gettext_lazy("Report published"), "green"),
            S.ACTION_PLAN: State(gettext_lazy("Action plan published"), gettext_lazy("Action plan published"), "green"),
            S.PROGRESS: State(gettext_lazy("Progress review"), gettext_lazy("Progress review"), "blue"),
            S.CLOSED: State(gettext_lazy("Closed"), gettext_lazy("Closed"), "grey"),
            S.WITHDRAWN: State(gettext_lazy("Withdrawn"), gettext_lazy("Withdrawn"), "grey"),
        },
        moves=(
            _move("scope", S.PROPOSED, S.SCOPING, gettext_lazy("Begin scoping"), it_has_hosts_with_leads),
            _move(
                "prepare",
                S.SCOPING,
                S.PREPARING,
                gettext_lazy("Begin to prepare"),
                it_has_hosts_with_leads,
                its_scope_is_agreed,
                its_days_are_set,
                its_framework_is_frozen,
            ),
            _move("arrive", S.PREPARING, S.ON_SITE, gettext_lazy("The team is on site"), its_team_call_was_held),
            _move("draft", S.ON_SITE, S.DRAFTING, gettext_lazy("Feedback is given, begin to draft")),
            _move(
                "check_facts",
                S.DRAFTING,
                S.FACT_CHECK,
                gettext_lazy("Send the draft to the hosts"),
                effect=gettext_lazy("The hosts read this edition, and comment on facts alone."),
            ),
            _move("finish", S.FACT_CHECK, S.FINAL, gettext_lazy("Make the report final")),
            _move(
                "publish",
                S.FINAL,
                S.PUBLISHED,
                gettext_lazy("Publish the report"),
                effect=gettext_lazy("Everybody can read it at once, and those who follow it get an email."),
                is_grave=True,
            ),
            _move("publish_plan", S.PUBLISHED, S.ACTION_PLAN, gettext_lazy("Publish the action plan"), is_grave=True),
            _move("review_progress", S.ACTION_PLAN, S.PROGRESS, gettext_lazy("Begin the progress review")),
            _move("close", S.PROGRESS, S.CLOSED, gettext_lazy("Publish the progress report and close"), is_grave=True),
            Move(
                "withdraw",
                (S.PROPOSED, S.SCOPING, S.PREPARING, S.ON_SITE, S.DRAFTING, S.FACT_CHECK, S.FINAL),
                S.WITHDRAWN,
                gettext_lazy("Withdraw the review"),
                may_run,
                gettext_lazy("It stays in the list of reviews, as withdrawn, with the reason."),
                needs_reason=True,
                is_grave=True,
            ),
        ),
    ),
)
