"""The tilted value is the average of the values of the children.

``V*(v) = E_ref[tau | v]``; condition on the next letter. The left side averages the reward over all
completions of every prefix.
"""

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source, Space, Steps, Table
from theory_lab.sequences.laws import leaf_law, reach, value
from theory_lab.sequences.trees import Tree


def models(size):
    """A model on the words over ``size[0]`` letters of length ``size[1]``, and a reward."""
    tree = Tree.complete(*size)
    below = np.array([[word[: len(prefix)] == prefix for word in map(tree.words.__getitem__, tree.leaves)]
                      for prefix in tree.words], dtype=int)  # fmt: skip
    return Space(
        steps=Steps(tree, positive=True), reward=Table(len(tree.leaves), 0, 4),
        derived=lambda i: {"tree": tree, "below": below},
    )  # fmt: skip


def averages(i):
    """``E_ref[tau 1(prefix v)] / pi_ref(v)`` for every prefix ``v``."""
    return xp.dot(i.below, i.reward * leaf_law(i.tree, i.steps)) / reach(i.tree, i.steps)


CLAIM = Claim(
    statement=r"V^*(v) = \mathbb E_{\mathrm{ref}}[\tau(y) \mid v] = \sum_a \pi_{\mathrm{ref}}(a \mid v)\,V^*(va)",
    source=Source("arXiv:2510.03149", "self-reducibility of the tilted value", status="derived"),
    space=models,
    sizes=((2, 2), (3, 2), (2, 3)),
    relation="==",
    lhs=lambda i: xp.sum(abs(averages(i) - value(i.tree, i.steps, i.reward))),
    rhs=lambda i: 0,
)
