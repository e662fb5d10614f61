"""Test-time training beats every proper learner in divergence.

Instance of Proposition 3.2 with ``B = 1``: 16 samples, a prompt of probability 1/32 with ``H`` coin tosses of
chance ``sigmoid(2)``, truth 1, start 0, the tuned rate. The mean divergence of the decoder, bounded from
above by a monotone coupling, is below a quarter of what any proper learner keeps with probability 1/4 on one
of the two signs. Coverage cannot show it: on this instance ``Cov_N <= 1/32`` for every learner.
"""

from fractions import Fraction

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.learning.training.long_words import visit_means
from theory_lab.measures.divergences import kl
from theory_lab.numbers import Array

SAMPLES = 16
RATES = {  # sqrt(2 / (sigma^2 T)) to seven decimals, with sigma^2 = H / (cosh(1)^2 2 T)
    64: xp.ratio(3857701, 10**7), 256: xp.ratio(1928850, 10**7), 1024: xp.ratio(964425, 10**7)
}  # fmt: skip


def sides(horizon: int) -> tuple[Fraction, Array]:
    """The decoder's divergence from above, and ``(1/4) (1/2) KL(Ber(sigmoid(2)) || Ber(1/2)) H / n``."""
    heads = 1 / (1 + xp.exp(xp.exact(-2)))
    divergence = kl(xp.stack([heads, 1 - heads]), xp.exact(["1/2", "1/2"]))
    return Fraction(visit_means(horizon, SAMPLES, RATES[horizon]).decoder[1]), divergence / 8 * horizon / SAMPLES


CLAIM = Claim(
    statement=(
        r"\mathbb{E} \frac1T \sum_{t \le T} \mathrm{KL}(\pi_D \| \pi^{\mathrm{TTT}}_{\theta^t}) <"
        r" \tfrac14 \cdot \tfrac12 \mathrm{KL}\big(\mathrm{Ber}(\sigma(2)) \| \mathrm{Ber}(\tfrac12)\big)"
        r" \frac{H}{n}, \quad T = n = 16"
        r" \quad \text{on these instances}"
    ),
    source=Source("arXiv:2510.15020", "Theorem 6.1 against Proposition 3.2", status="derived"),
    sizes=(64, 256, 1024),
    kind="value",
    value=sides,
    relation="<",
    notes="the left side is an upper bound: intervals on a grid, sums of nonnegative floats widened by more than their errors",
)
