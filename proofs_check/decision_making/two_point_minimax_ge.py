"""The two-point method against the exact minimax regret.

Two arms with means ``1/2 + D/2`` and ``1/2 - D/2`` in either order. In round ``t`` the two testing errors
add to at least ``exp(-t kl)/2`` (Bretagnolle and Huber), and an error costs ``D``; the minimax regret is a
linear program proved in rationals.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space
from theory_lab.decisions.classes import two_points
from theory_lab.decisions.minimax import minimax_regret
from theory_lab.measures.divergences import kl


def derived(i):
    """The exact minimax regret, and the KL divergence between the two laws of one pull."""
    gap = xp.value(i.gap).fraction
    high, low = ((1 + sign * i.gap) / 2 for sign in (1, -1))
    distance = kl(xp.stack([high, low]), xp.stack([low, high]))
    return {"minimax": minimax_regret(two_points(gap), i.size).value, "distance": distance}


CLAIM = Claim(
    statement=r"\frac{\Delta T}4 e^{-T\,\mathrm{kl}} \le \frac\Delta4 \sum_{t<T} e^{-t\,\mathrm{kl}}"
    r" \le \text{minimax regret}",
    source=Source("arXiv:2312.16730", "two-point lower bound for bandits", status="second-hand"),
    space=lambda horizon: Space(gap=Ratio(0, 1), derived=derived),
    sizes=(1, 2, 3, 4),
    kind="witness",
    witness=lambda horizon: {"gap": [1, 5]},
    chain=(
        lambda i: i.gap * i.size / 4 * xp.exp(-i.size * i.distance),
        lambda i: i.gap / 4 * sum(xp.exp(-t * i.distance) for t in range(i.size)),
        lambda i: i.minimax,
    ),
)
