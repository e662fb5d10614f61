"""Coverage from the Hellinger distance, sharp.

Data processing on ``{R >= N}``, as for the divergence: the event has mass ``c = Cov_N`` under ``p`` and at
most ``c/N`` under ``q``. Equality for ``Ber(c)`` against ``Ber(c/N)``; expanding at ``c = 0`` gives back the
constant of Proposition D.4.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space
from theory_lab.measures.divergences import hellinger2
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array


def binary_hellinger(a: Array, b: Array) -> Array:
    """``1 - sqrt(a b) - sqrt((1 - a)(1 - b))``, the squared distance between ``Ber(a)`` and ``Ber(b)``."""
    return 1 - xp.sqrt(a * b) - xp.sqrt((1 - a) * (1 - b))


CLAIM = Claim(
    statement=r"1 - \frac{c}{\sqrt N} - \sqrt{(1-c)(1-c/N)} \le \mathrm{H}^2(p, q), \quad c = \mathrm{Cov}_N(p\|q)",
    source=Source("arXiv:2510.15020", "sharp form of Proposition D.4", status="derived"),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n), level=Ratio(1, 20)),
    sizes=(2, 3, 4, 6),
    lhs=lambda i: binary_hellinger(coverage(i.p, i.q, i.level), coverage(i.p, i.q, i.level) / i.level),
    rhs=lambda i: hellinger2(i.p, i.q),
    tight_at={"p": [1, 1], "q": [1, 3], "level": [2, 1]},
    sharpened=lambda i: xp.ratio(99, 100) * hellinger2(i.p, i.q),
)
