"""Stronger regularisation means less coverage and less proxy reward.

Both ``C(pi_b)`` and ``Jhat(pi_b)`` are nonincreasing in ``b``: add up the optimality of the two policies at their two
strengths. Each is a claim.
"""

from proofs_check.alignment._settings import responses
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source
from theory_lab.decoding.responses.pessimism import pessimistic_policy
from theory_lab.measures.coefficients import l1_coverage


def coverage(i, strength):
    """The coverage of the policy."""
    return l1_coverage(pessimistic_policy(i.base, i.reward, strength), i.base)


def proxy_value(i, strength):
    """The proxy value of the policy."""
    return xp.dot(pessimistic_policy(i.base, i.reward, strength), i.reward)


def decreasing(statement, label, measured):
    """That a quantity of the policy is no larger at a larger strength."""
    return Claim(
        statement=r"b' \ge b \implies " + statement,
        source=Source("arXiv:2503.21878", f"monotonicity of the chi-square policy, {label}", status="derived"),
        space=lambda n: responses(n, strength=Ratio(xp.ratio(1, 16), 4), more=Ratio(0, 2)),
        sizes=(2, 3, 5, 8),
        lhs=lambda i: measured(i, i.strength + i.more),
        rhs=lambda i: measured(i, i.strength),
        tight_at={"base": [1, 1], "reward": [1, 1, 1], "strength": [1, 1], "more": [1, 1]},
        loose="equality at equal strengths or equal rewards; a constant factor is refuted by those",
    )


CLAIMS = {
    "coverage": decreasing(r"C(\pi_{b'}) \le C(\pi_b)", "coverage", coverage),
    "value": decreasing(r"\hat J(\pi_{b'}) \le \hat J(\pi_b)", "proxy value", proxy_value),
}
