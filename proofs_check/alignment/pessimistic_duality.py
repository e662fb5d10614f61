"""Duality of the chi-square regularised problem.

Weak duality: for every policy and every level, ``E_pi rhat - (b/2) C(pi) <= l + E_p (rhat - l)_+^2 / (2b)``
by completing squares; equality at the regularised policy and its normalising constant.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space, Table
from theory_lab.decoding.responses.pessimism import objective


def dual(i):
    """``l + E_p (rhat - l)_+^2 / (2b)``."""
    return i.level + xp.dot(i.base, xp.maximum(i.reward - i.level, 0) ** 2) / (2 * i.strength)


CLAIM = Claim(
    statement=r"\mathbb E_\pi \hat r - \tfrac b2 C(\pi) \le l + \mathbb E_p(\hat r - l)_+^2/(2b)",
    source=Source("arXiv:2503.21878", "duality of the chi-square regularised problem", status="derived"),
    space=lambda n: Space(
        base=Simplex(n, positive=True), policy=Simplex(n), reward=Table(n, 0, 1),
        level=Ratio(-4, 1), strength=Ratio(xp.ratio(1, 16), 4),
    ),
    sizes=(2, 3, 5, 8),
    lhs=lambda i: objective(i.policy, i.base, i.reward, i.strength),
    rhs=dual,
    sharpened=lambda i: dual(i) - xp.ratio(1, 100) * abs(dual(i)),
    tight_at={"base": [1, 1], "policy": [0, 1], "reward": [1, 0, 1], "level": [0, 1], "strength": [1, 2]},
)  # fmt: skip
