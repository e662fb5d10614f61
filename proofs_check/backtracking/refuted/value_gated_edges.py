"""Edges weighed by the value of both ends change the target.

With edge weights ``pi_ref(c) Vhat(c) Vhat(parent)`` the leaf law is proportional to
``pi_ref tau Vhat(parent)``, which is the target only if the value is the same at all parents of live
leaves; exact values do not help.
"""

from theory_lab.chains import walks
from theory_lab.claims import Claim, Simplex, Source, Space, Steps
from theory_lab.decoding.walks.backtracking import stationary_leaf_law
from theory_lab.measures.divergences import total_variation
from theory_lab.sequences.laws import leaf_law, tilted, value
from theory_lab.sequences.trees import Tree

TREE = Tree.complete(2, 2)


def gated(i):
    """The leaf law of the walk with gated edges and exact values."""
    exact = value(TREE, i.steps, i.reward)
    return stationary_leaf_law(TREE, walks.edge_weights(TREE, i.steps, exact[1:] * exact[TREE.parent[1:]]))


CLAIM = Claim(
    statement=r"w(c) = \pi_{\mathrm{ref}}(c)\,V^*(c)\,V^*(\mathrm{parent}) \implies \mu(\cdot \mid"
    r" \text{leaf}) = \pi^*",
    source=Source("arXiv:2510.03149", "value-gated edges", status="derived"),
    space=Space(steps=Steps(TREE, positive=True), reward=Simplex(4, positive=True)),
    relation="==",
    lhs=lambda i: total_variation(gated(i), tilted(leaf_law(TREE, i.steps), i.reward)),
    rhs=lambda i: 0,
    expect="fails",
    falls="tempting form",
)
