"""Root domination in continuous time: a walk that never stays, jumping at rate 1.

``P(X_t = y) >= mu(y) P_y(sigma_root <= t)``: return probabilities in continuous time are sums of decaying exponentials,
so they never fall below ``mu(o)``, and no holding is needed. Both sides times ``e^t`` are series in the numbers of jumps;
the left one is cut after 30 jumps and the right one completed by a bound on its tail, so that the comparison is one of
rationals.
"""

from fractions import Fraction
from math import factorial

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Choice, Claim, Count, Source, Space, Table
from theory_lab.sequences.trees import Tree

TREES = {"binary": Tree.complete(2, 2)}
JUMPS, NEVER = 30, Fraction(0)


def derived(i, tree):
    """``e^t P(X_t = y)`` from below and ``e^t mu(y) P_y(sigma <= t)`` from above."""
    matrix = walks.transition_matrix(tree, i.weights, holding=NEVER)[1:]
    root = xp.ones((1,), like=i.weights)
    met = xp.concatenate([root, xp.zeros((tree.size - 1,), like=i.weights)])
    law, found, climbed = met, xp.exact(0), 0
    for k in range(JUMPS + 1):
        share = Fraction(i.time**k, factorial(k))
        found, climbed = found + share * law, climbed + share * met
        law, met = walks.step(tree, i.weights, law, NEVER), xp.concatenate([root, xp.dot(matrix, met)])
    tail = Fraction(i.time ** (JUMPS + 1), factorial(JUMPS + 1)) * Fraction(JUMPS + 2, JUMPS + 2 - i.time)
    return {"found": found[i.node], "climbed": (walks.stationary(tree, i.weights) * (climbed + tail))[i.node]}


CLAIM = Claim(
    statement=r"\mu(y)\,\mathbb P_y(\sigma_{\mathrm{root}} \le t) \le \mathbb P(X_t = y) \text{, jumps at rate } 1",
    source=Source("arXiv:2510.03149", "root-domination lemma, continuous time", status="derived"),
    space=lambda name: Space(
        weights=Table(TREES[name].size - 1, xp.ratio(1, 64), 1),
        time=Choice(1, 10),
        node=Count(1, TREES[name].size - 1),
        derived=lambda i: derived(i, TREES[name]),
    ),
    sizes=tuple(TREES),
    lhs=lambda i: i.climbed,
    rhs=lambda i: i.found,
    trivial="probability",
)
