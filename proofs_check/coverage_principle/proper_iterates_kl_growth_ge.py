"""The divergence of the proper iterates grows like the horizon.

The same training as in ``decoder_kl_growth_le``, read without decoding: from ``H`` to ``4 H`` the mean
divergence grows by a factor of at least 7/2.
"""

from fractions import Fraction

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.learning.training.long_words import visit_means

SAMPLES = 16
RATES = {  # sqrt(2 / (sigma^2 T)) to seven decimals, with sigma^2 = H / (cosh(1)^2 2 T)
    64: xp.ratio(3857701, 10**7), 256: xp.ratio(1928850, 10**7), 1024: xp.ratio(964425, 10**7)
}  # fmt: skip


def proper(horizon: int) -> tuple[Fraction, ...]:
    """Bounds of the mean divergence of the iterates."""
    return tuple(map(Fraction, visit_means(horizon, SAMPLES, RATES[horizon]).proper))


CLAIM = Claim(
    statement=(
        r"\tfrac72 K(H) \le K(4H), \quad K(H) = \mathbb{E} \frac1T \sum_{t \le T} \mathrm{KL}(\pi_D \|"
        r" \pi_{\theta^t})"
        r" \quad \text{on these instances, }H = 64, 256"
    ),
    source=Source("arXiv:2510.15020", "Proposition 3.2, growth with the horizon of proper iterates", status="derived"),
    sizes=(64, 256),
    kind="value",
    value=lambda horizon: (xp.ratio(7, 2) * proper(horizon)[1], proper(4 * horizon)[0]),
)
