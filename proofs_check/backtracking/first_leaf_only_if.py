"""When the first leaf is exact: only if the potential drops along all words agree.

The electrical flow is the only flow with a potential; if the flow of the target has none, the first leaf has another law.
"""

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Claim, Source, Space, Steps, Table
from theory_lab.decoding.walks.backtracking import first_leaf_law
from theory_lab.measures.divergences import total_variation
from theory_lab.sequences.laws import leaf_law, path_sums, tilted, value
from theory_lab.sequences.trees import Tree


def models(size):
    """A positive reward and any errors; ``drop`` is the sum of ``V*/Vhat`` along each word."""
    tree = Tree.complete(*size)

    def derived(i):
        weights = walks.edge_weights(tree, i.steps, value(tree, i.steps, i.reward)[1:] / i.drops)
        first, target = first_leaf_law(tree, weights), tilted(leaf_law(tree, i.steps), i.reward)
        return {"drop": path_sums(tree, i.drops)[tree.leaves], "distance": total_variation(first, target)}

    return Space(
        steps=Steps(tree, positive=True), reward=Table(len(tree.leaves), xp.ratio(1, 16), 1),
        drops=Table(tree.size - 1, xp.ratio(1, 8), 8), derived=derived,
    )  # fmt: skip


CLAIM = Claim(
    statement=r"\sum_{i=1}^H \frac{V^*}{\hat V}(y_{1:i}) \text{ differs between words} \implies 0 <"
    r" \mathrm{TV}(P_{\mathrm{first}}, \pi^*)",
    source=Source("arXiv:2510.03149", "criterion for an exact first leaf, necessity", status="derived"),
    space=models,
    sizes=((2, 2), (3, 2)),
    given={"the drops differ": lambda i: xp.max(i.drop) > xp.min(i.drop)},
    necessary=("the drops differ",),
    relation="<",
    lhs=lambda i: xp.zeros((), like=i.reward),
    rhs=lambda i: i.distance,
    loose="the distance may be as small as one likes",
)
