"""Estimation errors of the posterior mean, by how far its predictions are from the truth: on every tree of outcomes.

The oracle of Proposition 10. A learner predicts the next outcome by a law, and estimates its mean value, between 0 and 1, by
the mean under that. The squared error is at most that of total variation, and by Pinsker's inequality at most half of the
divergence of the next outcome; along words these add up to half of ``KL(P || Q)``. For the posterior of a prior that gives
the truth the mass ``w`` this is at most ``log(1/w)/2``, as ``Q >= w P``: ``log|F|/2`` in `square_cb_regret_le`. Sizes are
(outcomes, rounds).
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source, Space, Steps, Table
from theory_lab.measures.divergences import kl
from theory_lab.numbers import Array
from theory_lab.sequences.laws import leaf_law, reach
from theory_lab.sequences.trees import Tree


def forecasts(size: tuple[int, int]) -> Space:
    """The true laws of the next outcome, those that are predicted, and the values of outcomes."""
    tree = Tree.complete(*size)

    def derived(i: Instance) -> dict[str, Array | Tree]:
        """The expected squared errors of the estimates."""
        gaps = xp.segment_sum((i.truth - i.predicted) * i.values, tree.parent[1:], tree.size)[tree.inner]
        return {"tree": tree, "errors": xp.dot(reach(tree, i.truth)[tree.inner], gaps**2)}

    return Space(
        truth=Steps(tree, positive=True),
        predicted=Steps(tree, positive=True),
        values=Table(tree.size - 1, 0, 1),
        derived=derived,
    )


def bound(i: Instance) -> Array:
    """``KL(P || Q) / 2``."""
    return kl(leaf_law(i.tree, i.truth), leaf_law(i.tree, i.predicted)) / 2


CLAIM = Claim(
    statement=r"\mathbb E_P \sum_t (\hat f_t - f^*_t)^2 \le \tfrac12 \mathrm{KL}(P \| Q),"
    r" \quad f^*_t = \mathbb E_P[y_t \mid y_{<t}],\ \hat f_t = \mathbb E_Q[y_t \mid y_{<t}] \in [0, 1]",
    source=Source(
        "arXiv:2312.16730", "Proposition 10, the oracle: squared errors by the divergence of predictions", status="derived"
    ),
    space=forecasts,
    sizes=((2, 2), (3, 2), (2, 3)),
    lhs=lambda i: i.errors,
    rhs=bound,
    sharpened=lambda i: xp.ratio(9, 10) * bound(i),
)
