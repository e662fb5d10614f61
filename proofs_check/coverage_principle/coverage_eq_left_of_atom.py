"""The profile is constant to the left of a level, as far as the next smaller value of the ratio.

Between a value ``r'`` of ``R`` and any ``r`` below the next one no response changes sides, and where ``r`` is a value itself,
those with ``R = r`` still count at ``N = r``. To the right of ``r`` they do not: the profile is left-continuous.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array


def levels(i: Instance) -> dict[str, Array]:
    """The largest ratio below ``top`` (0 if there is none), and a level in between, above that ratio."""
    ratios = i.p / i.q
    below = xp.max(xp.where(ratios < i.top, ratios, 0))
    return {"level": below + (i.top - below) * (1 - i.place)}


CLAIM = Claim(
    statement=(
        r"\mathrm{Cov}_N(p\|q) = \mathrm{Cov}_r(p\|q) \quad"
        r" (r' < N \le r,\ r' \text{ the largest value of } p/q \text{ below } r)"
    ),
    source=Source("arXiv:2510.15020", "Definition 1.1, left continuity", status="derived"),
    space=lambda n: Space(
        p=Simplex(n, positive=True),
        q=Simplex(n, positive=True),
        top=Ratio(xp.ratio(1, 16), 16),
        place=Ratio(0, xp.ratio(99, 100)),
        derived=levels,
    ),
    sizes=(2, 3, 4, 6),
    relation="==",
    lhs=lambda i: coverage(i.p, i.q, i.level),
    rhs=lambda i: coverage(i.p, i.q, i.top),
)
