"""The spectrum of the walk with exact values.

Radial functions see the lazy reflecting walk on the depths ``0..H``; at an inner node with ``b`` children
there are ``b - 1`` copies of the walk below it that is killed above. So the spectrum does not depend on the
model and the reward (when all nodes are alive). The two sides are compared as characteristic polynomials.
"""

from proofs_check.backtracking._settings import models, positive_up_to_scale
from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.chains.spectrum import characteristic_polynomials, level_polynomial
from theory_lab.claims import Claim, Source
from theory_lab.sequences.laws import value


def difference(i):
    """The largest difference of the coefficients."""
    exact = value(i.tree, i.steps, i.reward)[1:]
    walk = walks.transition_matrix(i.tree, walks.edge_weights(i.tree, i.steps, exact))
    expected = level_polynomial(i.tree)
    found = (zip(own, expected, strict=True) for own in characteristic_polynomials(walk))
    return xp.exact([max(abs(a - b) for a, b in pairs) for pairs in found], batched=True)


CLAIM = Claim(
    statement=r"\text{spectrum of } P = \bigl\{\tfrac{1+\cos(k\pi/H)}2\bigr\}_{k \le H} \cup \bigcup_v (b_v - 1)"
    r"\bigl\{\tfrac{1+\cos((2k-1)\pi/(2(H-|v|)))}2\bigr\}_{k \le H-|v|}",
    source=Source("arXiv:2510.03149", "spectrum of the walk with exact values", status="derived"),
    space=lambda size: models(size, reward=positive_up_to_scale),
    sizes=((2, 2), (3, 2)),
    relation="==",
    lhs=difference,
    rhs=lambda i: 0,
)
