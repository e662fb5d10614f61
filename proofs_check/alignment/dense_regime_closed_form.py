"""The chi-square regularised policy when regularisation is strong.

For ``b >= E_p rhat - min rhat`` no response is dropped: ``lambda = E_p rhat - b``, the density is ``1 + (rhat - E_p
rhat)/b``, and ``C - 1`` is the variance of the proxy over ``b^2``.
"""

from proofs_check.alignment._settings import responses
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source
from theory_lab.decoding.responses.pessimism import normalising_constant, pessimistic_policy
from theory_lab.measures.coefficients import l1_coverage


def derived(i):
    """The mean reward and a strength in the dense regime."""
    mean = xp.dot(i.base, i.reward)
    return {"mean": mean, "strength": mean - xp.min(i.reward) + i.extra}


def found(i):
    """The sum of the constant, the coverage, and the distance of the policy to its closed form."""
    policy = pessimistic_policy(i.base, i.reward, i.strength)
    closed = i.base * (1 + (i.reward - i.mean) / i.strength)
    constant = normalising_constant(i.base, i.reward, i.strength)
    return constant + l1_coverage(policy, i.base) + xp.sum(abs(policy - closed))


CLAIM = Claim(
    statement=r"b \ge \mathbb E_p\hat r - \min\hat r \implies \lambda + C(\pi_b)"
    r" = \mathbb E_p\hat r - b + 1 + \mathrm{Var}_p(\hat r)/b^2",
    source=Source("arXiv:2503.21878", "dense regime of the chi-square policy", status="derived"),
    space=lambda n: responses(n, extra=Ratio(xp.ratio(1, 64), 2), derived=derived),
    sizes=(2, 3, 5, 8),
    relation="==",
    lhs=found,
    rhs=lambda i: i.mean - i.strength + 1 + xp.dot(i.base, (i.reward - i.mean) ** 2) / i.strength**2,
)
