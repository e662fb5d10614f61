"""Balanced brackets with random two-point errors: the size of everything.

Independent factors ``kappa`` or ``1/kappa``, length 8, twenty seeds of our own: the mean distance of action-level
sampling is .221 and .545 within 25 %, and the mean of the first ``T >= H`` with distance at most .01 is 196 and 485
within 25 %, for ``kappa`` = 3/2 and 3. With exact values the distance is 0 at every ``T >= H``.
"""

from fractions import Fraction

import numpy as np

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Claim, Source
from theory_lab.counting.instances import classic
from theory_lab.decoding import verifiers
from theory_lab.decoding.stepwise import samplers
from theory_lab.decoding.walks.horizons import sampling_time
from theory_lab.measures.divergences import total_variation

ROWS = {"3/2": (".221", 196), "3": (".545", 485)}
SEEDS = range(20)


def measured(problem, kappa, seed):
    """The distance of action-level sampling, and the first time of the walk."""
    tree = problem.tree
    guide = verifiers.perturbed(tree, problem.values, verifiers.two_point(np.random.default_rng(seed), tree, kappa))
    error = xp.value(total_variation(samplers.stepwise_law(tree, problem.steps, guide), problem.target)).fraction
    weights = walks.edge_weights(tree, problem.steps, guide)
    return error, sampling_time(tree, weights, problem.target, Fraction(1, 100))


def deviations(kappa):
    """The relative deviations of the two means, over a quarter."""
    found = [measured(classic("Dyck words, length 8"), Fraction(kappa), seed) for seed in SEEDS]
    printed = (Fraction(ROWS[kappa][0]), Fraction(ROWS[kappa][1]))
    means = (sum(row[k] for row in found) / Fraction(len(found)) for k in (0, 1))
    return [abs(mean / value - 1) * 4 for mean, value in zip(means, printed, strict=True)]


CLAIM = Claim(
    statement=r"\mathrm{TV}_{\mathrm{step}} \approx .221, .545, \quad T_{.01} \approx 196, 485 \text{ within } 25\,\%"
    r" \ (\kappa = \tfrac32, 3;\ H = 8)",
    source=Source("arXiv:2510.03149", "one-type Dyck words, two-point errors", status="derived"),
    sizes=tuple(ROWS),
    kind="value",
    value=deviations,
    rhs=lambda kappa: 1,
)
