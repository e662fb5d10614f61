"""A probability is at most twice its frequency, or small: the constants.

``P(k <= n p/2) <= exp(-n p/8)``, and if ``p > 2 k/n`` and ``p > 8 L/n`` this is below ``exp(-L)``. Near equality for small
``L`` and ``p`` (no success in one draw).
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Space
from theory_lab.numbers import Array, ratio


def failure(i: Instance) -> Array:
    """``P(p > max(2 k/n, 8 L/n))``."""
    law, n = xp.stack([1 - i.p, i.p]), i.size
    return xp.expect_over_types(law, n, lambda counts: (2 * counts[:, 1] < n * i.p) & (8 * i.log_odds < n * i.p))


CLAIM = Claim(
    statement=r"\mathrm{P}\big(p > \max\{2 \hat p, 8 L/n\}\big) \le e^{-L}, \quad n \hat p \sim \mathrm{Bin}(n, p)",
    source=Source("arXiv:2510.15020", "Lemma H.2 for one event, lower tail", status="derived"),
    space=lambda n: Space(p=Ratio(0, 1), log_odds=Ratio(0, 20)),
    sizes=(1, 5, 40, 500),
    lhs=failure,
    rhs=lambda i: xp.exp(-i.log_odds),
    trivial="probability",
    sharpened=lambda i: ratio(9, 10) * xp.exp(-i.log_odds),
)
