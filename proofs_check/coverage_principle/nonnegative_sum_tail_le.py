"""Sums of bounded nonnegative variables against their conditional means, in both directions.

Freedman's inequality (``martingale_tail_le``) for ``Z - E Z`` and its negative, with ``E Z^2 <= R E Z`` and ``eta = 1/(2R)``. The
variables are the values of a chain on two states that is seldom in the second one; a dozen steps and more can deviate with a
probability near ``delta``, where ``4 R log(2/delta)`` exceeds 2.7.
"""

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Space, Table
from theory_lab.numbers import Array, ratio


def chain(steps: int) -> Space:
    """A chain that starts down, rises with chance ``rare/n`` and stays up with chance ``stay``; ``delta = e^(-x/16)``."""
    return Space(
        rare=Ratio(ratio(1, 8), 8), stay=Ratio(0, 1), z=Table(2, 0, 1), excess=Ratio(ratio(1, 8), 64),
        derived=lambda i: {"rise": xp.minimum(i.rare / steps, ratio(9, 10)), "delta": xp.exp(-i.excess / 16)},
    )  # fmt: skip


def visits(rise: Array, stay: Array, steps: int) -> tuple[Array, Array]:
    """The laws of the number of visits to the second state, with the chain down and up at the end; each of shape (n + 1,)."""
    nought = xp.zeros((1,), rise)
    down, up = nought + 1, nought
    for _ in range(steps):
        up, down = down * rise + up * stay, down * (1 - rise) + up * (1 - stay)
        up, down = xp.concatenate([nought, up]), xp.concatenate([down, nought])
    return down, up


def failure(i: Instance) -> Array:
    """The probability that one of the two inequalities fails, ``R = 1``."""
    slack, count = 4 * (xp.log(2) + i.excess / 16), np.arange(i.size + 1)
    total = i.z[0] * (i.size - count) + i.z[1] * count
    after_down, after_up = (i.z[0] + (i.z[1] - i.z[0]) * chance for chance in (i.rise, i.stay))
    parts = []
    for law, seen in zip(visits(i.rise, i.stay, i.size), (count, count - 1), strict=True):
        mean = after_down * (i.size - seen) + after_up * seen
        bad = (total > ratio(3, 2) * mean + slack) | (mean > 2 * total + 2 * slack)
        parts.append(xp.dot(law, xp.indicator(bad)))
    return parts[0] + parts[1]


CLAIM = Claim(
    statement=(
        r"\mathrm{P}\Big(\sum Z_t \le \tfrac32 \sum \mathrm{E}_{t-1} Z_t + 4 R \log\tfrac2\delta \text{ and }"
        r" \sum \mathrm{E}_{t-1} Z_t \le 2 \sum Z_t + 8 R \log\tfrac2\delta\Big) \ge 1 - \delta, \quad 0 \le Z_t \le R"
    ),
    source=Source("arXiv:2510.15020", "Lemma F.2", reading="a chain on two states"),
    space=chain,
    sizes=(24, 48),
    lhs=failure,
    rhs=lambda i: i.delta,
    trivial="probability",
    loose="one eta = 1/(2R) serves all variances in martingale_tail_le, which is sharp at each by its own",
)
