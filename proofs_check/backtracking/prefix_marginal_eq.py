"""Prefix marginals of the target.

``pi*(v) = sum of pi*(y) over the words y below v = pi_ref(v) V*(v) / Z``: the target is an autoregressive
model whose next letter has probability ``pi_ref(a | v) V*(va) / V*(v)``.
"""

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space, Steps
from theory_lab.sequences.laws import leaf_law, reach, tilted, value
from theory_lab.sequences.trees import Tree


def models(size):
    """A model on the words over ``size[0]`` letters of length ``size[1]``, and a reward up to scale."""
    tree = Tree.complete(*size)
    below = np.array([[word[: len(prefix)] == prefix for word in map(tree.words.__getitem__, tree.leaves)]
                      for prefix in tree.words], dtype=int)  # fmt: skip
    return Space(
        steps=Steps(tree, positive=True), reward=Simplex(len(tree.leaves)),
        derived=lambda i: {"tree": tree, "below": below},
    )  # fmt: skip


def marginals(i):
    """``pi_ref(v) V*(v) / Z`` for every prefix ``v``."""
    values = value(i.tree, i.steps, i.reward)
    return reach(i.tree, i.steps) * values / values[0]


CLAIM = Claim(
    statement=r"\pi^*(y_{1:h}) = \pi_{\mathrm{ref}}(y_{1:h})\,V^*(y_{1:h})/Z",
    source=Source("arXiv:2510.03149", "prefix marginals of the target", status="derived"),
    space=models,
    sizes=((2, 2), (3, 2), (2, 3)),
    relation="==",
    lhs=lambda i: xp.sum(abs(xp.dot(i.below, tilted(leaf_law(i.tree, i.steps), i.reward)) - marginals(i))),
    rhs=lambda i: 0,
)
