"""Stopping at the first solution on all classic counting problems, with verifiers of every kind.

``kappa^-1 prod_{n<H} (n+1)/(n+kappa^2) <= P_first/pi* <= kappa prod_{n<H} (n+1)/(n+kappa^-2)`` by Rayleigh's monotonicity.
"""

from functools import reduce

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.counting.battery import CASES, case
from theory_lab.decoding.walks.backtracking import first_leaf_law


def product(i, exponent):
    """``prod_{n=1}^{H-1} (n + 1)/(n + kappa^exponent)``."""
    return reduce(lambda total, n: total * (n + 1) / (n + i.kappa**exponent), range(1, i.tree.depth), 1)


def quotients(i):
    """The first leaf over its upper bound, and its lower bound over the first leaf."""
    first = first_leaf_law(i.tree, i.weights)
    return xp.max(first / i.target) / (i.kappa * product(i, -2)), xp.max(i.target / first) * product(i, 2) / i.kappa


CLAIM = Claim(
    statement=r"\max_y \max\Bigl(\frac{P_{\mathrm{first}}}{\pi^*}(y)\, \kappa^{-1}\prod_{n<H}\frac{n+\kappa^{-2}}{n+1},\;"
    r" \frac{\pi^*}{P_{\mathrm{first}}}(y)\, \kappa^{-1}\prod_{n<H}\frac{n+1}{n+\kappa^2}\Bigr) \le 1"
    r" \quad \text{on these instances of self-reducible problems}",
    source=Source("arXiv:2510.03149", "first leaf under uniform error, self-reducible problems, all cases", status="derived"),
    sizes=CASES,
    kind="value",
    value=lambda pair: quotients(case(*pair)),
    rhs=lambda pair: 1,
)
