"""The first leaf on the a/b/c instance, to the digits stated.

Values doubled after the letter a, leaves exact: the first leaf from the root is off by .07143 at length 3 and .08039 at
length 4; from a stationary start still by 3/56 and .05844, as one enters the process at a typical time and not at a typical
leaf.
"""

import numpy as np

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Claim, Source
from theory_lab.decoding.instances import abc
from theory_lab.decoding.walks.backtracking import first_leaf_law
from theory_lab.measures.divergences import total_variation

ROWS = {3: ("0.07143", "3/56"), 4: ("0.08039", "0.05844")}


def from_stationary(made):
    """The law of the first leaf when the walk starts from its stationary law; a start at a leaf counts."""
    tree, law = made.tree, walks.stationary(made.tree, made.weights)
    matrix, inner = walks.transition_matrix(tree, made.weights), tree.inner
    stay = np.eye(len(inner), dtype=int) - matrix[inner][:, inner]
    return xp.dot(law[inner], xp.solve(stay, matrix[inner][:, tree.leaves])) + law[tree.leaves]


def distances(depth):
    """The distance of the first leaf, from the root and from a stationary start."""
    made = abc(depth, 1)
    laws = (first_leaf_law(made.tree, made.weights), from_stationary(made))
    return [total_variation(law, made.target) for law in laws]


CLAIM = Claim(
    statement=r"\mathrm{TV}(P_{\mathrm{first}}, \pi^*) = .07143, .08039; \text{ from a stationary start } \tfrac3{56}, .05844"
    r" \ (H = 3, 4)",
    source=Source("arXiv:2510.03149", "bias of the first leaf on the ABC instance", status="derived"),
    kind="value",
    value=distances,
    printed=ROWS,
)
