"""The noise of a truncated step.

Split the score into its conditional mean, which is at most ``4 sqrt(Var KL) + 8 B KL`` per letter, and a
martingale; the weights keep the sum of the divergences at most ``A``, so that the square of the first part is
at most a multiple of ``A`` times its progress.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Space, Table
from theory_lab.learning.training import distillation, expectations, updates
from theory_lab.numbers import Array
from theory_lab.sequences import laws, loglinear
from theory_lab.sequences.trees import Tree

TREE = Tree.complete(2, 2)
BALL = updates.ball()


def space() -> Space:
    """Two tokens of two letters with two features, any level."""
    return Space(
        features=Table((TREE.size - 1, 2), -3, 3), end=Table((2,), -1, 1), begin=Table((2,), -1, 1),
        level=Ratio(xp.ratio(1, 20), 20),
        derived=lambda i: {
            "theta": BALL(i.begin), "teacher": loglinear.steps(TREE, i.features, BALL(i.end)),
            "scale2": xp.maximum(xp.max(xp.sum(i.features**2, axis=1)), 1),
        },
    )  # fmt: skip


def second_moment(i: Instance) -> Array:
    """``E |ghat|^2``."""
    scores = distillation.truncated_scores(TREE, i.features, i.theta, i.teacher, i.level)
    return xp.dot(laws.leaf_law(TREE, i.teacher), xp.sum(scores**2, axis=1))


def bound(i: Instance) -> Array:
    """``(64 A + 2) sigma^2 + 256 A B^2 D_A``."""
    model = loglinear.steps(TREE, i.features, i.theta[:, None])
    stopped = expectations.stopped_kls(TREE, i.teacher, model, i.level)[0]
    variance = loglinear.inherent_variance(TREE, i.features, i.teacher)
    return (64 * i.level + 2) * variance + 256 * i.level * i.scale2 * stopped


CLAIM = Claim(
    statement=(r"\mathbb{E} \|\hat g_\theta\|^2 \le (64 A + 2) \sigma_*^2 + 256 A B^2 D_A(\pi_D \| \pi_\theta)"),
    source=Source("arXiv:2510.15020", "Lemma I.11"),
    space=space(),
    lhs=second_moment,
    rhs=bound,
    loose=(
        "at theta = theta* the left side is at most sigma^2, against at least 2 sigma^2; elsewhere 64 and 256 are far from needed"
    ),
)
