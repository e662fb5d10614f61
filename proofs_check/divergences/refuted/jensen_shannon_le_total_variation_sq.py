"""Jensen and Shannon's divergence is not of the order of the square of total variation.

Near the diagonal of full support it is; laws that share one outcome and are disjoint elsewhere have ``TV log 2``.
"""

from proofs_check.divergences._settings import jensen_shannon, pair
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.measures.divergences import total_variation

CLAIM = Claim(
    statement=r"\mathrm{JS}(p, q) \le \log 2 \cdot \mathrm{TV}(p, q)^2",
    source=Source("Lin 1991", "the upper bound with the square", status="derived"),
    space=pair,
    sizes=(2, 3),
    lhs=lambda i: jensen_shannon(i.p, i.q),
    rhs=lambda i: xp.log(2) * total_variation(i.p, i.q) ** 2,
    expect="fails",
    falls="tempting form",
)
