"""Higher moments of the density of Best-of-N.

Jensen on every tie class, where the density is an average of ``N u^(N-1)``: ``E_p w^a <= int_0^1 (N u^(N-1))^a du``.
"""

from proofs_check.alignment._settings import responses
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Source
from theory_lab.decoding.choice.best_of_n import best_of_n


def ceiling(i):
    """``N^a / (a (N - 1) + 1)``."""
    return xp.ratio(i.draws**i.order, i.order * (i.draws - 1) + 1)


CLAIM = Claim(
    statement=r"\mathbb E_p\bigl[w_{\mathrm{BoN}}^a\bigr] \le \frac{N^a}{a(N-1)+1}",
    source=Source("arXiv:2503.21878", "moment ceilings of Best-of-N", status="derived"),
    space=lambda n: responses(n, draws=Count(1, 40), order=Count(2, 5)),
    sizes=(2, 3, 5, 8),
    lhs=lambda i: xp.dot(i.base, (best_of_n(i.base, i.reward, i.draws) / i.base) ** i.order),
    rhs=ceiling,
    sharpened=lambda i: xp.ratio(99, 100) * ceiling(i),
    tight_at={"base": [1, 1], "reward": [1, 0, 1], "draws": 1, "order": 2},
)
