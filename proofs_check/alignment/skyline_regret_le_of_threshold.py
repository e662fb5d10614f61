"""The regret of the chi-square regularised policy, in terms of its threshold: a theorem for every number of responses.

The policy of strength ``b`` is ``pi_b = p (rhat - lambda)_+ / b``, and ``b = E_p (rhat - lambda)_+`` because it is a law. So
each threshold ``lambda`` below the largest proxy gives the policy of one strength, and each strength has a threshold
(`skyline_regret_le` finds it by sorting). Outcome by outcome, with ``t = pi*/p``, ``u = rhat - lambda`` and ``d = r* - rhat``,
the bound less the regret is ``p (b t - u - d)^2 / (2b)`` where ``u > 0``, and at least ``p (b t - d)^2 / (2b)`` elsewhere.
"""

from proofs_check.alignment._settings_near import near_proxy_with_target
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source
from theory_lab.measures.coefficients import l1_coverage


def derived(i):
    """The strength, the policy (the base law times 0 where no proxy is above the threshold), and the error of the proxy."""
    above = i.base * xp.maximum(i.proxy - i.threshold, 0)
    strength = xp.sum(above)
    return {
        "strength": strength,
        "policy": above / xp.where(strength > 0, strength, 1),
        "square": xp.dot(i.base, (i.proxy - i.reward) ** 2),
    }


def between(i):
    """``(b/2)(C(pi*) - C(pi_b)) + eps^2/(2b)``."""
    spread = l1_coverage(i.target, i.base) - l1_coverage(i.policy, i.base)
    return i.strength * spread / 2 + i.square / (2 * i.strength)


def skyline(i):
    """``(b/2)(C(pi*) - 1) + eps^2/(2b)``."""
    return i.strength * (l1_coverage(i.target, i.base) - 1) / 2 + i.square / (2 * i.strength)


CLAIM = Claim(
    statement=r"\pi_b = p\,(\hat r - \lambda)_+ / b,\ b = \mathbb E_p(\hat r - \lambda)_+ > 0: \quad J(\pi^*) - J(\pi_b)"
    r" \le \tfrac b2\bigl(C(\pi^*) - C(\pi_b)\bigr) + \frac{\varepsilon^2}{2b}"
    r" \le \tfrac b2\bigl(C(\pi^*) - 1\bigr) + \frac{\varepsilon^2}{2b}",
    source=Source("arXiv:2503.21878", "skyline of Theorem 4.1, by the threshold of the policy", status="derived"),
    space=lambda n: near_proxy_with_target(n, threshold=Ratio(-2, 1), derived=derived),
    sizes=(2, 3, 5, 8),
    given={"some proxy is above the threshold": lambda i: i.strength > 0},
    chain=(lambda i: xp.dot(i.target - i.policy, i.reward), between, skyline),
    trivial=(0, 1),
    sharpened=lambda i: xp.ratio(99, 100) * skyline(i),
    tight_at={"base": [1, 1], "target": [1, 0], "guess": [2, 1, 1], "step": 1, "reward": [1, 1, 0], "threshold": [0, 1]},
)
