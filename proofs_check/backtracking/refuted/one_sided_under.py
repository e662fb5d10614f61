"""Average underestimation bounded, overestimation not: an attractor.

A huge score below one prefix satisfies ``s_h <= 1``, and draws all the stationary mass there: every word has a large density
ratio. Words of two fair bits, all rewarded; the first prefix is overestimated.
"""

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Claim, Ratio, Source, Space
from theory_lab.sequences.trees import Tree

TREE = Tree.complete(2, 2)


def missed(i):
    """``Pr[pi*(y)/mu(y) > 8 H / delta]`` for the limit law, ``H = 2`` and ``delta = 1/2``."""
    half = xp.full((TREE.size - 1,), xp.ratio(1, 2), like=i.score)
    guide = xp.concatenate([i.score[None], xp.ones((5,), like=i.score)])
    law = walks.stationary(TREE, walks.edge_weights(TREE, half, guide))[TREE.leaves]
    return xp.sum(xp.indicator(32 * law < xp.ratio(1, 4))) / 4


CLAIM = Claim(
    statement=r"s_h \le \kappa \text{ for all } h \implies"
    r" \Pr_{y\sim\pi^*}\Bigl[\frac{\pi^*(y)}{\mu(y)} > \frac{8H\kappa^2}\delta\Bigr] \le \delta",
    source=Source("arXiv:2510.03149", "Theorem 4.2 without the bound on the mean of Vhat/V*", status="derived"),
    space=Space(score=Ratio(1, 1024)),
    lhs=missed,
    rhs=lambda i: xp.ratio(1, 2),
    expect="fails",
    falls="tempting form",
    notes="kappa = 1: all values are 1 and the scores at least that.",
)
