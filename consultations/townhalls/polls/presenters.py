"""Polls as pages, followers and files show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from consultations.townhalls.disclosure import KnownPoll
from consultations.townhalls.enums import PollKind, PollState
from consultations.townhalls.lifecycle import POLL
from consultations.townhalls.models import Participant, Poll, PollChoice
from consultations.townhalls.polls import queries
from consultations.townhalls.polls.forms import BallotForm
from core.disclosure import PUBLIC, Audience, Viewer, disclose

MOST_WORDS_SHOWN = 50


@dataclass(frozen=True)
class DrawnPoll:
    """A poll with its form, where it takes votes. `mine` is what its reader voted, in words."""

    one: KnownPoll
    state: dict[str, str]
    results: dict[str, Any]
    form: BallotForm | None = None
    mine: str = ""


def polls_of(page: Page, participant: Participant | None, *, takes_words: bool) -> dict[str, Any]:
    """Return the polls of a page: those that are open, with forms, and those that are closed."""
    mine = queries.ballots_of(page, participant)
    drawn = [_drawn(row, mine.get(row.pk, []), takes_words) for row in queries.in_public(page)]
    return {
        "open": [one for one in drawn if one.one.state is PollState.OPEN],
        "closed": [one for one in drawn if one.one.state is PollState.CLOSED],
        "takes_words": takes_words,
    }


def poll_of(poll: Poll, participant: Participant | None, *, takes_words: bool, data: Any = None) -> DrawnPoll:
    """Return one poll as its own page shows it. `data` is a ballot that was sent."""
    mine = queries.ballots_of(poll.thread.page, participant)
    return _drawn(poll, mine.get(poll.pk, []), takes_words, data)


def in_public(poll: Poll) -> KnownPoll:
    known: KnownPoll = disclose(poll, PUBLIC)
    return known


def for_staff(poll: Poll) -> DrawnPoll:
    known: KnownPoll = disclose(poll, Viewer(Audience.STAFF))
    return DrawnPoll(known, state_of(poll), results_of(known))


def state_of(poll: Poll) -> dict[str, str]:
    state = POLL.state_of(poll)
    return {"text": str(state.public_label), "colour": state.tag}


def results_of(known: KnownPoll) -> dict[str, Any]:
    """Return the results as bars and as a table."""
    rows = [(label_of(known, number), one.count or 0) for number, one in enumerate(known.choices)]
    shown = rows[:MOST_WORDS_SHOWN] if known.kind is PollKind.WORDS else rows
    return {
        "one": known,
        "voted": ngettext("%(n)d person voted", "%(n)d people voted", known.voters) % {"n": known.voters},
        "bars": [{"label": text, "value": count, "text": f"{count} ({_share(count, known)})"} for text, count in shown],
        "head": [_("Word") if known.kind is PollKind.WORDS else _("Choice"), _("People"), _("Share of who voted")],
        "rows": [[text, count, _share(count, known)] for text, count in shown],
        "numeric": (1, 2),
        "more": len(rows) - len(shown),
        "median": median_of(known),
        "may_add_up": known.kind in {PollKind.MULTIPLE, PollKind.WORDS},
    }


def regions_of(known: KnownPoll) -> dict[str, str]:
    """Return the regions of a page that show how one poll stands: the same for everybody."""
    context = {"results": results_of(known)}
    return {
        f"poll-{known.pk}": render_to_string("townhalls/poll_results.html", context),
        f"poll-{known.pk}-table": render_to_string("townhalls/poll_table.html", context),
    }


def region_of_polls(page: Page, *, takes_words: bool) -> str:
    """Return the list of polls as everybody sees it who follows: without anybody's own vote."""
    return render_to_string(
        "townhalls/polls.html", {"polls": polls_of(page, None, takes_words=takes_words), "hall": page}
    )


def desk_rows(polls: Iterable[Poll], actor: Any) -> list[dict[str, Any]]:
    """Return polls as the hosts' list shows them, with what may be done to each."""
    return [
        {
            "poll": for_staff(row),
            "kind": row.get_kind_display(),
            "moves": moves_of(row, actor),
        }
        for row in polls
    ]


def kinds() -> list[dict[str, Any]]:
    """Return the kinds of polls that hosts may write, with what each is for."""
    what = {
        PollKind.SINGLE: _("Everybody chooses one of what you write."),
        PollKind.MULTIPLE: _("Everybody chooses several of what you write."),
        PollKind.SCALE: _("Everybody chooses a number. You say what both ends mean."),
        PollKind.WORDS: _("Everybody enters up to three words or short phrases."),
    }
    return [{"name": kind.value, "label": kind.label, "text": text} for kind, text in what.items()]


def moves_of(poll: Poll, actor: Any) -> list[dict[str, Any]]:
    """Return what somebody may do to a poll, as buttons with what they will do."""
    return [{"verb": move.verb, "label": move.label, "effect": move.effect} for move in POLL.open_to(poll, actor)]


def _drawn(poll: Poll, mine: list[PollChoice], takes_words: bool, data: Any = None) -> DrawnPoll:
    known = in_public(poll)
    own = [(one.pk, one.text) for one in mine]
    form = None
    if known.state is PollState.OPEN and takes_words:
        choices = [(one.pk, label_of(known, number)) for number, one in enumerate(known.choices)]
        form = BallotForm(data, poll=known, choices=choices, mine=own)
    return DrawnPoll(known, state_of(poll), results_of(known), form, "; ".join(text for _pk, text in own))


def label_of(known: KnownPoll, number: int) -> str:
    """Return how the choice of this number reads: the ends of a scale say what they mean."""
    text = known.choices[number].text
    if known.kind is PollKind.SCALE:
        meaning = {0: known.low, len(known.choices) - 1: known.high}.get(number, "")
        return f"{text}: {meaning}" if meaning else text
    return text


def _share(count: int, known: KnownPoll) -> str:
    return f"{round(100 * count / known.voters) if known.voters else 0}%"


def median_of(known: KnownPoll) -> str:
    """Return the middle of the numbers that people chose; nothing for other kinds, and before anybody did."""
    if known.kind is not PollKind.SCALE or not known.shows_results:
        return ""
    given = [number for number, one in enumerate(known.choices, start=1) for _ in range(one.count or 0)]
    return f"{median(given):g}" if given else ""
