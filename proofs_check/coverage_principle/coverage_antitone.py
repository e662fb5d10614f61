"""A higher level is exceeded less often.

``R >= M`` implies ``R >= N`` for ``N <= M``. With ``coverage_eq_left_of_atom`` and ``coverage_eq_missing_mass`` this is the
shape of the profile: nonincreasing, left-continuous, constant between the values of the ratio, and in the end the mass
that the model misses.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space
from theory_lab.measures.profiles import coverage

CLAIM = Claim(
    statement=r"\mathrm{Cov}_M(p\|q) \le \mathrm{Cov}_N(p\|q) \quad (N \le M)",
    source=Source("arXiv:2510.15020", "Definition 1.1, shape", status="derived"),
    space=lambda n: Space(
        p=Simplex(n),
        q=Simplex(n),
        level=Ratio(xp.ratio(1, 4), 20),
        excess=Ratio(0, 5),
        derived=lambda i: {"higher": i.level + i.excess},
    ),
    sizes=(2, 3, 4, 6),
    lhs=lambda i: coverage(i.p, i.q, i.higher),
    rhs=lambda i: coverage(i.p, i.q, i.level),
    trivial="probability",
    tight_at={"p": [1, 1], "q": [1, 9], "level": [2, 1], "excess": [1, 1]},
    sharpened=lambda i: xp.ratio(99, 100) * coverage(i.p, i.q, i.level),
)
