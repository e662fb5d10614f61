"""The Hellinger distances along a sequence, from the distance of the joint laws.

Each conditional distance after the first is at most twice the joint one, the first at most once (data
processing). The constant ``2n - 1`` is approached when ``Q`` gives no mass to a rare first letter of ``P``
and all later conditionals are disjoint there.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source, Space, Steps
from theory_lab.measures.divergences import hellinger2
from theory_lab.sequences.laws import leaf_law, reach
from theory_lab.sequences.trees import Tree


def models(n):
    """Two models of binary words of length ``n``."""
    tree = Tree.complete(2, n)
    return Space(p=Steps(tree), q=Steps(tree), derived=lambda i: {"tree": tree})


def chain(i):
    """``E_P sum_h D_H^2(P(.|y_<h), Q(.|y_<h))``."""
    return xp.dot(reach(i.tree, i.p)[i.tree.parent[1:]], (xp.sqrt(i.p) - xp.sqrt(i.q)) ** 2)


def joint(i):
    """``D_H^2(P, Q)``."""
    return 2 * hellinger2(leaf_law(i.tree, i.p), leaf_law(i.tree, i.q))


CLAIM = Claim(
    statement=r"\mathbb E_P \sum_{h=1}^n D_H^2(P_h, Q_h) \le (2n-1)\,D_H^2(P,Q)",
    source=Source("arXiv:2112.13487", "reverse of Lemma A.13 (chain rule for Hellinger), sharp", status="derived"),
    space=models,
    sizes=(2, 3, 4),
    lhs=chain,
    rhs=lambda i: (2 * i.size - 1) * joint(i),
    sharpened=lambda i: xp.ratio(99, 100) * (2 * i.size - 1) * joint(i),
    tight_at=lambda k: {"p": [1, 4**k - 1, 1, 0, 1, 1], "q": [0, 1, 0, 1, 1, 1]},
    rate="1 - ratio of order 4^-k",
)
