"""Safe improvement over the base law, said of the threshold of the policy: a theorem for every number of responses.

The policy never loses more than ``eps^2/(2b)`` against the base law, and gains the more, the further it moves. Outcome by
outcome, with ``w`` the density, ``u = rhat - lambda`` and ``d = r* - rhat``, what is left is ``p (b w - b + d)^2 / (2b)``
for ``u > 0``.
"""

from proofs_check.alignment._settings import with_proxy
from proofs_check.alignment._settings_thresholds import policy_above
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source
from theory_lab.measures.coefficients import l1_coverage


def derived(i):
    """The policy and what it costs: ``(b/2)(C_b - 1)`` and ``eps^2``."""
    strength, policy = policy_above(i.base, i.proxy, i.threshold)
    moved = strength * (l1_coverage(policy, i.base) - 1) / 2
    return {"strength": strength, "policy": policy, "moved": moved, "square": xp.dot(i.base, (i.proxy - i.reward) ** 2)}


def gained(i):
    """``J(pi_b) + eps^2/(2b)``."""
    return xp.dot(i.policy, i.reward) + i.square / (2 * i.strength)


CLAIM = Claim(
    statement=r"\pi_b = p\,(\hat r - \lambda)_+ / b,\ b = \mathbb E_p(\hat r - \lambda)_+ > 0: \quad"
    r" J(p) + \tfrac b2\bigl(C(\pi_b) - 1\bigr) \le J(\pi_b) + \frac{\varepsilon^2}{2b}",
    source=Source("arXiv:2503.21878", "safe improvement of the chi-square policy, by its threshold", status="derived"),
    space=lambda n: with_proxy(n, threshold=Ratio(-2, 1), derived=derived),
    sizes=(2, 3, 5, 8),
    given={"some proxy is above the threshold": lambda i: i.strength > 0},
    lhs=lambda i: xp.dot(i.base, i.reward) + i.moved,
    rhs=gained,
    sharpened=lambda i: xp.ratio(99, 100) * gained(i),
)
