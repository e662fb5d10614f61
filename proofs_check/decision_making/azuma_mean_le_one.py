"""Azuma's inequality in its supermartingale form, on every tree.

Hoeffding's lemma for the next value at every node: ``E exp(s (X - EX) - s^2/8) <= 1`` for values in [0, 1], so that the product
along a word has mean at most 1, whatever the next values depend on. Markov's inequality gives the tail ``exp(-2 t^2/T)``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Space, Steps, Table
from theory_lab.numbers import Array
from theory_lab.sequences.laws import leaf_law
from theory_lab.sequences.trees import Tree


def trials(size: tuple[int, int]) -> Space:
    """Conditional laws of ``size[0]`` values in each of ``size[1]`` trials, the values and the rate."""
    tree = Tree.complete(*size)

    def derived(i: Instance) -> dict[str, Array]:
        """The mean of the exponential: ``leaf_law`` multiplies the factors along each word."""
        parent = tree.parent[1:]
        mean = xp.segment_sum(i.p * i.values, parent, tree.size)[parent]
        factors = xp.exp(i.rate * i.values) * xp.exp(-i.rate * mean - i.rate**2 / 8)
        return {"mean": xp.sum(leaf_law(tree, i.p * factors))}

    return Space(p=Steps(tree), values=Table(tree.size - 1, 0, 1), rate=Ratio(0, 8), derived=derived)


CLAIM = Claim(
    statement=r"\mathbb E \exp\Bigl(s \sum_{t \le T} (X_t - \mathbb E_{t-1} X_t) - \tfrac{s^2 T}8\Bigr) \le 1,"
    r" \quad 0 \le X_t \le 1",
    source=Source("arXiv:2312.16730", "Azuma's inequality, supermartingale form", status="derived"),
    space=trials,
    sizes=((2, 2), (3, 2), (2, 3)),
    lhs=lambda i: i.mean,
    rhs=lambda i: 1,
    sharpened=lambda i: xp.ratio(99, 100),
    tight_at={"p": [1, 0, 1, 0, 1, 0], "values": [1, 0, 0, 0, 0, 0, 0], "rate": [0, 1]},
)
