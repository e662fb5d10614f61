"""The profile determines KL up to 0.368 nats.

``int_1^inf Cov_N dN/N = KL + E_p (log R)_-`` and the last term is between 0 and ``min(TV, 1/e)``
(``negative_log_le_min_tv_inv_e``).
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Simplex, Source, Space
from theory_lab.measures.divergences import kl, total_variation
from theory_lab.numbers import Array


def log_integral(i: Instance) -> Array:
    """``int_1^inf Cov_N dN/N = E_p (log R)_+``."""
    ratios = i.p / i.q
    return xp.sum(i.p * xp.log(xp.maximum(ratios, 1)))


CLAIM = Claim(
    statement=(
        r"\mathrm{KL}(p\|q) \le \int_1^\infty \mathrm{Cov}_N(p\|q) \frac{dN}{N} \le \mathrm{KL}(p\|q) +"
        r" \min\{\mathrm{TV}(p, q), 1/e\}"
    ),
    source=Source("arXiv:2510.15020", "cross-entropy and the coverage profile, two-sided", status="derived"),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n, positive=True)),
    sizes=(2, 3, 4),
    chain=(
        lambda i: kl(i.p, i.q),
        log_integral,
        lambda i: kl(i.p, i.q) + xp.minimum(total_variation(i.p, i.q), xp.exp(-1)),
    ),
    loose="beside a divergence; the remainder by itself comes within 10^-3 of its bound (negative_log_le_min_tv_inv_e)",
)
