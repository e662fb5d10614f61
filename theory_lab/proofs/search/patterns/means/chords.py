"""Forms that say that a mean of a function of a table is on one side of its chord between the ends of the table.

With the sums of ``p f`` and ``p/f`` for ``1 <= f <= 3`` the chord of ``1/f`` is ``(4 - f)/3``: so ``E 1/f <= (4 - E f)/3``, from
which the inequalities of Kantorovich and of Cassels follow.

Main definitions: ``chord_forms``.

Conventions: nothing here is trusted; a form is the coefficients of sums, and the masses of laws.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from theory_lab.proofs import terms
from theory_lab.proofs.separate import Pattern
from theory_lab.proofs.terms import Term


def chord_forms(pattern: Pattern) -> Iterator[dict[str, Any]]:
    """Two sums of functions of one table under one law: both are in proportion at the ends, beside a number."""
    for (table, *told), law in itertools.product(pattern.tables, pattern.laws):
        own = [(name, phi) for name, phi in pattern.sums if terms.variables(phi) == {law, table}]
        ends = [end for end in told if end is not None]
        if len(ends) < 2 or len(own) < 2:
            continue
        at = {name: [_at(phi, {law: Fraction(1), table: end}) for end in ends] for name, phi in own}
        known = {name: (low, high) for name, (low, high) in at.items() if low is not None and high is not None}
        for (one, (a, b)), (other, (c, d)) in itertools.permutations(known.items(), 2):
            if c == d:
                continue
            slope = (b - a) / (d - c)
            for sign in (1, -1):
                yield {"sums": {one: str(-sign), other: f"({sign * slope})"}, "masses": {law: f"({sign * (a - slope * c)})"}}


def _at(term: Term, values: dict[str, Fraction]) -> Fraction | None:
    """The value of a term where its variables are numbers, if it is rational."""
    value = terms.substituted(term, {name: terms.number(one) for name, one in values.items()})
    return value.args[0] if value.op == "const" else None
