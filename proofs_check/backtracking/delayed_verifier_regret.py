"""A verifier that is one letter late costs a constant regret.

With ``Vhat(va) = V*(v)`` action-level sampling ignores the verifier and samples ``pi_ref``, uniform on
bits; the target has independent letters with odds ``t``. So
``KL(pi_ref || pi*) = H log((1 + t)/(2 sqrt t))``; at ``t = e`` and ``beta = 1/H`` this is 0.12011 for every
length. The example is quoted as a constant regret; the scale of ``beta``, which makes it one, is a reconstruction,
and this form at all odds is ours.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space
from theory_lab.decoding.stepwise.samplers import stepwise_law
from theory_lab.measures.divergences import kl
from theory_lab.sequences.laws import leaf_law, tilted, value
from theory_lab.sequences.trees import Tree


def regret(i):
    """``KL(P || pi*)`` for the law ``P`` of action-level sampling with delayed values."""
    tree = Tree.complete(2, i.size)
    steps = xp.full((tree.size - 1,), xp.ratio(1, 2), like=i.root)
    ones = [sum(word) for word in map(tree.words.__getitem__, tree.leaves)]
    reward = xp.stack([i.root ** (2 * k) for k in ones])
    delayed = value(tree, steps, reward)[tree.parent[1:]]
    return kl(stepwise_law(tree, steps, delayed), tilted(leaf_law(tree, steps), reward))


CLAIM = Claim(
    statement=r"\mathrm{KL}(\mathrm{ActionLevelRS}\,\|\,\pi^*) = H \log\frac{1+t}{2\sqrt t}",
    source=Source("arXiv:2510.03149", "Example 3.2, with odds t in place of e", status="derived"),
    space=lambda depth: Space(root=Ratio(xp.ratio(1, 4), 4)),
    sizes=(1, 2, 3, 4),
    relation="==",
    lhs=regret,
    rhs=lambda i: i.size * xp.log((1 + i.root**2) / (2 * i.root)),
    notes="t = root^2, so that the square root is rational and the equation decided.",
)
