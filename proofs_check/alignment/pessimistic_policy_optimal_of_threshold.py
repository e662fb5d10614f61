"""The chi-square regularised policy is optimal, with the exact gap: said of its threshold, for every number of responses.

Outcome by outcome, with ``u = rhat - lambda``: where ``u > 0`` the policy has density ``u/b``, and what another law loses is a
square; elsewhere it also loses its mass times ``-u``.
"""

from proofs_check.alignment._settings_thresholds import threshold_policy
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space, Table
from theory_lab.measures.coefficients import l1_coverage


def gap(i):
    """The objective at the policy minus the objective at ``other``."""
    spread = l1_coverage(i.policy, i.base) - l1_coverage(i.other, i.base)
    return xp.dot(i.policy - i.other, i.reward) - i.strength * spread / 2


def loss(i):
    """``(b/2) ||w - w_b||^2 + E_other (lambda - rhat)_+``."""
    below = xp.maximum(i.threshold - i.reward, 0)
    return i.strength * xp.sum((i.other - i.policy) ** 2 / i.base) / 2 + xp.dot(i.other, below)


CLAIM = Claim(
    statement=r"\pi_b = p\,(\hat r - \lambda)_+ / b,\ b = \mathbb E_p(\hat r - \lambda)_+ > 0: \quad"
    r" \bigl[\hat J - \tfrac b2 C\bigr](\pi_b) - \bigl[\hat J - \tfrac b2 C\bigr](\pi)"
    r" = \tfrac b2\|w_\pi - w_{\pi_b}\|^2 + \mathbb E_\pi(\lambda - \hat r)_+",
    source=Source("arXiv:2503.21878", "chi-square regularised policy, optimality identity by its threshold", status="derived"),
    space=lambda n: Space(
        base=Simplex(n, positive=True), other=Simplex(n), reward=Table(n, 0, 1), threshold=Ratio(-2, 1), derived=threshold_policy
    ),
    sizes=(2, 3, 5, 8),
    given={"some reward is above the threshold": lambda i: i.strength > 0},
    relation="==",
    lhs=gap,
    rhs=loss,
)
