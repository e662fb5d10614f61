"""Coverage of a leaf at every time, without assumptions.

Root domination and Markov's inequality for the climb: ``P(X_T = y) >= mu(y) (1 - S(y)/T)`` with ``S(y)``
the expected climb, and ``mu(y) = pi*(y) (Vhat/V*)(y) / (2 sum_h r_h)``.
"""

from theory_lab import numbers as xp
from theory_lab.chains import hitting, walks
from theory_lab.claims import Claim, Count, Source, Space, Steps, Table
from theory_lab.sequences.laws import leaf_law, tilted, value
from theory_lab.sequences.trees import Tree


def models(size):
    """Any positive verifier and reward, a time and a leaf."""
    tree = Tree.complete(*size)

    def derived(i):
        weights = walks.edge_weights(tree, i.steps, i.guide)
        return {"tree": tree, "weights": weights, "target": tilted(leaf_law(tree, i.steps), i.reward)}

    return Space(
        steps=Steps(tree, positive=True), reward=Table(len(tree.leaves), xp.ratio(1, 16), 1),
        guide=Table(tree.size - 1, xp.ratio(1, 16), 1), time=Count(1, 40), leaf=Count(0, len(tree.leaves) - 1),
        derived=derived,
    )  # fmt: skip


def bound(i):
    """``(Vhat/V*)(y) (1 - S(y)/T)_+ / (2 sum_h r_h)``."""
    node = i.tree.leaves[i.leaf]
    mass = xp.sum(i.weights) / value(i.tree, i.steps, i.reward)[0]
    late = hitting.root_times(i.tree, i.weights)[node] / i.time
    return i.guide[node - 1] / i.reward[i.leaf] * xp.maximum(1 - late, 0) / (2 * mass)


def density(i):
    """``P(X_T = y)/pi*(y)``."""
    return walks.law_after(i.tree, i.weights, i.time)[i.tree.leaves[i.leaf]] / i.target[i.leaf]


CLAIM = Claim(
    statement=r"\frac{(\hat V/V^*)(y)}{2\sum_h r_h}\bigl(1 - S(y)/T\bigr) \le \frac{\mathbb P(X_T = y)}{\pi^*(y)}",
    source=Source("arXiv:2510.03149", "Theorem 4.2, instance-sharp form", status="derived"),
    space=models,
    sizes=((2, 1), (2, 2)),
    lhs=bound,
    rhs=density,
    sharpened=lambda i: xp.ratio(9, 10) * density(i),
)
