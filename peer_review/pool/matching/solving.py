"""The choice itself, by OR-Tools' CP-SAT: who goes where, for all reviews at once.

One yes or no for each peer who can go to a review. Limits are constraints. What a team is asked to have is one too, with a number
beside it that says how much is missing and weighs more than everything else, so there is always an answer: the best team
there is, and what it lacks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import monotonic

from ortools.sat.python import cp_model

from peer_review.pool.enums import PeerType
from peer_review.pool.matching import team as wishes
from peer_review.pool.matching.team import Limit, cost_of
from peer_review.pool.needs import Candidate, TeamNeed

ONE_MISSING, A_LOCKED_ONE = 100_000, 1_000_000
SEED = 7
# The solver's own measure of work, some two seconds each on one processor. With it, and one worker, the same question has
# the same answer on any machine.
WORK = 0.5
AT_LEAST = 0.2  # seconds that it has in any case, so that something is found

Pair = tuple[str, int]


@dataclass(frozen=True)
class Solution:
    """The keys of the peers of each need. `is_best`: nothing better exists; else the time ran out before that was shown."""

    teams: Mapping[str, tuple[int, ...]]
    is_best: bool


def solve(
    needs: Sequence[TeamNeed],
    fitting: Mapping[str, Sequence[Candidate]],
    *,
    cap: int,
    seconds: float,
    work: float = WORK,
) -> Solution:
    """Choose a team for each need from those who can go, by its key (`fit.fitting_of`), within `seconds`, asking included.

    The same question has the same answer, unless the seconds run out first.
    """
    began = monotonic()
    question = _Question(sorted(needs, key=lambda one: one.key), fitting, cap)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2  # without the whole of the linear relaxation it stays far from the best
    solver.parameters.random_seed = SEED
    solver.parameters.max_deterministic_time = work
    solver.parameters.max_time_in_seconds = max(AT_LEAST, seconds - (monotonic() - began))
    status = solver.solve(question.model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Solution({need.key: () for need in needs}, is_best=False)
    chosen: dict[str, list[int]] = {need.key: [] for need in needs}
    for (need, peer), goes in question.goes.items():
        if solver.boolean_value(goes):
            chosen[need].append(peer)
    return Solution({key: tuple(peers) for key, peers in chosen.items()}, is_best=status == cp_model.OPTIMAL)


class _Question:
    """The model: its variables, its constraints, and what is to be as little as possible."""

    def __init__(self, needs: Sequence[TeamNeed], fitting: Mapping[str, Sequence[Candidate]], cap: int) -> None:
        self.model = cp_model.CpModel()
        self.needs, self.cap = needs, cap
        self.fitting = {need.key: sorted(fitting[need.key], key=lambda one: one.key) for need in needs}
        self.goes: dict[Pair, cp_model.IntVar] = {}
        self.costs: list[cp_model.LinearExprT] = []
        for need in needs:
            for one in self.fitting[need.key]:
                self.goes[need.key, one.key] = self.model.new_bool_var(f"{one.key} goes to {need.key}")
            self._limits(need)
            self._asks(need)
            self._wishes(need)
        anywhere = {one.key: one for able in self.fitting.values() for one in able}
        for _key, one in sorted(anywhere.items()):
            self._one_place_at_a_time(one)
        self.model.minimize(sum(self.costs))

    def _those(self, need: TeamNeed, fits: object = None) -> list[cp_model.IntVar]:
        """Return the choices of those who can go to a review, and of whom `fits` holds."""
        return [
            self.goes[need.key, one.key]
            for one in self.fitting[need.key]
            if fits is None or fits(one)  # type: ignore[operator]
        ]

    def _limits(self, need: TeamNeed) -> None:
        self.model.add(sum(self._those(need)) <= need.size)
        for limit in Limit:
            for group in sorted({limit.of(one) for one in self.fitting[need.key]} - {""}):
                most = limit.most(need, group)
                same = self._those(need, lambda one, limit=limit, group=group: limit.of(one) == group)
                if most is not None and len(same) > most:
                    self.model.add(sum(same) <= most)
        if need.most_cautions is not None:
            cautions = [len(one.cautions(need)) * self.goes[need.key, one.key] for one in self.fitting[need.key]]
            self.model.add(sum(cautions) <= need.most_cautions)

    def _asks(self, need: TeamNeed) -> None:
        day = need.last_day
        self._ask(self._those(need), need.size)
        if need.wants_lead:
            self._ask(self._those(need, lambda one: one.may_lead(day)), 1)
        for kind in PeerType:
            self._ask(self._those(need, lambda one, kind=kind: one.type == kind), need.minimum.get(kind, 0))
        for skill in sorted(need.skills):
            self._ask(self._those(need, lambda one, skill=skill: skill in one.skills), 1)
        self._ask(list(self._present(need, "region").values()), need.regions)
        for key in sorted(need.locked):
            self._ask(self._those(need, lambda one, key=key: one.key == key), 1, A_LOCKED_ONE)

    def _ask(self, those: Sequence[cp_model.IntVar], number: int, weight: int = ONE_MISSING) -> None:
        """Ask for `number` of those; what is missing is counted."""
        if number > 0:
            missing = self.model.new_int_var(0, number, "")
            self.model.add(sum(those) + missing >= number)
            self.costs.append(weight * missing)

    def _wishes(self, need: TeamNeed) -> None:
        self.costs += [cost_of(need, one) * self.goes[need.key, one.key] for one in self.fitting[need.key]]
        for skill in sorted(need.skills):
            having = self._those(need, lambda one, skill=skill: skill in one.skills)
            twice = self.model.new_bool_var("")
            self.model.add(sum(having) >= 2 * twice)
            self.costs.append(-wishes.SKILL_TWICE * twice)
        self.costs += [-wishes.ANOTHER_TYPE * one for one in self._present(need, "type").values()]
        self.costs += [-wishes.ANOTHER_REGION * one for one in self._present(need, "region").values()]

    def _present(self, need: TeamNeed, what: str) -> dict[str, cp_model.IntVar]:
        """Return for each type or region a choice that can be yes only where somebody of it goes."""
        present = {}
        for value in sorted({str(getattr(one, what)) for one in self.fitting[need.key]} - {""}):
            of_it = self._those(need, lambda one, value=value: getattr(one, what) == value)
            present[value] = self.model.new_bool_var("")
            self.model.add(sum(of_it) >= present[value])
        return present

    def _one_place_at_a_time(self, one: Candidate) -> None:
        """Nobody is at two reviews on one day, nor goes to more in a year than anybody may; and work is shared out."""
        mine = [need for need in self.needs if (need.key, one.key) in self.goes]
        for day in sorted({need.first_day for need in mine}):
            then = [self.goes[need.key, one.key] for need in mine if need.meets(day, day)]
            if len(then) > 1:
                self.model.add_at_most_one(then)
        for year in sorted({need.first_day.year for need in mine}):
            then = [self.goes[need.key, one.key] for need in mine if need.first_day.year == year]
            left = self.cap - one.went_in(year)
            if len(then) > left:
                self.model.add(sum(then) <= left)
        if len(mine) > 1:
            more = self.model.new_int_var(0, len(mine) - 1, "")
            self.model.add(more >= sum(self.goes[need.key, one.key] for need in mine) - 1)
            self.costs.append(wishes.A_DEPLOYMENT * more)
