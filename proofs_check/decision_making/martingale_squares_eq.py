"""The increments of a martingale are orthogonal, on every tree: the second moment of their sum is the sum of their variances.

Given the past an increment has mean 0, whatever the sum so far. This is the noise of stochastic gradients along a word, and of
any adaptive estimate.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source, Space, Steps, Table
from theory_lab.numbers import Array
from theory_lab.sequences.laws import leaf_law, path_sums, reach
from theory_lab.sequences.trees import Tree


def trials(size: tuple[int, int]) -> Space:
    """Conditional laws of ``size[0]`` values in each of ``size[1]`` trials, and the values."""
    tree = Tree.complete(*size)

    def derived(i: Instance) -> dict[str, Array]:
        """The second moment of the sum of all increments, and the sum of their conditional variances, in the mean."""
        parent = tree.parent[1:]
        increments = i.values - xp.segment_sum(i.p * i.values, parent, tree.size)[parent]
        sums = path_sums(tree, increments)[tree.leaves]
        variances = xp.segment_sum(i.p * increments**2, parent, tree.size)
        spread = reach(tree, i.p)[tree.inner] * variances[tree.inner]
        return {"square": xp.sum(leaf_law(tree, i.p) * sums**2), "spread": xp.sum(spread)}

    return Space(p=Steps(tree), values=Table(tree.size - 1, -1, 1), derived=derived)


CLAIM = Claim(
    statement=r"\mathbb E \Bigl(\sum_{t \le T} (X_t - \mathbb E_{t-1} X_t)\Bigr)^2 = \mathbb E \sum_{t \le T}"
    r" \mathrm{Var}_{t-1} X_t",
    source=Source("arXiv:2510.15020", "Lemma I.10, orthogonality of increments, on every tree", status="derived"),
    space=trials,
    sizes=((2, 2), (3, 2), (2, 3)),
    relation="==",
    lhs=lambda i: i.square,
    rhs=lambda i: i.spread,
)
