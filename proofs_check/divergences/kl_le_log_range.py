"""The divergence of two laws from how much their ratio varies: Hoeffding's lemma.

``t log t`` lies below its chord on the range of ``p/q``, so that two outcomes suffice; there the derivative in the larger ratio
is a square. The range is that of ``log(p/q)``, which no common factor of the weights of either law changes.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Simplex, Source, Space
from theory_lab.measures.divergences import kl
from theory_lab.numbers import Array


def bound(i: Instance) -> Array:
    """``(max log(p/q) - min log(p/q))^2 / 8``."""
    return xp.log(xp.max(i.p / i.q) / xp.min(i.p / i.q)) ** 2 / 8


CLAIM = Claim(
    statement=r"\mathrm{KL}(p \| q) \le \tfrac18 \Bigl(\max \log\frac pq - \min \log\frac pq\Bigr)^2",
    source=Source("Hoeffding 1963", "the lemma behind Theorem 2, as a bound of a divergence", status="derived"),
    space=lambda n: Space(p=Simplex(n, positive=True), q=Simplex(n, positive=True)),
    sizes=(2, 3),
    lhs=lambda i: kl(i.p, i.q),
    rhs=bound,
    tight_at=lambda k: {"p": [2**k + 1, 2**k], "q": [2**k, 2**k + 1]},
    rate="1 - ratio of order 4^(-k)",
    sharpened=lambda i: xp.ratio(98, 100) * bound(i),
)
