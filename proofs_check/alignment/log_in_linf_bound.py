"""The logarithm in the bound under L-infinity coverage is real for a budget fixed in advance.

Against a response of mass ``1/C`` that is missed with probability ``(1 - 1/C)^N``, and a hack that costs ``0.632 eps
sqrt N``, every budget has regret at least about half of ``eps sqrt(C log(1/(eps sqrt C)))``. The minimum over all
budgets is taken.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space

BUDGETS = 320


def smallest(i):
    """``min over N of max((1 - 1/C)^N, (63/100) eps sqrt N)``; the first falls, the second grows."""
    sides = []
    for draws in range(1, BUDGETS + 1):
        missed = xp.exact(1 - xp.ratio(1, i.size)) ** draws
        sides.append(xp.maximum(missed, xp.ratio(63, 100) * i.error * xp.sqrt(xp.exact(draws))))
    return xp.min(xp.stack(sides))


def rate(i):
    """``eps sqrt(C log(1/(eps sqrt C)))``."""
    root = xp.sqrt(xp.exact(i.size))
    return i.error * root * xp.sqrt(-xp.log(i.error * root))


CLAIM = Claim(
    statement=r"\tfrac12\,\varepsilon\sqrt{C\log\tfrac1{\varepsilon\sqrt C}} \le \min_N"
    r" \max\bigl\{(1-\tfrac1C)^N,\ 0.63\,\varepsilon\sqrt N\bigr\}"
    r" \quad \text{on these instances}",
    source=Source("arXiv:2503.21878", "the logarithm under L-infinity coverage", status="derived"),
    space=lambda coverage: Space(error=Ratio(0, 1)),
    sizes=(2, 5, 20),
    kind="witness",
    witness=lambda coverage: {"error": [1, 10**5]},
    lhs=lambda i: rate(i) / 2,
    rhs=smallest,
    notes="eps = 10^-5; the ratio lies between 0.53 and 0.62 at eps from 10^-2 to 10^-5.",
)
