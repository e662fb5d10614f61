"""The skyline at the tuned strength, in terms of the policy's threshold: a theorem for every number of responses.

For every threshold whose strength ``b`` is at least the tuned one, ``eps/sqrt(C - 1)``, the regret is at most ``b (C - 1)``; at
the tuned strength that is ``eps sqrt(C - 1)``. As in `skyline_regret_le_of_threshold` the regret is at most ``(b/2)(C - 1) +
eps^2/(2b)``, whose second term is at most the first where ``eps^2 <= b^2 (C - 1)``. A strength found by sorting, and the limits
0 and infinity, are in `skyline_regret_le_tuned`.
"""

from proofs_check.alignment._settings_near import near_proxy_with_target
from proofs_check.alignment.skyline_regret_le_of_threshold import derived, skyline
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source
from theory_lab.measures.coefficients import l1_coverage
from theory_lab.numbers import Array


def excess(i: Instance) -> Array:
    """``C(pi*) - 1``."""
    return l1_coverage(i.target, i.base) - 1


CLAIM = Claim(
    statement=r"\pi_b = p\,(\hat r - \lambda)_+ / b,\ b = \mathbb E_p(\hat r - \lambda)_+ \ge \varepsilon/\sqrt{C(\pi^*)-1}:"
    r" \quad J(\pi^*) - J(\pi_b)"
    r" \le \tfrac b2\bigl(C(\pi^*) - 1\bigr) + \frac{\varepsilon^2}{2b} \le b\,\bigl(C(\pi^*) - 1\bigr)",
    source=Source(
        "arXiv:2503.21878", "skyline of Theorem 4.1 with the tuned strength, by the threshold of the policy", status="derived"
    ),
    space=lambda n: near_proxy_with_target(n, threshold=Ratio(-2, 1), derived=derived),
    sizes=(2, 3, 5),
    given={
        "some proxy is above the threshold": lambda i: i.strength > 0,
        "the strength is the tuned one or more": lambda i: i.square <= i.strength**2 * excess(i),
    },
    chain=(lambda i: xp.dot(i.target - i.policy, i.reward), skyline, lambda i: i.strength * excess(i)),
    trivial=(0, 1),
    sharpened=lambda i: xp.ratio(99, 100) * i.strength * excess(i),
    tight_at={"base": [1, 1], "target": [1, 0], "guess": [2, 1, 1], "step": 1, "reward": [1, 1, 0], "threshold": [0, 1]},
)
