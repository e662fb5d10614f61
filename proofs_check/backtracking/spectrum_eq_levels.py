"""The spectrum of the walk with exact values.

Radial functions see the lazy reflecting walk on the depths ``0..H``; at an inner node with ``b`` children
there are ``b - 1`` copies of the walk below it that is killed above. So the spectrum does not depend on the
model and the reward (when all nodes are alive). The two sides are compared as characteristic polynomials.
"""

from theory_lab.chains import walks
from theory_lab.chains.spectrum import characteristic_polynomial, level_polynomial
from theory_lab.claims import Claim, Simplex, Source, Space, Steps
from theory_lab.sequences.laws import value
from theory_lab.sequences.trees import Tree


def difference(i):
    """The largest difference of the coefficients."""
    exact = value(i.tree, i.steps, i.reward)[1:]
    walk = walks.transition_matrix(i.tree, walks.edge_weights(i.tree, i.steps, exact))
    pairs = zip(characteristic_polynomial(walk), level_polynomial(i.tree), strict=True)
    return max(abs(a - b) for a, b in pairs)


def models(size):
    """A positive model on words and a positive reward up to scale."""
    tree = Tree.complete(*size)
    return Space(
        steps=Steps(tree, positive=True), reward=Simplex(len(tree.leaves), positive=True),
        derived=lambda i: {"tree": tree},
    )  # fmt: skip


CLAIM = Claim(
    statement=r"\text{spectrum of } P = \bigl\{\tfrac{1+\cos(k\pi/H)}2\bigr\}_{k \le H} \cup \bigcup_v (b_v - 1)"
    r"\bigl\{\tfrac{1+\cos((2k-1)\pi/(2(H-|v|)))}2\bigr\}_{k \le H-|v|}",
    source=Source("arXiv:2510.03149", "spectrum of the walk with exact values", status="derived"),
    space=models,
    sizes=((2, 2), (3, 2)),
    relation="==",
    lhs=difference,
    rhs=lambda i: 0,
)
