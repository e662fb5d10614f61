"""Average error under the target does not see dead prefixes.

``E_{pi*}[Vhat/V*]`` and ``E_{pi*}[V*/Vhat]`` are 1 whatever ``Vhat`` is at prefixes with ``V* = 0``. A
large value there keeps the walk away from the live leaves, so the coverage event of the theorem fails for
its limit law; the levels must be weighed over all nodes.
"""

import numpy as np

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Claim, Ratio, Source, Space
from theory_lab.measures.profiles import coverage
from theory_lab.sequences.laws import leaf_law, tilted, value
from theory_lab.sequences.trees import Tree

TREE = Tree.complete(2, 2)
LIVE = xp.exact([1, 1, 0, 0])  # words that begin with the first letter


def missed(i):
    """``P_{pi*}[pi*(y)/mu(y) >= 96 H]`` for the stationary law ``mu``; values are exact on live prefixes."""
    steps = xp.full((TREE.size - 1,), xp.ratio(1, 2), like=i.dead)
    exact = value(TREE, steps, LIVE)[1:]
    guide = exact + i.dead * np.array([0, 1, 0, 0, 0, 0])
    limit = walks.stationary(TREE, walks.edge_weights(TREE, steps, guide))
    return coverage(tilted(leaf_law(TREE, steps), LIVE), limit[TREE.leaves], 96 * TREE.depth)


CLAIM = Claim(
    statement=r"\Pr_{y \sim \pi^*}\bigl[\pi^*(y)/\hat\pi(y) > 48H(1+\varepsilon_V)^2/\delta\bigr] \le \delta"
    r" \text{ whenever } \mathbb E_{\pi^*}[\hat V/V^*],\ \mathbb E_{\pi^*}[V^*/\hat V] \le 1 + \varepsilon_V",
    source=Source("arXiv:2510.03149", "Theorem 4.2, (9), with expectations under the target only", status="second-hand"),
    space=Space(dead=Ratio(0, 1000)),
    lhs=missed,
    rhs=lambda i: xp.ratio(1, 2),
    expect="fails",
    falls="tempting form",
    notes="Here epsilon_V = 0 and delta = 1/2; pihat is the limit law of the walk.",
)
