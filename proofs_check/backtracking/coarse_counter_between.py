"""Coarse counters with a proved ratio.

Each problem comes with two bounds on the completions of a prefix, in polynomial time: spanning-forest relaxations
(independent sets, matchings, colourings, 2-SAT), the union bound (DNF), Minc and Ostrand (perfect matchings), hook
formulas (linear extensions), degrees and exchanges (spanning trees), rows or columns apart (tables), unconstrained
paths (Dyck, Motzkin). The ratio is the largest quotient of the two, so it is proved without counting. Checked at
every live prefix.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.counting.instances import CLASSIC, classic


def sides(name):
    """The largest quotient of exact and coarse counts, 1, and the smallest times the ratio."""
    problem = classic(name)
    inner = problem.tree.inner[1:]
    quotients = problem.values[inner] / problem.coarse[inner]
    return xp.max(quotients), 1, xp.min(problem.ratio * quotients)


CLAIM = Claim(
    statement=r"V^*(v) \le \hat V(v) \le \kappa V^*(v) \text{ with } \kappa = \max_s \mathrm{upper}(s)/\mathrm{lower}(s)"
    r" \quad \text{on these instances of self-reducible problems}",
    source=Source("Sinclair and Jerrum 1989", "coarse counters for self-reducible problems", status="derived"),
    sizes=tuple(CLASSIC),
    kind="value",
    value=sides,
)
