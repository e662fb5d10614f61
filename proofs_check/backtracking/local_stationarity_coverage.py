"""What local stationarity says of leaves: coverage without hitting times.

``g_T(o) >= 1``, and along the path to ``y`` the density falls by at most ``sum |grad g|``; Cauchy-Schwarz with ``sum_v
pi*(v)^2/Q(v) = 4 (sum r)(sum s)`` and the energy bound give ``E_{pi*}[(1 - g_T)_+]^2 <= 8 (sum r)^2 (sum s)/(r_1 (T +
1))``.
"""

from proofs_check.backtracking._settings import models, positive_reward, verifier
from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Claim, Count, Source
from theory_lab.decoding.verifiers import mean_errors
from theory_lab.sequences.laws import leaf_law, tilted, value


def derived(i):
    """The mass of the target that is missing at a time, and its bound."""
    weights = walks.edge_weights(i.tree, i.steps, i.guide)
    density = walks.law_after(i.tree, weights, i.time) / walks.stationary(i.tree, weights)
    over, under = mean_errors(i.tree, i.steps, value(i.tree, i.steps, i.reward), i.guide)
    missing = xp.dot(tilted(leaf_law(i.tree, i.steps), i.reward), xp.maximum(1 - density[i.tree.leaves], 0))
    return {"missing": missing, "bound": 8 * xp.sum(over) ** 2 * xp.sum(under) / (over[0] * (i.time + 1))}


CLAIM = Claim(
    statement=r"\bigl(\mathbb E_{y\sim\pi^*}(1 - g_T(y))_+\bigr)^2 \le \frac{8(\sum_h r_h)^2 \sum_h s_h}{r_1 (T+1)}",
    source=Source("arXiv:2510.03149", "local stationarity, coverage of leaves", status="derived"),
    space=lambda size: models(size, derived, reward=positive_reward, guide=verifier, time=Count(0, 10)),
    sizes=((2, 1), (2, 2)),
    lhs=lambda i: i.missing**2,
    rhs=lambda i: i.bound,
    trivial="probability",
    weak="the bound exceeds 1 on all that can be enumerated; finite_time_coverage has strength",
    loose="the path to a leaf is charged the energy of the whole tree",
)
