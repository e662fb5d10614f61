"""How far Best-of-N moves from its base law in chi-square.

On a tie class the density is the average of ``N u^(N-1)`` over an interval, so Jensen bounds ``E w^2`` by
``int_0^1 (N u^(N-1))^2 du = N^2/(2N - 1)``; the limit is ``p`` uniform on many outcomes. Then
``N^2/(2N - 1) <= 2N/3`` for ``N >= 2``.
"""

from proofs_check.alignment._settings import responses
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Source
from theory_lab.decoding.choice.best_of_n import best_of_n
from theory_lab.measures.coefficients import l1_coverage


def ceiling(i):
    """``N^2 / (2N - 1)``."""
    return xp.ratio(i.draws**2, 2 * i.draws - 1)


CLAIM = Claim(
    statement=r"C(\mathrm{BoN}_N) = \mathbb E_p[w^2] \le \frac{N^2}{2N-1} \le \frac{2N}3 \quad (N \ge 2)",
    source=Source("arXiv:2503.21878", "divergence ceilings of Best-of-N", status="derived"),
    space=lambda n: responses(n, draws=Count(2, 60)),
    sizes=(2, 3, 5, 8),
    chain=(
        lambda i: l1_coverage(best_of_n(i.base, i.reward, i.draws), i.base),
        ceiling,
        lambda i: xp.ratio(2 * i.draws, 3),
    ),
    sharpened=lambda i: xp.ratio(99, 100) * ceiling(i),
)
