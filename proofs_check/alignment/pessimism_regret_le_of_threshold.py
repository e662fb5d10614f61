"""The regret of inference-time pessimism where its estimate is near: for every number of responses, by the policy's threshold.

The last step of Theorem 4.1 with samples. Given the estimated constant the output is the chi-square policy of some strength
``b'`` mixed with the base law, from which it draws where all draws are rejected. Where ``b'`` is between ``b/2`` and ``2b``
the skyline bound ``(b'/2)(C - 1) + eps^2/(2b')`` (`skyline_regret_le_of_threshold`) is at most ``b (C - 1) + eps^2/b``, and
the base law costs at most 1 with the probability of a draw from it. That the estimate is near, except with small probability,
is the other part of `pessimism_regret_le`, which has the draws themselves.
"""

from proofs_check.alignment._settings_near import near_proxy_with_target
from proofs_check.alignment._settings_thresholds import policy_above
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source
from theory_lab.measures.coefficients import l1_coverage
from theory_lab.numbers import Array


def derived(i: Instance) -> dict[str, Array]:
    """The strength of the threshold and the one that is meant, the output law, and the error of the proxy."""
    own, policy = policy_above(i.base, i.proxy, i.threshold)
    return {
        "own": own,
        "strength": own * i.factor,
        "output": (1 - i.missed) * policy + i.missed * i.base,
        "square": xp.dot(i.base, (i.proxy - i.reward) ** 2),
    }


def bound(i: Instance) -> Array:
    """``b (C(pi*) - 1) + eps^2/b`` and the probability of a draw from the base law."""
    return i.strength * (l1_coverage(i.target, i.base) - 1) + i.square / i.strength + i.missed


CLAIM = Claim(
    statement=r"\pi_{b'} = p\,(\hat r - \lambda)_+ / b',\ b' = \mathbb E_p(\hat r - \lambda)_+ \in [\tfrac b2, 2b]: \quad"
    r" J(\pi^*) - J\bigl((1 - m) \pi_{b'} + m p\bigr) \le b\,\bigl(C(\pi^*) - 1\bigr) + \frac{\varepsilon^2}{b} + m",
    source=Source(
        "arXiv:2503.21878", "Theorem 4.1, where the estimate is near, by the threshold of the policy", status="derived"
    ),
    space=lambda n: near_proxy_with_target(
        n, threshold=Ratio(-2, 1), factor=Ratio(xp.ratio(1, 2), 2), missed=Ratio(0, 1), derived=derived
    ),
    sizes=(2, 3, 5),
    given={"some proxy is above the threshold": lambda i: i.own > 0},
    lhs=lambda i: xp.dot(i.target - i.output, i.reward),
    rhs=bound,
    trivial=(0, 1),
    sharpened=lambda i: xp.ratio(9, 10) * bound(i),
)
