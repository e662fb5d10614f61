"""If the leaf value is one letter late too, the walk errs in the last letter only.

The weight of a leaf is ``pi_ref(y) V*(y_{1:H-1})``: given a leaf, the stationary law has the right prefixes and a fair last
letter. With odds ``t`` the distance is ``|t/(1 + t) - 1/2|`` at every length: .2311 at ``t = e``, and the regret is that of
one letter.
"""

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Claim, Ratio, Source, Space
from theory_lab.decoding.walks.backtracking import stationary_leaf_law
from theory_lab.measures.divergences import kl, total_variation
from theory_lab.sequences.laws import leaf_law, tilted, value
from theory_lab.sequences.trees import Tree


def derived(i):
    """The target and the stationary law given a leaf."""
    tree = Tree.complete(2, i.size)
    steps = xp.full((tree.size - 1,), xp.ratio(1, 2), like=i.root)
    reward = xp.stack([i.root ** (2 * sum(word)) for word in map(tree.words.__getitem__, tree.leaves)])
    late = value(tree, steps, reward)[tree.parent[1:]]
    return {
        "target": tilted(leaf_law(tree, steps), reward),
        "limit": stationary_leaf_law(tree, walks.edge_weights(tree, steps, late)),
    }


CLAIM = Claim(
    statement=r"\mathrm{TV}(\mu(\cdot|\Lambda), \pi^*) = \Bigl|\frac t{1+t} - \frac12\Bigr|, \quad"
    r" \mathrm{KL}(\mu(\cdot|\Lambda)\|\pi^*) = \log\frac{1+t}{2\sqrt t}",
    source=Source("arXiv:2510.03149", "Example 3.2 with a delayed leaf value, odds t in place of e", status="derived"),
    space=lambda depth: Space(root=Ratio(xp.ratio(1, 4), 4), derived=derived),
    sizes=(1, 2, 3, 4),
    relation="==",
    lhs=lambda i: total_variation(i.limit, i.target) + kl(i.limit, i.target),
    rhs=lambda i: abs(i.root**2 / (1 + i.root**2) - xp.ratio(1, 2)) + xp.log((1 + i.root**2) / (2 * i.root)),
    notes="t = root^2, so that the square root is rational and the equation decided.",
)
