"""The range of a one-sample estimate of the KL divergence of Best-of-N.

``D(e)`` depends on the base mass ``e`` of the selected response; it is 0 at ``e = 1`` and tends to ``log N - (N -
1)/N`` at 0. All sides are shifted by 1.
"""

from proofs_check.alignment._settings import kl_estimate
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Ratio, Source, Space

CLAIM = Claim(
    statement=r"1 \le 1 + D(e) \le 1 + \log N - \frac{N-1}N, \quad 0 < e \le 1",
    source=Source("arXiv:2401.01879", "estimator of the KL divergence", status="second-hand"),
    space=Space(mass=Ratio(xp.ratio(1, 256), 1), draws=Count(1, 30)),
    chain=(
        lambda i: 1,
        lambda i: 1 + kl_estimate(i.mass, i.draws),
        lambda i: 1 + xp.log(i.draws) - xp.ratio(i.draws - 1, i.draws),
    ),
    tight_at={"mass": [1, 1], "draws": 1},
    loose=(
        "the ends are 1 and 1 + log N - (N-1)/N; each step is sharp: D(1) = 0, and D(1/256) at N = 2 is within 10^-8 of its bound"
    ),
)
