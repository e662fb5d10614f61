"""The best constant baseline weighs rewards by the squared length of the score.

``E (r - b)^2 |s|^2`` is least at ``b = E r |s|^2 / E |s|^2``.
"""

from proofs_check.policy_optimisation._settings import bandit, scores
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source
from theory_lab.numbers import Array


def moment(i: Instance, baseline: Array) -> Array:
    """``E (r - b)^2 |s|^2``."""
    return xp.dot(i.policy, (i.reward - baseline) ** 2 * xp.sum(scores(i) ** 2, axis=1))


def best(i: Instance) -> Array:
    """``E r |s|^2 / E |s|^2``; 0 for a sure policy, whose scores vanish."""
    lengths = i.policy * xp.sum(scores(i) ** 2, axis=1)
    total = xp.sum(lengths)
    return xp.dot(lengths, i.reward) / xp.where(total > 0, total, 1)


CLAIM = Claim(
    statement=(
        r"\mathbb E (r - b^*)^2 |\nabla \log \pi|^2 \le \mathbb E (r - b)^2 |\nabla \log \pi|^2, \quad b^* ="
        r" \tfrac{\mathbb E\, r |\nabla \log \pi|^2}{\mathbb E |\nabla \log \pi|^2}"
    ),
    source=Source("Greensmith, Bartlett and Baxter 2004", "the optimal constant baseline", status="second-hand"),
    space=lambda n: bandit(n, other=Ratio(0, 1)),
    sizes=(2, 3),
    lhs=lambda i: moment(i, best(i)),
    rhs=lambda i: moment(i, i.other),
    tight_at={"policy": [1, 1], "reward": [1, 0, 1], "other": [1, 2]},
    sharpened=lambda i: xp.ratio(99, 100) * moment(i, i.other),
)
