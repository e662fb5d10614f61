"""How much a proxy can deceive about Best-of-N.

Cauchy-Schwarz with the coverage of Best-of-N, ``C <= N^2/(2N - 1)``: the loss in true reward is at most
``eps N/sqrt(2N - 1)``, which is ``0.707 sqrt N eps`` for many draws. Some instance loses
``0.632 sqrt N eps``, so the rate is right.
"""

from proofs_check.alignment._settings import with_proxy
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Source
from theory_lab.decoding.choice.best_of_n import best_of_n


def bound(i):
    """``eps^2 N^2/(2N - 1)``."""
    return xp.dot(i.base, (i.proxy - i.reward) ** 2) * xp.ratio(i.draws**2, 2 * i.draws - 1)


CLAIM = Claim(
    statement=r"\bigl(\mathbb E_{\mathrm{BoN}_N}[\hat r - r^*]\bigr)^2 \le \frac{N^2}{2N-1}\,\varepsilon^2",
    source=Source("arXiv:2503.21878", "penalty term of Theorem 3.1, explicit form", status="derived"),
    space=lambda n: with_proxy(n, draws=Count(1, 60)),
    sizes=(2, 3, 5, 8),
    lhs=lambda i: xp.dot(best_of_n(i.base, i.proxy, i.draws), i.proxy - i.reward) ** 2,
    rhs=bound,
    trivial=(0, 1),
    sharpened=lambda i: xp.ratio(99, 100) * bound(i),
    tight_at={"base": [1, 1], "proxy": [2, 1, 1], "reward": [1, 0, 0], "draws": 1},
)
