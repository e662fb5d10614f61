"""No reward makes Best-of-N lose more than the worst event, and the worst event is a reward.

The regret is linear in the reward along level sets (layer cake), so it is at most the largest regret of an
indicator.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Simplex, Source, Space, Table
from theory_lab.decoding.choice.best_of_n import best_of_n, regret, worst_regret

CLAIM = Claim(
    statement=r"\mathbb E_\pi \hat r - \mathbb E_{\mathrm{BoN}_N}\hat r"
    r" \le \max_A \pi(A) - 1 + (1 - p(A))^N, \quad 0 \le \hat r \le 1",
    source=Source("arXiv:2503.21878", "exact worst case of Lemma F.1, every reward", status="derived"),
    space=lambda n: Space(target=Simplex(n), base=Simplex(n), reward=Table(n, 0, 1), draws=Count(1, 8)),
    sizes=(2, 3, 5, 8),
    lhs=lambda i: regret(i.target, best_of_n(i.base, i.reward, i.draws), i.reward),
    rhs=lambda i: worst_regret(i.target, i.base, i.draws),
    trivial=(0, 1),
    sharpened=lambda i: xp.ratio(99, 100) * worst_regret(i.target, i.base, i.draws),
    tight_at={"target": [2, 1], "base": [1, 2], "reward": [1, 1, 0], "draws": 2},
)
