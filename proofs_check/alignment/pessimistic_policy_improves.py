"""Safe improvement over the base law.

The skyline bound with the base law as comparator, whose coverage is 1: the policy never loses more than
``eps^2/(2b)`` against the base law, and gains the more, the further it moves.
"""

from proofs_check.alignment._settings import with_proxy
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source
from theory_lab.decoding.responses.pessimism import pessimistic_policy
from theory_lab.measures.coefficients import l1_coverage


def derived(i):
    """The policy and what it costs: ``(b/2)(C_b - 1)`` and ``eps^2/(2b)``."""
    policy = pessimistic_policy(i.base, i.proxy, i.strength)
    moved = i.strength * (l1_coverage(policy, i.base) - 1) / 2
    return {"policy": policy, "moved": moved, "error": xp.dot(i.base, (i.proxy - i.reward) ** 2) / (2 * i.strength)}


CLAIM = Claim(
    statement=r"J(p) + \tfrac b2\bigl(C(\pi_b) - 1\bigr) \le J(\pi_b) + \frac{\varepsilon^2}{2b}",
    source=Source("arXiv:2503.21878", "safe improvement of the chi-square policy", status="derived"),
    space=lambda n: with_proxy(n, strength=Ratio(xp.ratio(1, 16), 4), derived=derived),
    sizes=(2, 3, 5, 8),
    lhs=lambda i: xp.dot(i.base, i.reward) + i.moved,
    rhs=lambda i: xp.dot(i.policy, i.reward) + i.error,
    sharpened=lambda i: xp.ratio(99, 100) * (xp.dot(i.policy, i.reward) + i.error),
    tight_at={"base": [1, 1], "proxy": [1, 1, 1], "reward": [1, 1, 1], "strength": [1, 1]},
)
