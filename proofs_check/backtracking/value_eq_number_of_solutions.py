"""Values are numbers of solutions.

With fair bits and weights 0 or 1, ``V*(v) 2^(H - |v|)`` is the number of solutions that extend ``v``: the dictionary
between verifiers and counters.
"""

import numpy as np

from theory_lab import numbers as xp
from theory_lab.chains.walks import subtree_sums
from theory_lab.claims import Claim, Source
from theory_lab.counting.instances import classic

NAMES = (
    "independent sets, path 4", "independent sets, grid 3x3", "matchings, path 4", "matchings, grid 2x3", "matchings, grid 2x4",
    "DNF, 4 variables", "DNF, 6 variables", "DNF, 8 variables", "monotone 2-SAT, path 4", "monotone 2-SAT, cycle 6",
    "monotone 2-SAT, F9", "spanning trees, cycle 4", "spanning trees, complete 4", "spanning trees, grid 2x4",
    "contingency tables, 2x2", "contingency tables, 3x3", "contingency tables, 3x4", "Dyck words, length 6",
    "Dyck words, length 10", "Dyck words, length 12",
)  # fmt: skip


def difference(problem):
    """``sum over prefixes |V*(v) 2^(H - |v|) - number of leaves below v|``."""
    tree = problem.tree
    leaves = (tree.child_count == 0).astype(int)
    scale = np.array([2 ** int(tree.depth - depth) for depth in tree.depths])
    return xp.sum(abs(problem.values * scale - subtree_sums(tree, xp.exact(leaves))))


CLAIM = Claim(
    statement=r"2^{H-|v|}\, V^*(v) = |\{\text{solutions extending } v\}|"
    r" \quad \text{on these instances of self-reducible problems}",
    source=Source("Sinclair and Jerrum 1989", "self-reducibility as a value function", status="second-hand"),
    sizes=NAMES,
    kind="value",
    value=lambda name: difference(classic(name)),
    rhs=lambda name: 0,
    relation="==",
)
