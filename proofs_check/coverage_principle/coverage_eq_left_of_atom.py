"""The profile is constant to the left of a value of the ratio, up to that value.

Between two neighbouring values ``r' < r`` of ``R`` no response changes sides, and at ``N = r`` itself those with ``R = r``
still count. To the right of ``r`` they do not: the profile is left-continuous.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array


def levels(i: Instance) -> dict[str, Array]:
    """The ratio of the first response, the next smaller one (0 if there is none), and a level in between, above the latter."""
    ratios = i.p / i.q
    atom = ratios[0]
    below = xp.max(xp.where(ratios < atom, ratios, 0))
    return {"atom": atom, "level": below + (atom - below) * (1 - i.place)}


CLAIM = Claim(
    statement=r"\mathrm{Cov}_N(p\|q) = \mathrm{Cov}_r(p\|q) \quad (r' < N \le r,\ r', r \text{ neighbouring values of } p/q)",
    source=Source("arXiv:2510.15020", "Definition 1.1, left continuity", status="derived"),
    space=lambda n: Space(
        p=Simplex(n, positive=True), q=Simplex(n, positive=True), place=Ratio(0, xp.ratio(99, 100)), derived=levels
    ),
    sizes=(2, 3, 4, 6),
    relation="==",
    lhs=lambda i: coverage(i.p, i.q, i.level),
    rhs=lambda i: coverage(i.p, i.q, i.atom),
)
