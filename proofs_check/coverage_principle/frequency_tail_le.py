"""A frequency is at most twice its probability and little more: the constants.

With ``u = (9/8) L/n`` the relative-entropy exponent of ``P(k >= n (2p + u))`` is at least ``n (p + u)^2/(3p + u)``, and
``(p + u)^2 >= (8/9) u (3p + u)``, since the difference is ``(p - u/3)^2`` for the constant 8/9. Near equality for small ``L``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Space
from theory_lab.numbers import Array, ratio


def failure(i: Instance) -> Array:
    """``P(k/n > 2 p + (9/8) L/n)``."""
    law, n = xp.stack([1 - i.p, i.p]), i.size
    return xp.expect_over_types(law, n, lambda counts: counts[:, 1] > 2 * n * i.p + ratio(9, 8) * i.log_odds)


CLAIM = Claim(
    statement=r"\mathrm{P}\big(\hat p > 2 p + \tfrac98 L/n\big) \le e^{-L}, \quad n \hat p \sim \mathrm{Bin}(n, p)",
    source=Source("arXiv:2510.15020", "Lemma H.2 for one event, upper tail", status="derived"),
    space=lambda n: Space(mean=Ratio(0, n), log_odds=Ratio(0, 20), derived=lambda i: {"p": i.mean / n}),
    sizes=(1, 5, 40, 500),
    lhs=failure,
    rhs=lambda i: xp.exp(-i.log_odds),
    trivial="probability",
    loose="for one draw the left side is p where L < (8/9)(1 - 2p), and p e^L is at most 1/2, its value at p = 1/2",
)
