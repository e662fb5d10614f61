"""The law of the first leaf, by effective conductances.

Going down from ``v`` the walk ends below child ``c`` with probability proportional to the conductance from
``v`` through ``c`` to the leaves: ``c(leaf) = w``, ``c(v) = w C/(w + C)`` with ``C`` the sum over the
children. The left side solves the linear system of absorption.
"""

import numpy as np

from proofs_check.backtracking._settings import TREES, walks_on
from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Claim, Source
from theory_lab.decoding.walks.backtracking import first_leaf_law
from theory_lab.measures.divergences import total_variation
from theory_lab.sequences.trees import Tree

WORDS = {"path": Tree.from_words([(0, 0), (1,)]), "binary": TREES["binary"], "uneven": TREES["uneven"]}


def absorbed(i):
    """The law of the first leaf from the root: ``((I - Q)^-1 R)[root]``, with ``Q`` and ``R`` the inner rows of the walk."""
    matrix, inner = walks.transition_matrix(i.tree, i.weights), i.tree.inner
    stay = np.eye(len(inner), dtype=int) - matrix[inner][:, inner]
    return xp.solve(stay, matrix[inner][:, i.tree.leaves])[0]


CLAIM = Claim(
    statement=r"\mathbb P(\text{first leaf} = y)"
    r" = \frac{w(y)}{C(o)} \prod_{i=1}^{H-1} \frac{w(y_{1:i})}{w(y_{1:i}) + C(y_{1:i})}",
    source=Source("arXiv:2510.03149", "law of the first leaf", status="derived"),
    space=lambda name: walks_on(WORDS[name]),
    sizes=tuple(WORDS),
    relation="==",
    lhs=lambda i: total_variation(absorbed(i), first_leaf_law(i.tree, i.weights)),
    rhs=lambda i: 0,
)
