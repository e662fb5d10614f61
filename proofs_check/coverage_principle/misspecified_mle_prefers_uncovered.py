"""Cross-entropy selects the model that covers less.

Prompts ``+`` and ``-``, the second of probability ``p = a^2 / (64 log M)``; answers are fair coins.  The first model gives
``P(1 | +) = e^(-a)/2`` and is exact on ``-``: no ratio exceeds ``e^a < M``, so its ``Cov_M`` is 0.  The second is exact on ``+`` and
gives ``P(1 | -) = 1/(2M)``: its ``Cov_M`` is ``p/2``.  Yet the second is likelier with probability at least 1/4, since the rare prompt hardly
enters the likelihood.  Here ``v = e^(-a)``, and the probability is exact over all samples, ties counted for the first model.
"""

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Space, Whole
from theory_lab.numbers import Array, Truth, ratio


def law(i: Instance) -> Array:
    """The probabilities of ``(+, 1), (+, 0), (-, 1), (-, 0)``."""
    rare = xp.log(i.v) ** 2 / (64 * xp.log(i.level))
    return xp.stack([1 - rare, 1 - rare, rare, rare]) / 2


def second_is_likelier(i: Instance, counts: np.ndarray) -> Truth:
    """``L(second) > L(first)`` for every count vector, shape (m,)."""
    gains = xp.stack([-xp.log(i.v), -xp.log(2 - i.v), -xp.log(i.level), xp.log(2 - 1 / i.level)])
    return sum(counts[:, k] * gains[k] for k in range(4)) > 0


CLAIM = Claim(
    statement=(
        r"\tfrac14 \le \mathrm{P}\big(L_n(q_2) > L_n(q_1)\big) \ \text{although}\ \mathrm{Cov}_M(q_1) = 0,\ "
        r"\mathrm{Cov}_M(q_2) = \frac{a^2}{128 \log M}, \quad 0 < a \le 1,\ M > e^a"
    ),
    source=Source("arXiv:2510.15020", "Proposition E.1, repaired", status="derived"),
    space=lambda n: Space(v=Ratio(ratio(3, 8), ratio(99, 100)), level=Whole(3, 1000)),
    sizes=(1, 2, 3, 5, 8),
    lhs=lambda i: ratio(1, 4),
    rhs=lambda i: xp.expect_over_types(law(i), i.size, lambda counts: second_is_likelier(i, counts)),
    loose="the probability seems never to fall below 0.49; the proof keeps half of two events",
)
