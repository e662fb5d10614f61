"""The Hellinger coefficient of a hard family of bandits.

Model ``i`` is Bernoulli(1/2) at every arm but arm ``i``, where it is Bernoulli(1/2 + D); the reference is
Bernoulli(1/2) everywhere. By symmetry the uniform law is optimal and the uniform prior is least favourable,
with value ``D (1 - 1/A) - gamma h(D)/A``.
"""

import numpy as np

from proofs_check.decision_making._settings import uniform
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space
from theory_lab.decisions.coefficients.finite_classes import offset_risk
from theory_lab.measures.divergences import hellinger2


def derived(i):
    """The distance of one arm, the tables of gaps and divergences, and the uniform law."""
    half = xp.ratio(1, 2)
    laws = [xp.stack([half - shift, half + shift]) for shift in (i.shift, 0)]
    distance, own = 2 * hellinger2(*laws), np.eye(i.size, dtype=int)
    return {"distance": distance, "gaps": i.shift * (1 - own), "divergences": distance * own, "uniform": uniform(i.size)}


CLAIM = Claim(
    statement=r"\max_M \mathbb E_p[\mathrm{gap}_M - \gamma D_H^2]"
    r" = \Delta\Bigl(1-\frac1A\Bigr) - \frac{\gamma\,h(\Delta)}A"
    r" = \min_\pi \mathbb E_\mu[\mathrm{gap}_M - \gamma D_H^2], \quad p = \mu = \text{uniform}",
    source=Source(
        "arXiv:2112.13487", "Hellinger coefficient of the multi-armed bandit, exact value on the hard family", status="derived"
    ),
    space=lambda arms: Space(shift=Ratio(0, xp.ratio(1, 2)), offset=Ratio(0, 64), derived=derived),
    sizes=(2, 3, 5, 10),
    relation="==",
    chain=(
        lambda i: offset_risk(i.gaps, i.divergences, i.offset, i.uniform),
        lambda i: i.shift * xp.ratio(i.size - 1, i.size) - i.offset * i.distance / i.size,
        lambda i: xp.min(xp.dot(i.uniform, i.gaps - i.offset * i.divergences)),
    ),
)
