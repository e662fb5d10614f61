"""Sums of bounded nonnegative variables against their conditional means, in both directions.

Freedman's inequality (``martingale_tail_le``) for ``Z - E Z`` and its negative, with ``E Z^2 <= R E Z`` and ``eta = 1/(2R)``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Space, Steps, Table
from theory_lab.numbers import Array, ratio
from theory_lab.sequences import laws
from theory_lab.sequences.trees import Tree


def trees(depth: int) -> Space:
    """Variables in [0, 1] on a tree."""
    tree = Tree.complete(2, depth)
    return Space(branch=Steps(tree), z=Table(tree.size - 1, 0, 1), delta=Ratio(ratio(1, 50), 1), derived=lambda i: {"tree": tree})


def failure(i: Instance) -> Array:
    """The probability that one of the two inequalities fails, ``R = 1``."""
    means = xp.segment_sum(i.branch * i.z, i.tree.parent[1:], i.tree.size)[i.tree.parent[1:]]
    total, mean = (laws.path_sums(i.tree, x)[i.tree.leaves] for x in (i.z, means))
    slack = 4 * xp.log(2 / i.delta)
    bad = (total > ratio(3, 2) * mean + slack) | (mean > 2 * total + 2 * slack)
    return xp.dot(laws.leaf_law(i.tree, i.branch), xp.indicator(bad))


CLAIM = Claim(
    statement=(
        r"\mathrm{P}\Big(\sum Z_t \le \tfrac32 \sum \mathrm{E}_{t-1} Z_t + 4 R \log\tfrac2\delta \text{ and }"
        r" \sum \mathrm{E}_{t-1} Z_t \le 2 \sum Z_t + 8 R \log\tfrac2\delta\Big) \ge 1 - \delta, \quad 0 \le Z_t \le R"
    ),
    source=Source("arXiv:2510.15020", "Lemma F.2"),
    space=trees,
    sizes=(2, 4, 6),
    lhs=failure,
    rhs=lambda i: i.delta,
    trivial="probability",
    loose="4 R log(2/delta) exceeds 2.7, more than six variables can deviate with a probability near delta",
)
