"""The tail of online density estimation.

``1/(1 - D/2) >= exp(D/2)``, so by ``online_density_identity`` the mean of ``exp((sum D_t - sum log p_t/q_t)/2)`` is
at most 1, and Markov's inequality bounds the chance that it exceeds ``1/delta``.
"""

from proofs_check.decision_making._settings import two_laws_of_words
from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Source
from theory_lab.sequences.laws import leaf_law, path_sums


def tail(i):
    """``P(Est_H > Reg_KL + 2 log(1/delta))``, both sides halved and exponentiated."""
    parent = i.tree.parent[1:]
    distance = xp.segment_sum((xp.sqrt(i.p) - xp.sqrt(i.q)) ** 2, parent, i.tree.size)[parent]
    growth = leaf_law(i.tree, xp.sqrt(i.q / i.p))
    spread = xp.exp(path_sums(i.tree, distance)[i.tree.leaves] / 2)
    return xp.dot(leaf_law(i.tree, i.p), 1 - xp.at_least(1, i.delta * spread * growth))


CLAIM = Claim(
    statement=r"P\Bigl(\sum_t D_H^2(p_t, q_t) > \sum_t \log\frac{p_t(y_t)}{q_t(y_t)} + 2\log\frac1\delta\Bigr) \le \delta",
    source=Source("arXiv:2312.16730", "online density estimation, tail", status="second-hand"),
    space=lambda horizon: two_laws_of_words(
        horizon,
        positive=True,
        delta=Choice(xp.ratio(9, 10), xp.ratio(3, 4), xp.ratio(1, 2), xp.ratio(999, 1000), xp.ratio(1, 64)),
    ),
    sizes=(1, 2, 3),
    lhs=tail,
    rhs=lambda i: i.delta,
    trivial="probability",
    sharpened=lambda i: xp.ratio(99, 100) * i.delta,
    notes="With the mixture of five Bernoulli experts and 12 rounds the largest ratio is .2340.",
)
