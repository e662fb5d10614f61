"""What Best-of-N loses in proxy reward, as a power and as an exponential in ``N/M``: for every number of responses.

As in `best_of_n_proxy_gap_le_exp`, where ties are broken uniformly. By layers the gap is at most ``P(A) - 1 + (1 - p(A))^N`` for
some set ``A``, and ``P(A) <= E_M + M p(A)``; up to ``p(A) = 1/M`` the power lies below its chord, and beyond it falls.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Instance, Ratio, Simplex, Source, Space, Table
from theory_lab.decoding.choice.best_of_n import best_of_n, regret
from theory_lab.measures.coefficients import excess_mass
from theory_lab.numbers import Array


def excess(i: Instance) -> Array:
    """``E_M`` of the target."""
    return excess_mass(i.target, i.base, i.level)


def power(i: Instance) -> Array:
    """``E + (1 - E)(1 - 1/M)^N``."""
    return excess(i) + (1 - excess(i)) * (1 - 1 / i.level) ** i.draws


CLAIM = Claim(
    statement=r"\hat J(\pi) - \hat J(\mathrm{BoN}_N) \le \mathcal E_M + (1-\mathcal E_M)(1-1/M)^N"
    r" \le \mathcal E_M(\pi) + e^{-N/M}, \quad M \ge 1,\ \text{ties broken uniformly}",
    source=Source("arXiv:2503.21878", "Lemma F.1 with half the budget, any number of responses", status="derived"),
    space=lambda n: Space(base=Simplex(n), target=Simplex(n), reward=Table(n, 0, 1), level=Ratio(1, 12), draws=Count(1, 20)),
    sizes=(2, 3, 5),
    chain=(
        lambda i: regret(i.target, best_of_n(i.base, i.reward, i.draws), i.reward),
        power,
        lambda i: excess(i) + xp.exp(-i.draws / i.level),
    ),
    trivial=(0, 1),
    sharpened=lambda i: xp.ratio(99, 100) * (excess(i) + xp.exp(-i.draws / i.level)),
)
