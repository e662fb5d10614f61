"""Determinants of information matrices in proofs by hand.

Main definitions: `ENTRIES`, `symmetric`, `cofactor`, `determinant`.
"""

from __future__ import annotations

from collections.abc import Sequence

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
