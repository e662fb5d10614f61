"""The rise of a divergence at one outcome, and proofs on the cells that facts bound.

With ``t = p/q`` the ratio of an outcome, ``B`` the mass below its tie, ``T`` that of the tie, ``C`` the maximum of
``(1 - B) log t`` and ``W`` that of ``log t``, the mean slope of the rise between ``B`` and ``B + T`` is at least ``log t``.  The
slope is ``C/(1 - F)`` up to the place ``F`` where this is ``W``, and ``W`` from there on: the tie lies before that place, behind
it, or on both sides.

Main definitions: ``Cells``, ``Rise``.

Conventions: nothing here is trusted.  Cases append their facts behind those at an outcome, which are numbered here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from theory_lab.proofs.kernel.functions import difference, of_term
from theory_lab.proofs.kernel.leaves import leaf
from theory_lab.proofs.kernel.states import State
from theory_lab.proofs.search.calculus import Tree
from theory_lab.proofs.search.patterns.sets.levels import Levels
from theory_lab.proofs.search.patterns.sets.splits import Proof, by_condition, by_cut, by_equation, by_ratio, by_zero, kept

# The facts at one outcome, in this order: what the masses are, the tail, the top, and what lemmas and cases say.
TIED, INSIDE, TAIL, TOP, SIGN, TOP_SIGN, ORDER, GAP, POSITIVE, AFTER, BEFORE = 0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
_BELOW, _TIE = "B0", "T0"  # the mass below the tie, and of it
# Facts that are kept, the order of a cell, which of these facts are ends of which variables, and which are used how often.
_Cell = tuple[Sequence[int], Sequence[str], Sequence[tuple[int, str]], Sequence[tuple[int, str]]]


class Cells(Levels):
    """Proofs where facts bound the variables, or exclude each other."""

    def excluded(self, state: State, facts: Sequence[int]) -> Tree | None:
        """Some of the facts exclude each other."""
        return kept(state, facts, lambda s: self.contradiction(s, True))

    def on_cell(
        self, state: State, order: Sequence[str], bounds: Sequence[tuple[int, str]], used: Sequence[tuple[int, str]]
    ) -> Tree | None:
        """A proof on the cell that facts give these ends of, less multiples of others.

        ``bounds`` are the numbers of facts, each with the variable of which it is an end; ``used`` those with their multiples.
        """
        tree: Tree = {"rule": "cell", "order": [*order], "laws": [], "bounds": [], "generators": []}
        field = leaf(state, tree)
        for j, name in bounds:
            told = next((one for one in self._bounds(state, field, j, state.facts[j][0], frozenset()) if one[1] == name), None)
            if told is None:
                return None
            tree["bounds"].append(told)
            field = leaf(state, tree)
        for term in (*state.sides, *(state.facts[j][0] for j, _ in used)):
            field, given = self._with_functions(field, term)
            tree["generators"] += given
        e, listed = difference(field, *state.sides), []
        for k, (j, text) in enumerate(used):
            multiplier = field.quotient_of(text)
            listed.append([k, text, self.prove(multiplier, field)])
            e = e - multiplier * of_term(field, state.facts[j][0])
        then = self.prove(e, field)
        if then is None or any(proof is None for *_, proof in listed):
            return None
        return {**tree, "facts": [j for j, _ in used], "then": {"rule": "use", "facts": listed, "then": then}}

    def zero(self, state: State, facts: tuple[int, int], name: str, then: Proof) -> Tree | None:
        """A variable is 0 by two facts, of which the first says that it is at least 0."""
        return by_equation(state, {**next(self._shapes(state)), "order": [*state.ranges]}, facts, name, then)


@dataclass(frozen=True)
class Rise:
    """What is to show at one outcome of mass ``p``, where the other law has ``q``, by the bounds ``c`` and ``w``.

    Each method proves one case, from the outermost one down.
    """

    work: Cells
    p: str
    q: str
    c: str
    w: str

    @property
    def _ratio(self) -> str:
        return f"{self.p}_by_{self.q}"

    @property
    def _tail(self) -> str:
        """How often the tail, which is about ``1 - B``, is used."""
        return f"{self._ratio}*{self.q}/(1 - {_BELOW})"

    def proof(self, state: State) -> Tree | None:
        """With mass and without."""
        return by_zero(state, self.p, self._with_mass, lambda s: by_zero(s, _TIE, self.work.solve, self.work.solve))

    def _with_mass(self, state: State) -> Tree | None:
        """The tie has mass then."""
        return by_zero(state, _TIE, lambda s: by_ratio(s, self.p, self.q, self._nonnegative), self._untied)

    def _untied(self, state: State) -> Tree | None:
        return self.work.excluded(state, [TIED])

    def _nonnegative(self, state: State) -> Tree | None:
        """``C`` and ``W`` are at least 0, and ``C`` at most ``W``."""
        return by_condition(
            state, lambda s: by_condition(s, self._placed, self._flat_everywhere), lambda s: self.work.excluded(s, [GAP])
        )

    def _flat_everywhere(self, state: State) -> Tree | None:
        """``C = 0``."""
        return self.work.zero(state, (SIGN, POSITIVE), self.c, self._never_larger)

    def _never_larger(self, state: State) -> Tree | None:
        """Where ``C = 0`` nothing is larger than the other law."""
        t, facts = self._ratio, [TIED, INSIDE, TAIL, len(state.facts)]
        inside = [(0, _TIE), (1, _BELOW), (3, t)]
        return self._by_size(
            state,
            (facts, [self.q, t, _TIE, _BELOW], inside, [(2, self._tail)]),
            ([len(state.facts)], [self.q, t], [(0, t)], []),
        )

    def _placed(self, state: State) -> Tree | None:
        """Whether the tie begins behind the place where ``W = C/(1 - F)``, and whether it ends there."""
        excluded = [INSIDE, TOP_SIGN, POSITIVE, AFTER, BEFORE]
        return by_condition(
            state,
            lambda s: by_condition(s, self._behind, lambda s: self.work.excluded(s, excluded)),
            lambda s: by_condition(s, self._across, self._before),
        )

    def _before(self, state: State) -> Tree | None:
        """Before that place, where the slope is the top."""
        t, n, order = self._ratio, len(state.facts), [self.q, self.c, self.w, _BELOW, _TIE, self._ratio]
        return self._by_size(
            state,
            ([TOP, POSITIVE, n], order, [(2, t), (1, self.c)], [(0, f"{t}*{self.q}")]),
            ([TOP_SIGN, POSITIVE, n], order, [(0, self.w), (1, self.c), (2, t)], []),
        )

    def _behind(self, state: State) -> Tree | None:
        """Behind it, where there is mass above the tie or none."""
        n, order = len(state.facts), [self.q, self.c, _BELOW, _TIE, self.w, self._ratio]
        return self._not_all_below(
            state,
            lambda s: by_cut(
                s,
                f"{_BELOW} + {_TIE} - 1",
                lambda s: kept(s, [INSIDE, AFTER, n + 1], self.work.solve),
                lambda s: self._by_tail(s, order, [POSITIVE, n, n + 1, ORDER], [self.c, _BELOW, _TIE, self.w]),
            ),
        )

    def _across(self, state: State) -> Tree | None:
        """On both sides of it."""
        n, order = len(state.facts), [self.q, self.c, _BELOW, self.w, _TIE, self._ratio]
        names = [self.c, _BELOW, self.w, _TIE, _TIE]
        return self._not_all_below(state, lambda s: self._by_tail(s, order, [POSITIVE, n, BEFORE, AFTER, INSIDE], names))

    def _not_all_below(self, state: State, then: Proof) -> Tree | None:
        """A tie with mass leaves less than all below it."""
        return by_cut(state, f"{_BELOW} - 1", lambda s: self.work.excluded(s, [INSIDE, len(s.facts) - 1]), then)

    def _by_tail(self, state: State, order: Sequence[str], facts: Sequence[int], names: Sequence[str]) -> Tree | None:
        """By the tail, on a cell that these facts give ends of these variables."""
        n, t = len(state.facts), self._ratio
        large = [*zip(range(1, len(names) + 1), names, strict=True), (len(names) + 1, t)]
        small = [*enumerate(names), (len(names), t)]
        return self._by_size(state, ([TAIL, *facts, n], order, large, [(0, self._tail)]), ([*facts, n], order, small, []))

    def _by_size(self, state: State, large: _Cell, small: _Cell) -> Tree | None:
        """The outcome is larger than the other law has it, or not; each on its cell of some of the facts."""
        return by_condition(state, lambda s: self._on(s, large), lambda s: self._on(s, small))

    def _on(self, state: State, cell: _Cell) -> Tree | None:
        facts, order, bounds, used = cell
        return kept(state, facts, lambda s: self.work.on_cell(s, order, bounds, used))
