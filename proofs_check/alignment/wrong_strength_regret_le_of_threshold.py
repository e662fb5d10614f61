"""Pessimism with a wrong strength, said of the threshold of the policy: a theorem for every number of responses.

For every threshold whose strength ``b`` is the tuned one, ``eps/sqrt(C - 1)``, up to a factor ``c`` in either direction, the regret
is at most ``(c + 1/c)/2`` times the skyline. The bound of `skyline_regret_le_of_threshold` is half the sum of ``u = b (C - 1)`` and
``v = eps^2/b``, of which none exceeds ``c^2`` times the other: ``(c + 1/c)^2 u v - (u + v)^2 = (c^2 u - v)(c^2 v - u)/c^2``. A
strength found by sorting is in `wrong_strength_regret_le`.
"""

from proofs_check.alignment._settings_near import near_proxy_with_target
from proofs_check.alignment.skyline_regret_le_of_threshold import derived, skyline
from proofs_check.alignment.skyline_regret_le_tuned_of_threshold import excess
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source
from theory_lab.numbers import Array


def bound(i: Instance) -> Array:
    """``(c + 1/c)/2 eps sqrt(C - 1)``."""
    return (i.factor + 1 / i.factor) / 2 * xp.sqrt(i.square * excess(i))


CLAIM = Claim(
    statement=r"\pi_b = p\,(\hat r - \lambda)_+ / b,\ \tfrac1c\,\varepsilon \le b\,\sqrt{C(\pi^*)-1} \le c\,\varepsilon:"
    r" \quad J(\pi^*) - J(\pi_b) \le \tfrac b2\bigl(C(\pi^*) - 1\bigr) + \frac{\varepsilon^2}{2b}"
    r" \le \tfrac12\bigl(c + \tfrac1c\bigr)\,\varepsilon\sqrt{C(\pi^*)-1}",
    source=Source(
        "arXiv:2503.21878", "robustness of pessimism to a wrong strength, by the threshold of the policy", status="derived"
    ),
    space=lambda n: near_proxy_with_target(n, threshold=Ratio(-2, 1), factor=Ratio(1, 8), derived=derived),
    sizes=(2, 3, 5),
    given={
        "some proxy is above the threshold": lambda i: i.strength > 0,
        "the strength is not too small": lambda i: i.square <= i.factor**2 * i.strength**2 * excess(i),
        "the strength is not too large": lambda i: i.strength**2 * excess(i) <= i.factor**2 * i.square,
    },
    chain=(lambda i: xp.dot(i.target - i.policy, i.reward), skyline, bound),
    trivial=(0, 1),
    sharpened=lambda i: xp.ratio(99, 100) * bound(i),
    tight_at={
        "base": [1, 1],
        "target": [1, 0],
        "guess": [2, 1, 1],
        "step": 1,
        "reward": [1, 1, 0],
        "threshold": [0, 1],
        "factor": [1, 1],
    },
)
