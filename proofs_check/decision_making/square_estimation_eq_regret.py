"""Estimation error under the square loss is expected regret.

``y = f* + noise`` of mean zero and ``fhat`` chosen before ``y``: the cross term of ``(fhat - y)^2 - (f* -
y)^2`` vanishes in the mean. Both are any
functions of the earlier outcomes, and these any numbers in [0, 1].
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source, Space, Steps, Table
from theory_lab.numbers import Array
from theory_lab.sequences.laws import reach
from theory_lab.sequences.trees import Tree


def forecasts(size: tuple[int, int]) -> Space:
    """Conditional laws of ``size[0]`` values in each of ``size[1]`` rounds, the values, and the forecasts of the next one."""
    tree = Tree.complete(*size)

    def derived(i: Instance) -> dict[str, Array]:
        """The expected estimation error, and the expected regret to the conditional means."""
        parent, passed = tree.parent[1:], reach(tree, i.p)
        truth = xp.segment_sum(i.p * i.values, parent, tree.size)
        own = xp.concatenate([i.forecasts, xp.zeros((len(tree.leaves),), like=i.forecasts)])
        regret = (own[parent] - i.values) ** 2 - (truth[parent] - i.values) ** 2
        paid = xp.segment_sum(i.p * regret, parent, tree.size)
        inner = tree.inner
        return {
            "error": xp.dot(passed[inner], (i.forecasts - truth[inner]) ** 2),
            "regret": xp.dot(passed[inner], paid[inner]),
        }

    return Space(p=Steps(tree), values=Table(tree.size - 1, 0, 1), forecasts=Table(len(tree.inner), 0, 1), derived=derived)


CLAIM = Claim(
    statement=r"\mathbb E \sum_t (\hat f_t - f^*_t)^2 = \mathbb E \sum_t (\hat f_t - y_t)^2 - (f^*_t - y_t)^2",
    source=Source("arXiv:2312.16730", "square-loss estimation from regret", status="second-hand"),
    space=forecasts,
    sizes=((2, 2), (3, 2), (2, 3)),
    relation="==",
    lhs=lambda i: i.error,
    rhs=lambda i: i.regret,
)
