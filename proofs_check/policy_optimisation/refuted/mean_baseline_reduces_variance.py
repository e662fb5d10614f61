"""The mean reward as a baseline need not reduce the variance of the gradient.

It does for scores of one length. A likely action has a short score, a rare one a long one; where the rare one has the small
reward the mean lies far from it.
"""

from proofs_check.policy_optimisation._settings import bandit, scores, value
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source

CLAIM = Claim(
    statement=r"\mathbb E (r - V)^2 |\nabla \log \pi|^2 \le \mathbb E\, r^2 |\nabla \log \pi|^2",
    source=Source("Greensmith, Bartlett and Baxter 2004", "the mean reward as a baseline", status="derived"),
    space=bandit,
    sizes=(2, 3),
    lhs=lambda i: xp.dot(i.policy, (i.reward - value(i)) ** 2 * xp.sum(scores(i) ** 2, axis=1)),
    rhs=lambda i: xp.dot(i.policy, i.reward**2 * xp.sum(scores(i) ** 2, axis=1)),
    expect="fails",
    falls="tempting form",
)
