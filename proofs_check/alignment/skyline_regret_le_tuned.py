"""The skyline: regret at most ``eps sqrt(C - 1)`` at the strength ``eps/sqrt(C - 1)``.

The bound ``(b/2)(C - 1) + eps^2/(2b)`` at its minimiser. Together with the lower bound over worlds that no rule can tell apart,
``eps sqrt(C - 1)`` is exactly the minimax regret. The limits are included: a perfect proxy (strength 0, the greedy policy) and
a comparator equal to the base law (infinite strength, the base law itself). The policy has the normalising constant of the base
law; `tuned_pessimism_regret_le` has that of a sample.
"""

from proofs_check.alignment._settings import with_target
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.decoding.responses.pessimism import pessimistic_policy, tuned_strength
from theory_lab.measures.coefficients import l1_coverage


def derived(i):
    """The error, the coverage, and the policy at the tuned strength."""
    error = xp.sqrt(xp.dot(i.base, (i.proxy - i.reward) ** 2))
    coverage = l1_coverage(i.target, i.base)
    policy = pessimistic_policy(i.base, i.proxy, tuned_strength(error, coverage))
    return {"policy": policy, "skyline": error * xp.sqrt(coverage - 1)}


CLAIM = Claim(
    statement=r"b = \varepsilon/\sqrt{C(\pi^*)-1}: \quad J(\pi^*) - J(\pi_b) \le \varepsilon\sqrt{C(\pi^*)-1}",
    source=Source(
        "arXiv:2503.21878", "skyline of Theorem 4.1", status="second-hand", reading="with the exact constant 1",
        also=("skyline with the tuned strength",),
    ),
    space=lambda n: with_target(n, derived=derived),
    sizes=(2, 3, 5),
    lhs=lambda i: xp.dot(i.target - i.policy, i.reward),
    rhs=lambda i: i.skyline,
    trivial=(0, 1),
    sharpened=lambda i: xp.ratio(99, 100) * i.skyline,
    tight_at={"base": [1, 1], "target": [1, 0], "proxy": [2, 1, 1], "reward": [1, 1, 0]},
)  # fmt: skip
