"""Stronger regularisation means less coverage, said of the thresholds of two policies: a theorem for every number of responses.

Each of two policies is optimal at its own strength, and a law that is not loses half of ``b`` times the squared distance of the
densities as well. Added up for ``b <= b'``, where the threshold of ``b'`` is the lower one, this is
``(b + b') E (w_b - w_b')^2 <= (b' - b)(C(pi_b) - C(pi_b'))``; for the first policy alone it says that the proxy value falls.
"""

from proofs_check.alignment._settings import responses
from proofs_check.alignment._settings_thresholds import policy_above
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source
from theory_lab.measures.coefficients import l1_coverage


def compared(i):
    """Both strengths, how much coverage and proxy value fall from ``b`` to ``b'``, and ``E (w_b - w_b')^2``."""
    strength, weak = policy_above(i.base, i.reward, i.threshold)
    larger, strong = policy_above(i.base, i.reward, i.threshold - i.less)
    return {
        "strength": strength,
        "larger": larger,
        "fall": l1_coverage(weak, i.base) - l1_coverage(strong, i.base),
        "worse": xp.dot(weak - strong, i.reward),
        "apart": xp.sum((weak - strong) ** 2 / i.base),
    }


def decreasing(statement, label, lhs, rhs):
    """By how much a quantity of the policy falls at least."""
    return Claim(
        statement=r"\lambda' \le \lambda,\ b > 0 \implies " + statement + r", \quad d^2 = \mathbb E_p (w_b - w_{b'})^2",
        source=Source("arXiv:2503.21878", f"monotonicity of the chi-square policy, {label}, by thresholds", status="derived"),
        space=lambda n: responses(n, threshold=Ratio(-1, 1), less=Ratio(0, 2), derived=compared),
        sizes=(2, 3, 5, 8),
        given={"some reward is above the threshold": lambda i: i.strength > 0},
        lhs=lhs,
        rhs=rhs,
        tight_at={"base": [1, 1], "reward": [1, 0, 1], "threshold": [-1, 1], "less": [1, 1]},
        sharpened=lambda i: xp.ratio(99, 100) * rhs(i),
    )


CLAIMS = {
    "coverage": decreasing(
        r"(b + b')\, d^2 \le (b' - b)\bigl(C(\pi_b) - C(\pi_{b'})\bigr)",
        "coverage",
        lambda i: (i.strength + i.larger) * i.apart,
        lambda i: (i.larger - i.strength) * i.fall,
    ),
    "value": decreasing(
        r"\tfrac b2 \bigl(C(\pi_b) - C(\pi_{b'}) + d^2\bigr) \le \hat J(\pi_b) - \hat J(\pi_{b'})",
        "proxy value",
        lambda i: i.strength / 2 * (i.fall + i.apart),
        lambda i: i.worse,
    ),
}
