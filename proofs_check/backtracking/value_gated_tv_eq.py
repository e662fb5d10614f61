"""Edges gated by the value of the parent: how far the leaf law is off.

With edge weights ``pi_ref(c) V*(c) V*(parent)^l`` the leaf law is proportional to ``pi_ref tau V*(parent)^l``. For fair
bits with odds ``t`` (the delayed instance, exact values) the first ``H - 1`` letters get odds ``t^(1+l)``: the distance
is that of two binomial laws. At ``t = e``, ``H = 4`` it is .1558 for ``l = 1/2`` and .2926 for ``l = 1``.
"""

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Choice, Claim, Ratio, Source, Space
from theory_lab.decoding.walks.backtracking import stationary_leaf_law
from theory_lab.measures.divergences import total_variation
from theory_lab.sequences.laws import leaf_law, tilted, value
from theory_lab.sequences.trees import Tree


def derived(i):
    """The distance on the tree, by gates ``V*(parent)^power`` with whole powers."""
    tree = Tree.complete(2, i.size)
    steps = xp.full((tree.size - 1,), xp.ratio(1, 2), like=i.odds)
    reward = xp.stack([i.odds ** sum(word) for word in map(tree.words.__getitem__, tree.leaves)])
    exact = value(tree, steps, reward)
    gated = walks.edge_weights(tree, steps, exact[1:] * exact[tree.parent[1:]] ** i.power)
    return {"distance": total_variation(stationary_leaf_law(tree, gated), tilted(leaf_law(tree, steps), reward))}


def binomial(n, odds):
    """The binomial law on ``0..n`` by odds."""
    return xp.stack([xp.binomial(n, k) * odds**k for k in range(n + 1)]) / (1 + odds) ** n


CLAIM = Claim(
    statement=r"\mathrm{TV}(\mu_\lambda(\cdot|\Lambda), \pi^*) = \mathrm{TV}\bigl(\mathrm{Bin}(H-1,"
    r" \tfrac{t^{1+\lambda}}{1+t^{1+\lambda}}),"
    r"\ \mathrm{Bin}(H-1, \tfrac t{1+t})\bigr)",
    source=Source("arXiv:2510.03149", "value-gated edges on the instance of Example 3.2", status="derived"),
    space=lambda depth: Space(odds=Ratio(xp.ratio(1, 8), 8), power=Choice(1, 2), derived=derived),
    sizes=(2, 3, 4),
    relation="==",
    lhs=lambda i: i.distance,
    rhs=lambda i: total_variation(binomial(i.size - 1, i.odds ** (1 + i.power)), binomial(i.size - 1, i.odds)),
)
