"""Hitting times of the root and the first leaf by closed forms and by linear systems, on small classic counting problems."""

import numpy as np

from theory_lab import numbers as xp
from theory_lab.chains import hitting, walks
from theory_lab.claims import Claim, Source
from theory_lab.counting.battery import SMALL, case
from theory_lab.decoding.walks.backtracking import first_leaf_law


def differences(i):
    """Climbs, the time to the first leaf and its law, each against a linear solve, in absolute sums."""
    tree, matrix = i.tree, walks.transition_matrix(i.tree, i.weights)
    climbs = hitting.root_times(tree, i.weights) - hitting.hitting_times(matrix, np.arange(tree.size) == 0)
    first = hitting.first_leaf_time(tree, i.weights) - hitting.hitting_times(matrix, tree.child_count == 0)[0]
    stay = np.eye(len(tree.inner), dtype=int) - matrix[tree.inner][:, tree.inner]
    law, absorbed = first_leaf_law(tree, i.weights), xp.solve(stay, matrix[tree.inner][:, tree.leaves])[0]
    return {"climbs": xp.sum(abs(climbs)), "first leaf": first, "its law": xp.sum(abs(law - absorbed))}


CLAIM = Claim(
    statement=r"\mathbb E_v[\sigma_{\mathrm{root}}] = 2\sum_{u \in o..v} \mathrm{vol}(T_u)/w(u),"
    r" \text{ and the first leaf by effective conductances, solve their linear systems}"
    r" \quad \text{on these instances of self-reducible problems}",
    source=Source("arXiv:2510.03149", "hitting times and first leaf, self-reducible problems", status="derived"),
    sizes=SMALL[1::3],
    kind="value",
    value=lambda pair: differences(case(*pair)),
    rhs=lambda pair: 0,
    relation="==",
)
