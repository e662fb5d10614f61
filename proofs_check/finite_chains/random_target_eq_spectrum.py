"""The time to a random target does not depend on the start, and is a sum over the spectrum.

``sum_y pi(y) E_x[time to y] = sum_j 1/(1 - lambda_j)``, here for every start at once and for chains that need not be
reversible: the sum of two inverses by trace and determinant.
"""

from proofs_check.finite_chains._settings import chain, symmetric_functions
from theory_lab import numbers as xp
from theory_lab.chains.finite import times_between
from theory_lab.claims import Claim, Instance, Source
from theory_lab.numbers import Array


def from_starts(i: Instance) -> Array:
    """The times from all starts as one number, the first whole, the others as differences to it."""
    times = xp.dot(times_between(i.P), i.pi)
    return times[0] + xp.sum(xp.stack([(times[x] - times[0]) * 10**x for x in range(1, i.size)]))


def by_spectrum(i: Instance) -> Array:
    """``(2 - s)/(1 - s + d)`` for three states, ``1/(1 - s)`` for two."""
    total, product = symmetric_functions(i.P)
    return (i.size - 1 - (total if i.size == 3 else 0)) / (1 - total + product)


CLAIM = Claim(
    statement=r"\sum_y \pi(y)\, \mathbb E_x \tau_y = \sum_{j \ge 2} \frac{1}{1 - \lambda_j} \quad \text{for every } x",
    source=Source("Levin and Peres 2017", "Lemma 12.17, the random target lemma", status="second-hand"),
    space=chain,
    sizes=(2, 3),
    relation="==",
    lhs=from_starts,
    rhs=by_spectrum,
)
