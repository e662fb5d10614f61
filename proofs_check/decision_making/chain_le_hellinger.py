"""The Hellinger distances along a sequence, from the distance of the joint laws.

Each conditional distance after the first is at most twice the joint one, the first at most once (data
processing). The constant ``2n - 1`` is approached when ``Q`` gives no mass to a rare first letter of ``P``
and all later conditionals are disjoint there.
"""

from proofs_check.decision_making._settings import chain_distance, joint_distance, two_laws_of_words
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source

CLAIM = Claim(
    statement=r"\mathbb E_P \sum_{h=1}^n D_H^2(P_h, Q_h) \le (2n-1)\,D_H^2(P,Q)",
    source=Source("arXiv:2112.13487", "reverse of Lemma A.13 (chain rule for Hellinger), sharp", status="derived"),
    space=two_laws_of_words,
    sizes=(2, 3),
    lhs=lambda i: chain_distance(i.tree, i.p, i.q),
    rhs=lambda i: (2 * i.size - 1) * joint_distance(i.tree, i.p, i.q),
    sharpened=lambda i: xp.ratio(99, 100) * (2 * i.size - 1) * joint_distance(i.tree, i.p, i.q),
    tight_at=lambda k: {"p": [1, 4**k - 1, 1, 0, 1, 1], "q": [0, 1, 0, 1, 1, 1]},
    rate="1 - ratio of order 4^-k",
)
