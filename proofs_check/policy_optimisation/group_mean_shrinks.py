"""The mean of the whole group as a baseline shrinks the gradient by ``1 - 1/G``.

Each sample is its own baseline to a part; the direction is right. Over all groups of two or three actions.
"""

from proofs_check.policy_optimisation._settings import bandit, gradient, group_mean, told_apart
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Source

CLAIM = Claim(
    statement=r"\mathbb E\, \frac1G \sum_j (r_j - \bar r)\, \nabla \log \pi(a_j) = \Big(1 - \frac1G\Big) \nabla V",
    source=Source("arXiv:2503.20783", "Section 3, the group mean without the deviation", status="second-hand"),
    space=lambda n: bandit(n, group=Count(2, 3)),
    sizes=(2, 3),
    relation="==",
    lhs=lambda i: told_apart(group_mean(i, i.group, lambda rewards: rewards - xp.sum(rewards) / len(rewards))),
    rhs=lambda i: (1 - xp.ratio(1, i.group)) * told_apart(gradient(i)),
)
