"""Stronger regularisation means less coverage and less proxy reward.

Both ``C(pi_b)`` and ``Jhat(pi_b)`` are nonincreasing in ``b``: add up the optimality of the two policies at their two
strengths.
"""

from proofs_check.alignment._settings import responses
from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Ratio, Source
from theory_lab.decoding.responses.pessimism import pessimistic_policy
from theory_lab.measures.coefficients import l1_coverage


def measured(i, strength):
    """The coverage or the proxy value of the policy."""
    policy = pessimistic_policy(i.base, i.reward, strength)
    return l1_coverage(policy, i.base) if i.measure == "coverage" else xp.dot(policy, i.reward)


CLAIM = Claim(
    statement=r"b' \ge b \implies C(\pi_{b'}) \le C(\pi_b) \text{ and } \hat J(\pi_{b'}) \le \hat J(\pi_b)",
    source=Source("arXiv:2503.21878", "monotonicity of the chi-square policy", status="derived"),
    space=lambda n: responses(n, strength=Ratio(xp.ratio(1, 16), 4), more=Ratio(0, 2), measure=Choice("coverage", "value")),
    sizes=(2, 3, 5, 8),
    lhs=lambda i: measured(i, i.strength + i.more),
    rhs=lambda i: measured(i, i.strength),
    tight_at={"base": [1, 1], "reward": [1, 1, 1], "strength": [1, 1], "more": [1, 1], "measure": 0},
    loose="equality at equal strengths or equal rewards; a constant factor is refuted by those",
)  # fmt: skip
