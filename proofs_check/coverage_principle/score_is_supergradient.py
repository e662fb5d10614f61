"""The score of an autoregressive log-linear model is the sum of the centred features.

``log pi_theta(y)`` is concave and differentiable in ``theta``, so a vector ``g`` with ``log pi_theta' <= log pi_theta +
<g, theta' - theta>`` for every ``theta'`` is its gradient. Exact: the difference of the two sides is a sum over the
letters of ``log E e^X`` for centred ``X``. One feature, whole, and parameters in multiples of ``log 2``, so that all
exponentials are rational; a feature is what a direction makes of a vector of features.
"""

from typing import Any

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source, Space, Whole
from theory_lab.numbers import Array
from theory_lab.sequences import laws, loglinear
from theory_lab.sequences.trees import Tree


def space(size: tuple[int, int]) -> Space:
    """One feature on a tree and two parameters; the word is the last one."""
    tree = Tree.complete(*size)
    names = [f"phi{v}" for v in range(1, tree.size)]

    def model(i: Instance) -> dict[str, Any]:
        return {
            "tree": tree,
            "features": xp.stack([getattr(i, name) for name in names])[:, None] - 2,
            "theta": (i.theta_power - 3)[None] * xp.log(2),
            "other": (i.other_power - 3)[None] * xp.log(2),
        }

    return Space(theta_power=Whole(0, 6), other_power=Whole(0, 6), **{name: Whole(0, 4) for name in names}, derived=model)


def log_probability(i: Instance, theta: Array) -> Array:
    """``log pi_theta`` of the last word."""
    return xp.sum(xp.log(loglinear.steps(i.tree, i.features, theta)[path(i)]))


def path(i: Instance) -> list[int]:
    """The branches of the last word."""
    node, branches = int(i.tree.leaves[-1]), []
    while node:
        branches.append(node - 1)
        node = int(i.tree.parent[node])
    return branches


def score(i: Instance) -> Array:
    """``sum_h (phi(y_{<=h}) - E_{pi_theta} phi(y_{<h}, .))`` of the last word."""
    means = loglinear.mean_features(i.tree, i.features, loglinear.steps(i.tree, i.features, i.theta))
    centred = i.features - means[i.tree.parent[1:]]
    return laws.path_sums(i.tree, centred)[i.tree.leaves][-1]


CLAIM = Claim(
    statement=(
        r"\log \pi_{\theta'}(y) \le \log \pi_\theta(y) + \Big\langle \sum_h \big(\phi(y_{1:h}) -"
        r" \bar\phi_\theta(y_{<h})\big), \theta' - \theta \Big\rangle"
    ),
    source=Source("arXiv:2510.15020", "gradient of the log-likelihood, Appendix I", reading="as the only supergradient"),
    space=space,
    sizes=((2, 1), (2, 2), (3, 1), (2, 3)),
    lhs=lambda i: xp.dot(score(i), i.theta - i.other),
    rhs=lambda i: log_probability(i, i.theta) - log_probability(i, i.other),
    sharpened=lambda i: xp.ratio(9, 10) * (log_probability(i, i.theta) - log_probability(i, i.other)),
)
