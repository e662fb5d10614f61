"""Sums of [0, 1]-valued variables against their conditional means.

``e^x <= 1 + (e - 1) x`` on [0, 1] gives ``E exp(X - (e - 1) EX) <= 1``, and ``e^-x <= 1 - (1 - 1/e) x`` gives
``E exp((1 - 1/e) EX - X) <= 1``: with Markov's inequality both tails, up to constants ``e - 1`` and ``e/(e - 1)``.
"""

from proofs_check.decision_making._settings import words
from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Source
from theory_lab.sequences.laws import leaf_law


def mean(i):
    """The mean of the exponential of either side."""
    parent, letter = i.tree.parent[1:], i.tree.letter[1:]
    chance = xp.segment_sum(i.p * letter, parent, i.tree.size)[parent]
    e = xp.exp(xp.one)
    exponent = letter - (e - 1) * chance if i.side == "above" else (1 - 1 / e) * chance - letter
    return xp.dot(leaf_law(i.tree, i.p), leaf_law(i.tree, xp.exp(exponent)))


CLAIM = Claim(
    statement=r"\mathbb E e^{\sum_t X_t - (e-1)\sum_t \mathbb E_{t-1}X_t} \le 1,"
    r" \quad \mathbb E e^{(1-1/e)\sum_t \mathbb E_{t-1}X_t - \sum_t X_t} \le 1, \quad 0 \le X_t \le 1",
    source=Source("arXiv:2312.16730", "multiplicative Freedman inequality", status="second-hand"),
    space=lambda horizon: words(horizon, side=Choice("above", "below")),
    sizes=(1, 2, 4),
    lhs=mean,
    rhs=lambda i: 1,
    sharpened=lambda i: xp.ratio(99, 100),
    tight_at={"p": [1, 0], "side": 0},
)
