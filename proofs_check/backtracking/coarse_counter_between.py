"""Coarse counters with a proved ratio.

Each problem comes with two bounds on the completions of a prefix, in polynomial time: spanning-forest relaxations
(independent sets, matchings, colourings, 2-SAT), the union bound (DNF), Minc and Ostrand (perfect matchings), hook
formulas (linear extensions), degrees and exchanges (spanning trees), rows or columns apart (tables), unconstrained
paths (Dyck, Motzkin). The ratio is the largest quotient of the two, so it is proved without counting. Checked at
every live prefix.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Source, Space
from theory_lab.counting.instances import CLASSIC, classic


def derived(name):
    """Exact and coarse counts of inner prefixes, and the ratio."""
    problem = classic(name)
    inner = problem.tree.inner[1:]
    return {"exact": problem.values[inner], "coarse": problem.coarse[inner], "ratio": problem.ratio}


CLAIM = Claim(
    statement=r"V^*(v) \le \hat V(v) \le \kappa V^*(v) \text{ with } \kappa = \max_s \mathrm{upper}(s)/\mathrm{lower}(s)",
    source=Source("Sinclair and Jerrum 1989", "coarse counters for self-reducible problems", status="derived"),
    space=lambda name: Space(problem=Choice(name), derived=lambda i: derived(name)),
    sizes=tuple(CLASSIC),
    kind="witness",
    witness=lambda name: {"problem": 0},
    chain=(
        lambda i: xp.max(i.exact / i.coarse),
        lambda i: 1,
        lambda i: xp.min(i.ratio * i.exact / i.coarse),
    ),
)
