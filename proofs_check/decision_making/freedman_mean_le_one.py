"""Freedman's inequality with constant e - 2.

``e^x <= 1 + x + (e - 2) x^2`` for ``x <= 1``, so ``E exp(eta (X - EX) - (e - 2) eta^2 Var X) <= 1`` for ``eta`` up to
1, at every node of an adaptive tree; products telescope, and Markov's inequality gives the tail. The usual constant
is 1.
"""

from proofs_check.decision_making._settings import freedman_exponents, words
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source
from theory_lab.sequences.laws import leaf_law


def mean(i):
    """``E exp(eta sum (X - EX) - (e - 2) eta^2 sum Var)``."""
    return xp.dot(leaf_law(i.tree, i.p), leaf_law(i.tree, xp.exp(freedman_exponents(i))))


CLAIM = Claim(
    statement=r"\mathbb E \exp\Bigl(\eta\sum_t (X_t - \mathbb E_{t-1}X_t) - (e-2)\,\eta^2 \sum_t"
    r" \mathrm{Var}_{t-1}X_t\Bigr) \le 1,"
    r" \quad X_t - \mathbb E_{t-1} X_t \le 1,\ 0 \le \eta \le 1",
    source=Source("arXiv:2312.16730", "Freedman's inequality, e - 2 in place of 1", status="derived"),
    space=lambda horizon: words(horizon, eta=Ratio(0, 1)),
    sizes=(1, 2, 3),
    lhs=mean,
    rhs=lambda i: 1,
    sharpened=lambda i: xp.ratio(99, 100),
    tight_at={"p": [1, 0], "eta": [1, 1]},
)
