"""The law of a walk after a long time, in whatever arithmetic a claim is looked at.

Exact laws have denominators that grow with every step, so that a hundred steps at one instance take longer than thousands of
instances otherwise. An enclosure of the law decides most inequalities at once; here exact weights give balls around the law, as
verdicts want them.

Main definitions
----------------
``law_in_balls``   the law of the walk after a long time

Conventions
-----------
Balls come from double precision whatever the precision in force: what they leave open, ties above all, stays open.

References
----------
F. Johansson, "Arb: efficient arbitrary-precision midpoint-radius interval arithmetic" (2017).

Tags
----
Markov chains, rigorous numerics
"""

from __future__ import annotations

import numpy as np

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.counting.squaring import law_by_squaring
from theory_lab.numbers import Array
from theory_lab.numbers.reals.ends import ball_between
from theory_lab.sequences.trees import Tree

__all__ = ["law_in_balls"]


@xp.formula
def law_in_balls(tree: Tree, weights: Array, time: int) -> Array:
    """``walks.law_after`` (tree.size,): of exact weights balls around it, of intervals intervals, of floats floats.

    By powers of the matrix of one step, for trees of up to about 60 nodes.
    """
    if weights.is_exact:
        lower, upper = law_by_squaring(tree, xp.intervals(weights), time).bounds(batched=True)
        return xp.exact(_balls(lower, upper), batched=True)
    if weights.kind == "interval":
        return law_by_squaring(tree, weights, time)
    if not weights.is_float or weights.is_jax:
        return walks.law_after(tree, weights, time)
    matrices = np.moveaxis(walks.transition_matrix(tree, weights).numbers(batched=True), -1, 0)
    return xp.floats(np.linalg.matrix_power(np.ascontiguousarray(matrices), time)[:, 0].T, batched=True)


def _around(lower: float, upper: float) -> xp.Real:
    return xp.value(xp.exact(0)) if upper == 0 else xp.Real(None, ball_between(lower, upper))


_balls = np.frompyfunc(_around, 2, 1)
