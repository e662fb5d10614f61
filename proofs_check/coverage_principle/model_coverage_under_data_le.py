"""Under the data law, no model is often much larger than the data law.

``E_p[m/p] <= 1``, and Markov. This bounds how often a rival can certify against the data law in a tournament.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space
from theory_lab.measures.profiles import coverage_under

CLAIM = Claim(
    statement=r"\mathrm{Cov}^p_A(m\|p) \le \frac1A",
    source=Source("arXiv:2510.15020", "Markov's inequality for a model under the data law", status="derived"),
    space=lambda n: Space(p=Simplex(n), m=Simplex(n), level=Ratio(xp.ratio(1, 4), 20)),
    sizes=(2, 3, 4),
    lhs=lambda i: coverage_under(i.p, i.m, i.p, i.level),
    rhs=lambda i: 1 / i.level,
    trivial="probability",
    tight_at={"p": [1, 1], "m": [1, 0], "level": [2, 1]},
    sharpened=lambda i: xp.ratio(99, 100) / i.level,
)
