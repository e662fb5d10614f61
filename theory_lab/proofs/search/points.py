"""Random points of a cell, in floats: what is true there is worth a proof.

Main definitions: ``Points`` (columns of points, and the values of functions at them), ``in_floats``.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable

import numpy as np
from flint import fmpq

from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel.cells import Field, argument_of
from theory_lab.proofs.kernel.polynomials import Poly, Quotient

SLACK = 1e-9  # relative to the size of the summands: rounding alone does not refute


def in_floats(c: fmpq) -> float:
    """The nearest float, or an infinity."""
    try:
        return int(c.p) / int(c.q)
    except OverflowError:
        return math.inf if c > 0 else -math.inf


class Points:
    """``count`` random points of the cell of a field: in the middle, and near the ends of the ranges."""

    def __init__(self, field: Field, count: int = 48, seed: int = 0) -> None:
        self.field, self.count, self.values, rng = field, count, {}, np.random.default_rng(seed)
        for side in field.cell:
            u = rng.random(count)
            near = np.exp(-12 * rng.random(count))
            u = np.where(rng.random(count) < 0.6, 0.02 + 0.96 * u, np.where(rng.random(count) < 0.5, near, 1 - near))
            low = np.zeros(count) if side.low is None else self.of(side.low)
            if side.low is None and side.high is not None:
                value = self.of(side.high) - u / (1.000001 - u)
            elif side.low is None:
                value = (u - 0.5) / (0.25 - (u - 0.5) ** 2 + 1e-6)
            elif side.high is None:
                value = low + u / (1.000001 - u)
            else:
                value = low + (self.of(side.high) - low) * u
            self.values[field.index(side.name)] = value

    def _generator(self, i: int) -> np.ndarray:
        if i not in self.values:
            one = self.field.generators[i]
            function = {"log": np.log, "exp": np.exp, "sqrt": np.sqrt, "root": np.sqrt}[one.kind]
            self.values[i] = function(self.of(argument_of(one)))
        return self.values[i]

    def kept(self, facts: Iterable[Quotient]) -> Points:
        """The points at which functions are nonnegative, with all generators evaluated."""
        good = np.all([np.ones(self.count, dtype=bool), *(self.of(fact) >= 0 for fact in facts)], axis=0)
        for i in range(len(self.field.generators)):
            if i not in self.values and self.field.generators[i].kind != "var":
                self._generator(i)
        self.values = {i: column[good] for i, column in self.values.items()}
        self.count = int(good.sum())
        return self

    def of(self, e: Quotient | Poly) -> np.ndarray:
        """The values of a function."""
        with np.errstate(all="ignore"):
            if isinstance(e, Quotient):
                return self.of(e.n) / self.of(e.d)
            return self._sums(e)[0]

    def _sums(self, p: Poly) -> tuple[np.ndarray, np.ndarray]:
        used = sorted(poly.generators(p))
        columns = {g: self._generator(g) for g in used}
        size = self.count
        total, scale = np.zeros(size), np.zeros(size)
        for m, c in p.items():
            powers = (columns[g] ** k for g in used if (k := poly.exponent(m, g)))
            term = functools.reduce(np.multiply, powers, np.full(size, in_floats(c)))
            total, scale = total + term, scale + np.abs(term)
        return total, scale

    def signs(self, e: Quotient | Poly) -> set[int]:
        """The signs that a function surely has at some point."""
        with np.errstate(all="ignore"):
            if isinstance(e, Quotient):
                (n, wide), (d, _) = self._sums(e.n), self._sums(e.d)
                value, slack = n / d, SLACK * np.abs(wide / d)
            else:
                value, wide = self._sums(e)
                slack = SLACK * wide
            return {int(s) for s in np.sign(value[np.isfinite(value) & (np.abs(value) > slack)])}
