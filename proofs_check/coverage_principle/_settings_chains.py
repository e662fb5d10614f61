"""Joint laws of answers and chains of thought, for any number of answers.

Main definitions: ``answers_and_chains`` (the space), ``with_chains`` (a joint law, one row for each chain).

Conventions: a joint law is a law ``p`` of the answer and, for each answer, the shares ``p_split`` that its chains but the last
take of what the chains before leave.  Every law of pairs is one such.
"""

from typing import Any

from theory_lab import numbers as xp
from theory_lab.claims import Simplex, Space, Table
from theory_lab.numbers import Array


def answers_and_chains(answers: int, chains: int, **fields: Any) -> Space:
    """Two joint laws ``p`` and ``q`` of so many answers and chains."""
    splits = {name: Table((answers, chains - 1), 0, 1) for name in ("p_split", "q_split")}
    return Space(p=Simplex(answers), q=Simplex(answers), **splits, **fields)


def with_chains(law: Array, split: Array) -> list[Array]:
    """The masses of all answers (A,) with each chain, from the law of the answer (A,) and the shares (A, chains - 1)."""
    rows, left = [], law
    for chain in range(split.shape[1]):
        rows.append(left * split[:, chain])
        left = left * (1 - split[:, chain])
    return [*rows, left]


def total(rows: list[Array]) -> Array:
    """The sum of numbers of shape (), one for each chain."""
    return xp.sum(xp.stack(rows))
