"""No number of draws fixed in advance beats ``eps^(2/3)``: one draw, and up to a million.

For each budget the coverage and the error are put where the two instances balance, ``N = (C - 1)/(2s)``. One draw
misses a rewarding response of mass ``1/C`` with probability ``1 - 1/C``. Powers are bounded by ``1 - N q`` and
``1/e``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space


def missed(i):
    """A lower bound ``s - N s^2/(C - 1)`` on the regret on the first instance."""
    return i.share - i.size * i.share**2 / (i.level - 1)


def hacked(i):
    """A lower bound ``(1 - 1/e) min(1, eps sqrt N)`` on that on the second; for one draw the regret ``1 - 1/C`` on a third."""
    if i.size == 1:
        return 1 - 1 / i.level
    loss = xp.minimum(xp.sqrt(i.size * i.share**3 / (i.level - 1)), 1)
    return loss * (1 - xp.exp(xp.exact(-1)))


CLAIM = Claim(
    statement=r"\text{at } N = 1, \dots, 10^6: \quad \tfrac{44}{100}\bigl((C-1)\varepsilon^2\bigr)^{1/3} \le"
    r" \max\text{ of two regrets}",
    source=Source("arXiv:2503.21878", "tightness of the exponent 2/3, budgets up to a million", status="derived"),
    space=lambda draws: Space(share=Ratio(0, 1), level=Ratio(2, 50)),
    sizes=(1, 2, 10, 100, 1000, 10_000, 100_000, 1_000_000),
    kind="witness",
    witness=lambda draws: {"share": [1, 2 * draws], "level": [2, 1]},
    lhs=lambda i: xp.ratio(44, 100) * i.share,
    rhs=lambda i: xp.maximum(missed(i), hacked(i)),
    trivial=(0, 1),
    notes="s = share, C = level; eps^2 = s^3/(C - 1). The claim over random s, C and N up to 400 is a separate one.",
)
