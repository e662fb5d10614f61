"""Maximum likelihood in a log-linear class covers, with the constant 1 where it has been tried.

Theorem 4.2 bounds the mean coverage by a constant times ``sqrt(sigma*^2/(n log N)) + B^2/n``, whatever the dimension and the
length. On these instances, with certified maximisers for all samples, the constant 1 suffices, with a factor of ten to spare;
that it always does is a conjecture. The size is ``(s, n)``: features in multiples of ``1/s``, and samples. With features up to
5/4 the bound exceeds 1; with half of them it is below 1 from three samples on.
"""

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source, Space, Table
from theory_lab.learning.likelihood import ball_fit
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array
from theory_lab.sequences import laws, loglinear
from theory_lab.sequences.trees import Tree

TREE = Tree.complete(2, 2)
LEVEL = 2


def upper_mean(i: Instance) -> Array:
    """An upper bound of the mean coverage over all samples."""
    data = laws.leaf_law(TREE, loglinear.steps(TREE, xp.intervals(i.features), xp.intervals(i.truth)))

    def uncovered(counts: np.ndarray, model: Array) -> Array:
        return coverage(data, laws.leaf_law(TREE, model), LEVEL)

    teacher = loglinear.steps(TREE, i.features, i.truth)
    return xp.exact(ball_fit.mean_bounds(TREE, i.features, teacher, i.size[1], uncovered)[1])


def bound(i: Instance) -> Array:
    """``sqrt(sigma*^2/(n log N)) + B^2/n``."""
    teacher = loglinear.steps(TREE, i.features, i.truth)
    variance = loglinear.inherent_variance(TREE, i.features, teacher)
    scale2 = xp.max(xp.sum(i.features**2, axis=1))
    return xp.sqrt(variance / (i.size[1] * xp.log(xp.exact(LEVEL)))) + scale2 / i.size[1]


CLAIM = Claim(
    kind="witness",
    statement=(
        r"\mathrm{E}\,\mathrm{Cov}_N(\hat\pi) \le \sqrt{\frac{\sigma_*^2}{n \log N}} + \frac{B^2}{n}"
        r" \quad \text{on instances}"
    ),
    source=Source(
        "arXiv:2510.15020", "Theorem 4.2 with the constant 1", status="derived", reading="on instances with V = H = 2, N = 2"
    ),
    space=lambda size: Space(features=Table((TREE.size - 1, 2), -4, 4), truth=Table(2, -1, 1)),
    sizes=((4, 1), (4, 2), (4, 3), (4, 6), (8, 3), (8, 6), (10, 6)),
    lhs=upper_mean,
    rhs=bound,
    witness=lambda size: {"features": [size[0], 3, -1, -4, 2, 0, 5, 5, -3, -2, 1, 4, -6], "truth": [5, 3, -2]},
    trivial="probability",
    loose="a constant of .1 is enough on these instances; 1 is the constant that is conjectured for all of them",
    notes="for all n, parameters and features this is open at c = 1",
)
