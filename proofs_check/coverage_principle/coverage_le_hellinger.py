"""Coverage from the Hellinger distance.

On ``{R >= N}`` one has ``(sqrt p - sqrt q)^2 >= p (1 - 1/sqrt N)^2``; keep those atoms of ``H2`` and drop the
others. Nothing is lost in the limit ``Ber(a)``, ``Ber(a/N)``, ``a -> 0``, where the other atom contributes to
second order only.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space
from theory_lab.measures.divergences import hellinger2
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array, ratio


def bound(i: Instance) -> Array:
    """``2 N H2 / (sqrt N - 1)^2``."""
    return 2 * i.level / (xp.sqrt(i.level) - 1) ** 2 * hellinger2(i.p, i.q)


CLAIM = Claim(
    statement=r"\mathrm{Cov}_N(p\|q) \le \frac{2N}{(\sqrt N - 1)^2}\, \mathrm{H}^2(p, q) \quad (N > 1)",
    source=Source("arXiv:2510.15020", "Proposition D.4"),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n), level=Ratio(ratio(9, 8), 20)),
    sizes=(2, 3, 4, 6),
    lhs=lambda i: coverage(i.p, i.q, i.level),
    rhs=bound,
    trivial="probability",
    tight_at=lambda k: {"p": [1, 4**k - 1], "q": [1, 4 * 4**k - 1], "level": [4, 1]},
    rate="1 - ratio of order 4**-k",
    sharpened=lambda i: ratio(99, 100) * bound(i),
)
