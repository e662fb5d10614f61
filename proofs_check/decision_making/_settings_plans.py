"""Plans of a fixed policy, which makes chains of the true process and of the counted one.

A size is (states, steps). Moves are tables of weights, the rows of which become laws by `mdps.stochastic`.

Main definitions: `chains`, `numbers`.
"""

from __future__ import annotations

from proofs_check.decision_making._settings_processes import Derived
from theory_lab.claims import Simplex, Space, Table


def chains(size: tuple[int, int], derived: Derived, **fields: Table) -> Space:
    """The moves of both chains for every step but the last, further fields, and the law of the first state."""
    states, steps = size
    moves = Table((steps - 1, states, states), 0, 1)
    return Space(weights=moves, counted=moves, **fields, initial=Simplex(states), derived=derived)


def numbers(size: tuple[int, int]) -> Table:
    """A number in [0, 1] for every step and state: a reward, a bonus, a value."""
    states, steps = size
    return Table((steps, states), 0, 1)
