"""The normalising constant read off the policy.

The policy is a law (its masses sum to 1), and ``lambda = E_pi rhat - b C(pi)``, since
``b w = rhat - lambda`` on its support.
"""

from proofs_check.alignment._settings import responses
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source
from theory_lab.decoding.responses.pessimism import normalising_constant, pessimistic_policy
from theory_lab.measures.coefficients import l1_coverage


def derived(i):
    """The policy."""
    return {"policy": pessimistic_policy(i.base, i.reward, i.strength)}


CLAIM = Claim(
    statement=r"\lambda + \sum_y \pi_b(y) = \mathbb E_{\pi_b}\hat r - b\,C(\pi_b) + 1",
    source=Source("arXiv:2503.21878", "normalising constant of the chi-square policy, identity", status="derived"),
    space=lambda n: responses(n, strength=Ratio(xp.ratio(1, 16), 4), derived=derived),
    sizes=(2, 3, 5),
    relation="==",
    lhs=lambda i: normalising_constant(i.base, i.reward, i.strength) + xp.sum(i.policy),
    rhs=lambda i: xp.dot(i.policy, i.reward) - i.strength * l1_coverage(i.policy, i.base) + 1,
)
