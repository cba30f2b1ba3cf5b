"""Why this one and not that one: a choice told in sentences, each of which can be checked by counting."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peer_review.pool.enums import PeerType, TrainingKind
from peer_review.pool.matching.fit import obstacles
from peer_review.pool.matching.proposal import Alternative, Chosen
from peer_review.pool.matching.team import (
    Ask,
    Missing,
    breaches_of,
    cost_of,
    gain_of,
    is_sure_of_days,
    missing_of,
    region_name,
)
from peer_review.pool.needs import Candidate, TeamNeed

ALTERNATIVES = 2
LOOKED_AT = 10  # how many who could go, the likeliest first, are weighed against each one who was chosen


@dataclass(frozen=True)
class Outcome:
    """Who goes where, as it was solved: what every sentence here is read from."""

    needs: Mapping[str, TeamNeed]
    teams: Mapping[str, Sequence[Candidate]]
    fitting: Mapping[str, Sequence[Candidate]]
    cap: int

    def elsewhere(self, need: TeamNeed, one: Candidate) -> list[TeamNeed]:
        """Return the other reviews to which somebody was given."""
        return [self.needs[key] for key, team in self.teams.items() if key != need.key and one in team]


def chosen_for(outcome: Outcome, need: TeamNeed) -> tuple[Chosen, ...]:
    """Return a team with what each is there for and who comes next. Whoever is to lead stands first."""
    team = outcome.teams[need.key]
    lead = lead_of(need, team)
    ranked = sorted(
        (one for one in outcome.fitting[need.key] if one not in team), key=lambda one: (cost_of(need, one), one.key)
    )
    ordered = sorted(team, key=lambda one: (one is not lead, list(PeerType).index(one.type), one.name, one.key))
    return tuple(
        Chosen(
            candidate=one,
            fills=tuple(_fills(need, team, one)),
            cautions=tuple(one.cautions(need)),
            instead=_instead(outcome, need, one, ranked),
            leads=one is lead,
        )
        for one in ordered
    )


def lead_of(need: TeamNeed, team: Sequence[Candidate]) -> Candidate | None:
    """Return who is proposed to lead: who is accredited to before whoever may by their post, then who has led least."""
    day = need.last_day
    able = [one for one in team if one.may_lead(day)] if need.wants_lead else []
    return min(
        able,
        key=lambda one: (not one.holds(TrainingKind.LEAD, day), one.went_in(need.first_day.year), one.key),
        default=None,
    )


def why_not(outcome: Outcome, need: TeamNeed, one: Candidate) -> tuple[str, ...]:
    """Return why somebody is not in the team of a need; nothing for who is."""
    team = outcome.teams[need.key]
    if one in team:
        return ()
    if stands_in_the_way := obstacles(need, one, cap=outcome.cap):
        return tuple(each.why for each in stands_in_the_way)
    if is_busy := _busy(outcome, need, one):
        return tuple(is_busy)
    if len(team) < need.size:
        return tuple(breaches_of(need, [*team, one])) or (_("Would fit. The time ran out before that was tried."),)
    swaps = [(_swap(outcome, need, there, one), there) for there in team if there.key not in need.locked]
    if not swaps:
        return (_("Every place of the team is taken already."),)
    swap, there = min(swaps, key=lambda pair: (pair[0].rank, pair[1].type != one.type, pair[1].key))
    return (_("Would come in for %(name)s.") % {"name": there.name}, *swap.why)


def _fills(need: TeamNeed, team: Sequence[Candidate], one: Candidate) -> Iterator[str]:
    day = need.last_day
    if need.wants_lead and one.may_lead(day):
        if one.holds(TrainingKind.LEAD, day):
            yield _("Can lead: is accredited to.")
        else:
            yield _("Can lead: is a chair or chief executive.")
    asked = need.minimum.get(one.type, 0)
    if asked:
        yield ngettext(
            "Is of a type that is asked for: %(type)s (at least %(n)d).",
            "Is of a type that is asked for: %(type)s (at least %(n)d).",
            asked,
        ) % {"type": one.type.label, "n": asked}
    for skill in sorted(need.skills & one.skills):
        others = [each.name for each in team if each is not one and skill in each.skills]
        if others:
            yield _("Knows %(skill)s, with %(names)s.") % {"skill": skill, "names": ", ".join(others)}
        else:
            yield _("Is the only one of the team who knows %(skill)s.") % {"skill": skill}
    if one.region and sum(each.region == one.region for each in team) == 1:
        yield _("Is the only one of the team from %(region)s.") % {"region": region_name(one.region)}
    if not asked and sum(each.type == one.type for each in team) == 1:
        yield _("Is the only one of the team of the type %(type)s.") % {"type": one.type.label}


@dataclass(frozen=True)
class _Swap:
    """What it would mean to have one instead of another: how much worse it is, and in sentences."""

    rank: tuple[int, int]
    why: tuple[str, ...]


def _instead(outcome: Outcome, need: TeamNeed, out: Candidate, ranked: Sequence[Candidate]) -> tuple[Alternative, ...]:
    """Return the best two who could take a place: those of the same type are looked at first, then the cheapest."""
    if out.key in need.locked:
        return ()
    likely = sorted(ranked, key=lambda one: (one.type != out.type, len((out.skills - one.skills) & need.skills)))
    swaps = [(_swap(outcome, need, out, one), one) for one in likely[:LOOKED_AT]]
    swaps.sort(key=lambda pair: (pair[0].rank, pair[1].type != out.type, pair[1].key))
    return tuple(Alternative(one, swap.why) for swap, one in swaps[:ALTERNATIVES])


def _swap(outcome: Outcome, need: TeamNeed, out: Candidate, one: Candidate) -> _Swap:
    team = outcome.teams[need.key]
    swapped = [each for each in team if each is not out] + [one]
    before = {(each.ask, each.what): each.number for each in missing_of(need, team)}
    worse = [each for each in missing_of(need, swapped) if each.number > before.get((each.ask, each.what), 0)]
    hard = [*_busy(outcome, need, one), *breaches_of(need, swapped), *(would_miss(each) for each in worse)]
    dearer = cost_of(need, one) - cost_of(need, out) + gain_of(need, team) - gain_of(need, swapped)
    soft = [*_dearer(need, out, one), *_less_mixed(need, team, swapped)] if dearer > 0 else []
    why = hard or soft or [_("Would do as well: either could go.")]
    return _Swap((len(hard), dearer), tuple(why))


def _busy(outcome: Outcome, need: TeamNeed, one: Candidate) -> list[str]:
    """Say which other reviews of the proposal have somebody then, or in the year, if that leaves no room for this one."""
    others = outcome.elsewhere(need, one)
    then = [each.title for each in others if need.meets(each.first_day, each.last_day)]
    if then:
        return [_("Is proposed for another review then: %(reviews)s.") % {"reviews": ", ".join(then)}]
    year = need.first_day.year
    given = [each.title for each in others if each.first_day.year == year]
    if given and one.went_in(year) + len(given) >= outcome.cap:
        return [
            _("Goes to as many reviews in %(year)d as anybody may, with %(reviews)s of this proposal.")
            % {"year": year, "reviews": ", ".join(given)}
        ]
    return []


def would_miss(missing: Missing) -> str:
    """Return what would be missing, in a sentence."""
    numbers = {"asked": missing.asked, "has": missing.has}
    texts = {
        Ask.LOCKED: _("Somebody who is in the team already would not be in it."),
        Ask.SIZE: _("The team would be %(has)d of %(asked)d."),
        Ask.LEAD: _("Nobody in the team could lead it."),
        Ask.TYPE: _("There would be %(has)d of the type %(type)s, and %(asked)d are asked for."),
        Ask.SKILL: _("Nobody in the team would know %(skill)s."),
        Ask.REGIONS: _("The team would come from %(has)d regions, and %(asked)d are asked for."),
    }
    type_name = str(PeerType(missing.what).label) if missing.ask == Ask.TYPE else ""
    return texts[missing.ask] % {**numbers, "type": type_name, "skill": missing.what}


def _dearer(need: TeamNeed, out: Candidate, one: Candidate) -> Iterator[str]:
    more = len(one.cautions(need)) - len(out.cautions(need))
    if more > 0:
        yield ngettext("Brings %(n)d caution more.", "Brings %(n)d cautions more.", more) % {"n": more}
    year = need.first_day.year
    busier = one.went_in(year) - out.went_in(year)
    if busier > 0:
        went = one.went_in(year)
        yield ngettext(
            "Goes to %(n)d review in %(year)d already; %(name)s goes to %(other)d.",
            "Goes to %(n)d reviews in %(year)d already; %(name)s goes to %(other)d.",
            went,
        ) % {"n": went, "year": year, "name": out.name, "other": out.went_in(year)}
    if more <= 0 and busier <= 0 and cost_of(need, one) > cost_of(need, out):
        if is_sure_of_days(need, out) and not is_sure_of_days(need, one):
            yield _("Has not said that these days are free.")
        else:
            yield _("Was trained longer ago.")


def _less_mixed(need: TeamNeed, team: Sequence[Candidate], swapped: Sequence[Candidate]) -> Iterator[str]:
    def count(what: str, people: Sequence[Candidate]) -> int:
        return len({getattr(one, what) for one in people} - {""})

    if once := _covered_twice(need, team) - _covered_twice(need, swapped):
        yield _("Fewer skills would be covered by two: %(skills)s.") % {"skills": ", ".join(sorted(once))}
    if count("type", swapped) < count("type", team):
        yield _("The team would have fewer types of peer.")
    if count("region", swapped) < count("region", team):
        yield _("The team would come from fewer regions.")


def _covered_twice(need: TeamNeed, team: Sequence[Candidate]) -> set[str]:
    return {skill for skill in need.skills if sum(skill in one.skills for one in team) > 1}
