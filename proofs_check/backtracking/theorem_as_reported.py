"""The theorem on uniform error as it is reported, at an explicit time.

At ``T = 2 kappa^2 H^2 log(16 kappa^3 H^2/delta^2)`` (``kappa^2`` where the report has ``kappa^4``): a solution has
probability at least ``1/(4 kappa H)``, twice the reported ``1/(8 kappa H)``; given one, the distance is at most ``delta``
and the regret of the KL-regularised problem at most ``beta delta``, as the divergence is at most ``delta^2``. All classic
problems, verifiers of every kind; laws are enclosed, and each of the three quotients is at most 1.
"""

from fractions import Fraction
from math import ceil

from theory_lab import numbers as xp
from theory_lab.chains import enclosed
from theory_lab.claims import Claim, Source
from theory_lab.counting.battery import CASES, case
from theory_lab.measures.divergences import kl, total_variation

PAIRS = tuple(pair for pair in CASES if xp.value(case(*pair).kappa).fraction <= 4)


def quotients(size):
    """The three quotients."""
    pair, delta = size[0], Fraction(1, size[1])
    made = case(*pair)
    depth, kappa = made.tree.depth, xp.value(made.kappa).fraction
    logarithm = Fraction(xp.value(xp.log(xp.exact(16 * kappa**3 * depth**2 / delta**2))).bounds()[1])
    law = enclosed.law_after(made.tree, made.weights, ceil(2 * kappa**2 * depth**2 * logarithm))[made.tree.leaves]
    found = xp.sum(law)
    return {
        "success": 1 / (4 * kappa * depth * found),
        "distance": total_variation(law / found, made.target) / delta,
        "divergence": kl(law / found, made.target) / delta**2,
    }


CLAIM = Claim(
    statement=r"\mathbb P(X_T \in \Lambda) \ge \frac1{4\kappa H} \ge \frac1{8\kappa H},\quad \mathrm{TV}(X_T|\Lambda,"
    r" \pi^*) \le \delta,"
    r"\quad J_\beta(\pi^*) - J_\beta(X_T|\Lambda) \le \beta\delta^2 \le \beta\delta,"
    r" \quad T = \lceil 2\kappa^2H^2\log(16\kappa^3H^2/\delta^2) \rceil"
    r" \quad \text{on these instances of self-reducible problems}",
    source=Source("arXiv:2510.03149", "Theorem 4.1", status="second-hand", reading="at an explicit time of order kappa^2 H^2"),
    sizes=(*((pair, 2) for pair in PAIRS[::4]), *((pair, 20) for pair in PAIRS[2::8])),
    kind="value",
    value=quotients,
    rhs=lambda size: 1,
)
