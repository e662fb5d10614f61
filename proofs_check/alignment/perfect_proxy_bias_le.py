"""What regularisation costs when the proxy is perfect.

The skyline bound at ``eps = 0``: at most ``(b/2)(C(pi*) - C(pi_b))``.
"""

from proofs_check.alignment._settings import responses
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source
from theory_lab.decoding.responses.pessimism import pessimistic_policy
from theory_lab.measures.coefficients import l1_coverage


def derived(i):
    """The policy, and the base law conditioned on the best responses."""
    best = i.base * xp.at_least(i.reward, xp.max(i.reward))
    return {"policy": pessimistic_policy(i.base, i.reward, i.strength), "target": best / xp.sum(best)}


def bound(i):
    """``(b/2)(C(pi*) - C(pi_b))``."""
    return i.strength * (l1_coverage(i.target, i.base) - l1_coverage(i.policy, i.base)) / 2


CLAIM = Claim(
    statement=r"\hat r = r^* \implies J(\pi^*) - J(\pi_b) \le \tfrac b2\bigl(C(\pi^*) - C(\pi_b)\bigr)",
    source=Source("arXiv:2503.21878", "bias of the chi-square policy", status="derived"),
    space=lambda n: responses(n, strength=Ratio(xp.ratio(1, 16), 4), derived=derived),
    sizes=(2, 3, 5, 8),
    lhs=lambda i: xp.dot(i.target - i.policy, i.reward),
    rhs=bound,
    trivial=(0, 1),
    sharpened=lambda i: xp.ratio(99, 100) * bound(i),
)
