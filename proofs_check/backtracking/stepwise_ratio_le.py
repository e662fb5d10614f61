"""How much action-level sampling amplifies errors: the ratio to the target.

``P(y)/pi*(y)`` is a product of ``H`` factors; the last is 1 (exact leaves), the others lie in
``[kappa^-2, kappa^2]``. Approached along a word whose letters have probability near 0 under the target and
values ``kappa V*``, while their siblings have ``V*/kappa``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space, Steps, Table
from theory_lab.decoding.stepwise.samplers import stepwise_law
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
        target = tilted(leaf_law(tree, i.steps), i.reward)
        return {"tree": tree, "sampled": stepwise_law(tree, i.steps, guide), "target": target}

    return Space(
        steps=Steps(tree, positive=True), reward=Table(len(tree.leaves), xp.ratio(1, 16), 1),
        kappa=Ratio(xp.ratio(65, 64), 4), noise=Table(inner.stop - 1, 0, 1), derived=derived,
    )  # fmt: skip


def bound(i):
    """``kappa^(2 (H - 1))``."""
    return i.kappa ** (2 * (i.tree.depth - 1))


CLAIM = Claim(
    statement=r"\kappa^{-2(H-1)} \le P(y)/\pi^*(y) \le \kappa^{2(H-1)}",
    source=Source("arXiv:2510.03149", "error amplification of action-level rejection sampling", status="derived"),
    space=models,
    sizes=((2, 2), (3, 2), (2, 3)),
    lhs=lambda i: xp.maximum(linf_coverage(i.sampled, i.target), linf_coverage(i.target, i.sampled)),
    rhs=bound,
    sharpened=lambda i: xp.ratio(9, 10) * bound(i),
    tight_at=lambda k: {
        "steps": [1, 4**k, 1, 1, 1, 1], "reward": [1, 1, 1, 1, 1], "kappa": [2, 1], "noise": [1, 1, 0]
    },
    rate="1 - ratio of order 4^-k",
)  # fmt: skip
