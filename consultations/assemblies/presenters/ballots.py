"""Votes as pages show them: a picture with its table, who voted how, and who could not and why."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.assemblies.disclosure import KnownBallot
from consultations.assemblies.enums import Choice, DecidesBy, Result
from consultations.assemblies.models import AgendaItem, Ballot
from consultations.assemblies.queries.voting import ballots_shown
from core.disclosure import PUBLIC, Audience, Viewer, disclose

STAFF = Viewer(Audience.STAFF)


@dataclass(frozen=True)
class DrawnBallot:
    """`rows` are the votes of members, in the order of their names, and those who could not vote.

    `bars` are empty where nobody's vote was counted: a consensus that everybody joins is no vote of nobody.
    """

    one: KnownBallot
    state: dict[str, str]
    rule: str
    summary: str
    is_told: bool
    bars: list[dict[str, Any]]
    whole: int
    who: str
    head: list[str]
    rows: list[list[str]]


def ballots_of(items: Collection[AgendaItem]) -> dict[int, list[DrawnBallot]]:
    """Return by item the votes that everybody may read of, for `assemblies/ballots_of_item.html`: three queries for all."""
    found: dict[int, list[DrawnBallot]] = {item.pk: [] for item in items}
    for row in ballots_shown().filter(item__in=found):
        found[row.item_id].append(in_public(row))
    return found


def in_words(ballot: DrawnBallot) -> str:
    """Say in a line what was asked, how it went, and who could not vote, as minutes do."""
    bars = [f"{one.name}: {_barred(str(one.why.label), had_voted=one.had_voted)}." for one in ballot.one.barred]
    return " ".join([f"{ballot.one.question} {ballot.state['text']}.", ballot.summary, *bars])


def in_public(row: Ballot) -> DrawnBallot:
    return _drawn(disclose(row, PUBLIC))


def for_staff(row: Ballot) -> DrawnBallot:
    return _drawn(disclose(row, STAFF))


def state_of(known: KnownBallot) -> dict[str, str]:
    if known.result is None:
        return {"text": _("Open now"), "colour": "red"}
    return {"text": str(known.result.label), "colour": "green" if known.result is Result.CARRIED else "grey"}


def _drawn(known: KnownBallot) -> DrawnBallot:
    told = known.result is not None or bool(known.votes)
    counted = told and (bool(known.votes) or known.decides_by is not DecidesBy.CONSENSUS)
    return DrawnBallot(
        one=known,
        state=state_of(known),
        rule=str(known.decides_by.label),
        summary=_summary(known) if known.result is not None else "",
        is_told=told,
        bars=[_bar(known, choice) for choice in Choice] if counted else [],
        whole=max(known.entitled or 0, len(known.votes), 1),
        who=_("Who voted how, and who could not") if known.votes else _("Who could not vote, and why"),
        head=[_("Member"), _("Vote")],
        rows=[[one.name, str(one.choice.label)] for one in known.votes]
        + [[one.name, _barred(str(one.why.label), had_voted=one.had_voted)] for one in known.barred],
    )


def _bar(known: KnownBallot, choice: Choice) -> dict[str, Any]:
    count = known.count(choice)
    return {"label": str(choice.label), "value": count, "text": str(count)}


def _summary(known: KnownBallot) -> str:
    """Return the result as a sentence: 12 members could vote. 8 were for, 3 against, 1 abstained."""
    entitled = known.entitled or 0
    could = ngettext("%(n)d member could vote.", "%(n)d members could vote.", entitled) % {"n": entitled}
    if known.decides_by is DecidesBy.CONSENSUS and not known.count(Choice.FOR) and not known.count(Choice.ABSTAIN):
        against = [one.name for one in known.votes]
        stood = _("%(names)s stood against.") % {"names": ", ".join(against)} if against else _("Nobody stood against.")
        return f"{could} {stood}"
    return (
        could
        + " "
        + _("%(for)d voted for, %(against)d against, and %(abstained)d abstained.")
        % {
            "for": known.count(Choice.FOR),
            "against": known.count(Choice.AGAINST),
            "abstained": known.count(Choice.ABSTAIN),
        }
    )


def _barred(why: str, *, had_voted: bool) -> str:
    text = _("Could not vote: %(why)s") % {"why": why[:1].lower() + why[1:]}
    return text + ". " + _("Their earlier vote was set aside.") if had_voted else text
