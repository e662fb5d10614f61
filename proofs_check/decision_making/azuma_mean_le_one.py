"""Azuma's inequality in its supermartingale form, on every tree.

Hoeffding's lemma for the next value at every node: ``E exp(s (X - EX) - s^2/8) <= 1`` for values in [0, 1], so that the product
along a word has mean at most 1, whatever the next values depend on. Markov's inequality gives the tail ``exp(-2 t^2/T)``.
"""

from proofs_check.decision_making._settings_trials import Conditional, supermartingale
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source
from theory_lab.numbers import Array


def factor(i: Instance, conditional: Conditional) -> Array:
    """``exp(s (X - EX) - s^2/8)``."""
    return xp.exp(i.rate * i.values) * xp.exp(-i.rate * conditional(i.values) - i.rate**2 / 8)


CLAIM = Claim(
    statement=r"\mathbb E \exp\Bigl(s \sum_{t \le T} (X_t - \mathbb E_{t-1} X_t) - \tfrac{s^2 T}8\Bigr) \le 1,"
    r" \quad 0 \le X_t \le 1",
    source=Source("arXiv:2312.16730", "Azuma's inequality, supermartingale form", status="derived"),
    space=lambda size: supermartingale(size, 8, factor),
    sizes=((2, 2), (3, 2), (2, 3)),
    lhs=lambda i: i.mean,
    rhs=lambda i: 1,
    sharpened=lambda i: xp.ratio(99, 100),
    tight_at={"p": [1, 0, 1, 0, 1, 0], "values": [1, 0, 0, 0, 0, 0, 0], "rate": [0, 1]},
)
