"""Stronger regularisation means less coverage and less proxy reward.

Each of two policies is optimal at its own strength, and a law that is not loses half of ``b`` times the squared distance of the
densities as well. Added up for ``b < b'`` this is ``(b + b') E (w_b - w_b')^2 <= (b' - b)(C(pi_b) - C(pi_b'))``; for the first
policy alone it is ``(b/2)(C(pi_b) - C(pi_b') + E (w_b - w_b')^2) <= Jhat(pi_b) - Jhat(pi_b')``. So both ``C(pi_b)`` and
``Jhat(pi_b)`` are nonincreasing. Each is a claim, an equality wherever both policies have full support.
"""

from proofs_check.alignment._settings import responses
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source
from theory_lab.decoding.responses.pessimism import pessimistic_policy
from theory_lab.measures.coefficients import l1_coverage


def compared(i):
    """How much coverage and proxy value fall from ``b`` to ``b' = b + more``, and ``E (w_b - w_b')^2``."""
    weak, strong = (pessimistic_policy(i.base, i.reward, strength) for strength in (i.strength, i.strength + i.more))
    return {
        "less": l1_coverage(weak, i.base) - l1_coverage(strong, i.base),
        "worse": xp.dot(weak - strong, i.reward),
        "apart": xp.sum((weak - strong) ** 2 / i.base),
    }


def decreasing(statement, label, lhs, rhs):
    """By how much a quantity of the policy falls at least."""
    return Claim(
        statement=r"b' \ge b \implies " + statement + r", \quad d^2 = \mathbb E_p (w_b - w_{b'})^2",
        source=Source("arXiv:2503.21878", f"monotonicity of the chi-square policy, {label}", status="derived"),
        space=lambda n: responses(n, strength=Ratio(xp.ratio(1, 16), 4), more=Ratio(0, 2), derived=compared),
        sizes=(2, 3, 5, 8),
        lhs=lhs,
        rhs=rhs,
        tight_at={"base": [1, 1], "reward": [1, 0, 1], "strength": [2, 1], "more": [1, 1]},
        sharpened=lambda i: xp.ratio(99, 100) * rhs(i),
    )


CLAIMS = {
    "coverage": decreasing(
        r"(b + b')\, d^2 \le (b' - b)\bigl(C(\pi_b) - C(\pi_{b'})\bigr)",
        "coverage",
        lambda i: (2 * i.strength + i.more) * i.apart,
        lambda i: i.more * i.less,
    ),
    "value": decreasing(
        r"\tfrac b2 \bigl(C(\pi_b) - C(\pi_{b'}) + d^2\bigr) \le \hat J(\pi_b) - \hat J(\pi_{b'})",
        "proxy value",
        lambda i: i.strength / 2 * (i.less + i.apart),
        lambda i: i.worse,
    ),
}
