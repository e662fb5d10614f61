"""The divergence of the test-time-training decoder grows like the root of the horizon.

From ``H`` to ``4 H`` on the instance of ``decoder_kl_lt_proper`` it grows by a factor of at most 11/5, by enclosures of both.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.learning.training.long_words import visit_means
from theory_lab.numbers.reals.ends import ball_between

SAMPLES = 16
RATES = {  # sqrt(2 / (sigma^2 T)) to seven decimals, with sigma^2 = H / (cosh(1)^2 2 T)
    64: xp.ratio(3857701, 10**7), 256: xp.ratio(1928850, 10**7), 1024: xp.ratio(964425, 10**7)
}  # fmt: skip


def decoder(horizon: int) -> xp.Real:
    """An enclosure of the mean divergence of the decoder."""
    return xp.Real(None, ball_between(*map(float, visit_means(horizon, SAMPLES, RATES[horizon]).decoder)))


CLAIM = Claim(
    statement=(
        r"K(4H) \le \tfrac{11}{5} K(H), \quad K(H) = \mathbb{E} \frac1T \sum_{t \le T} \mathrm{KL}(\pi_D"
        r" \| \pi^{\mathrm{TTT}}_{\theta^t})"
        r" \quad \text{on these instances, }H = 64, 256"
    ),
    source=Source("arXiv:2510.15020", "Theorem 6.1, growth with the horizon through the variance", status="derived"),
    sizes=(64, 256),
    kind="value",
    value=lambda horizon: (decoder(4 * horizon), xp.ratio(11, 5) * decoder(horizon)),
)
