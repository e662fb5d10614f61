"""Freedman's inequality in its supermartingale form, on every tree.

Bennett's lemma for the next value at every node: ``E exp(s (X - EX) - (e^s - 1 - s) Var X) <= 1`` for values in [0, 1], so that
the product along a word has mean at most 1, whatever the next values depend on. For ``s <= 1`` the factor of the variance is at
most ``(e - 2) s^2``, as in `freedman_mean_le_one`.
"""

from proofs_check.decision_making._settings_trials import Conditional, supermartingale
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source
from theory_lab.numbers import Array


def factor(i: Instance, conditional: Conditional) -> Array:
    """``exp(s (X - EX) - (e^s - 1 - s) Var X)``."""
    increment = i.values - conditional(i.values)
    return xp.exp(i.rate * increment) * xp.exp(-(xp.exp(i.rate) - 1 - i.rate) * conditional(increment**2))


CLAIM = Claim(
    statement=r"\mathbb E \exp\Bigl(s \sum_t (X_t - \mathbb E_{t-1} X_t) - (e^s - 1 - s) \sum_t \mathrm{Var}_{t-1} X_t\Bigr)"
    r" \le 1, \quad 0 \le X_t \le 1",
    source=Source("arXiv:2312.16730", "Freedman's inequality, supermartingale form by Bennett's lemma", status="derived"),
    space=lambda size: supermartingale(size, 4, factor),
    sizes=((2, 2), (3, 2), (2, 3)),
    lhs=lambda i: i.mean,
    rhs=lambda i: 1,
    sharpened=lambda i: xp.ratio(99, 100),
    tight_at={"p": [1, 0, 1, 0, 1, 0], "values": [1, 0, 0, 0, 0, 0, 0], "rate": [0, 1]},
)
