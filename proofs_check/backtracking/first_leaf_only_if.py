"""When the first leaf is exact: only if the potential drops along all words agree.

The electrical flow is the only flow with a potential; if the flow of the target has none, the first leaf has another law.
"""

from proofs_check.backtracking._settings import errors, models, positive_reward
from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Claim, Source
from theory_lab.decoding.walks.backtracking import first_leaf_law
from theory_lab.measures.divergences import total_variation
from theory_lab.sequences.laws import leaf_law, path_sums, tilted, value


def derived(i):
    """``drop`` is the sum of ``V*/Vhat`` along each word."""
    weights = walks.edge_weights(i.tree, i.steps, value(i.tree, i.steps, i.reward)[1:] / i.drops)
    first, target = first_leaf_law(i.tree, weights), tilted(leaf_law(i.tree, i.steps), i.reward)
    return {"drop": path_sums(i.tree, i.drops)[i.tree.leaves], "distance": total_variation(first, target)}


CLAIM = Claim(
    statement=r"\sum_{i=1}^H \frac{V^*}{\hat V}(y_{1:i}) \text{ differs between words} \implies 0 <"
    r" \mathrm{TV}(P_{\mathrm{first}}, \pi^*)",
    source=Source("arXiv:2510.03149", "criterion for an exact first leaf, necessity", status="derived"),
    space=lambda size: models(size, derived, reward=positive_reward, drops=errors),
    sizes=((2, 2), (3, 2)),
    given={"the drops differ": lambda i: xp.max(i.drop) > xp.min(i.drop)},
    necessary=("the drops differ",),
    relation="<",
    lhs=lambda i: 0,
    rhs=lambda i: i.distance,
    loose="a strict sign: both sides vanish together as the drops come to agree (first_leaf_exact_if)",
)
