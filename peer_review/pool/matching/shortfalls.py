"""Why something that is asked for is missing: by counting who of the pool could give it and what keeps each; and where
that does not explain it, by asking the solver again without one limit after another."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peer_review.pool.enums import PeerType
from peer_review.pool.matching.fit import Hindrance, counted, obstacles
from peer_review.pool.matching.proposal import Shortfall
from peer_review.pool.matching.reasons import Outcome
from peer_review.pool.matching.solving import solve
from peer_review.pool.matching.team import Ask, Missing, missing_of
from peer_review.pool.needs import Candidate, TeamNeed

QUICK = 0.3  # the solver's own measure of work, for one review alone


@dataclass(frozen=True)
class Asker:
    """Who may be asked for one review: the whole pool, and what is left of the time, in seconds."""

    pool: Sequence[Candidate]
    seconds_left: Callable[[], float]

    def lacks(self, outcome: Outcome, need: TeamNeed, missing: Missing) -> bool:
        """Whether a review alone, with this need, would still lack what is missing."""
        solution = solve([need], outcome.fitting, cap=outcome.cap, seconds=self.seconds_left(), work=QUICK)
        keys = set(solution.teams[need.key])
        team = [one for one in self.pool if one.key in keys]
        left = {(each.ask, each.what): each.number for each in missing_of(need, team)}
        return left.get((missing.ask, missing.what), 0) >= missing.number


def shortfalls_of(outcome: Outcome, need: TeamNeed, asker: Asker) -> tuple[Shortfall, ...]:
    """Return what the team of a need lacks, with why."""
    names = {one.key: one.name for one in asker.pool}
    return tuple(
        Shortfall(one, in_words(one, names), tuple(_why(outcome, need, one, asker)))
        for one in missing_of(need, outcome.teams[need.key])
    )


def in_words(missing: Missing, names: dict[int, str]) -> str:
    """Return what is asked for and how much of it there is."""
    numbers = {"asked": missing.asked, "has": missing.has}
    if missing.ask == Ask.LOCKED:
        return _("%(name)s was asked for by hand, and can’t be in the team.") % {
            "name": names.get(int(missing.what), _("Somebody"))
        }
    if missing.ask == Ask.SIZE:
        return _("The team is to be %(asked)d; %(has)d can be proposed.") % numbers
    if missing.ask == Ask.LEAD:
        return _("Nobody is proposed who may lead: a chair, a chief executive, or who is accredited to.")
    if missing.ask == Ask.SKILL:
        return _("Nobody is proposed who knows %(skill)s.") % {"skill": missing.what}
    if missing.ask == Ask.REGIONS:
        return _("The team is to come from %(asked)d regions; it comes from %(has)d.") % numbers
    return ngettext(
        "%(asked)d peer of the type %(type)s is asked for; %(has)d is proposed.",
        "%(asked)d peers of the type %(type)s are asked for; %(has)d can be proposed.",
        missing.asked,
    ) % {**numbers, "type": PeerType(missing.what).label}


def _why(outcome: Outcome, need: TeamNeed, missing: Missing, asker: Asker) -> Iterator[str]:
    if missing.ask == Ask.LOCKED:
        one = next((each for each in asker.pool if str(each.key) == missing.what), None)
        if one is None:
            yield _("They are not in the pool.")
            return
        if stands := obstacles(need, one, cap=outcome.cap):
            yield from (each.why for each in stands)
            return
    elif missing.ask != Ask.REGIONS:
        giving = [one for one in asker.pool if _gives(need, missing, one)]
        yield from _counted(outcome, need, missing, giving, len(asker.pool))
        if _free(outcome, need, giving) < missing.asked:
            return
    yield from _relaxed(outcome, need, missing, asker)


def _gives(need: TeamNeed, missing: Missing, one: Candidate) -> bool:
    if missing.ask == Ask.TYPE:
        return one.type == missing.what
    if missing.ask == Ask.SKILL:
        return missing.what in one.skills
    if missing.ask == Ask.LOCKED:
        return str(one.key) == missing.what
    return missing.ask in {Ask.SIZE, Ask.REGIONS} or one.may_lead(need.last_day)


def _counted(
    outcome: Outcome, need: TeamNeed, missing: Missing, giving: Sequence[Candidate], pool: int
) -> Iterator[str]:
    """Count who could give it, and by the first thing that keeps each; whoever nothing keeps is counted too."""
    if missing.ask == Ask.SIZE:
        yield ngettext("There is %(n)d peer in the pool.", "There are %(n)d peers in the pool.", pool) % {"n": pool}
    else:
        yield ngettext(
            "Of the %(pool)d in the pool, %(n)d could give this.",
            "Of the %(pool)d in the pool, %(n)d could give this.",
            len(giving),
        ) % {"pool": pool, "n": len(giving)}
    firsts: Counter[Hindrance] = Counter()
    for one in giving:
        if stands := obstacles(need, one, cap=outcome.cap):
            firsts[stands[0].kind] += 1
    left = len(giving) - firsts.total()
    told = [counted(kind, firsts[kind]) for kind in Hindrance if firsts[kind]]
    if told:
        told.append(ngettext("%(n)d can go", "%(n)d can go", left) % {"n": left})
        yield _("Of these, %(list)s.") % {"list": ", ".join(told)}


def _free(outcome: Outcome, need: TeamNeed, giving: Sequence[Candidate]) -> int:
    fitting = {one.key for one in outcome.fitting[need.key]}
    return sum(one.key in fitting for one in giving)


def _relaxed(outcome: Outcome, need: TeamNeed, missing: Missing, asker: Asker) -> Iterator[str]:
    """Ask again without one limit after another; what is no longer missing then was kept by that limit."""
    if need.size < sum(need.minimum.values()):
        yield _("The types that are asked for make %(types)d, and the team has %(size)d places.") % {
            "types": sum(need.minimum.values()),
            "size": need.size,
        }
        return
    if asker.seconds_left() <= 0:
        yield _("The time ran out before it was found why. Ask for this review alone.")
        return
    if not asker.lacks(outcome, need, missing):
        others = _who_has_them(outcome, need, [one for one in asker.pool if _gives(need, missing, one)])
        yield _("For this review alone they could be found. Others need them too: %(reviews)s.") % {
            "reviews": ", ".join(others)
        }
        return
    told = False
    for relaxed, why in _without_a_limit(need, missing):
        if not asker.lacks(outcome, relaxed, missing):
            told = True
            yield why
    if not told:
        yield _("Several things that are asked for stand in each other’s way. Ask for less of one of them.")


def _who_has_them(outcome: Outcome, need: TeamNeed, giving: Sequence[Candidate]) -> list[str]:
    """Return the titles of the other reviews to which those who could give it are proposed."""
    keys = {other.key for one in giving for other in outcome.elsewhere(need, one)}
    return [one.title for key, one in outcome.needs.items() if key in keys]


def _without_a_limit(need: TeamNeed, missing: Missing) -> Iterator[tuple[TeamNeed, str]]:
    """Yield the need without one thing after another that may stand in the way of what is missing."""
    if need.most_of_type:
        yield replace(need, most_of_type={}), _("It could be found if no type had a limit.")
    if need.most_of_organisation is not None:
        yield (
            replace(need, most_of_organisation=None),
            _("It could be found if more than %(n)d worked for one organisation.") % {"n": need.most_of_organisation},
        )
    if need.most_of_party is not None:
        yield (
            replace(need, most_of_party=None),
            _("It could be found if more than %(n)d were of one party.") % {"n": need.most_of_party},
        )
    if need.most_cautions is not None:
        yield (
            replace(need, most_cautions=None),
            _("It could be found with more than %(n)d cautions.") % {"n": need.most_cautions},
        )
    types = {kind: number for kind, number in need.minimum.items() if missing.ask == Ask.TYPE and kind == missing.what}
    if types != need.minimum:
        yield replace(need, minimum=types), _("It could be found if no other types were asked for.")
    skills = need.skills & ({missing.what} if missing.ask == Ask.SKILL else set())
    if skills != need.skills:
        yield replace(need, skills=skills), _("It could be found if no other skills were asked for.")
    if need.locked and missing.ask != Ask.LOCKED:
        yield replace(need, locked=frozenset()), _("It could be found if nobody was in the team already.")
    if missing.ask != Ask.SIZE:
        yield replace(need, size=need.size + 1), _("It could be found with one place more.")
