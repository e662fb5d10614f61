"""Coverage from the divergence stopped at any level.

Stop just before the sum of token divergences exceeds ``A``. The divergence of the stopped prefix is at most
``D_A``, coverage from KL on the stopped prefix gives the first term, and Markov for stopping early the
second. ``A = log N`` is the case of Proposition D.10, with a better constant and for all ``N > 1``; as ``A``
grows it becomes Proposition D.1. The data go from uniform letters towards any law, the model is written in likelihood
ratios and may make the first letter rare: so light instances have coverage where the bound is below 1.
"""

from typing import Any

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Instance, Ratio, Source, Space, Steps
from theory_lab.measures.divergences import stopped_kl
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array, ratio
from theory_lab.sequences.laws import leaf_law
from theory_lab.sequences.trees import Tree

# How much rarer the first letter may be in the model, and the part of the way from uniform letters; 1 is all of them.
RARER = (64, 1)
PARTS = (ratio(1, 2), ratio(1, 1))
# Whether the model has the support of the data, or every letter.
LEAKS = (0, 1)


def tilted(letters: int, length: int) -> Space:
    """Data ``p`` on words and a model ``q`` of the same support or of full support; level and truncation over 32."""
    tree = Tree.complete(letters, length)
    parent = tree.parent[1:]

    def derived(i: Instance) -> dict[str, Any]:
        p = (1 - i.part) / letters + i.part * i.goal
        weights = (p + ratio(i.leak, letters)) * i.odds * xp.exact([ratio(1, i.rarer)] + [1] * (tree.size - 2))
        q = weights / xp.segment_sum(weights, parent, tree.size)[parent]
        return {"tree": tree, "p": p, "q": q, "level": 32 * i.height, "cut": 32 * i.depth}

    return Space(
        goal=Steps(tree), odds=Steps(tree, positive=True), rarer=Choice(*RARER), part=Choice(*PARTS),
        leak=Choice(*LEAKS),
        height=Ratio(ratio(9, 256), ratio(25, 16)), depth=Ratio(ratio(1, 256), ratio(125, 4)), derived=derived,
    )  # fmt: skip


def bound(i: Instance) -> Array:
    """``(1/(log N - 1 + 1/N) + 1/A) D_A``."""
    return (1 / (xp.log(i.level) - 1 + 1 / i.level) + 1 / i.cut) * stopped_kl(i.tree, i.p, i.q, i.cut)


CLAIM = Claim(
    statement=(
        r"\mathrm{Cov}_N(p\|q) \le \Big[\frac{1}{\log N - 1 + 1/N} + \frac1A\Big] D_A, \quad"
        r" D_A = \mathrm{E}_p \min\Big\{A, \sum_h \mathrm{KL}(p(\cdot|y_{<h}) \| q(\cdot|y_{<h}))\Big\}"
    ),
    source=Source("arXiv:2510.15020", "Proposition D.10 at any truncation level", status="derived"),
    space=lambda size: tilted(*size),
    sizes=((2, 1), (2, 2), (2, 3), (2, 4), (3, 2), (3, 3), (3, 4)),
    lhs=lambda i: coverage(leaf_law(i.tree, i.p), leaf_law(i.tree, i.q), i.level),
    rhs=bound,
    trivial="probability",
    sharpened=lambda i: ratio(9, 10) * bound(i),
)
