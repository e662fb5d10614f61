"""The error of action-level sampling on the a/b/c instance.

Letters a, b, c, uniform; words without c are rewarded; values are inflated by ``1 + eps`` after the letter a, leaves included.
Action-level sampling then draws letters independently with ``P(a) = (1 + eps)/(2 + eps)``, the target is uniform on ``{a,
b}^H``, and the number of letters a is a sufficient statistic. The example is quoted as ``Omega(min(eps sqrt H, 1))``, which
`abc_long` has with a constant; the instance is a reconstruction, and this form of its error is ours.
"""

from proofs_check.backtracking._settings import binomial
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space
from theory_lab.decoding.stepwise.samplers import stepwise_law
from theory_lab.measures.divergences import total_variation
from theory_lab.sequences.laws import leaf_law, tilted, value
from theory_lab.sequences.trees import Tree


def on_the_tree(i):
    """The total variation between action-level sampling and the target, on the tree of all words."""
    tree = Tree.complete(3, i.size)
    steps = xp.full((tree.size - 1,), xp.ratio(1, 3), like=i.eps)
    reward = xp.exact([int(2 not in word) for word in map(tree.words.__getitem__, tree.leaves)])
    guide = value(tree, steps, reward)[1:] * (1 + i.eps * (tree.letter[1:] == 0).astype(int))
    return total_variation(stepwise_law(tree, steps, guide), tilted(leaf_law(tree, steps), reward))


CLAIM = Claim(
    statement=r"\mathrm{TV}(\mathrm{ActionLevelRS}, \pi^*)"
    r" = \mathrm{TV}\bigl(\mathrm{Bin}(H, \tfrac{1+\varepsilon}{2+\varepsilon}),\ \mathrm{Bin}(H, \tfrac12)\bigr)",
    source=Source("arXiv:2510.03149", "Example 3.1, the error as a distance of binomial laws", status="derived"),
    space=lambda depth: Space(eps=Ratio(0, 4)),
    sizes=(1, 2, 3, 4),
    relation="==",
    lhs=on_the_tree,
    rhs=lambda i: total_variation(binomial(i.size, (1 + i.eps) / (2 + i.eps)), binomial(i.size, xp.ratio(1, 2))),
)
