"""Sign and normalised steps on the flat prompt: a standing search for growth in the horizon.

The paper conjectures that sign updates share the horizon-free rate of normalised ones and proves nothing.
This claim is the search for a counterexample on one flat prompt without noise: from any start and at any rate
the number of updates at ``H = 10^7`` may exceed that at ``10^3`` by no more than the exponent's way, ``log
10^4`` over the stride ``eta B``, and two.
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
        r"u(10^7) \le u(10^3) + \tfrac{11}{10} \frac{\log 10^4}{\eta B} + 2, \quad u(H) \text{ the number"
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
    rhs=lambda i: uncovered(i, SHORT) + xp.ratio(11, 10) * xp.log(LONG // SHORT) / i.stride + 2,
    loose="the slack of a tenth and two updates is what makes the search one for growth rather than for rounding",
)
