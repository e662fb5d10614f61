"""With exact counts, or errors by level, the sampler is exact at every time, on classic counting problems.

The depth is a walk on a path with weights ``c_1 ... c_H`` (all 1 for exact counts) and the word, given its depth, has
the marginal law of the target; checked at ``T = H + 2``.
"""

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Claim, Source
from theory_lab.counting.battery import CASES, SMALL, case
from theory_lab.sequences import laws
from theory_lab.sequences.trees import Tree


def difference(i):
    """``sum |P(X_T = v) - P(D_T = |v|) pi*(v)|``."""
    tree, time = i.tree, i.tree.depth + 2
    path = Tree.from_words([(0,) * tree.depth])
    errors = i.guide / i.values[1:]
    levels = errors[[level.start - 1 for level in tree.levels[1:]]]
    depth = walks.law_after(path, levels, time)
    marginals = laws.reach(tree, laws.steps_of(tree, i.target))
    return xp.sum(abs(walks.law_after(tree, i.weights, time) - depth[tree.depths] * marginals))


PAIRS = tuple((name, "by level") for name in dict.fromkeys(name for name, _ in CASES))
PAIRS += tuple((name, "exact") for name in dict.fromkeys(name for name, _ in SMALL))

CLAIM = Claim(
    statement=r"\hat V(v) = c_{|v|} V^*(v) \implies \mathbb P(X_T = v) = \mathbb P(D_T = |v|)\, \pi^*(v)"
    r" \quad \text{on these instances of self-reducible problems}",
    source=Source("arXiv:2510.03149", "exact and level-wise verifiers on self-reducible problems", status="derived"),
    sizes=PAIRS,
    kind="value",
    value=lambda pair: difference(case(*pair)),
    rhs=lambda pair: 0,
    relation="==",
)
