"""The identity behind the tail bound of online density estimation.

``E_{y ~ p} sqrt(q(y)/p(y)) = 1 - D/2`` for laws of full support, so the product over rounds of
``sqrt(q_t/p_t) / (1 - D_t/2)`` has mean 1, also when the laws depend on the past. Markov's inequality then
bounds the sum of Hellinger distances by the log-loss regret.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source, Space, Steps
from theory_lab.numbers import Array
from theory_lab.sequences.laws import leaf_law
from theory_lab.sequences.trees import Tree


def forecasts(size: tuple[int, int]) -> Space:
    """The truth ``p`` and the forecasts ``q`` over ``size[0]`` outcomes in each of ``size[1]`` rounds, given the earlier ones."""
    tree = Tree.complete(*size)
    return Space(p=Steps(tree, positive=True), q=Steps(tree, positive=True), derived=lambda i: {"tree": tree})


def mean(i: Instance) -> Array:
    """``E_p prod_t sqrt(q_t/p_t) / (1 - D_t/2)``: ``leaf_law`` multiplies the factors along each word."""
    parent = i.tree.parent[1:]
    affinity = xp.segment_sum(xp.sqrt(i.p * i.q), parent, i.tree.size)
    return xp.sum(leaf_law(i.tree, i.p * xp.sqrt(i.q / i.p) / affinity[parent]))


CLAIM = Claim(
    statement=r"\mathbb E_p \prod_t \frac{\sqrt{q_t(y_t)/p_t(y_t)}}{1 - D_H^2(p_t, q_t)/2} = 1",
    source=Source("arXiv:2312.16730", "online density estimation, exact identity", status="derived"),
    space=forecasts,
    sizes=((2, 2),),
    relation="==",
    lhs=mean,
    rhs=lambda i: 1,
)
