"""The regret of the chi-square regularised policy: the skyline with its exact constant.

``pi_b`` maximises ``E rhat - (b/2) C``; it is the limit of inference-time pessimism as the number of draws grows. By its
optimality ``E_pi* rhat - E_pi_b rhat <= (b/2)(C* - C_b) - (b/2) d^2`` with ``d = ||w* - w_b||``, for every ``pi*``; passing to
the true reward costs ``eps d``, where ``eps^2 = E_p (rhat - r*)^2``, and ``eps d - (b/2) d^2 <= eps^2/(2b)``. The tuned ``b =
eps/sqrt(C* - 1)`` gives ``eps sqrt(C* - 1)`` (the theorem is quoted with ``sqrt C eps`` up to a constant), and no rule does
better in the worst case (`skyline_regret_ge`).
"""

from proofs_check.alignment._settings_near import near_proxy_and_target
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source
from theory_lab.decoding.responses.pessimism import pessimistic_policy
from theory_lab.measures.coefficients import l1_coverage


def derived(i):
    """The policy, the squared error of the proxy, and the coverage of both policies."""
    policy = pessimistic_policy(i.base, i.proxy, i.strength)
    return {
        "policy": policy,
        "error": xp.dot(i.base, (i.proxy - i.reward) ** 2) / (2 * i.strength),
        "own": l1_coverage(policy, i.base),
        "coverage": l1_coverage(i.target, i.base),
    }


def skyline(i):
    """``(b/2)(C(pi*) - 1) + eps^2/(2b)``."""
    return i.strength * (i.coverage - 1) / 2 + i.error


CLAIM = Claim(
    statement=r"J(\pi^*) - J(\pi_b) \le \tfrac b2\bigl(C(\pi^*) - C(\pi_b)\bigr) + \frac{\varepsilon^2}{2b}"
    r" \le \tfrac b2\bigl(C(\pi^*) - 1\bigr) + \frac{\varepsilon^2}{2b}",
    source=Source("arXiv:2503.21878", "skyline of Theorem 4.1 with its exact constant", status="derived"),
    space=lambda n: near_proxy_and_target(n, strength=Ratio(xp.ratio(1, 16), 4), derived=derived),
    sizes=(2, 3, 5, 8),
    chain=(
        lambda i: xp.dot(i.target - i.policy, i.reward),
        lambda i: i.strength * (i.coverage - i.own) / 2 + i.error,
        skyline,
    ),
    trivial=(0, 1),
    sharpened=lambda i: xp.ratio(99, 100) * skyline(i),
    tight_at={"base": [1, 1], "goal": [1, 0], "part": 1, "guess": [2, 1, 1], "step": 1, "reward": [1, 1, 0], "strength": [1, 2]},
)  # fmt: skip
