"""What top-k sampling loses in proxy reward.

A top set of base mass ``s`` is returned with probability ``E min(Bin(N, s), k)/k``, which is concave in ``s`` and
within the mean deviation ``E(k - Bin(N, k/N))_+/k <= sqrt(1 - k/N)/(2 sqrt k)`` of ``min(1, sN/k)``. Layer cake as for Best-of-N.
Both steps are equalities where all draws are kept.
"""

from fractions import Fraction

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Simplex, Source, Space, Table
from theory_lab.decoding.choice.best_of_n import regret, top_k
from theory_lab.measures.coefficients import excess_mass


def deviation(draws, k):
    """``E (k - Bin(N, k/N))_+ / k``."""
    share = Fraction(k, draws)
    return sum(
        (Fraction(k - j, k) * xp.binomial(draws, j) * share**j * (1 - share) ** (draws - j) for j in range(k)), Fraction(0)
    )


def derived(i):
    """At most as many kept as draws, and the excess mass at the level ``N/k``."""
    k = min(i.k, i.draws)
    return {"kept": k, "excess": excess_mass(i.target, i.base, xp.ratio(i.draws, k))}


def bound(i):
    """``E_{N/k} + sqrt(1 - k/N)/(2 sqrt k)``."""
    return i.excess + xp.sqrt(1 - xp.ratio(i.kept, i.draws)) / (2 * xp.sqrt(i.kept))


CLAIM = Claim(
    statement=r"\hat J(\pi) - \hat J(\mathrm{top}_k) \le \mathcal E_{N/k}(\pi) + \mathbb E(k - \mathrm{Bin}(N, k/N))_+/k"
    r" \le \mathcal E_{N/k}(\pi) + \tfrac1{2\sqrt k}\sqrt{1 - k/N}",
    source=Source("arXiv:2603.05739", "proxy gap of top-k Best-of-N, explicit form", status="derived"),
    space=lambda n: Space(
        base=Simplex(n), target=Simplex(n), reward=Table(n, 0, 1), draws=Count(1, 7), k=Count(1, 7), derived=derived
    ),
    sizes=(2, 3),
    chain=(
        lambda i: regret(i.target, top_k(i.base, i.reward, i.draws, i.kept), i.reward),
        lambda i: i.excess + deviation(i.draws, i.kept),
        bound,
    ),
    trivial=(0, 1),
    tight_at={"base": [1, 1], "target": [0, 1], "reward": [1, 0, 1], "draws": 2, "k": 2},
    sharpened=lambda i: xp.ratio(99, 100) * bound(i),
)
