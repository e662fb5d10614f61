"""Strong duality of the chi-square regularised problem.

At the policy and the normalising constant both sides of the weak duality are ``lambda + b C(pi_b)/2``.
"""

from proofs_check.alignment._settings import responses
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source
from theory_lab.decoding.responses.pessimism import normalising_constant, objective, pessimistic_policy


def derived(i):
    """The policy and the constant."""
    return {
        "policy": pessimistic_policy(i.base, i.reward, i.strength),
        "constant": normalising_constant(i.base, i.reward, i.strength),
    }


CLAIM = Claim(
    statement=r"\max_\pi \hat J(\pi) - \tfrac b2 C(\pi) = \lambda + \mathbb E_p(\hat r - \lambda)_+^2/(2b)",
    source=Source("arXiv:2503.21878", "strong duality of the chi-square regularised problem", status="derived"),
    space=lambda n: responses(n, strength=Ratio(xp.ratio(1, 16), 4), derived=derived),
    sizes=(2, 3, 5, 8),
    relation="==",
    lhs=lambda i: objective(i.policy, i.base, i.reward, i.strength),
    rhs=lambda i: i.constant + xp.dot(i.base, xp.maximum(i.reward - i.constant, 0) ** 2) / (2 * i.strength),
)
