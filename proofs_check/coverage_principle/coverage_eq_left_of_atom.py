"""The profile is constant to the left of a value of the ratio, up to that value.

Between two neighbouring values ``r' < r`` of ``R`` no response changes sides, and at ``N = r`` itself those with ``R = r``
still count. To the right of ``r`` they do not: the profile is left-continuous.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array


def levels(i: Instance) -> dict[str, Array]:
    """A level above 0, up to the largest ratio, and the least ratio that is not below it."""
    ratios = i.p / i.q
    largest = xp.max(ratios)
    level = largest * (1 - i.place)
    return {"atom": xp.min(xp.where(ratios >= level, ratios, largest)), "level": level}


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
