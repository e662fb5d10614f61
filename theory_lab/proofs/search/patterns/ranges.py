"""Forms that say what sums are in the range of.

Main definitions: ``range_forms``.

Conventions: nothing here is trusted; a form is the coefficients of sums, and the masses of laws.
"""

from __future__ import annotations

import itertools

from theory_lab.proofs.kernel import sums
from theory_lab.proofs.separate import Pattern

Masses = dict[str, str]


def range_forms(pattern: Pattern) -> list[tuple[Masses, Masses]]:
    """What may hold of sums alone, of two of them, and of sums and bounds."""
    names, laws = [name for name, _ in pattern.sums], pattern.laws
    told = [({name: "1"}, {}) for name in names]
    told += [({name: "-1"}, {law: "1"}) for name in names for law in laws[:1]]
    told += [({name: "-1"}, {laws[0]: "1", other: "1"}) for name in names for other in laws[1:2]]
    told += [({one: "1", other: "-1"}, {}) for one, other in itertools.permutations(names, 2)]
    told += [
        ({}, {one: name, other: "-1"} if op == "max" else {one: f"-{name}", other: "1"})
        for name, op, _ in pattern.bounds
        for one, other in itertools.permutations(laws, 2)
    ]
    told += [
        ({name: "1"}, {law: f"-({bound})"}) if op == "min" else ({name: "-1"}, {law: bound})
        for name in names
        for bound, op, _ in pattern.bounds
        for law in laws
    ]
    lows = [low for _, low, _ in pattern.tables if low is not None and low > 0]
    inside = sorted(sums.nested(pattern))
    told += [
        ({one: sign, other: sign}, {law: total})
        for one, other in itertools.combinations(inside, 2)
        for sign, total in (("1", "-1"), ("-1", "1"))
        for law in laws[:1]
    ]
    told = [({name: "1"}, {one: f"-({low})"}) for name in inside for one in laws for low in lows] + told
    return told
