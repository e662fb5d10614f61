"""An inequality between a function of the target and a combination of terms.

It is data until it is asked for as a claim, which the ordinary engine checks, attacks and proves.

Main definitions
----------------
``Inequality``  ``target <= bound`` or ``target >= bound``, where the bound is a combination of terms with fractions
``claim_of``    the claim, with a sharpened form that is one percent stronger
``statement``   its LaTeX

Conventions: the smaller side stands left, so that every relation is ``<=``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from theory_lab.claims.claim import Claim
from theory_lab.claims.source import Source
from theory_lab.conjectures import terms
from theory_lab.conjectures.conjecture import Conjecture
from theory_lab.conjectures.terms import Column, Term

# One percent: a bound that is this much too weak is loose, and the search for a place where it fails takes a moment.
SHARPER = Fraction(99, 100)
Parts = tuple[tuple[Fraction, Term], ...]


@dataclass(frozen=True)
class Inequality:
    """``target <= bound`` if it is an upper bound, else ``bound <= target``."""

    target: Term
    upper: bool
    bound: Parts

    @property
    def cost(self) -> int:
        """How complicated it is: its terms, and the digits of its constants."""
        constants = sum(len(str(abs(c.numerator))) + len(str(c.denominator)) - 2 + (abs(c) != 1) for c, _ in self.bound)
        return terms.cost(self.target) + sum(1 + terms.cost(term) for _, term in self.bound) + constants

    @property
    def sides(self) -> tuple[Parts, Parts]:
        """The smaller side and the larger one."""
        target: Parts = ((Fraction(1), self.target),)
        return (target, self.bound) if self.upper else (self.bound, target)

    @property
    def quantities(self) -> tuple[str, ...]:
        """The names in it, each once."""
        return tuple(dict.fromkeys(f.quantity for part in self.sides for _, term in part for f in term))


def total(parts: Parts, values: Mapping[str, Column]) -> Column:
    """A combination of terms at many instances, in floats."""
    with np.errstate(invalid="ignore"):
        return sum((float(c) * terms.values_of(term, values) for c, term in parts), np.zeros(()))


def claim_of(inequality: Inequality, conjecture: Conjecture, source: Source) -> Claim:
    """The inequality as a claim on the conjecture's space."""
    left, right = inequality.sides
    larger = _side(right, conjecture)
    return Claim(
        statement=statement(inequality, conjecture),
        source=source,
        space=conjecture.space,
        sizes=conjecture.sizes,
        lhs=_side(left, conjecture),
        rhs=larger,
        sharpened=lambda i: SHARPER * larger(i),
    )


def _side(parts: Parts, conjecture: Conjecture) -> Callable[[Any], Any]:
    def side(i: Any) -> Any:
        return sum(c * terms.exactly(term, conjecture.quantities, i) for c, term in parts)

    return side


def statement(inequality: Inequality, conjecture: Conjecture) -> str:
    """The inequality as LaTeX."""
    left, right = (_latex(parts, conjecture) for parts in inequality.sides)
    return rf"{left} \le {right}"


def _latex(parts: Parts, conjecture: Conjecture) -> str:
    shared = common(parts)
    inner = _sum([(c, without(term, shared)) for c, term in parts], conjecture)
    return rf"{terms.latex(shared, conjecture.symbol)} \left({inner}\right)" if shared else inner


def common(parts: Parts) -> Term:
    """The factor that every one of several terms has, if there is one."""
    if len(parts) < 2:
        return terms.ONE
    return next(((factor,) for factor in parts[0][1] if all(factor in term for _, term in parts)), terms.ONE)


def without(term: Term, shared: Term) -> Term:
    """A term without a factor that it has."""
    return tuple(factor for factor in term if factor not in shared)


def _sum(parts: Sequence[tuple[Fraction, Term]], conjecture: Conjecture) -> str:
    text = ""
    for c, term in sorted(parts, key=lambda part: part[0] < 0):
        size, factors = abs(c), terms.latex(term, conjecture.symbol)
        number = str(size.numerator) if size.denominator == 1 else rf"\tfrac{{{size.numerator}}}{{{size.denominator}}}"
        one = rf"{number} {factors}" if factors and size != 1 else factors or number
        sign = " - " if text and c < 0 else "-" if c < 0 else " + " if text else ""
        text += sign + one
    return text
