"""Sums of [0, 1]-valued variables against their conditional means.

``e^x <= 1 + (e - 1) x`` on [0, 1] gives ``E exp(X - (e - 1) EX) <= 1``, and ``e^-x <= 1 - (1 - 1/e) x`` gives
``E exp((1 - 1/e) EX - X) <= 1``: with Markov's inequality both tails, up to constants ``e - 1`` and ``e/(e - 1)``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source, Space, Steps, Table
from theory_lab.numbers import Array
from theory_lab.sequences.laws import leaf_law
from theory_lab.sequences.trees import Tree


def trials(size: tuple[int, int]) -> Space:
    """Conditional laws of ``size[0]`` values in each of ``size[1]`` trials, and the values."""
    tree = Tree.complete(*size)

    def derived(i: Instance) -> dict[str, Array]:
        """The means of the exponentials of both sides: ``leaf_law`` multiplies the factors along each word."""
        parent, e = tree.parent[1:], xp.exp(xp.one)
        chance = xp.segment_sum(i.p * i.values, parent, tree.size)[parent]
        above = xp.exp(i.values) * xp.exp(-(e - 1) * chance)
        below = xp.exp(-i.values) * xp.exp((1 - 1 / e) * chance)
        return {"above": xp.sum(leaf_law(tree, i.p * above)), "below": xp.sum(leaf_law(tree, i.p * below))}

    return Space(p=Steps(tree), values=Table(tree.size - 1, 0, 1), derived=derived)


CLAIMS = {
    "above": Claim(
        statement=r"\mathbb E e^{\sum_t X_t - (e-1)\sum_t \mathbb E_{t-1}X_t} \le 1, \quad 0 \le X_t \le 1",
        source=Source("arXiv:2312.16730", "multiplicative Freedman inequality, upper tail", status="second-hand"),
        space=trials,
        sizes=((2, 2), (3, 2), (2, 3)),
        lhs=lambda i: i.above,
        rhs=lambda i: 1,
        sharpened=lambda i: xp.ratio(99, 100),
        tight_at={"p": [1, 0, 1, 0, 1, 0], "values": [1, 0, 0, 0, 0, 0, 0]},
    ),
    "below": Claim(
        statement=r"\mathbb E e^{(1-1/e)\sum_t \mathbb E_{t-1}X_t - \sum_t X_t} \le 1, \quad 0 \le X_t \le 1",
        source=Source("arXiv:2312.16730", "multiplicative Freedman inequality, lower tail", status="second-hand"),
        space=trials,
        sizes=((2, 2), (3, 2), (2, 3)),
        lhs=lambda i: i.below,
        rhs=lambda i: 1,
        sharpened=lambda i: xp.ratio(99, 100),
        tight_at={"p": [1, 0, 1, 0, 1, 0], "values": [1, 0, 0, 0, 0, 0, 0]},
    ),
}
