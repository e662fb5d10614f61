"""Value-gated edges at odds ``e``, to the digits stated.

Length 4: the distance of the leaf law from the target is .1558 with gates ``V*(parent)^(1/2)`` and .2926 with
``V*(parent)``. Square roots of values are not rational, so the tree walk runs in balls.
"""

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Claim, Source
from theory_lab.decoding.instances import delayed
from theory_lab.decoding.walks.backtracking import stationary_leaf_law
from theory_lab.measures.divergences import total_variation


def distance(power):
    """The distance of the leaf law from the target."""
    made = delayed(4, xp.exp(xp.exact(1)))
    gate = made.values[made.tree.parent[1:]]
    gated = made.values[1:] * (gate if power == "1" else xp.sqrt(gate))
    law = stationary_leaf_law(made.tree, walks.edge_weights(made.tree, made.steps, gated))
    return total_variation(law, made.target)


CLAIM = Claim(
    statement=r"\mathrm{TV} = .1558 \ (\lambda = \tfrac12), \quad .2926 \ (\lambda = 1) \text{ at } t = e,\ H = 4",
    source=Source("arXiv:2510.03149", "value-gated edges, values", status="derived"),
    kind="value",
    value=distance,
    printed={"1/2": ".1558", "1": ".2926"},
)
