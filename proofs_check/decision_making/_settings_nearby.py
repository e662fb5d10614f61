"""Two decision processes near each other: where bounds in Hellinger distance are below 1.

Main definitions: `parts`, `nearby`; the field `leans`.
"""

from __future__ import annotations

from theory_lab.claims import Instance, Table
from theory_lab.decisions.processes import mdps
from theory_lab.numbers import Array

Parts = tuple[Array, Array]


def parts(i: Instance) -> tuple[Parts, Parts]:
    """Kernels and chances of the two processes."""
    return (mdps.stochastic(i.weights), i.chances), (mdps.stochastic(i.other_weights), i.other_chances)


def nearby(first: Parts, second: Parts, share: Array) -> Parts:
    """Kernels and chances of a process that is the second one with this share in [0, 1], and the first one with the rest."""
    kernels, chances = (one + share * (other - one) for one, other in zip(first, second, strict=True))
    return kernels, chances


def leans(states: int, actions: int, steps: int) -> Table:
    """Twice a chance less 1, for every step, state and action: fair coins are simplest."""
    return Table((steps, states, actions), -1, 1)
