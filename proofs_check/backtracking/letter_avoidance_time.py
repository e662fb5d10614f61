"""Letter avoidance: the time to the first finished word.

Each position fails with probability ``q`` and the verifier is ``alpha^(H-h)`` while nothing failed, an error by
level. Lumped by depth, the walk has edge weights ``c_h = (1-q)^h alpha^(H-h)``, and without holding it takes
``sum_{h<H} deg(h) sum_{j>h} 1/c_j`` steps on average.
"""

from functools import reduce

from theory_lab import numbers as xp
from theory_lab.chains import hitting, walks
from theory_lab.claims import Claim, Ratio, Source, Space
from theory_lab.sequences.trees import Tree


def lumped(depth):
    """The walk on depths, for any ``alpha`` and ``q``."""
    tree = Tree.from_words([(0,) * depth])

    def derived(i):
        weights = xp.stack([(1 - i.q) ** h * i.alpha ** (depth - h) for h in range(1, depth + 1)])
        return {"tree": tree, "weights": weights}

    return Space(alpha=Ratio(xp.ratio(1, 16), 1), q=Ratio(0, xp.ratio(15, 16)), derived=derived)


def formula(i):
    """``sum over h < H of (c_h + c_{h+1}) sum over j > h of 1/c_j``, ``c_0 = 0``."""
    degrees = walks.degrees(i.tree, i.weights)
    terms = [degrees[h] * xp.sum(1 / i.weights[h:]) for h in range(i.tree.depth)]
    return reduce(lambda total, term: total + term, terms)


CLAIM = Claim(
    statement=r"\mathbb E[\text{first leaf}] = \sum_{h<H} \deg(h) \sum_{j>h} \frac1{c_j}, \quad c_h = (1-q)^h \alpha^{H-h}",
    source=Source("arXiv:2510.03149", "letter avoidance, time to the first word", status="derived"),
    space=lumped,
    sizes=(2, 3, 4, 8),
    relation="==",
    lhs=lambda i: hitting.first_leaf_time(i.tree, i.weights) / 2,
    rhs=formula,
)
