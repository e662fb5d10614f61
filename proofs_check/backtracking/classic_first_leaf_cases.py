"""Stopping at the first solution on all classic counting problems, with verifiers of every kind.

``kappa^-1 prod_{n<H} (n+1)/(n+kappa^2) <= P_first/pi* <= kappa prod_{n<H} (n+1)/(n+kappa^-2)`` by Rayleigh's monotonicity.
"""

from functools import reduce

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Source, Space
from theory_lab.counting.battery import CASES, case
from theory_lab.decoding.walks.backtracking import first_leaf_law


def product(i, exponent):
    """``prod_{n=1}^{H-1} (n + 1)/(n + kappa^exponent)``."""
    return reduce(lambda total, n: total * (n + 1) / (n + i.kappa**exponent), range(1, i.tree.depth), xp.one)


CLAIM = Claim(
    statement=r"\max_y \max\Bigl(\frac{P_{\mathrm{first}}}{\pi^*}(y)\, \kappa^{-1}\prod_{n<H}\frac{n+\kappa^{-2}}{n+1},\;"
    r" \frac{\pi^*}{P_{\mathrm{first}}}(y)\, \kappa^{-1}\prod_{n<H}\frac{n+1}{n+\kappa^2}\Bigr) \le 1",
    source=Source("arXiv:2510.03149", "first leaf under uniform error, self-reducible problems, all cases", status="derived"),
    space=lambda pair: Space(verifier=Choice(pair[1]), derived=lambda i: vars(case(*pair))),
    sizes=CASES,
    kind="witness",
    witness=lambda pair: {"verifier": 0},
    lhs=lambda i: xp.maximum(
        xp.max(first_leaf_law(i.tree, i.weights) / i.target) / (i.kappa * product(i, -2)),
        xp.max(i.target / first_leaf_law(i.tree, i.weights)) * product(i, 2) / i.kappa,
    ),
    rhs=lambda i: 1,
)
