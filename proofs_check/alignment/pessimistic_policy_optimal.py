"""The chi-square regularised policy is optimal, with the exact gap.

Expand ``||w||^2`` around ``w_b`` and use ``b w_b = (rhat - lambda) + (lambda - rhat)_+``: every other
policy loses a squared distance and its mass below the threshold.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space, Table
from theory_lab.decoding.responses.pessimism import normalising_constant, objective, pessimistic_policy


def gap(i):
    """The objective at the policy minus the objective at ``other``."""
    best = pessimistic_policy(i.base, i.reward, i.strength)
    return objective(best, i.base, i.reward, i.strength) - objective(i.other, i.base, i.reward, i.strength)


def loss(i):
    """``(b/2) ||w - w_b||^2 + E_other (lambda - rhat)_+``."""
    best = pessimistic_policy(i.base, i.reward, i.strength)
    below = xp.maximum(normalising_constant(i.base, i.reward, i.strength) - i.reward, 0)
    return i.strength * xp.sum((i.other - best) ** 2 / i.base) / 2 + xp.dot(i.other, below)


CLAIM = Claim(
    statement=r"\bigl[\hat J - \tfrac b2 C\bigr](\pi_b) - \bigl[\hat J - \tfrac b2 C\bigr](\pi)"
    r" = \tfrac b2\|w_\pi - w_{\pi_b}\|^2 + \mathbb E_\pi(\lambda - \hat r)_+",
    source=Source("arXiv:2503.21878", "chi-square regularised policy, optimality identity", status="derived"),
    space=lambda n: Space(
        base=Simplex(n, positive=True), other=Simplex(n), reward=Table(n, 0, 1), strength=Ratio(xp.ratio(1, 16), 4)
    ),
    sizes=(2, 3, 5),
    relation="==",
    lhs=gap,
    rhs=loss,
)
