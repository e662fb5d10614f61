"""The excess mass of Best-of-N.

With ``M = N u^(N-1)`` the density exceeds ``M`` on the ranks above ``u``, where it collects ``1 - u^N - M (1 - u)``,
and ``u^N = M u/N``. Tie classes average, which only lowers it.
"""

from proofs_check.alignment._settings import responses
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Ratio, Source
from theory_lab.decoding.choice.best_of_n import best_of_n
from theory_lab.measures.coefficients import excess_mass


def derived(i):
    """The level that belongs to a rank."""
    return {"level": i.draws * i.rank ** (i.draws - 1)}


def ceiling(i):
    """``1 - M + M u (1 - 1/N)``."""
    return 1 - i.level + i.level * i.rank * xp.ratio(i.draws - 1, i.draws)


CLAIM = Claim(
    statement=r"\mathcal E_M(\mathrm{BoN}_N) \le 1 - M + M u\bigl(1 - \tfrac1N\bigr), \quad M = N u^{N-1}",
    source=Source("arXiv:2503.21878", "excess mass ceiling of Best-of-N", status="derived"),
    space=lambda n: responses(n, draws=Count(2, 30), rank=Ratio(xp.ratio(1, 8), 1), derived=derived),
    sizes=(2, 3, 5, 8),
    lhs=lambda i: excess_mass(best_of_n(i.base, i.reward, i.draws), i.base, i.level),
    rhs=ceiling,
    trivial="probability",
    sharpened=lambda i: xp.ratio(99, 100) * ceiling(i),
    tight_at={"base": [1, 1], "reward": [1, 0, 1], "draws": 2, "rank": [1, 2]},
)  # fmt: skip
