"""The identity behind the tail bound of online density estimation.

``E_{y ~ p} sqrt(q(y)/p(y)) = 1 - D/2`` for laws of full support, so the product over rounds of
``sqrt(q_t/p_t) / (1 - D_t/2)`` has mean 1, also when the laws depend on the past. Markov's inequality then
bounds the sum of Hellinger distances by the log-loss regret.
"""

from proofs_check.decision_making._settings import two_laws_of_words
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.sequences.laws import leaf_law


def mean(i):
    """``E_p prod_t sqrt(q_t/p_t) / (1 - D_t/2)``: ``leaf_law`` multiplies the factors along each word."""
    parent = i.tree.parent[1:]
    affinity = xp.segment_sum(xp.sqrt(i.p * i.q), parent, i.tree.size)
    factors = xp.sqrt(i.q / i.p) / affinity[parent]
    return xp.dot(leaf_law(i.tree, i.p), leaf_law(i.tree, factors))


CLAIM = Claim(
    statement=r"\mathbb E_p \prod_t \frac{\sqrt{q_t(y_t)/p_t(y_t)}}{1 - D_H^2(p_t, q_t)/2} = 1",
    source=Source("arXiv:2312.16730", "online density estimation, exact identity", status="derived"),
    space=lambda horizon: two_laws_of_words(horizon, positive=True),
    sizes=(1, 2),
    relation="==",
    lhs=mean,
    rhs=lambda i: 1,
)
