"""Information matrices in proofs by hand: their determinants; sums written out, and equal ones that have several names.

Main definitions: `ENTRIES`, `symmetric`, `cofactor`, `determinant`, `both_ways`, `put_in`, `summed`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from theory_lab.proofs.kernel.sums import Fact
from theory_lab.proofs.sketches import Sketch, equal

Rows = Sequence[Sequence[str]]
ENTRIES: dict[int, Rows] = {  # the names of the entries of the information matrix, by the dimension
    1: (("S0",),),
    2: (("S0", "S2"), ("S3", "S1")),
    3: (("S0", "S5", "S8"), ("S6", "S1", "S3"), ("S7", "S4", "S2")),
}


def symmetric(rows: Rows) -> Rows:
    """The entries above the diagonal in the place of those below it, which are equal to them."""
    return [[rows[min(i, j)][max(i, j)] for j in range(len(rows))] for i in range(len(rows))]


def cofactor(rows: Rows, i: int, j: int) -> str:
    """The text of the cofactor of an entry."""
    rest = [[one for k, one in enumerate(row) if k != j] for h, row in enumerate(rows) if h != i]
    return f"{'-' if (i + j) % 2 else ''}({determinant(rest)})"


def determinant(rows: Rows) -> str:
    """The text of a determinant, expanded along its first row."""
    return " + ".join(f"{one}*({cofactor(rows, 0, j)})" for j, one in enumerate(rows[0])) if rows else "1"


def both_ways(s: Sketch, alike: Mapping[str, str]) -> list[Fact]:
    """That sums are equal to other sums, or to 1, each by two facts."""
    forms = [{name: 1, "decisions" if other == "1" else other: -1} for name, other in alike.items()]
    return [s.linear({name: sign * c for name, c in form.items()}) for form in forms for sign in (1, -1)]


def summed(terms: Sequence[str]) -> str:
    """The text of ``1 +`` these."""
    return "(" + " + ".join(("1", *terms)) + ")"


def put_in(alike: Mapping[str, str], first: int, then: Any) -> Any:
    """These sums in the places of those that they are equal to, by pairs of facts from the first on."""
    for k, (name, other) in reversed(list(enumerate(alike.items()))):
        then = equal(name, other, (first + 2 * k, first + 2 * k + 1), then)
    return then
