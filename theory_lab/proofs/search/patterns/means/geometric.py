"""The search for proofs by the inequality of arithmetic and geometric means.

A polynomial of positive variables with one negative monomial, which is a weighted geometric mean of the others:
``c_i x^a_i`` less ``m_i (y_i - 1 - log y_i)`` with ``y_i = c_i x^a_i/m_i`` for all of them, ``m_i`` being shares of that one,
leaves logarithms that cancel.  So do the inequalities of Hoelder at one outcome.

Main definitions: ``Geometric``, ``mean_of_monomials``.

Conventions: nothing here is trusted.
"""

from __future__ import annotations

import math
from dataclasses import replace

from flint import fmpq, fmpq_mat

from theory_lab.proofs import terms
from theory_lab.proofs.kernel import functions
from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel.cells import Field
from theory_lab.proofs.kernel.functions import of_term
from theory_lab.proofs.kernel.polynomials import Quotient, Rejected, generator
from theory_lab.proofs.kernel.signs import positive_signs
from theory_lab.proofs.kernel.states import State
from theory_lab.proofs.search.algebra import quotient_text
from theory_lab.proofs.search.calculus import EASY, Tree
from theory_lab.proofs.search.contradictions import CASES, ROUGH
from theory_lab.proofs.search.leaves import has
from theory_lab.proofs.search.patterns.means.perspectives import Perspectives

MOST_MONOMIALS = 6  # positive ones: each is a logarithm in the proof, and three functions have three
ROUNDING = 1e-12  # of logarithms in floats, where the mean is met with equality: the kernel decides
Share = tuple[Quotient, fmpq]  # a positive monomial, and its weight


class Geometric(Perspectives):
    """Proofs by means of monomials."""

    def _leaf(self, state: State) -> Tree | None:
        if self.at_outcome and self.ranged and state.relation == "<=" and (tree := self._by_means(state)) is not None:
            return tree
        return super()._leaf(state)

    def _by_means(self, state: State) -> Tree | None:
        """A proof where one monomial is a mean of the others; variables that may be 0 are cases first."""
        if has(state.sides[1], CASES + ROUGH) or has(state.sides[0], CASES + ROUGH):
            return None
        try:
            tree = next(self._shapes(state))
            field = self._bounded(state, tree)
            e = of_term(field, state.sides[1]) - of_term(field, state.sides[0])
        except Rejected:
            return None
        if (told := mean_of_monomials(e)) is None:
            return None
        for g in sorted(poly.degrees(e.n).keys() | poly.degrees(e.d).keys()):
            if positive_signs(generator(g), field, True):
                continue
            return self._above_zero(state, field.generators[g].name) if positive_signs(generator(g), field, False) else None
        return self._below_tangents(tree, field, e, told)

    def _above_zero(self, state: State, name: str) -> Tree | None:
        """The cases that a variable is positive, and that it is 0."""
        if name in state.nonnegative and name in state.ranges:
            then = self._by_means(state.changed(positive=state.positive | {name}))
            zero = then and self.solve(state.put({name: terms.ZERO}))
            return {"rule": "zero", "var": name, "positive": then, "zero": zero} if then and zero else None
        one = terms.variable(name)
        if name not in state.ranges or (one, True) in state.facts:
            return None
        then = self._by_means(replace(state, facts=(*state.facts, (one, True))))
        zero = then and self.solve(replace(state, facts=(*state.facts, (terms.negative(one), False))))
        return {"rule": "cut", "at": f"-{name}", "yes": zero, "no": then} if then and zero else None

    def _below_tangents(self, tree: Tree, field: Field, e: Quotient, told: tuple[Quotient, list[Share]]) -> Tree | None:
        """The function less its monomials beyond their tangents, one after the other."""
        whole, shares = told
        steps, rest = list[Tree](), e
        try:
            for one, _ in shares:
                field, given = self.with_function(field, "log", one / whole)
                tree["generators"] += given
            for one, weight in shares:
                m = whole * Quotient(weight)
                y = one / m
                positive = [self.prove(Quotient(part), field, True, *EASY) for part in (y.n, y.d)]
                factor = self.prove(m, field, False, *EASY)
                if None in positive or factor is None:
                    return None
                steps.append({"rule": "tangent", "at": quotient_text(y, field), "by": quotient_text(m, field)})
                steps[-1] |= {"positive": positive, "factor": factor}
                rest = rest - m * (y - Quotient(1) - functions.log(field, y))
        except Rejected:
            return None
        then = self.prove(rest, field, depth=2, cuts=0)
        for step in reversed(steps):
            then = then and {**step, "then": then}
        return then and {**tree, "then": then}


def mean_of_monomials(e: Quotient) -> tuple[Quotient, list[Share]] | None:
    """The negative monomial of a function, which is at most a mean of the positive ones, and these with their weights."""
    if len(e.d) != 1 or not 3 <= len(e.n) <= MOST_MONOMIALS + 1:
        return None
    told = [(poly.RING.from_dict({m: c}), m, c) for m, c in e.n.terms()]
    negative = [one for one in told if one[2] < 0]
    if len(negative) != 1 or e.d.leading_coefficient() < 0:
        return None
    ((below, at, size),) = negative
    positive = [one for one in told if one[2] > 0]
    if (weights := _weights(at, [m for _, m, _ in positive])) is None:
        return None
    gap = sum(float(w) * math.log(float(c / (-size * w))) for w, (_, _, c) in zip(weights, positive, strict=True))
    if gap < -ROUNDING:
        return None
    shares = [(Quotient(part, e.d), w) for w, (part, _, _) in zip(weights, positive, strict=True)]
    return Quotient(-below, e.d), shares


def _weights(at: tuple[int, ...], others: list[tuple[int, ...]]) -> list[fmpq] | None:
    """Positive weights with which exponents have a mean, if there are such and no others."""
    rows = [[fmpq(int(other[k]) - int(at[k])) for other in others] for k in range(len(at))]
    rows = [row for row in rows if any(row)] + [[fmpq(1)] * len(others)]
    right = [fmpq(0)] * (len(rows) - 1) + [fmpq(1)]
    reduced, rank = fmpq_mat([[*row, c] for row, c in zip(rows, right, strict=True)]).rref()
    if rank != len(others) or any(reduced[k, k] != 1 for k in range(rank)):
        return None
    weights = [reduced[k, len(others)] for k in range(rank)]
    return weights if all(w > 0 for w in weights) else None
