"""The supermartingale behind the tail of online density estimation, on every tree.

``E_{y ~ p} sqrt(q(y)/p(y)) = 1 - D/2 <= exp(-D/2)`` at every node, so that the squared Hellinger distances along a word exceed
its regret under log loss by more than ``2 log(1/delta)`` with probability at most ``delta``: online forecasts are near the truth.
"""

from proofs_check.decision_making.online_density_identity import forecasts
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source
from theory_lab.numbers import Array
from theory_lab.sequences.laws import leaf_law


def mean(i: Instance) -> Array:
    """``E_p prod_t sqrt(q_t/p_t) exp(D_t/2)`` with ``D_t/2 = 1 - sum sqrt(p_t q_t)``: ``leaf_law`` multiplies the factors."""
    parent = i.tree.parent[1:]
    affinity = xp.segment_sum(xp.sqrt(i.p * i.q), parent, i.tree.size)[parent]
    return xp.sum(leaf_law(i.tree, i.p * xp.sqrt(i.q / i.p) * xp.exp(1 - affinity)))


CLAIM = Claim(
    statement=r"\mathbb E_p \exp\Bigl(\tfrac12 \sum_t D_H^2(p_t, q_t) - \tfrac12 \sum_t \log\frac{p_t(y_t)}{q_t(y_t)}\Bigr)"
    r" \le 1",
    source=Source("arXiv:2312.16730", "online density estimation, supermartingale form", status="derived"),
    space=forecasts,
    sizes=((2, 2), (3, 2), (2, 3)),
    lhs=mean,
    rhs=lambda i: 1,
    sharpened=lambda i: xp.ratio(99, 100),
    tight_at={"p": [1] * 6, "q": [1] * 6},
)
