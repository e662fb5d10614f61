"""The win rate of Best-of-N against one draw.

``W = sum_T (F^N - G^N)(F + G)/2`` over tie classes. Chebyshev's association inequality on each class gives
``W <= N/(N + 1)``; and the density is increasing in the reward, so ``W >= 1/2``. The theorem as quoted is the upper
end.
"""

from proofs_check.alignment._settings import win_rate
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Simplex, Source, Space, Table

CLAIM = Claim(
    statement=r"\tfrac12 \le W(\mathrm{BoN}_N) \le \frac N{N+1}",
    source=Source("arXiv:2401.01879", "Theorem 5.3", status="second-hand", reading="the upper end; the lower one is ours"),
    space=lambda n: Space(base=Simplex(n), reward=Table(n, 0, 1), draws=Count(1, 60)),
    sizes=(2, 3, 5, 8),
    chain=(lambda i: xp.ratio(1, 2), win_rate, lambda i: xp.ratio(i.draws, i.draws + 1)),
    trivial="probability",
    tight_at={"base": [1, 0], "reward": [1, 0, 0], "draws": 1},
    loose="one tie class attains 1/2; many small masses approach N/(N + 1) (win_rate_gap_le, uniform_win_rate_gap_vanishes)",
)
