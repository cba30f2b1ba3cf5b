"""A town hall as its pages draw it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.timesince import timeuntil
from django.utils.translation import gettext as _

from consultations.townhalls import log, queries
from consultations.townhalls.citations import words_of
from consultations.townhalls.disclosure import KnownContribution
from consultations.townhalls.domain.speaking import reads_first, why_closed
from consultations.townhalls.domain.threads import thread_of
from consultations.townhalls.enums import (
    FOLLOWED,
    ContributionKind,
    ContributionState,
    MeasureKind,
    Moderation,
    TownHallState,
)
from consultations.townhalls.lifecycle import TOWN_HALL
from consultations.townhalls.models import Contribution, Measure, Participant, Thread, TownHallPage
from consultations.townhalls.parts import SHOWN, links_to_parts, sliced
from consultations.townhalls.polls import presenters as poll_presenters
from core.citations import Citing, Links, cited_in, links_in
from core.differences import Run, differences
from core.disclosure import PUBLIC, Audience, Viewer, disclose
from core.templatetags.moments import plain_moment

NEXT = 5


@dataclass(frozen=True)
class Said:
    """One question or comment with what stands under it. `has_my_vote` is the viewer's."""

    one: KnownContribution
    replies: tuple[KnownContribution, ...]
    has_my_vote: bool = False
    cited_in: Sequence[Citing] = ()


def state_of(hall: TownHallPage) -> dict[str, str]:
    state = TOWN_HALL.state_of(hall)
    return {"text": str(state.public_label), "colour": state.tag}


def page_of(
    hall: TownHallPage, participant: Participant | None, url: str, *, by_votes: bool, number: str = "1"
) -> dict[str, Any]:
    """Return what the page of a town hall shows, and the cursor from which it is followed: read before the rest."""
    thread = thread_of(hall)
    cursor, tallied = log.cursor_of(thread), log.counted_until()
    now = timezone.now()
    listed = listed_of(thread, url, by_votes=by_votes, number=number, participant=participant)
    notices, is_public = notices_of(hall, thread), queries.shown().filter(pk=hall.pk).exists()
    if not is_public:  # no form leads anywhere then, and what is typed into one would be lost
        notices |= {"takes_words": False, "why_closed": _("Not everybody can see this page, so nobody can speak here.")}
    answering = answering_in(thread)
    own = [disclose(row, Viewer(Audience.CONTRIBUTOR, participant)) for row in own_of(thread, participant)]
    return {
        **notices,
        **answering,
        **listed,
        "references": referred_to(listed["said"], own, answering["answering"]).also(_reasons(notices["measures"])),
        "thread": thread,
        "cursor": str(cursor),
        "tallied": tallied,
        "countdown": _countdown(hall, now),
        "embed_code": _code_to_embed(hall),
        "reads_first": reads_first(hall, thread),
        "parts": links_to_parts(hall, thread),
        "url_anew": f"{url}#said",
        "url_here": f"{url}?order=votes" if by_votes else url,
        "own": own,
        "by_votes": by_votes,
        "follows": is_public and hall.state in FOLLOWED and listed["slice"].number == 1,
        "polls": poll_presenters.polls_of(hall, participant, takes_words=notices["takes_words"]),
    }


def part_of(hall: TownHallPage, thread: Thread, url: str, *, by_votes: bool, number: str) -> dict[str, Any]:
    """Return what the page of an earlier part shows: to read, as it stands when it is asked for."""
    return {"thread": thread, "takes_words": False, **listed_of(thread, url, by_votes=by_votes, number=number)}


def listed_of(
    thread: Thread, url: str, *, by_votes: bool, number: str, participant: Participant | None = None
) -> dict[str, Any]:
    """Return one page of what was asked and said in a part, with what was replied: seven queries at most."""
    questions = queries.questions_in_public(thread, by_votes=by_votes)
    here = sliced(questions.count(), number, url, by_votes=by_votes)
    rows = list(questions[here.first - 1 : here.last])
    replies, citing = queries.replies_to(rows), cited_in(row.reference for row in rows if row.reference)
    votes = queries.voted_for(thread, participant) if participant else set()
    said = [_said(row, replies[row.pk], row.pk in votes, citing.get(row.reference or "", [])) for row in rows]
    return {
        "slice": here,
        "said": said,
        "references": referred_to(said),
        "orders": _orders(url, by_votes=by_votes),
    }


def screen_of(hall: TownHallPage) -> dict[str, Any]:
    """Return what the large screen of a hall shows: what the public knows, and the address at which people join."""
    thread = thread_of(hall)
    cursor = log.cursor_of(thread)
    shown = answering_in(thread)
    waiting = queries.questions_in_public(thread, by_votes=True).filter(
        kind=ContributionKind.QUESTION, state=ContributionState.PUBLISHED
    )
    return {
        **notices_of(hall, thread),
        **shown,
        "thread": thread,
        "cursor": str(cursor),
        "follows": hall.state in FOLLOWED,
        "next": [
            in_public(row) for row in waiting.exclude(pk=shown["answering"].pk if shown["answering"] else 0)[:NEXT]
        ],
        "join": settings.BASE_URL.partition("://")[2] + reverse("join", args=[hall.pk]),
    }


