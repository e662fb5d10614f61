"""Above all finite ratios the profile is the mass that the model misses.

There ``R >= N`` means ``R = infinity``, that is ``q = 0 < p``: what no number of draws finds.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array


def above(i: Instance) -> dict[str, Array]:
    """A level above all finite ratios."""
    covered = i.q > 0
    finite = xp.where(covered, i.p / xp.where(covered, i.q, 1), 0)
    return {"level": xp.max(finite) + i.excess}


CLAIM = Claim(
    statement=r"\mathrm{Cov}_N(p\|q) = p(q = 0) \quad (N > \max\{p/q : q > 0\})",
    source=Source("arXiv:2510.15020", "Definition 1.1, limit of high levels", status="derived"),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n), excess=Ratio(xp.ratio(1, 100), 5), derived=above),
    sizes=(2, 3, 4, 6),
    relation="==",
    lhs=lambda i: coverage(i.p, i.q, i.level),
    rhs=lambda i: xp.sum(i.p * xp.indicator(i.q <= 0)),
)
