"""The negative part of the log-ratio is small.

``log u <= u - 1`` gives ``E_p log_+(q/p) <= sum (q - p)_+ = TV``. Jensen on ``A = {p < q}`` gives
``p(A) log(q(A)/p(A)) <= max_a a log(1/a) = 1/e``. Near equality: ``p`` uniform on two atoms and ``q`` close
to it (first term); ``p(A)`` close to ``1/e`` and ``q(A)`` to 1 (second term), for instance
``p = (4/11, 7/11)`` and ``q = (1 - t, t)``.
"""

from proofs_check.coverage_principle._settings import negative_log
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space
from theory_lab.measures.divergences import total_variation
from theory_lab.numbers import Array


def bound(p: Array, q: Array) -> Array:
    """``min(TV, 1/e)``."""
    return xp.minimum(total_variation(p, q), xp.exp(-1))


CLAIM = Claim(
    statement=r"\mathrm{E}_p\Big[\log_+ \frac{q}{p}\Big] \le \min\{\mathrm{TV}(p, q), 1/e\}",
    source=Source("arXiv:2510.15020", "remainder of the integral identity for the coverage profile", status="derived"),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n)),
    sizes=(2, 3, 4, 6),
    lhs=lambda i: negative_log(i.p, i.q),
    rhs=lambda i: bound(i.p, i.q),
    tight_at=lambda k: {"p": [1, 1], "q": [2**k + 1, 2**k - 1]},
    rate="1 - ratio of order 2**-k",
    sharpened=lambda i: xp.ratio(99, 100) * bound(i.p, i.q),
)
