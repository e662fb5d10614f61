"""The mean of the other samples is a baseline without bias.

The expected update of a group, each reward minus the mean of the others, is the gradient: over all groups of two or three
actions.
"""

from proofs_check.policy_optimisation._settings import bandit, gradient, group_mean, told_apart
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Source
from theory_lab.numbers import Array


def others(rewards: Array) -> Array:
    """Each reward minus the mean of the others."""
    return rewards - (xp.sum(rewards) - rewards) / (len(rewards) - 1)


CLAIM = Claim(
    statement=r"\mathbb E\, \frac1G \sum_j \Big(r_j - \frac{1}{G - 1} \sum_{k \ne j} r_k\Big) \nabla \log \pi(a_j) = \nabla V",
    source=Source("arXiv:2402.14740", "the leave-one-out estimator", status="second-hand"),
    space=lambda n: bandit(n, group=Count(2, 3)),
    sizes=(2, 3),
    relation="==",
    lhs=lambda i: told_apart(group_mean(i, i.group, others)),
    rhs=lambda i: told_apart(gradient(i)),
)
