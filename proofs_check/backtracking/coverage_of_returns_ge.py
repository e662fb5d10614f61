"""Coverage of a node by the law of the climb from it: root domination and Markov's inequality, for any law of the climb.

By reversibility ``P(X_T = y)/mu(y)`` is ``P_y(X_T = o)/mu(o)``: the walk from ``y`` climbs to the root for the first time after
``s`` steps, and is there ``T - s`` steps later with a probability of ``u_s >= 1`` times ``mu(o)`` (`step_correlation_ge`). So the
ratio is at least the probability of a climb within ``T`` steps, and by Markov's inequality at least ``1 - S/T`` for climbs of
``S`` steps in the mean: this is the bound of `finite_time_coverage`. Outcomes are the times of the climb.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space, Table
from theory_lab.numbers import Array


def climbed(i: Instance) -> Array:
    """``P_y(sigma <= T)``."""
    return xp.dot(i.law, xp.indicator(i.steps <= i.time))


def arrived(i: Instance) -> Array:
    """``P(X_T = y)/mu(y)``."""
    return xp.dot(i.law, xp.indicator(i.steps <= i.time) * i.returns)


CLAIM = Claim(
    statement=r"1 - \frac{\mathbb E_y \sigma}{T} \le \mathbb P_y(\sigma \le T) \le \frac{\mathbb P(X_T = y)}{\mu(y)}"
    r" = \sum_{s \le T} \mathbb P_y(\sigma = s)\, \frac{P^{T - s}(o, o)}{\mu(o)}, \quad P^{T - s}(o, o) \ge \mu(o)",
    source=Source("arXiv:2510.03149", "root-domination lemma, for any law of the climb", status="derived"),
    space=lambda n: Space(law=Simplex(n), steps=Table(n, 0, 16), returns=Table(n, 1, 4), time=Ratio(1, 16)),
    sizes=(2, 3, 5),
    chain=(lambda i: 1 - xp.dot(i.law, i.steps) / i.time, climbed, arrived),
    trivial="nonnegative",
    sharpened=lambda i: xp.ratio(9, 10) * arrived(i),
)
