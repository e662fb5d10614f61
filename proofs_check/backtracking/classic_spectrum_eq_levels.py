"""The spectrum of the walk guided by exact counts, on classic counting problems.

The characteristic polynomial is that of the walk on depths times those of the killed walks below every branching
node, whatever the reference law and the weights: only the shape of the tree of live prefixes matters. Compared as
polynomials over the rationals.
"""

from theory_lab.chains import walks
from theory_lab.chains.spectrum import characteristic_polynomial, level_polynomial
from theory_lab.claims import Claim, Source
from theory_lab.counting.battery import SMALL, case


def differing(i):
    """How many coefficients differ."""
    own = characteristic_polynomial(walks.transition_matrix(i.tree, i.weights))
    return sum(a != b for a, b in zip(own, level_polynomial(i.tree), strict=True))


CLAIM = Claim(
    statement=r"\hat V = V^* \implies \det(x - P) = \det(x - P_{\mathrm{depth}}) \prod_v \det(x - P_{H-|v|})^{b_v - 1}"
    r" \quad \text{on these instances of self-reducible problems}",
    source=Source("arXiv:2510.03149", "spectrum for exact values, self-reducible problems", status="derived"),
    sizes=tuple(dict.fromkeys(name for name, _ in SMALL)),
    kind="value",
    value=lambda name: differing(case(name, "exact")),
    rhs=lambda name: 0,
    relation="==",
)
