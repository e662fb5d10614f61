"""The law of a walk after a long time, in whatever arithmetic a claim is looked at.

Main definitions
----------------
``law_in_balls``   the law of the walk after a long time

Conventions
-----------
Exact weights give balls, of double precision whatever the precision in force (``enclosures``).

References
----------
N. Higham, Accuracy and Stability of Numerical Algorithms, chapter 3.

Tags
----
Markov chains, rigorous numerics
"""

from __future__ import annotations

import numpy as np

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.counting.squaring import law_by_squaring
from theory_lab.measures.enclosures import in_balls
from theory_lab.numbers import Array
from theory_lab.sequences.trees import Tree

__all__ = ["law_in_balls"]


@xp.formula
def law_in_balls(tree: Tree, weights: Array, time: int) -> Array:
    """``walks.law_after`` (tree.size,): of exact weights balls around it, of intervals intervals, of floats floats.

    By powers of the matrix of one step, for trees of up to about 60 nodes. Raises ``ValueError`` for a negative time.
    """
    if time < 0:
        raise ValueError(f"a walk takes at least 0 steps, not {time}")
    if weights.is_exact:
        return in_balls(law_by_squaring(tree, xp.intervals(weights), time))
    if weights.is_interval:
        return law_by_squaring(tree, weights, time)
    if not weights.is_float or weights.is_jax:
        return walks.law_after(tree, weights, time)
    matrices = np.moveaxis(walks.transition_matrix(tree, weights).numbers(batched=True), -1, 0)
    return xp.floats(np.linalg.matrix_power(np.ascontiguousarray(matrices), time)[:, 0].T, batched=True)
