"""The exact worst case of Best-of-N between a coverage profile and the excess mass.

From below: on ``A = {w >= 2N}`` the target has mass ``Cov_2N`` and some draw hits ``A`` with probability at most ``N
p(A) <= Cov_2N/2``. From above: the proxy-gap bound at every level ``M``.
"""

from proofs_check.alignment._settings import gap_bound
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Ratio, Simplex, Source, Space
from theory_lab.decoding.choice.best_of_n import worst_regret
from theory_lab.measures.profiles import coverage

CLAIM = Claim(
    statement=r"\tfrac12\mathrm{Cov}_{2N}(\pi) \le L_N(\pi)"
    r" \le \max\Bigl\{\mathcal E_M, \bigl(1-(1-\mathcal E_M)/M\bigr)^N\Bigr\}",
    source=Source("arXiv:2510.15020", "Proposition D.7", also=("its upper half (derived)",)),
    space=lambda n: Space(target=Simplex(n), base=Simplex(n), level=Ratio(xp.ratio(1, 2), 12), draws=Count(1, 12)),
    sizes=(2, 3, 5),
    chain=(
        lambda i: coverage(i.target, i.base, 2 * i.draws) / 2,
        lambda i: worst_regret(i.target, i.base, i.draws),
        gap_bound,
    ),
    trivial=(0, 1),
    sharpened=lambda i: xp.ratio(99, 100) * gap_bound(i),
)
