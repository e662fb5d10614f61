"""The tail of Freedman's inequality with constant e - 2.

Markov's inequality for the exponential whose mean ``freedman_mean_le_one`` bounds.
"""

from proofs_check.decision_making._settings import freedman_exponents, words
from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Source
from theory_lab.sequences.laws import leaf_law, path_sums


def tail(i):
    """``P(delta exp(eta sum (X - EX) - (e - 2) eta^2 sum Var) > 1)``."""
    growth = xp.exp(path_sums(i.tree, freedman_exponents(i))[i.tree.leaves])
    return xp.dot(leaf_law(i.tree, i.p), 1 - xp.at_least(1, i.delta * growth))


CLAIM = Claim(
    statement=r"P\Bigl(\sum_t (X_t - \mathbb E_{t-1}X_t) > (e-2)\,\eta\sum_t \mathrm{Var}_{t-1}X_t +"
    r" \frac{\log(1/\delta)}\eta\Bigr) \le \delta",
    source=Source("arXiv:2312.16730", "Freedman's inequality, e - 2 in place of 1, tail", status="derived"),
    space=lambda horizon: words(
        horizon,
        eta=Choice(xp.ratio(1, 1), xp.ratio(1, 2), xp.ratio(1, 16)),
        delta=Choice(xp.ratio(3, 4), xp.ratio(1, 2), xp.ratio(1, 4), xp.ratio(999, 1000), xp.ratio(1, 64)),
    ),
    sizes=(1, 2, 3),
    lhs=tail,
    rhs=lambda i: i.delta,
    trivial="probability",
    sharpened=lambda i: xp.ratio(99, 100) * i.delta,
)
