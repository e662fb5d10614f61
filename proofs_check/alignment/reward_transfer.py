"""From proxy reward to true reward.

``E_pi f - E_nu f = E_p[(w_pi - w_nu) f]`` and Cauchy-Schwarz; equality at ``f`` proportional to
``w_pi - w_nu``, so the bound is the exact worst case over true rewards at a given error.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space, Table


def bound(i):
    """``|| w_pi - w_nu ||^2 ||f||^2`` in ``L2(p)``."""
    return xp.sum((i.target - i.other) ** 2 / i.base) * xp.dot(i.base, i.error**2)


CLAIM = Claim(
    statement=r"(\mathbb E_\pi f - \mathbb E_\nu f)^2 \le \|w_\pi - w_\nu\|_{L_2(p)}^2\;\|f\|_{L_2(p)}^2",
    source=Source("arXiv:2503.21878", "transfer from proxy to true reward, with attainment", status="derived"),
    space=lambda n: Space(target=Simplex(n), other=Simplex(n), base=Simplex(n, positive=True), error=Table(n, -1, 1)),
    sizes=(2, 3, 5, 8),
    lhs=lambda i: xp.dot(i.target - i.other, i.error) ** 2,
    rhs=bound,
    sharpened=lambda i: xp.ratio(99, 100) * bound(i),
    tight_at={"target": [1, 0], "other": [0, 1], "base": [1, 1], "error": [1, 1, -1]},
)
