"""Coverage of the successful responses, without a detour.

Conditioning on an event of probability ``s`` multiplies by ``k = 1/s`` on the event, so ``t <= k p``
pointwise and ``t/q >= M`` implies ``p/q >= M/k``. This replaces the use of Proposition D.5 at ``L = k``,
where ``Cov_k(t || p) = 1`` because ratios equal to the level count. The first responses are the successful
ones.
"""

from proofs_check.coverage_principle._settings import conditioned_on_success
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array, ratio


def bound(i: Instance) -> Array:
    """``k Cov_{M/k}(p || q)`` with ``k = 1/success``."""
    return coverage(i.p, i.q, i.level * i.success) / i.success


CLAIM = Claim(
    statement=(
        r"\mathrm{Cov}_M(t\|q) \le k\, \mathrm{Cov}_{M/k}(p\|q), \quad"
        r" t = p(\cdot \mid \text{success}),\ k = 1/p(\text{success})"
    ),
    source=Source(
        "arXiv:2510.15020", "pointwise form of Proposition D.5", status="derived", also=("footnote 2 of Section 2, repaired",)
    ),
    space=lambda n: conditioned_on_success(n, q=Simplex(n), level=Ratio(ratio(1, 4), 20)),
    sizes=(2, 3, 4, 6),
    lhs=lambda i: coverage(i.target, i.q, i.level),
    rhs=bound,
    trivial="probability",
    tight_at={"p": [1, 1], "q": [0, 1], "level": [2, 1], "successes": 1},
    sharpened=lambda i: ratio(99, 100) * bound(i),
)  # fmt: skip