def notices_of(hall: TownHallPage, thread: Thread) -> dict[str, Any]:
    """Return the state of a town hall and what holds in it at the moment, as everybody is told."""
    why = why_closed(hall, thread)
    measures = measures_of(thread, timezone.now())
    return {
        "hall": hall,
        "state": state_of(hall),
        "when": _when(hall),
        "measures": measures,
        "references": links_in(_reasons(measures)),
        "takes_words": why is None,
        "why_closed": why or "",
    }


def answering_in(thread: Thread) -> dict[str, Any]:
    """Return what is being answered now, in whichever part it was asked; nothing, if it may not be read."""
    row = thread.answering or queries.answering_under(thread)
    known = in_public(row) if row is not None else None
    answering = known if known is not None and known.is_visible else None
    return {"answering": answering, "references": referred_to((), (), answering)}


def referred_to(
    said: Iterable[Said], others: Iterable[KnownContribution] = (), one: KnownContribution | None = None
) -> Links:
    """Return what draws the references in all that a page shows of what was said."""
    listed = chain.from_iterable((row.one, *row.replies) for row in said)
    known = (*listed, *others, *((one,) if one is not None else ()))
    return links_in(words for contribution in known for words in words_of(contribution))


def _reasons(measures: Iterable[dict[str, Any]]) -> list[str]:
    return [measure["reason"] for measure in measures]


def in_public(row: Contribution) -> KnownContribution:
    known: KnownContribution = disclose(row, PUBLIC)
    return known


def rows_of(halls: Iterable[TownHallPage], request: HttpRequest) -> list[dict[str, Any]]:
    """Return town halls as lists show them."""
    return [
        {"title": hall.title, "url": hall.get_url(request), "state": state_of(hall), "when": _when(hall)}
        for hall in halls
    ]


def for_staff(row: Contribution) -> KnownContribution:
    known: KnownContribution = disclose(row, Viewer(Audience.STAFF))
    return known


def changes_of(contribution: Contribution, viewer: Viewer = PUBLIC) -> list[tuple[list[Run], datetime]]:
    """Return what staff changed of the words, the last change first, as the viewer may see it."""
    rows = contribution.wordings.select_related("contribution__parent").order_by("-at", "-pk")
    known = [disclose(row, viewer) for row in rows]
    return [(differences(one.before, one.after), one.at) for one in known]


def measures_of(thread: Thread, now: datetime) -> list[dict[str, Any]]:
    """Return how people may speak at the moment, where that is not as the town hall was announced."""
    return [measure_in_words(one) for one in queries.measures_in_force(thread, now).values()]


def measure_in_words(measure: Measure) -> dict[str, Any]:
    """Return a measure as everybody reads it. Who took it is named; an address is no name."""
    said = {
        MeasureKind.SLOW: _("Slow mode: one contribution in %(seconds)d seconds.") % {"seconds": measure.seconds},
        MeasureKind.PAUSE: _("This thread is paused."),
        MeasureKind.LOCK: _("This thread is locked."),
        MeasureKind.MODERATION: _("Contributions are now read before they are published.")
        if measure.to == Moderation.BEFORE
        else _("Contributions are now published at once."),
    }[MeasureKind(measure.kind)]
    return {
        "kind": measure.kind,
        "said": said,
        "reason": measure.reason,
        "by": (measure.by.get_full_name() if measure.by else "") or _("a moderator"),
        "until": measure.until,
    }


def _when(hall: TownHallPage) -> str:
    begins, ends = timezone.localtime(hall.starts_at), timezone.localtime(hall.ends_at)
    day = date_format(begins, "l j F Y")
    if begins.date() == ends.date():
        return _("%(day)s, %(begins)s to %(ends)s") % {"day": day, "begins": f"{begins:%H:%M}", "ends": f"{ends:%H:%M}"}
    return _("%(begins)s to %(ends)s") % {"begins": plain_moment(begins), "ends": plain_moment(ends)}


def _countdown(hall: TownHallPage, now: datetime) -> str:
    """How long it is till it begins, as text: it is right when the page is drawn, and moves nothing."""
    if hall.state not in {TownHallState.ANNOUNCED, TownHallState.OPEN} or hall.starts_at <= now:
        return ""
    return _("It begins in %(time)s.") % {"time": timeuntil(hall.starts_at, now, depth=2)}


def _code_to_embed(hall: TownHallPage) -> str:
    """Return the HTML with which another website shows this town hall: a text, to be copied."""
    address = settings.BASE_URL + reverse("townhalls:embedded", args=[hall.pk])
    return f'<iframe src="{address}" title="{escape(hall.title)}" width="100%" height="600" loading="lazy"></iframe>'


def _orders(url: str, *, by_votes: bool) -> list[dict[str, Any]]:
    return [
        {"text": _("Newest first"), "url": f"{url}#said", "current": not by_votes},
        {"text": _("Most votes first"), "url": f"{url}?order=votes#said", "current": by_votes},
    ]


def own_of(thread: Thread, participant: Participant | None) -> list[Contribution]:
    return list(queries.own(thread, participant)[:SHOWN]) if participant else []


def _said(row: Contribution, replies: list[Contribution], has_my_vote: bool, citing: Sequence[Citing]) -> Said:
    return Said(disclose(row, PUBLIC), tuple(disclose(one, PUBLIC) for one in replies), has_my_vote, citing)
