"""The chain rule for Hellinger on two letters, sharp.

A first letter with masses ``P``, ``s^2 P`` and conditional distance ``h <= 2`` contributes
``(1 - s)^2 + s h`` to the joint and ``(1 - s)^2 + h`` to the chain. The quotient is largest at ``h = 2``,
``s = 1 + sqrt 2``, and approached by a rare letter.
"""

from proofs_check.decision_making._settings import chain_distance, joint_distance
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source, Space, Steps
from theory_lab.sequences.trees import Tree

TREE = Tree.complete(2, 2)
CONSTANT = 1 + xp.sqrt(xp.ratio(1, 2))


def limit(k):
    """``Q = s^2 P`` at a rare first letter, where ``s^2`` is a convergent of ``3 + 2 sqrt 2``: 6, 35/6, 204/35, ..."""
    low, high = 1, 6
    for _ in range(k):
        low, high = high, 6 * high - low
    rare = 6 * 4**k
    return {"p": [low, low * rare, 1, 0, 1, 1], "q": [high, low * (rare + 1) - high, 0, 1, 1, 1]}


CLAIM = Claim(
    statement=r"D_H^2(P,Q) \le \bigl(1 + 1/\sqrt2\bigr)\,\mathbb E_P \bigl[D_H^2(P_1, Q_1) + D_H^2(P_2, Q_2)\bigr]",
    source=Source("arXiv:2112.13487", "sharp constant of Lemma A.13 for two steps", status="derived"),
    space=Space(p=Steps(TREE), q=Steps(TREE)),
    lhs=lambda i: joint_distance(TREE, i.p, i.q),
    rhs=lambda i: CONSTANT * chain_distance(TREE, i.p, i.q),
    sharpened=lambda i: xp.ratio(99, 100) * CONSTANT * chain_distance(TREE, i.p, i.q),
    tight_at=limit,
    rate="1 - ratio of order 4^-k",
)
