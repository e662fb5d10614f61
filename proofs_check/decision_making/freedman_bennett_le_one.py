"""Freedman's inequality in its supermartingale form, on every tree.

Bennett's lemma for the next value at every node: ``E exp(s (X - EX) - (e^s - 1 - s) Var X) <= 1`` for values in [0, 1], so that
the product along a word has mean at most 1, whatever the next values depend on. For ``s <= 1`` the factor of the variance is at
most ``(e - 2) s^2``, as in `freedman_mean_le_one`.
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
        variance = xp.segment_sum(i.p * (i.values - mean) ** 2, parent, tree.size)[parent]
        factors = xp.exp(i.rate * (i.values - mean)) * xp.exp(-(xp.exp(i.rate) - 1 - i.rate) * variance)
        return {"mean": xp.sum(leaf_law(tree, i.p * factors))}

    return Space(p=Steps(tree), values=Table(tree.size - 1, 0, 1), rate=Ratio(0, 4), derived=derived)


CLAIM = Claim(
    statement=r"\mathbb E \exp\Bigl(s \sum_t (X_t - \mathbb E_{t-1} X_t) - (e^s - 1 - s) \sum_t \mathrm{Var}_{t-1} X_t\Bigr)"
    r" \le 1, \quad 0 \le X_t \le 1",
    source=Source("arXiv:2312.16730", "Freedman's inequality, supermartingale form by Bennett's lemma", status="derived"),
    space=trials,
    sizes=((2, 2), (3, 2), (2, 3)),
    lhs=lambda i: i.mean,
    rhs=lambda i: 1,
    sharpened=lambda i: xp.ratio(99, 100),
    tight_at={"p": [1, 0, 1, 0, 1, 0], "values": [1, 0, 0, 0, 0, 0, 0], "rate": [0, 1]},
)
