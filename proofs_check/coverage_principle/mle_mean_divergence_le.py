"""Maximum likelihood in a log-linear class: the mean divergence along the sample.

``E1 <= 2 |z|`` in every sample (``mle_divergence_le_noise``) and ``E |z|^2 = sigma*^2/n``. The left side is an
enclosure of the mean over all samples of ``n`` words of two letters, with a certified enclosure of the maximiser on the
unit ball for each sample. Instances of the kind "one per size"; the inequality for every parameter is the other claim.
Two letters that are nearly fair, told apart by large features in different directions: every sample of one word drives the
maximiser to the sphere, where divergences grow with the distance. A truth far from 0 loses more, since its letters are sure.
"""

from fractions import Fraction

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source, Space, Table
from theory_lab.learning.likelihood import ball_fit
from theory_lab.measures.divergences import token_kl
from theory_lab.numbers import Array
from theory_lab.numbers.reals.ends import ball_between
from theory_lab.sequences import laws, loglinear
from theory_lab.sequences.trees import Tree

TREE = Tree.complete(2, 2)


def mean(i: Instance) -> xp.Real:
    """An enclosure of the mean over all samples of ``E1``, the mean of the letters' divergences along the sample."""
    data = loglinear.steps(TREE, xp.intervals(i.features), xp.intervals(i.truth))

    def along(counts: np.ndarray, model: Array) -> Array:
        per_letter = token_kl(TREE, data, model)[TREE.parent[1:]]
        sample = xp.intervals([Fraction(int(c), i.size) for c in counts])
        return xp.dot(sample, laws.path_sums(TREE, per_letter)[TREE.leaves])

    teacher = loglinear.steps(TREE, i.features, i.truth)
    return xp.Real(None, ball_between(*map(float, ball_fit.mean_bounds(TREE, i.features, teacher, i.size, along))))


def bound(i: Instance) -> Array:
    """``2 sigma* / sqrt n``."""
    teacher = loglinear.steps(TREE, i.features, i.truth)
    return 2 * xp.sqrt(loglinear.inherent_variance(TREE, i.features, teacher) / i.size)


CLAIM = Claim(
    kind="witness",
    statement=r"\mathrm{E} \frac1n \sum_i \sum_h \varepsilon_{\hat\theta}(y^i_{<h}) \le \frac{2 \sigma_*}{\sqrt n}"
    r" \quad \text{on these instances, }n = 1, 2, 3",
    source=Source("arXiv:2510.15020", "proof of Theorem 4.2, first display", status="derived"),
    space=lambda n: Space(features=Table((TREE.size - 1, 2), -4, 4), truth=Table(2, -1, 1)),
    sizes=(1, 2, 3),
    lhs=mean,
    rhs=bound,
    witness=lambda n: {"features": [8, 32, 0, -32, 0, 0, 32, 0, -32, 0, 28, 0, -32], "truth": [50, 1, -1]},
    loose=(
        "at n = 1 the bound is 11.1, with a distance of 2 between maximiser and truth; here it is about 1, which makes 5.54, "
        "and the likelihood gains 1.37 of that, which is not charged; 4.16 is left"
    ),
)
