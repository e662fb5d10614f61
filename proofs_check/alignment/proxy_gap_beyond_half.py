"""The proxy-gap lemma needs no small excess mass.

With more than half of the target beyond the level, and half the budget of the lemma as quoted, the bound ``E_M + e`` still
holds; it is not vacuous as long as it is below 1.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Ratio, Simplex, Source, Space, Table
from theory_lab.decoding.choice.best_of_n import best_of_n, regret
from theory_lab.measures.coefficients import excess_mass


def derived(i):
    """The excess mass and the proxy gap."""
    gap = regret(i.target, best_of_n(i.base, i.reward, i.draws), i.reward)
    return {"excess": excess_mass(i.target, i.base, i.level), "gap": gap}


CLAIM = Claim(
    statement=r"\mathcal E_M > \tfrac12,\ N = \lceil M\log(1/e)\rceil:"
    r" \quad \tfrac12 \le \max\{\mathcal E_M, \hat J(\pi) - \hat J(\mathrm{BoN}_N)\} \le \mathcal E_M + e \le 1"
    r" \quad \text{on these instances}",
    source=Source("arXiv:2503.21878", "Lemma F.1 without its side condition", status="derived"),
    space=lambda level: Space(
        base=Simplex(2), target=Simplex(2), reward=Table(2, 0, 1), failure=Ratio(0, 1), level=Count(level, level),
        draws=Count(1, 40), derived=derived,
    ),
    sizes=(2, 3, 5),
    kind="witness",
    witness=lambda level: {
        "base": [1, 20 * level], "target": [2, 1], "reward": [1, 1, 0], "failure": [1, 5], "level": level,
        "draws": -(-level * 161 // 100),
    },
    chain=(
        lambda i: xp.ratio(1, 2),
        lambda i: xp.maximum(i.excess, i.gap),
        lambda i: i.excess + i.failure,
        lambda i: 1,
    ),
    notes="log 5 < 1.61, so the budget is the one of the statement.",
)  # fmt: skip
