"""The decoder that learns while it writes covers: Theorem 6.1 for coverage, against the proper iterates.

The instance of Proposition 3.2 with a prompt of probability 1/8: words of ``H`` tosses of a coin, truth 1, start 0, one
parameter, ``B = 1``, ``eta = 1/8``. Mean coverage over ``T`` steps of token-level training, over all samples: that of the
decoder is below that of the parameters which stay fixed along the word (proper learners), by a factor above 200 at ``H = 8``, and
both are below what the mean divergence gives, ``(1/(eta T) + 2 eta sigma^2)/(log N - 1 + 1/N)``, which holds for the decoder.
That is below 1/8, the probability of the only prompt that can be uncovered. Sizes are ``(H, T)``; ``N = 16``.
"""

import math
from fractions import Fraction

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.learning.training.decoder_coverage import Setting, training_mean
from theory_lab.numbers import Array, ratio

LEVEL, RATE, RARE, CELLS, UNITS = 16, ratio(1, 8), ratio(1, 8), 2000, 50
WORDS = 80  # visits that are told apart; their mean at the end is 16 or 32, and later ones change nothing


def coverages(size: tuple[int, int]) -> tuple[Array, ...]:
    """Bounds of the decoder's mean coverage, then of that of the proper iterates, then the theorem's."""
    horizon, steps = size
    setting = Setting(RATE, horizon, math.log(LEVEL), CELLS, UNITS)
    means = [
        xp.exact(Fraction(end)) for learning in (True, False) for end in training_mean(setting, RARE, steps, WORDS, learning)
    ]
    square = xp.exp(xp.exact(2))
    variance = RARE * horizon * 4 * square / (square + 1) ** 2  # 1 - tanh(1)^2
    divergence = 1 / (RATE * steps) + 2 * RATE * variance
    return *means, divergence / (xp.log(xp.exact(LEVEL)) - 1 + ratio(1, LEVEL))


CLAIM = Claim(
    statement=(
        r"\mathbb{E} \tfrac1T \textstyle\sum_t \mathrm{Cov}_N(\pi^{\mathrm{TTT}}_{\theta^t}) < \mathbb{E} \tfrac1T \sum_t"
        r" \mathrm{Cov}_N(\pi_{\theta^t}) < \frac{1/(\eta T) + 2 \eta \sigma_*^2}{\log N - 1 + 1/N}"
        r" \quad \text{on these instances}"
    ),
    source=Source(
        "arXiv:2510.15020", "Theorem 6.1, coverage of the decoder", status="derived", reading="the instance of Proposition 3.2"
    ),
    kind="value",
    relation="<",
    sizes=((8, 128), (8, 256), (12, 256)),
    value=coverages,
    trivial=(0, RARE),
    notes="sums of nonnegative floats, widened by more than their rounding errors",
)
