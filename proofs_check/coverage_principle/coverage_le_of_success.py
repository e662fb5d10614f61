"""Coverage of the successful responses, without a detour.

Conditioning on an event of probability ``s`` multiplies by ``k = 1/s`` on the event, so ``t <= k p``
pointwise and ``t/q >= M`` implies ``p/q >= M/k``. This replaces the use of Proposition D.5 at ``L = k``,
where ``Cov_k(t || p) = 1`` because ratios equal to the level count. The successful responses are those of a
large score: any event. Of two responses equality says something only where both succeed; of three also for ``k = 2``: at
``p = (1/4, 1/4, 1/2)``, ``q = (0, 2/5, 3/5)`` and ``M = 2`` with the first two successful both sides are 1/2.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space, Table
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array, ratio


def conditioned(i: Instance) -> dict[str, Array]:
    """The probability of ``success``, and the ``target`` given success; the law times 0 where nothing succeeds."""
    successful = i.p * xp.at_least(i.score, ratio(1, 2))
    success = xp.sum(successful)
    return {"success": success, "target": successful / xp.where(success > 0, success, 1)}


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
    space=lambda n: Space(p=Simplex(n), q=Simplex(n), score=Table(n, 0, 1), level=Ratio(ratio(1, 4), 20), derived=conditioned),
    sizes=(2, 3, 4, 6),
    given={"success is possible": lambda i: i.success > 0},
    lhs=lambda i: coverage(i.target, i.q, i.level),
    rhs=bound,
    trivial="probability",
    tight_at={"p": [1, 1], "q": [1, 9], "level": [2, 1], "score": [1, 1, 1]},
    sharpened=lambda i: ratio(99, 100) * bound(i),
)  # fmt: skip
