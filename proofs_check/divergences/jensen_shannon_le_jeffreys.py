"""The means of two laws, part one: Jensen and Shannon below Hellinger below Jeffreys.

All three are sums of ``q f(p/q)`` with the same second derivative at equal laws, so that they agree near the diagonal. With
``p = s^2 q`` the second step is ``2 (s - 1)/(s + 1) <= log s`` for ``s >= 1``.
"""

from proofs_check.divergences._settings import jeffreys, jensen_shannon, near, pair
from theory_lab.claims import Claim, Source
from theory_lab.measures.divergences import hellinger2

CLAIM = Claim(
    statement=r"\mathrm{JS}(p, q) \le H^2(p, q) \le \tfrac18 J(p, q)",
    source=Source("arXiv:math/0501301", "the chain of symmetric divergences, its first part", status="second-hand"),
    space=pair,
    sizes=(2, 3, 4),
    chain=(
        lambda i: jensen_shannon(i.p, i.q),
        lambda i: hellinger2(i.p, i.q),
        lambda i: jeffreys(i.p, i.q) / 8,
    ),
    tight_at=near,
    rate="1 - ratio of order 4^(-k)",
)
