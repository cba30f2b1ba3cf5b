"""What a viewer may know of what is said in a town hall."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from consultations.townhalls.enums import (
    IN_PUBLIC,
    LOOKS,
    POLLS_IN_PUBLIC,
    ContributionKind,
    ContributionState,
    PollKind,
    PollResults,
    PollState,
    ReasonCode,
)
from consultations.townhalls.models import Contribution, Poll, Wording
from core.disclosure import Audience, Viewer, disclose

WITH_WORDS = frozenset({ContributionState.ANSWERED_IN_WRITING})


@dataclass(frozen=True)
class KnownContribution:
    """`name` is what may be shown of its author; `is_visible` whether the words may be: a stub has none. `is_public` says
    whether everybody may read it."""

    pk: int
    key: str
    kind: ContributionKind
    reference: str
    parent: int | None
    state: ContributionState
    is_visible: bool
    is_public: bool
    name: str
    text: str
    was_edited: bool
    as_sent: str
    votes: int
    at: datetime
    answer: str
    answered_at: datetime | None
    reason: str
    reason_words: str
    merged_into: str
    carried_to: str
    carried_url: str
    is_from_host: bool
    is_pinned: bool
    revision: int

    @property
    def state_text(self) -> str:
        return str(LOOKS[self.state][0])

    @property
    def state_colour(self) -> str:
        return LOOKS[self.state][1]


@dataclass(frozen=True)
class KnownWording:
    """What staff changed for clarity, before and after; empty where the contribution may not be read."""

    before: str
    after: str
    at: datetime


@disclose.register
def of_wording(subject: Wording, viewer: Viewer) -> KnownWording:
    is_visible = disclose(subject.contribution, viewer).is_visible
    return KnownWording(subject.before if is_visible else "", subject.after if is_visible else "", subject.at)


@disclose.register
def of_contribution(subject: Contribution, viewer: Viewer) -> KnownContribution:
    """The public knows what is published, and what stands under something published; its author their own always.

    Read it by `queries.read_along`. Whoever asked not to be named is named to nobody at all, staff included.
    """
    is_staff = viewer.audience is Audience.STAFF
    is_own = viewer.audience is Audience.CONTRIBUTOR and viewer.actor is not None and viewer.actor == subject.by
    is_public = subject.state in IN_PUBLIC and (subject.parent is None or subject.parent.state in IN_PUBLIC)
    is_visible = is_public or is_staff or is_own
    merged = subject.merged_into
    carried = getattr(subject, "carried_title", None) or ""  # only of a page that everybody sees
    edited = subject.text != subject.as_sent
    return KnownContribution(
        pk=subject.pk,
        key=str(subject.key),
        kind=ContributionKind(subject.kind),
        reference=subject.reference or "",
        parent=subject.parent_id,
        state=ContributionState(subject.state),
        is_visible=is_visible,
        is_public=is_public,
        name=_name(subject, is_own=is_own) if is_visible else "",
        text=subject.text if is_visible else "",
        was_edited=edited and is_visible,
        as_sent=subject.as_sent if edited and is_visible else "",
        votes=subject.votes if is_visible else 0,
        at=subject.published_at or subject.sent_at,
        # One that was opened again waits for another answer; the old words are for whoever writes it.
        answer=subject.answer if is_staff or (is_visible and subject.state in WITH_WORDS) else "",
        answered_at=subject.answered_at if is_visible else None,
        reason=str(ReasonCode(subject.declined_for).label) if subject.declined_for and (is_staff or is_own) else "",
        reason_words=subject.declined_words if is_staff or is_own else "",
        merged_into=merged.reference or "" if is_visible and merged is not None else "",
        carried_to=carried if is_visible else "",
        carried_url=subject.carried_to.get_url() or "" if is_visible and carried and subject.carried_to else "",
        is_from_host=subject.is_from_host,
        is_pinned=subject.pinned_at is not None,
        revision=subject.revision,
    )


def _name(subject: Contribution, *, is_own: bool) -> str:
    if subject.is_anonymous:
        return _("You, without your name") if is_own else _("Anonymous")
    return subject.name or _("Guest")


@dataclass(frozen=True)
class KnownChoice:
    """`count` is None while the results are not shown."""

    pk: int
    text: str
    count: int | None


@dataclass(frozen=True)
class KnownPoll:
    """What may be known of a poll: how many voted for what, to nobody who. A draft is empty to the public.

    `held` are the words that wait for a moderator, and `held_count` how many they are: hosts alone read them.
    """

    pk: int
    key: str
    kind: PollKind
    state: PollState
    is_visible: bool
    question: str
    most: int
    low: str
    high: str
    shows_results: bool
    results: PollResults
    voters: int
    choices: tuple[KnownChoice, ...]
    held: tuple[KnownChoice, ...]
    held_count: int
    opened_at: datetime | None
    closed_at: datetime | None


@disclose.register
def of_poll(subject: Poll, viewer: Viewer) -> KnownPoll:
    """Give it as `polls.queries.counted` reads it.

    Hosts know a draft and the words that are held back. While results wait for the end they wait for hosts too, so that
    nobody can close a poll when it suits them. What one person voted for no viewer is ever told: ballots have no rule.
    """
    is_staff = viewer.audience is Audience.STAFF
    is_visible = is_staff or subject.state in POLLS_IN_PUBLIC
    shows = subject.state == PollState.CLOSED or subject.results == PollResults.AT_ONCE
    choices = list(subject.choices.all()) if is_visible else []
    if subject.kind == PollKind.WORDS:
        choices = sorted((one for one in choices if one.count), key=lambda one: (-one.count, one.folded))
    held = [one for one in choices if one.is_held]
    hides = subject.kind == PollKind.WORDS and not shows  # that somebody entered a word is a result
    listed = [one for one in choices if not one.is_held and not hides]
    return KnownPoll(
        pk=subject.pk,
        key=str(subject.key),
        kind=PollKind(subject.kind),
        state=PollState(subject.state),
        is_visible=is_visible,
        question=subject.question if is_visible else "",
        most=subject.most,
        low=subject.low if is_visible else "",
        high=subject.high if is_visible else "",
        shows_results=shows,
        results=PollResults(subject.results),
        voters=subject.voters if is_visible else 0,
        choices=tuple(KnownChoice(one.pk, one.text, one.count if shows else None) for one in listed),
        held=tuple(KnownChoice(one.pk, one.text, one.count if shows else None) for one in held) if is_staff else (),
        held_count=len(held) if shows or is_staff else 0,
        opened_at=subject.opened_at,
        closed_at=subject.closed_at,
    )
