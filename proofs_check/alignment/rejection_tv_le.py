"""How well truncated rejection sampling imitates a target.

The accepted law covers ``min(target, M base)``; either it dominates and only ``E_M`` is lost, or what is
lost is ``E_M`` plus a part of the fallback. From below: the output is one of the ``N + 1`` draws, so no
rule of that kind does better.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Ratio, Simplex, Source, Space
from theory_lab.decoding.choice.best_of_n import worst_regret
from theory_lab.decoding.choice.rejection import rejection_law
from theory_lab.measures.coefficients import excess_mass
from theory_lab.measures.divergences import total_variation


def distance(i):
    """The total variation from the target to the output of N attempts at level M, falling back to one more draw."""
    output = rejection_law(i.base, i.target / i.base, i.level, i.draws, i.base)
    return total_variation(i.target, output)


def bound(i):
    """``max(E_M, (1 - (1 - E_M)/M)^(N+1))``."""
    excess = excess_mass(i.target, i.base, i.level)
    return xp.maximum(excess, (1 - (1 - excess) / i.level) ** (i.draws + 1))


CLAIM = Claim(
    statement=r"L_{N+1}(\pi) \le \mathrm{TV}(\pi, \mathrm{RS}_{N,M})"
    r" \le \max\Bigl\{\mathcal E_M,\ \bigl(1-(1-\mathcal E_M)/M\bigr)^{N+1}\Bigr\}",
    source=Source("arXiv:2503.21878", "approximate rejection sampling, explicit two-sided form", status="derived"),
    space=lambda n: Space(base=Simplex(n, positive=True), target=Simplex(n), level=Ratio(xp.ratio(1, 4), 8), draws=Count(0, 20)),
    sizes=(2, 3, 5),
    chain=(lambda i: worst_regret(i.target, i.base, i.draws + 1), distance, bound),
    trivial="probability",
    sharpened=lambda i: xp.ratio(99, 100) * bound(i),
    tight_at={"base": [1, 1], "target": [1, 0], "level": [2, 1], "draws": 1},
)
