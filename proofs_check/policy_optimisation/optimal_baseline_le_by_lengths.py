"""The best constant baseline weighs rewards by the squared length of the score, for any number of actions.

The score of a softmax policy is ``e_a - pi``, of squared length ``1 - 2 pi(a) + sum pi^2``; `optimal_baseline_le` takes it from
the vectors themselves. ``E (r - b)^2 |s|^2`` is a parabola in ``b`` with its least value at ``b = E r |s|^2 / E |s|^2``.
"""

from proofs_check.policy_optimisation._settings import bandit
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source
from theory_lab.numbers import Array


def lengths(i: Instance) -> Array:
    """``1 - 2 pi(a) + sum pi^2``, the squared lengths of the scores."""
    return 1 - 2 * i.policy + xp.sum(i.policy**2)


def moment(i: Instance, baseline: Array) -> Array:
    """``E (r - b)^2 |s|^2``."""
    return xp.sum(i.policy * lengths(i) * (i.reward - baseline) ** 2)


def best(i: Instance) -> Array:
    """``E r |s|^2 / E |s|^2``; 0 for a sure policy, whose scores vanish."""
    weights = i.policy * lengths(i)
    total = xp.sum(weights)
    return xp.sum(weights * i.reward) / xp.where(total > 0, total, 1)


CLAIM = Claim(
    statement=(
        r"\mathbb E (r - b^*)^2 \ell \le \mathbb E (r - b)^2 \ell, \quad \ell(a) = 1 - 2\pi(a) + \textstyle\sum \pi^2,\ b^* ="
        r" \tfrac{\mathbb E\, r \ell}{\mathbb E \ell}"
    ),
    source=Source("Greensmith, Bartlett and Baxter 2004", "the optimal constant baseline, by lengths", status="second-hand"),
    space=lambda n: bandit(n, other=Ratio(0, 1)),
    sizes=(2, 3, 5),
    lhs=lambda i: moment(i, best(i)),
    rhs=lambda i: moment(i, i.other),
    tight_at={"policy": [1, 1], "reward": [1, 0, 1], "other": [1, 2]},
    sharpened=lambda i: xp.ratio(99, 100) * moment(i, i.other),
)
