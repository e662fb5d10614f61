"""When the first leaf is exact: if the potential drops along all words agree.

The flow ``f = pi_ref V*`` from the root to the leaves is the electrical one if and only if ``sum over i of
(V*/Vhat)(y_{1:i})``, the drop of its potential, is the same for all words (Kirchhoff). Inner errors are arbitrary here,
and the scores of leaves are chosen so that the sums agree; the converse is ``first_leaf_only_if``.
"""

from proofs_check.backtracking._settings import models, positive_reward
from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Claim, Source, Table
from theory_lab.decoding.walks.backtracking import first_leaf_law
from theory_lab.measures.divergences import total_variation
from theory_lab.sequences.laws import leaf_law, path_sums, tilted, value


def derived(i):
    """Drops ``V*/Vhat`` with, at leaves, what is missing to a common total."""
    above = path_sums(i.tree, xp.concatenate([i.drops, xp.zeros((len(i.tree.leaves),), like=i.drops)]))[i.tree.leaves]
    drops = xp.concatenate([i.drops, xp.max(above) + 1 - above])
    return {"weights": walks.edge_weights(i.tree, i.steps, value(i.tree, i.steps, i.reward)[1:] / drops)}


CLAIM = Claim(
    statement=r"\sum_{i=1}^H \frac{V^*}{\hat V}(y_{1:i}) \text{ is the same for all } y \implies P_{\mathrm{first}} = \pi^*",
    source=Source("arXiv:2510.03149", "criterion for an exact first leaf, sufficiency", status="derived"),
    space=lambda size: models(
        size, derived, reward=positive_reward, drops=lambda tree: Table(tree.levels[-1].start - 1, xp.ratio(1, 8), 8)
    ),
    sizes=((2, 2), (3, 2), (2, 3)),
    relation="==",
    lhs=lambda i: total_variation(first_leaf_law(i.tree, i.weights), tilted(leaf_law(i.tree, i.steps), i.reward)),
    rhs=lambda i: 0,
)
