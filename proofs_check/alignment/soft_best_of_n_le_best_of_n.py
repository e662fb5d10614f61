"""Choosing softly among N draws earns no more proxy reward than choosing the best.

Both return one of the same N draws, and the best of them has the largest reward.
"""

from proofs_check.alignment._settings import best_value
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Simplex, Source, Space, Table
from theory_lab.decoding.choice.rejection import law_over_samples


def soft_value(i):
    """The mean reward of a draw chosen in proportion to the weights."""

    def chosen(counts):
        shares = counts * i.weight
        return shares / xp.sum(shares, axis=1)[:, None]

    return xp.dot(law_over_samples(i.base, i.draws, chosen), i.reward)


CLAIM = Claim(
    statement=r"\mathbb E_{S_N} \hat r \le \mathbb E_{\mathrm{BoN}_N} \hat r \text{ for all weights}",
    source=Source("arXiv:2505.03156", "soft Best-of-N against Best-of-N", status="derived"),
    space=lambda n: Space(
        base=Simplex(n), reward=Table(n, 0, 1), weight=Table(n, xp.ratio(1, 64), 1), draws=Count(1, 10 if n == 2 else 5)
    ),
    sizes=(2, 3, 4),
    lhs=soft_value,
    rhs=best_value,
    sharpened=lambda i: xp.ratio(99, 100) * best_value(i),
    tight_at={"base": [1, 1], "reward": [1, 1, 0], "weight": [1, 1, 1], "draws": 1},
)
