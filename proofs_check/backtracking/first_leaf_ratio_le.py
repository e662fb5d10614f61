"""Stopping at the first leaf distorts the target by a polynomial factor only.

By Rayleigh monotonicity effective conductances are within ``kappa`` of their exact values ``f(v)/n``,
``n = H - |v|``, so that each factor ``w/(w + C)`` lies between ``n/(n + kappa^2)`` and
``n/(n + kappa^-2)``, against ``n/(n + 1)`` for exact values.
"""

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Claim, Ratio, Source, Space, Steps, Table
from theory_lab.decoding.walks.backtracking import first_leaf_law
from theory_lab.measures.coefficients import linf_coverage
from theory_lab.sequences.laws import leaf_law, tilted, value
from theory_lab.sequences.trees import Tree


def models(size):
    """A verifier between ``V*/kappa`` and ``kappa V*`` at inner nodes, exact at the leaves."""
    tree = Tree.complete(*size)
    inner = slice(1, tree.levels[-1].start)

    def derived(i):
        exact = value(tree, i.steps, i.reward)[inner]
        guide = xp.concatenate([exact * (1 / i.kappa + i.noise * (i.kappa - 1 / i.kappa)), i.reward])
        first = first_leaf_law(tree, walks.edge_weights(tree, i.steps, guide))
        return {"tree": tree, "first": first, "target": tilted(leaf_law(tree, i.steps), i.reward)}

    return Space(
        steps=Steps(tree, positive=True), reward=Table(len(tree.leaves), xp.ratio(1, 16), 1),
        kappa=Ratio(xp.ratio(65, 64), 4), noise=Table(inner.stop - 1, 0, 1), derived=derived,
    )  # fmt: skip


def bound(i):
    """``kappa prod over 0 < n < H of (n + 1)/(n + kappa^-2)``."""
    return i.kappa * xp.prod(xp.stack([(n + 1) / (n + 1 / i.kappa**2) for n in range(1, i.tree.depth)]))


CLAIM = Claim(
    statement=r"\mathbb P(\text{first leaf} = y) \le \kappa \prod_{n=1}^{H-1} \frac{n+1}{n+\kappa^{-2}}\;\pi^*(y)",
    source=Source("arXiv:2510.03149", "distortion of the first leaf under Assumption 4.1", status="derived"),
    space=models,
    sizes=((2, 2), (3, 2), (2, 3)),
    lhs=lambda i: linf_coverage(i.first, i.target),
    rhs=bound,
    sharpened=lambda i: xp.ratio(9, 10) * bound(i),
)
