"""Conditional Hellinger from joint Hellinger.

At ``x`` with masses ``P`` and ``s^2 P`` and conditional distance ``h <= 2`` the joint distance over ``P``
is ``(1 - s)^2 + s h >= h - h^2/4 >= h/2``. The constant 2 is approached by a rare ``x`` that ``Q`` leaves
out, with disjoint conditionals.
"""

from proofs_check.decision_making._settings import joint_distance
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source, Space, Steps
from theory_lab.sequences.laws import reach
from theory_lab.sequences.trees import Tree


def pairs(size):
    """Joint laws of ``x`` in ``size[0]`` values and ``y`` in ``size[1]`` values, as models on a tree of depth 2."""
    tree = Tree.from_words([(x, y) for x in range(size[0]) for y in range(size[1])])
    return Space(p=Steps(tree), q=Steps(tree), derived=lambda i: {"tree": tree})


def conditional(i):
    """``E_{P_X} D_H^2(P_{Y|X}, Q_{Y|X})``."""
    letters = i.tree.levels[2]
    terms = (xp.sqrt(i.p) - xp.sqrt(i.q)) ** 2
    return xp.dot(reach(i.tree, i.p)[i.tree.parent[letters]], terms[letters.start - 1 :])


CLAIM = Claim(
    statement=r"\mathbb E_{P_X} D_H^2(P_{Y|X}, Q_{Y|X}) \le 2\,D_H^2(P_{XY}, Q_{XY})",
    source=Source("arXiv:2112.13487", "sharp form of the comparison of conditional and joint Hellinger (constant 4)",
                  status="derived"),
    space=pairs,
    sizes=((2, 2), (2, 3), (3, 2), (3, 3)),
    lhs=conditional,
    rhs=lambda i: 2 * joint_distance(i.tree, i.p, i.q),
    sharpened=lambda i: xp.ratio(198, 100) * joint_distance(i.tree, i.p, i.q),
    tight_at=lambda k: {"p": [1, 4**k - 1, 1, 0, 1, 1], "q": [0, 1, 0, 1, 1, 1]},
    rate="1 - ratio of order 4^-k",
)  # fmt: skip
