"""Sign and normalised steps on the flat prompt: a standing search for growth in the horizon.

The paper conjectures that sign updates share the horizon-free rate of normalised ones and proves nothing.
This claim is the search for a counterexample on one flat prompt without noise: from any start and at any rate
the number of updates at ``H = 10^7`` may exceed that at ``10^3`` by no more than the exponent's way, ``log
10^4`` over the stride ``eta B``, a hundredth of it, and one. Steps of equal signs need no hundredth (the numbers are those of
strides to two thresholds, whole numbers); normalised steps do, since they are shorter where the pull is small.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Instance, Ratio, Source, Space
from theory_lab.learning.training.count_states import flat_pull, flat_uncovered
from theory_lab.numbers import Array

LOG_LEVEL, STEPS, SHORT, LONG = 4, 40, 10**3, 10**7


def uncovered(i: Instance, horizon: int) -> Array:
    """How many of the first 40 parameters leave the response that repeats the letter 1 uncovered."""
    x, total = i.start, xp.exact(0)
    for _ in range(STEPS):
        total = total + flat_uncovered(x, horizon, LOG_LEVEL)
        pull = i.scale * horizon * flat_pull(x)
        x = x + (i.stride if i.rule == "sign" else i.stride * pull / (i.scale * LOG_LEVEL / 16 + pull))
    return total


CLAIM = Claim(
    statement=(
        r"u(10^7) \le u(10^3) + \tfrac{101}{100} \frac{\log 10^4}{\eta B} + 1, \quad u(H) \text{ the number"
        r" of updates that cover"
        r" the flat prompt (signs, or normalised steps)}"
    ),
    source=Source(
        "arXiv:2510.15020",
        "conjecture after equation (20)",
        status="derived",
        reading="a falsification search on one instance without noise, not the conjecture itself",
    ),
    space=Space(start=Ratio(0, 12), stride=Ratio(xp.ratio(1, 2), 4), scale=Ratio(1, 100), rule=Choice("sign", "normalised")),
    lhs=lambda i: uncovered(i, LONG),
    rhs=lambda i: uncovered(i, SHORT) + xp.ratio(101, 100) * xp.log(LONG // SHORT) / i.stride + 1,
    sharpened=lambda i: uncovered(i, SHORT) + xp.log(LONG // SHORT) / i.stride + xp.ratio(9, 10),
)
