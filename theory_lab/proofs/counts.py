"""Numbers that follow the size: ``A - 1`` for ``A`` outcomes.

Terms of several sizes are one term where they differ in constants alone, and these are affine in the size, or one over such.
Part of the trusted base.

Main definitions: ``counted``.

Conventions: the number of outcomes is the sum over outcomes of 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from theory_lab.proofs import terms
from theory_lab.proofs.terms import Term


def counted(found: Sequence[Any], sizes: Sequence[int], count: Term) -> Any:
    """The term that all of them are, with the number of outcomes as ``count``; raises ``ValueError`` where there is none."""
    first = found[0]
    if all(one is first or (not isinstance(one, Term) and one == first) for one in found):
        return first
    if not all(isinstance(one, Term) and (one.op, len(one.args)) == (first.op, len(first.args)) for one in found):
        raise ValueError("the formulas of the sizes have no common pattern")
    if first.op == "const":
        values = [one.args[0] for one in found]
        if (affine := _affine(values, sizes, count)) is not None:
            return affine
        if all(values) and (affine := _affine([1 / value for value in values], sizes, count)) is not None:
            return terms.divide(terms.ONE, affine)
        raise ValueError("a number is not affine in the size, nor one over such")
    if first.op == "var":
        raise ValueError("a name depends on the size")
    return terms.made(first.op, tuple(counted(parts, sizes, count) for parts in zip(*(one.args for one in found), strict=True)))


def _affine(values: Sequence[Fraction], sizes: Sequence[int], count: Term) -> Term | None:
    slope = Fraction(values[1] - values[0], sizes[1] - sizes[0])
    if any(value != values[0] + slope * (size - sizes[0]) for value, size in zip(values, sizes, strict=True)):
        return None
    return terms.add(terms.number(values[0] - slope * sizes[0]), terms.multiply(terms.number(slope), count))
