"""Pessimism with a wrong strength: the skyline times ``(c + 1/c)/2``.

At ``b = c eps/sqrt(C - 1)`` the bound ``(b/2)(C - 1) + eps^2/(2b)`` is ``(c + 1/c)/2`` times ``eps sqrt(C - 1)``. A
factor 2 in the strength costs at most a factor 5/4: the error need not be known to avoid reward hacking.
"""

from proofs_check.alignment._settings import with_target
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source
from theory_lab.decoding.responses.pessimism import pessimistic_policy, tuned_strength
from theory_lab.measures.coefficients import l1_coverage


def derived(i):
    """The policy at ``c`` times the tuned strength, and the bound."""
    error = xp.sqrt(xp.dot(i.base, (i.proxy - i.reward) ** 2))
    coverage = l1_coverage(i.target, i.base)
    policy = pessimistic_policy(i.base, i.proxy, i.factor * tuned_strength(error, coverage))
    return {"policy": policy, "bound": (i.factor + 1 / i.factor) / 2 * error * xp.sqrt(coverage - 1)}


CLAIM = Claim(
    statement=r"b = c\,\varepsilon/\sqrt{C-1}: \quad J(\pi^*) - J(\pi_b)"
    r" \le \tfrac12\bigl(c + \tfrac1c\bigr)\,\varepsilon\sqrt{C(\pi^*)-1}",
    source=Source("arXiv:2503.21878", "robustness of pessimism to a wrong strength", status="derived"),
    space=lambda n: with_target(n, factor=Ratio(xp.ratio(1, 8), 8), derived=derived),
    sizes=(2, 3, 5),
    lhs=lambda i: xp.dot(i.target - i.policy, i.reward),
    rhs=lambda i: i.bound,
    trivial=(0, 1),
    sharpened=lambda i: xp.ratio(99, 100) * i.bound,
    tight_at={"base": [1, 1], "target": [1, 0], "proxy": [2, 1, 1], "reward": [1, 1, 0], "factor": [1, 1]},
)  # fmt: skip
