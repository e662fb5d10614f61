"""The search for contradictions among facts: a case without points needs no more proof.

Main definitions: ``Contradictions``.

Conventions: nothing here is trusted.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from theory_lab.proofs.kernel.cells import Field
from theory_lab.proofs.kernel.functions import of_term
from theory_lab.proofs.kernel.polynomials import Quotient, Rejected
from theory_lab.proofs.kernel.states import State
from theory_lab.proofs.search.calculus import BALL, ZERO
from theory_lab.proofs.search.functions import Tree
from theory_lab.proofs.search.leaves import Leaves, has
from theory_lab.proofs.search.places.points import Points, sampled
from theory_lab.proofs.search.places.walks import reached
from theory_lab.proofs.terms import ZERO as ZERO_TERM

ROUGH, CASES = ("log", "exp", "sqrt"), ("ite", "max", "min", "abs", "ge", "gt")
TRIES = 1500  # random points that may show that facts do not exclude each other
FEW = 6  # facts among which one is looked for that the others force to be an equation


class Contradictions(Leaves):
    """Proofs that there are no points."""

    def opposite(self, state: State) -> Tree | None:
        """Two facts of which one says ``a > b`` and the other ``b >= a``."""
        told = {fact.args: j for j, (fact, _) in enumerate(state.facts) if fact.op == "sub"}
        for (a, b), j in told.items():
            k = told.get((b, a))
            if k is None or not state.facts[j][1] or has(a, CASES + ROUGH) or has(b, CASES + ROUGH):
                continue
            then = {"rule": "use", "facts": [[0, "1", BALL]], "then": ZERO}
            return {**next(self._shapes(state)), "rule": "empty", "fact": j, "facts": [k], "then": then}
        return None

    def contradiction(self, state: State, hard: bool) -> Tree | None:
        """A fact that the others and the ranges exclude."""
        newest = len(state.facts) - 1
        told = self._algebraic(state)
        if told is None:
            return None
        tree, field, values = told
        if newest not in values:
            return self._impossible(state)
        opposite = -values[newest]
        if -1 not in Points(field).signs(opposite) and (then := self.prove(opposite, field, not state.facts[newest][1], 1, 0)):
            return {**tree, "rule": "empty", "fact": newest, "then": then}  # a walk takes a mixture near 0 for one that is 0
        if (cut := self._outside_of_ends(state, field, values)) is not None:
            return cut
        if self._has_points(state, field, values) or reached(field, [(f, state.facts[j][1]) for j, f in values.items()]):
            return None
        if any(map(len, sampled(state).values())):  # points that are moved onto equations
            return None
        for j in [newest, *(j for j in values if j != newest)]:
            if found := self._excluded(j, state.facts[j][1], tree, field, values, hard):
                return found
        return None

    def _outside_of_ends(self, state: State, field: Field, values: dict[int, Quotient]) -> Tree | None:
        """The newest fact on the cell to which the others cut the ranges, where random points say that it never holds there."""
        newest = len(state.facts) - 1
        fact, strict = state.facts[newest]
        others = [f for j, f in values.items() if j != newest]
        if not others or {-1, 0} & (signs := Points(field, TRIES).kept(others).signs(-values[newest])) or not signs:
            return None
        try:
            tree = next(self._shapes(state))
            cut = self._bounded(replace(state, facts=state.facts[:-1], sides=(ZERO_TERM, fact)), tree)
            then = self.prove(-of_term(cut, fact), cut, not strict, 1, 0) if tree["bounds"] else None
        except Rejected:
            return None
        return then and {**tree, "rule": "empty", "fact": newest, "then": then}

    def degenerate(self, state: State) -> tuple[int, Tree] | None:
        """A fact ``f >= 0`` that is 0 at all points, with the proof that it is not positive."""
        told = self._algebraic(state)
        if told is None or len(state.facts) > FEW:
            return None
        tree, field, values = told
        weak = [j for j in values if not state.facts[j][1]]
        if not weak or self._has_points(state, field, values):
            return None
        for j in weak:
            if found := self._excluded(j, True, tree, field, values, hard=False):
                return j, found
        return None

    def _algebraic(self, state: State) -> tuple[Tree, Field, dict[int, Quotient]] | None:
        """The facts that are quotients of polynomials, on a wide cell."""
        try:
            tree, field = self.ended(state, next(self._shapes(state)))
        except Rejected:
            return None
        values: dict[int, Quotient] = {}
        for j, (fact, _) in enumerate(state.facts):
            if not has(fact, ROUGH + CASES):
                try:
                    values[j] = of_term(field, fact)
                except Rejected:
                    continue
        return tree, field, values

    def _has_points(self, state: State, field: Field, values: dict[int, Quotient]) -> bool:
        """Whether random points satisfy the facts."""
        points = Points(field, TRIES)
        good = np.all([points.of(f) >= 0 for f in values.values()], axis=0)
        strict = [points.of(values[j]) > 0 for j in values if state.facts[j][1]]
        return bool(np.any(np.all([good, *strict], axis=0)))

    def _excluded(
        self, j: int, strict: bool, tree: Tree, field: Field, values: dict[int, Quotient], hard: bool
    ) -> dict[str, Any] | None:
        """A proof that a fact never holds where the others do."""
        others = replace(field, facts=tuple(f for k, f in values.items() if k != j))
        proof = self.by_facts(-values[j], others, strict=not strict, hard=hard)
        told = {"fact": j, "facts": [k for k in values if k != j], "then": proof}
        return {**tree, "rule": "empty", **told} if proof else None

    def _impossible(self, state: State) -> Tree | None:
        """The newest fact says that a function with logarithms is positive (nonnegative), and it never is."""
        fact, strict = state.facts[-1]
        if has(fact, CASES):
            return None
        for tree in self._shapes(state):
            try:
                field = self._bounded(replace(state, sides=(ZERO_TERM, fact)), tree)
                field, tree["generators"] = self._with_functions(field, fact)
                proof = self.prove(-of_term(field, fact), field, not strict, depth=5)
            except Rejected:
                continue
            if proof:
                return {**tree, "rule": "empty", "fact": len(state.facts) - 1, "then": proof}
        return None
