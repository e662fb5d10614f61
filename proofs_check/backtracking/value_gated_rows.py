"""Value-gated edges at odds ``e``, to the digits stated.

Length 4: the distance of the leaf law from the target is .1558 with gates ``V*(parent)^(1/2)`` and .2926 with
``V*(parent)``. Square roots of values are not rational, so the tree walk runs in balls; the difference is in half units
of the last digit.
"""

from fractions import Fraction

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Choice, Claim, Source, Space
from theory_lab.decoding.instances import delayed
from theory_lab.decoding.walks.backtracking import stationary_leaf_law
from theory_lab.measures.divergences import total_variation

ROWS = {"1/2": ".1558", "1": ".2926"}


def difference(power):
    """The difference in half units."""
    made = delayed(4, xp.exp(xp.exact(1)))
    gate = made.values[made.tree.parent[1:]]
    gated = made.values[1:] * (gate if power == "1" else xp.sqrt(gate))
    law = stationary_leaf_law(made.tree, walks.edge_weights(made.tree, made.steps, gated))
    return {"off": abs(total_variation(law, made.target) - Fraction(ROWS[power])) * 20_000}


CLAIM = Claim(
    statement=r"\mathrm{TV} = .1558 \ (\lambda = \tfrac12), \quad .2926 \ (\lambda = 1) \text{ at } t = e,\ H = 4",
    source=Source("arXiv:2510.03149", "value-gated edges, values", status="derived"),
    space=lambda power: Space(power=Choice(power), derived=lambda i: difference(power)),
    sizes=tuple(ROWS),
    kind="witness",
    witness=lambda power: {"power": 0},
    lhs=lambda i: i.off,
    rhs=lambda i: 1,
)
