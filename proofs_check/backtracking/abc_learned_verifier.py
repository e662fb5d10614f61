"""Words over a, b, c without c, under a verifier learned from rollouts.

``V* = (2/3)^(H-h)`` and the verifier is ``(k + 1/2)/(n + 1)`` with ``k`` successes among ``n`` rollouts from each
prefix, or exact up to log-uniform factors. With the measured error ``kappa``: action-level sampling is off by at most
``kappa^(2(H-1))``, the leaf mass is at least ``1/(2 kappa H)``, the climb at most ``2H + 2 kappa^2 (H-1)(H-2) + 4
kappa (H-1)``, the conductance at least ``1/(2(1 + 2 kappa^2 (H-1)))``, and the first leaf is off by at most its
polynomial factor. The stationary law given a leaf is exact.
"""

from fractions import Fraction
from functools import reduce

import numpy as np

from theory_lab import numbers as xp
from theory_lab.chains import hitting, walks
from theory_lab.chains.conductance import conductance
from theory_lab.claims import Claim, Source
from theory_lab.counting.words import avoiding
from theory_lab.decoding import verifiers
from theory_lab.decoding.stepwise import samplers
from theory_lab.decoding.walks import backtracking


def scores(problem, rollouts):
    """Smoothed shares of so many rollouts; log-uniform errors of size 2 for 0 rollouts."""
    rng = np.random.default_rng([problem.depth, rollouts])
    if not rollouts:
        return verifiers.perturbed(problem.tree, problem.values, verifiers.log_uniform(rng, problem.tree, 2))
    shares = verifiers.frequencies(verifiers.rollouts(rng, problem.values, rollouts), rollouts, smoothed=True)
    return verifiers.with_leaves(problem.tree, xp.exact(shares), problem.reward)


def compared(size):
    """Each quantity over its bound, and the difference of the stationary law."""
    depth, rollouts = size
    problem = avoiding(depth, 2, Fraction(1, 3))
    tree, guide = problem.tree, scores(problem, rollouts)
    weights = walks.edge_weights(tree, problem.steps, guide)
    kappa = verifiers.uniform_error(tree, problem.values, guide)
    sampled = samplers.stepwise_law(tree, problem.steps, guide) / problem.target
    first = backtracking.first_leaf_law(tree, weights) / problem.target
    upper = reduce(lambda total, n: total * (n + 1) / (n + kappa**-2), range(1, depth), kappa)
    exact = backtracking.stationary_leaf_law(tree, weights) - problem.target
    climb = 2 * depth + 2 * kappa**2 * (depth - 1) * (depth - 2) + 4 * kappa * (depth - 1)
    quotients = {
        "amplification": xp.max(xp.maximum(sampled, 1 / sampled)) / kappa ** (2 * (depth - 1)),
        "leaf mass": 1 / (2 * kappa * depth * backtracking.leaf_mass(tree, weights)),
        "climb": xp.max(hitting.root_times(tree, weights)) / climb,
        "cut": 1 / (2 * (1 + 2 * kappa**2 * (depth - 1)) * conductance(tree, weights)),
        "first leaf": xp.max(first) / upper,
    }
    return {"over the bound": quotients, "off": xp.sum(abs(exact))}


CLAIM = Claim(
    statement=r"P/\pi^* \le \kappa^{2(H-1)},\ \mu(\Lambda) \ge \frac1{2\kappa H},\ S \le M,"
    r"\ \Phi \ge \frac1{2(1+2\kappa^2(H-1))},"
    r"\ \mu(\cdot|\Lambda) = \pi^* \text{ on ABC words}"
    r" \quad \text{on these instances}",
    source=Source("arXiv:2510.03149", "ABC task with a learned verifier", status="derived"),
    kind="value",
    value=compared,
    printed={
        size: {"over the bound": "<= 1", "off": 0}
        for size in ((4, 0), (4, 5), (6, 0), (6, 5), (6, 50), (8, 5), (8, 50), (10, 50))
    },
)
