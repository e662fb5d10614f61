"""Adam on the flat prompt: from a start with a large gradient the number of updates grows with the horizon.

The bound that signs and normalised steps obey in ``sign_updates_le`` fails for Adam. The first gradients stay
in the running mean of squares, which forgets a factor ``beta_2`` a step, while the gradient falls like
``exp(-B theta)``: once the mean lags behind, the exponent cannot rise faster than ``log(1/beta_2)/2`` a step.
With the usual constants, ``eta = 1/B`` and the start 0 the counts are 9, 19, 759, 3452, 7588 for ``H = 10^3,
..., 10^7``, in the end about ``2 log(10)/(1 - beta_2)`` more for every factor 10: growth like ``log H``, but
with a constant of thousands.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Space
from theory_lab.learning.training import updates
from theory_lab.learning.training.count_states import flat_pull, flat_uncovered
from theory_lab.numbers import Array

LOG_LEVEL, STEPS, SHORT, LONG, SCALE = 4, 40, 10**3, 10**7, 40


def uncovered(i: Instance, horizon: int) -> Array:
    """How many of the first 40 parameters leave the response that repeats the letter 1 uncovered."""
    x, total = i.start, xp.exact(0)
    memory = updates.Moments(total, total)
    for _ in range(STEPS):
        total = total + flat_uncovered(x, horizon, LOG_LEVEL)
        x, memory = updates.adam(x, SCALE * horizon * flat_pull(x), memory, i.stride, (i.slow, i.slower))
    return total


CLAIM = Claim(
    statement=(
        r"u(10^7) \le u(10^3) + \tfrac{11}{10} \frac{\log 10^4}{\eta B} + 2, \quad u(H) \text{ the number"
        r" of updates of Adam that cover"
        r" the flat prompt}"
    ),
    source=Source(
        "arXiv:2510.15020",
        "conjecture after equation (20)",
        status="derived",
        reading=(
            "one instance without noise, any start, rate and decay rates; the conjecture does not say which of them are meant"
        ),
    ),
    space=Space(
        start=Ratio(0, 12),
        stride=Ratio(xp.ratio(1, 2), 4),
        slow=Ratio(0, xp.ratio(19, 20)),
        slower=Ratio(xp.ratio(1, 2), xp.ratio(9999, 10000)),
    ),
    lhs=lambda i: uncovered(i, LONG),
    rhs=lambda i: uncovered(i, SHORT) + xp.ratio(11, 10) * xp.log(LONG // SHORT) / i.stride + 2,
    expect="fails",
    falls="tempting form",
)
