"""The region of Jensen and Shannon against total variation, both ends attained.

``log 2 - h((1 - TV)/2) <= JS <= TV log 2``, with the binary entropy ``h``. Below: merging outcomes leaves two exchanged coins.
Above: disjoint parts.
"""

from proofs_check.divergences._settings import DISJOINT, jensen_shannon, pair
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source
from theory_lab.measures.divergences import total_variation
from theory_lab.numbers import Array


def exchanged(i: Instance) -> Array:
    """``log 2 - h((1 - TV)/2)``."""
    rare = (1 - total_variation(i.p, i.q)) / 2
    return xp.log(2) + xp.xlogx(rare) + xp.xlogx(1 - rare)


CLAIM = Claim(
    statement=r"\log 2 - h\big(\tfrac{1 - \mathrm{TV}(p, q)}{2}\big) \le \mathrm{JS}(p, q) \le \mathrm{TV}(p, q) \log 2",
    source=Source("Lin 1991", "the Jensen-Shannon divergence against the variational distance", status="second-hand"),
    space=pair,
    sizes=(2, 3),
    chain=(
        exchanged,
        lambda i: jensen_shannon(i.p, i.q),
        lambda i: xp.log(2) * total_variation(i.p, i.q),
    ),
    tight_at=DISJOINT,
)
