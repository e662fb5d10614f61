"""The win rate of Best-of-N under a pairwise reward error.

The proxy gap for the reward ``Fhat`` (its win rate), and twice a transfer: ``E_pi|Fhat - F*| <= E_M + M e_pw``, and
at most ``N e_pw`` under Best-of-N, whose density is at most ``N``.
"""

from proofs_check.alignment._settings import compared, gap_bound, with_target
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Ratio, Source
from theory_lab.decoding.choice.best_of_n import best_of_n
from theory_lab.measures.coefficients import excess_mass


def bound(i):
    """``max(E_M, (1 - (1 - E_M)/M)^N) + E_M + (N + M) e_pw``."""
    return gap_bound(i) + excess_mass(i.target, i.base, i.level) + (i.draws + i.level) * i.error


CLAIM = Claim(
    statement=r"W(\pi^*) - W(\mathrm{BoN}_N) \le \max\Bigl\{\mathcal E_M, \bigl(1-(1-\mathcal E_M)/M\bigr)^N\Bigr\}"
    r" + \mathcal E_M + (N+M)\,e_{\mathrm{pw}}",
    source=Source("arXiv:2603.05739", "win-rate regret of Best-of-N, explicit form", status="derived"),
    space=lambda n: with_target(n, level=Ratio(1, 8), draws=Count(1, 20), derived=compared),
    sizes=(2, 3, 5),
    lhs=lambda i: xp.dot(i.target - best_of_n(i.base, i.proxy, i.draws), i.truth),
    rhs=bound,
    trivial=(0, 1),
    loose=(
        "a single draw is the base law, of win rate 1/2, so that the left side is at most 1/2 where the first part "
        "tends to 1 with M"
    ),
)
