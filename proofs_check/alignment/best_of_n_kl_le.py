"""How far Best-of-N moves from its base law in KL.

On a tie class the density is the average of ``N u^(N-1)`` over an interval, so Jensen bounds ``E w log w``
by ``int_0^1 N u^(N-1) log(N u^(N-1)) du = log N - (N - 1)/N``. It is an upper bound, not the value, on
finite spaces.
"""

from proofs_check.alignment._settings import responses
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Source
from theory_lab.decoding.choice.best_of_n import best_of_n
from theory_lab.measures.divergences import kl


def ceiling(i):
    """``log N - (N - 1)/N``."""
    return xp.log(i.draws) - xp.ratio(i.draws - 1, i.draws)


CLAIM = Claim(
    statement=r"\mathrm{KL}(\mathrm{BoN}_N\|p) \le \log N - \frac{N-1}N",
    source=Source("arXiv:2401.01879", "Theorem 3.1", status="second-hand"),
    space=lambda n: responses(n, draws=Count(1, 60)),
    sizes=(2, 3, 5, 8),
    lhs=lambda i: kl(best_of_n(i.base, i.reward, i.draws), i.base),
    rhs=ceiling,
    sharpened=lambda i: xp.ratio(95, 100) * ceiling(i),
)
