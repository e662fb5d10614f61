"""Log-linear models are covered by covering their parameters.

Per letter ``log pi_theta - log pi_theta'`` is ``<phi, theta - theta'>`` minus a value of ``<phi, theta - theta'>``
between its extremes, so at most ``2 B |theta - theta'|``; ``H`` letters. A grid of ``(1 + 4BH/a)^d`` parameters of the
unit ball therefore covers the class at ``a``, and one parameter does for ``a >= 2BH``. Along the line through both
parameters there is one feature; it is whole here, and parameters are multiples of ``log 2``. Near equality for two
letters with opposite features and saturated models.
"""

from typing import Any

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source, Space, Whole
from theory_lab.numbers import Array
from theory_lab.sequences import laws, loglinear
from theory_lab.sequences.trees import Tree


def space(size: tuple[int, int]) -> Space:
    """One feature and two parameters."""
    tree = Tree.complete(*size)
    names = [f"phi{v}" for v in range(1, tree.size)]

    def models(i: Instance) -> dict[str, Any]:
        features = xp.stack([getattr(i, name) for name in names])[:, None] - 2
        return {
            "tree": tree,
            "features": features,
            "theta": (i.first - 3)[None] * xp.log(2),
            "other": (i.second - 3)[None] * xp.log(2),
        }

    return Space(first=Whole(0, 6), second=Whole(0, 6), **{name: Whole(0, 4) for name in names}, derived=models)


def largest_log_ratio(i: Instance) -> Array:
    """``max_y |log pi_theta(y) - log pi_theta'(y)|``."""
    logs = [xp.log(loglinear.steps(i.tree, i.features, theta)) for theta in (i.theta, i.other)]
    return xp.max(abs(laws.path_sums(i.tree, logs[0] - logs[1])[i.tree.leaves]))


def bound(i: Instance) -> Array:
    """``2 B H |theta - theta'|``."""
    return 2 * i.tree.depth * xp.max(abs(i.features)) * abs(i.theta - i.other)[0]


CLAIM = Claim(
    statement=r"\max_y |\log \pi_\theta(y) - \log \pi_{\theta'}(y)| \le 2 B H \|\theta - \theta'\|",
    source=Source("arXiv:2510.15020", "cover of the autoregressive linear class in Corollary 4.2", status="derived"),
    space=space,
    sizes=((2, 1), (2, 2), (3, 1), (2, 4)),
    lhs=largest_log_ratio,
    rhs=bound,
    sharpened=lambda i: xp.ratio(9, 10) * bound(i),
)
