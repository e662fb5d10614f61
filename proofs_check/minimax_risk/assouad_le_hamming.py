"""Assouad's lemma, for every estimator of the corners of a square.

Four models on two coins that are tossed at random, one bias each; the estimator guesses the side of either coin from the
counts. Its expected number of wrong sides is at least ``1 - max TV`` of neighbours, which one toss attains.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source, Space, Table
from theory_lab.learning.minimax.lower_bounds import assouad
from theory_lab.learning.minimax.states import likelihoods
from theory_lab.numbers import Array
from theory_lab.numbers.whole.types import number_of_types


def corner(i: Instance, number: int) -> Array:
    """The model of a corner: outcome ``2 j + side`` of coin ``j``, which is bent towards bit ``j`` of the number."""
    terms = []
    for coin in range(2):
        towards = 2 * (number >> coin & 1) - 1
        terms += [(1 - towards * i.bias[coin]) / 4, (1 + towards * i.bias[coin]) / 4]
    return xp.stack(terms)


def space(samples: int) -> Space:
    """Two biases, and any estimator: the chance to guess side 1 of either coin, for every state."""

    def derived(i: Instance) -> dict[str, Array]:
        return {"rows": likelihoods(xp.stack([corner(i, v) for v in range(4)]), samples)}

    return Space(bias=Table(2, 0, 1), guess=Table((number_of_types(samples, 4), 2), 0, 1), derived=derived)


def wrong(i: Instance) -> Array:
    """The mean number of wrong sides over the four corners."""
    total = xp.zeros((), like=i.bias)
    for v in range(4):
        for coin in range(2):
            missed = 1 - i.guess[:, coin] if v >> coin & 1 else i.guess[:, coin]
            total = total + xp.dot(i.rows[v], missed) / 4
    return total


CLAIM = Claim(
    statement=(
        r"1 - \max_{v \sim w} \mathrm{TV}(P_v^n, P_w^n) \le \tfrac14 \sum_v \mathbb E_v\, |\{j : \hat v_j \ne"
        r" v_j\}| \quad \text{for every } \hat v"
    ),
    source=Source("Yu 1997", "Lemma 2, Assouad", status="second-hand"),
    space=space,
    sizes=(1, 2),
    lhs=lambda i: assouad(i.rows, 1),
    rhs=wrong,
    tight_at={"bias": [2, 1, 1], "guess": [2, 1, 2, 1, 0, 2, 1, 0, 1]},
    sharpened=lambda i: xp.ratio(99, 100) * wrong(i),
)
