"""The divergence falls at every one of 20,000 steps.

The layered path task: log-linear model, full-batch gradient descent at rate 1/2, below one over the
smoothness ``H(1 + kappa^2)/4``. All parameters are enclosed in balls at 256 bits, and every consecutive pair
of divergences is compared; meanwhile coverage at ``N = 64`` goes from 1 to 0 to 1/4
(``layered_coverage_eq``).
"""

from fractions import Fraction

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.learning.training import layered
from theory_lab.numbers import Array

TASK, RATE = layered.Task(), Fraction(1, 2)


def largest_change(steps: int) -> Array:
    """``max_t (KL_{t+1} - KL_t)``."""
    values = layered.divergence(TASK, layered.enclosed_paths(TASK, RATE, steps))
    return xp.max(values[1:] - values[:-1])


CLAIM = Claim(
    statement=(
        r"\mathrm{KL}(\pi_D \| \pi_{\theta^{t+1}}) < \mathrm{KL}(\pi_D \| \pi_{\theta^t}) \text{ for all"
        r" } t < 20000"
    ),
    source=Source("arXiv:2510.15020", "exact analogue of Figure 1", status="derived"),
    sizes=(20_000,),
    kind="value",
    value=largest_change,
    rhs=lambda steps: 0,
    relation="<",
)
