"""On a weighted tree the conductance is attained by cutting one edge.

A component of an optimal set is as good as the set; if the complement of that component has a component of
half the volume, use its complement, otherwise one of these components is as good by averaging. The left
side tries all sets.
"""

from itertools import product

import numpy as np

from proofs_check.backtracking._settings import walks_on
from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.chains.conductance import conductance
from theory_lab.claims import Claim, Source
from theory_lab.sequences.trees import Tree

SMALL = {
    "star": Tree.complete(4, 1),
    "path": Tree.from_words([(0, 0, 0, 0)]),
    "binary": Tree.complete(2, 2),
    "uneven": Tree.from_words([(0, 0, 0), (0, 0, 1), (0, 1)]),
}


def over_all_sets(i):
    """``min over sets of mass at most 1/2 of Q(S, S^c)/mu(S)`` for the lazy walk."""
    sets = np.array([bits for bits in product((0, 1), repeat=i.tree.size) if any(bits)])
    masses = xp.sum(sets * walks.stationary(i.tree, i.weights), axis=1)
    cut = (sets[:, 1:] != sets[:, i.tree.parent[1:]]).astype(int)
    flows = xp.sum(cut * i.weights, axis=1) / (2 * walks.volume(i.tree, i.weights))
    return xp.min(xp.where(2 * masses <= 1, flows / masses, xp.INFINITY))


CLAIM = Claim(
    statement=r"\min_{\mu(S) \le 1/2} \frac{Q(S,S^c)}{\mu(S)}"
    r" = \frac12 \min_{v \ne o} \frac{w(v)}{\min(\mathrm{vol}(T_v),\ \mathrm{vol}(T)-\mathrm{vol}(T_v))}",
    source=Source("arXiv:2510.03149", "conductance of the backtracking walk", status="derived"),
    space=lambda name: walks_on(SMALL[name]),
    sizes=tuple(SMALL),
    relation="==",
    lhs=over_all_sets,
    rhs=lambda i: conductance(i.tree, i.weights),
)
