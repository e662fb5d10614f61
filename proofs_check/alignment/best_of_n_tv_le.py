"""How far Best-of-N moves from its base law in total variation.

On the interval of ranks the density ``N u^(N-1)`` exceeds 1 from ``u_0 = N^(-1/(N-1))`` on, where it collects ``1 -
u_0^N - (1 - u_0) = u_0 (1 - 1/N)``. Tie classes average, which only lowers it. Both sides are raised to the power ``N
- 1``.
"""

from proofs_check.alignment._settings import responses
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Source
from theory_lab.decoding.choice.best_of_n import best_of_n
from theory_lab.measures.divergences import total_variation


def ceiling(i):
    """``(1 - 1/N)^(N-1) / N``."""
    return xp.ratio((i.draws - 1) ** (i.draws - 1), i.draws**i.draws)


CLAIM = Claim(
    statement=r"\mathrm{TV}(\mathrm{BoN}_N, p)^{N-1} \le \tfrac1N\bigl(1 - \tfrac1N\bigr)^{N-1}",
    source=Source("arXiv:2503.21878", "total variation ceiling of Best-of-N", status="derived"),
    space=lambda n: responses(n, draws=Count(2, 30)),
    sizes=(2, 3, 5, 8),
    lhs=lambda i: total_variation(best_of_n(i.base, i.reward, i.draws), i.base) ** (i.draws - 1),
    rhs=ceiling,
    trivial="probability",
    sharpened=lambda i: xp.ratio(99, 100) * ceiling(i),
    tight_at={"base": [1, 1], "reward": [1, 0, 1], "draws": 2},
)
