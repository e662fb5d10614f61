"""The information ratio of posterior sampling, sharp in the number of arms.

Decoupling around the posterior mean bounds ``(E gap)^2`` by
``(A - 1) sum_{a,b} p_a p_b (E[f(a) | best = b] - fbar(a))^2``, and Pinsker turns each square into half a KL
divergence: ``(A - 1)/2`` times the mutual information of the best arm and the observation.
"""

from proofs_check.decision_making._settings import bandit, best_arm
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source


def derived(i):
    """The law of the best arm, the mean of every arm, and ``p_b E[f(a) | best = b]`` as a table (b, a)."""
    choice = i.prior[:, None] * best_arm(i.means)
    return {"law": xp.sum(choice, axis=0), "mean": xp.dot(i.prior, i.means), "joint": xp.dot(choice.T, i.means)}


def expected_gap(i):
    """``E[max f] - E[f(pi)]`` for ``pi`` drawn like the best arm."""
    return xp.dot(i.prior, xp.max(i.means, axis=1)) - xp.dot(i.law, i.mean)


def information(i):
    """``sum_a p_a sum_b p_b KL(Ber(E[f(a) | b]), Ber(fbar(a)))``."""
    wins, losses = i.joint, i.law[:, None] - i.joint
    terms = xp.kl_term(wins, i.law[:, None] * i.mean) + xp.kl_term(losses, i.law[:, None] * (1 - i.mean))
    return xp.dot(xp.sum(terms, axis=0), i.law)


CLAIM = Claim(
    statement=r"(\mathbb E\,\mathrm{gap})^2 \le \frac{A-1}2\; I(\pi^*;\ \pi, y)",
    source=Source("arXiv:2312.16730", "information ratio of posterior sampling, A - 1 in place of A", status="derived"),
    space=lambda size: bandit(size, derived),
    sizes=((2, 2), (3, 3), (4, 3)),
    lhs=lambda i: expected_gap(i) ** 2,
    rhs=lambda i: xp.ratio(i.size[1] - 1, 2) * information(i),
    trivial=(0, 1),
    sharpened=lambda i: xp.ratio(9, 10) * xp.ratio(i.size[1] - 1, 2) * information(i),
)
