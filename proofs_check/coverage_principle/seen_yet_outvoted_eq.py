"""Cross-entropy selects the model that covers less, although it saw where that model fails.

The models of ``misspecified_mle_prefers_uncovered`` at ``a = 1`` and ``n = 400``: the first is off by a factor ``1/e`` on the
common prompt, the second has ``1/(2M)`` instead of 1/2 for one answer on the rare prompt, of probability ``u = 1/(64 log
M)``. The table has the probability that this very answer occurs in the sample and the second model is likelier nevertheless;
its ``Cov_M`` is ``u/2``, that of the first model 0. More than ``MOST`` visits to the rare prompt count into the upper end.
The printed probability promised by the proposition is 1/4; the trivial bound is 1.
"""

import math

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.numbers import Array, ratio

DRAWS = 400
MOST = 40  # visits to the rare prompt; the mean is below 2.3
CHANCES = {16: ".6765454", 100: ".4929580"}


def bounds(level: int) -> tuple[Array, ...]:
    """Lower and upper end of the probability."""
    rare = 1 / (64 * xp.log(xp.exact(level)))
    first = xp.log(2 - xp.exp(xp.exact(-1)))  # what the first model gains on the common prompt by an answer 0; by a 1 it loses 1
    ways = [math.comb(DRAWS, k) for k in range(DRAWS + 1)]
    found, seen = xp.zeros((), like=rare), xp.zeros((), like=rare)
    for visits in range(MOST + 1):
        common = DRAWS - visits
        mass = ways[visits] * rare**visits * (1 - rare) ** common
        seen = seen + mass
        for failed in range(1, visits + 1):
            loss = failed * xp.log(level) - (visits - failed) * xp.log(2 - ratio(1, level))
            # likelier: ones - (common - ones) first > loss
            least = _first_above((loss + common * first) / (1 + first))
            tail = sum(math.comb(common, ones) for ones in range(least, common + 1))
            found = found + mass * ratio(math.comb(visits, failed), 2**visits) * ratio(tail, 2**common)
    return found, found + 1 - seen


def _first_above(value: Array) -> int:
    """The smallest whole number above; ``Undecided`` if the enclosure holds one."""
    low, high = xp.value(value).bounds()
    first = max(math.floor(low) + 1, 0)
    if max(math.floor(high) + 1, 0) != first:
        raise xp.Undecided(f"the two models tie at {xp.value(value)}")
    return first


CLAIM = Claim(
    statement=(
        r"\mathrm{P}\big(L_n(q_2) > L_n(q_1),\ \text{the answer on which } q_2 \text{ fails occurs}\big)"
        r" = .6765454,\ .4929580 \quad (M = 16, 100;\ a = 1,\ n = 400)"
    ),
    source=Source("arXiv:2510.15020", "Proposition E.1, repaired, four hundred samples", status="derived"),
    kind="value",
    value=bounds,
    printed={level: (number, number) for level, number in CHANCES.items()},
)
