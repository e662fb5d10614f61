"""Lenient acceptance: the output exceeds the target by a bounded factor.

With leniency ``l`` a draft is kept with chance ``min(1, p/(l q))``, and replaced from ``(p - l q)_+``: no token becomes more
likely than ``p/l``, and tokens with ``p < l q`` become just so likely.
"""

from proofs_check.speculative_decoding._settings import residual
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space
from theory_lab.numbers import Array


def output(i: Instance) -> Array:
    """The law of the token that comes out."""
    kept = xp.minimum(i.q, i.p / i.leniency)
    return kept + (1 - xp.sum(kept)) * residual(i.p, i.leniency * i.q)


CLAIM = Claim(
    statement=r"\max_x \frac{\mathrm{Lenient}_l(p, q)(x)}{p(x)} \le \frac1l",
    source=Source("arXiv:2211.17192", "Appendix A.5, lenience", status="second-hand"),
    space=lambda n: Space(p=Simplex(n, positive=True), q=Simplex(n), leniency=Ratio(xp.ratio(1, 10), 1)),
    sizes=(2, 3),
    lhs=lambda i: xp.max(output(i) / i.p),
    rhs=lambda i: 1 / i.leniency,
    tight_at={"p": [1, 3], "q": [3, 1], "leniency": [1, 2]},
    sharpened=lambda i: xp.ratio(99, 100) / i.leniency,
)
