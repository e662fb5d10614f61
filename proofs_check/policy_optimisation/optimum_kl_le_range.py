"""How far the optimum leaves the reference: a quarter of the squared range of rewards over ``2 beta^2``.

``KL(pi* || ref) <= (log max w - log min w)^2 / 8``, by Hoeffding's lemma; two rewards of equal mass and a large ``beta`` attain
it in the limit.
"""

from proofs_check.policy_optimisation._settings import tilted
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Simplex, Source, Space, Table
from theory_lab.measures.divergences import kl
from theory_lab.numbers import Array


def log_range(i: Instance) -> Array:
    """``(max r - min r)/beta``."""
    return xp.log(xp.max(i.weight) / xp.min(i.weight))


CLAIM = Claim(
    statement=r"\mathrm{KL}(\pi^* \| \pi_{\mathrm{ref}}) \le \frac{(\max r - \min r)^2}{8 \beta^2}",
    source=Source("arXiv:2305.18290", "equation (4), the divergence of the optimum", status="derived"),
    space=lambda n: Space(ref=Simplex(n, positive=True), weight=Table(n, 1, 4)),
    sizes=(2, 3),
    lhs=lambda i: kl(tilted(i), i.ref),
    rhs=lambda i: log_range(i) ** 2 / 8,
    tight_at=lambda k: {"ref": [1, 1], "weight": [2**k, 2**k, 2**k + 1]},
    rate="1 - ratio of order 4^(-k)",
    sharpened=lambda i: xp.ratio(98, 100) * log_range(i) ** 2 / 8,
)
