"""Best-of-N earns at least the proxy reward of rejection sampling with one attempt less.

Rejection sampling with ``N - 1`` attempts and a fallback returns one of ``N`` draws, and the best of them has the
largest reward.
"""

from proofs_check.alignment._settings import best_value
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Ratio, Simplex, Source, Space, Table
from theory_lab.decoding.choice.rejection import rejection_law

CLAIM = Claim(
    statement=r"\hat J(\mathrm{RS}_{N-1,M}(w)) \le \hat J(\mathrm{BoN}_N) \text{ for all } w, M",
    source=Source("arXiv:2503.21878", "Best-of-N against rejection sampling", status="derived"),
    space=lambda n: Space(
        base=Simplex(n), weight=Table(n, 0, 4), level=Ratio(xp.ratio(1, 4), 8), reward=Table(n, 0, 1), draws=Count(1, 30)
    ),
    sizes=(2, 3, 5),
    lhs=lambda i: xp.dot(rejection_law(i.base, i.weight, i.level, i.draws - 1, i.base), i.reward),
    rhs=best_value,
    sharpened=lambda i: xp.ratio(99, 100) * best_value(i),
    tight_at={"base": [1, 1], "weight": [1, 1, 1], "level": [1, 1], "reward": [1, 0, 1], "draws": 1},
)
