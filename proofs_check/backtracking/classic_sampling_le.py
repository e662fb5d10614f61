"""The walk samples classic counting problems in the time of the explicit theorem.

At ``T = 4 kappa^2 H^2 ceil(log2(4 kappa H/delta))``: the distance given a solution is at most ``2 delta/3`` and a
solution is found with probability at least ``3/(8 kappa H)``; at ``T >= 2 kappa^2 H^2 log(16 kappa^3 H^2/delta^2)``,
which is earlier, the divergence is at most ``delta^2``. The laws are enclosed by intervals with outward rounding;
each of the three quotients is at most 1. Errors are two-point, ``kappa = 2``.
"""

from fractions import Fraction
from math import ceil

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.counting.battery import case
from theory_lab.counting.estimators import law_by_squaring, sufficient_time
from theory_lab.measures.divergences import kl, total_variation

NAMES = (
    "independent sets, path 4", "matchings, path 4", "colourings, path 3", "DNF, 4 variables", "monotone 2-SAT, path 4",
    "perfect matchings, complete 3", "linear extensions, two chains", "spanning trees, cycle 4", "contingency tables, 2x2",
    "avoiding words, length 3", "Motzkin paths, length 4", "independent sets, cycle 5", "matchings, cycle 5",
    "Dyck words, length 6",
)  # fmt: skip


def laws(i, time):
    """The probability of a solution and the law given one, as enclosures."""
    leaves = law_by_squaring(i.tree, xp.intervals(i.weights), time)[i.tree.leaves]
    return xp.sum(leaves), leaves / xp.sum(leaves)


def quotients(size):
    """``TV/(2 delta/3)``, ``3/(8 kappa H)/P`` and ``KL/delta^2``."""
    i, delta = case(size[0], "two-point"), Fraction(1, size[1])
    depth, kappa = i.tree.depth, xp.value(i.kappa).fraction
    found, law = laws(i, sufficient_time(depth, kappa, delta))
    distance = total_variation(law, i.target) / (2 * delta / 3)
    rate = 3 / (8 * kappa * depth * found)
    logarithm = xp.value(xp.log(xp.exact(16 * kappa**3 * depth**2 / delta**2))).bounds()[1]
    _, law = laws(i, ceil(2 * kappa**2 * depth**2 * Fraction(logarithm)))
    return {"distance": distance, "success": rate, "divergence": kl(law, i.target) / delta**2}


CLAIM = Claim(
    statement=r"\max\Bigl(\frac{\mathrm{TV}(X_T|\Lambda, \pi^*)}{2\delta/3},\; \frac{3/(8\kappa H)}{\mathbb P(X_T\in\Lambda)},\;"
    r" \frac{\mathrm{KL}(X_{T'}|\Lambda \,\|\, \pi^*)}{\delta^2}\Bigr) \le 1"
    r" \quad \text{on these instances of self-reducible problems}",
    source=Source("arXiv:2510.03149", "Theorem 4.1, explicit forms, self-reducible problems", status="derived"),
    sizes=tuple((name, inverse) for name in NAMES for inverse in (2, 20)),
    kind="value",
    value=quotients,
    rhs=lambda size: 1,
)
