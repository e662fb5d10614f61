"""What Best-of-N loses in proxy reward.

Layer cake: the gap is at most ``max over A of P(A) - 1 + (1 - p(A))^N`` with ``A`` a top set, and
``P(A) <= E_M + M p(A)``. The function ``q -> E_M + M q - 1 + (1 - q)^N`` is convex up to ``(1 - E_M)/M``,
and the bound decreases beyond, so one of the two ends is the worst.
"""

from proofs_check.alignment._settings import gap_bound
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Ratio, Simplex, Source, Space, Table
from theory_lab.decoding.choice.best_of_n import best_of_n, regret

CLAIM = Claim(
    statement=r"\mathbb E_\pi \hat r - \mathbb E_{\mathrm{BoN}_N} \hat r"
    r" \le \max\Bigl\{\mathcal E_M(\pi),\ \bigl(1 - (1-\mathcal E_M(\pi))/M\bigr)^N\Bigr\}, \quad 0"
    r" \le \hat r \le 1",
    source=Source("arXiv:2503.21878", "Lemma F.1 with explicit constants", status="derived"),
    space=lambda n: Space(base=Simplex(n), target=Simplex(n), reward=Table(n, 0, 1), level=Ratio(1, 12), draws=Count(1, 20)),
    sizes=(2, 3, 5, 8),
    lhs=lambda i: regret(i.target, best_of_n(i.base, i.reward, i.draws), i.reward),
    rhs=gap_bound,
    trivial=(0, 1),
    sharpened=lambda i: xp.ratio(99, 100) * gap_bound(i),
    tight_at={"base": [1, 3], "target": [3, 1], "reward": [1, 1, 0], "level": [1, 1], "draws": 1},
)
