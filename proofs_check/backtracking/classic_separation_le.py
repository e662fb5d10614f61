"""Separation of the walk on small classic counting problems: climbing back to the root is enough.

``sep(T) = 1 - min_y P(X_T = y)/mu(y) <= max_y P_y(sigma_root > T) <= 2^-floor(T/(2M))`` with ``M = max_y E_y
sigma_root``, by Markov's inequality over stretches of ``2M`` steps; at ``T`` the first whole number from ``4M``,
where the last side is 1/4. The first two sides are enclosed by intervals.
"""

from math import ceil

from theory_lab import numbers as xp
from theory_lab.chains import hitting, walks
from theory_lab.claims import Claim, Source
from theory_lab.counting.battery import SMALL, case
from theory_lab.counting.estimators import law_by_squaring


def late(i, time):
    """``max_y P_y(the root is not met within T steps)``, by squaring the walk stopped at the root."""
    rows = walks.transition_matrix(i.tree, xp.intervals(i.weights))[1:]
    stopped = xp.concatenate([xp.exact([[1] + [0] * (i.tree.size - 1)]), rows])
    met = xp.exact([1] + [0] * (i.tree.size - 1))
    for bit in reversed(f"{time:b}"):
        met = xp.dot(stopped, met) if bit == "1" else met
        stopped = xp.dot(stopped, stopped)
    return xp.max(1 - met)


def quotients(i):
    """``sep / late`` and ``late / (1/4)``."""
    time = ceil(4 * xp.value(xp.max(hitting.root_times(i.tree, i.weights))).fraction)
    law = law_by_squaring(i.tree, xp.intervals(i.weights), time)
    separation, missed = 1 - xp.min(law / walks.stationary(i.tree, i.weights)), late(i, time)
    return separation / missed, 4 * missed


CLAIM = Claim(
    statement=r"\mathrm{sep}(T) \le \max_y \mathbb P_y(\sigma_{\mathrm{root}} > T) \le 2^{-\lfloor T/(2M) \rfloor},"
    r" \quad M = \max_y \mathbb E_y \sigma_{\mathrm{root}}"
    r" \quad \text{on these instances of self-reducible problems}",
    source=Source("arXiv:2510.03149", "separation by climbing, self-reducible problems", status="derived"),
    sizes=SMALL[2::6],
    kind="value",
    value=lambda pair: quotients(case(*pair)),
    rhs=lambda pair: 1,
    loose=(
        "of the walks at most .0133 are late after 4M steps, where Markov's inequality has 1/4; separation is at most .46 of that"
    ),
)
