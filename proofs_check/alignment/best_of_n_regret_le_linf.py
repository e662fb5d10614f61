"""The regret of Best-of-N under L-infinity coverage.

At the level ``M = C_inf`` the excess mass is 0, so the proxy gap is at most ``(1 - 1/C_inf)^N``; the rest
is the transfer to the true reward with ``||w_BoN|| <= N/sqrt(2N - 1)``.
"""

from proofs_check.alignment._settings_near import near_proxy_with_target
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Source
from theory_lab.decoding.choice.best_of_n import best_of_n, regret
from theory_lab.measures.coefficients import l1_coverage, linf_coverage


def bound(i):
    """``(1 - 1/C_inf)^N + eps (sqrt C + N/sqrt(2N - 1))``."""
    error = xp.sqrt(xp.dot(i.base, (i.proxy - i.reward) ** 2))
    own = i.draws / xp.sqrt(2 * i.draws - 1)
    missed = (1 - 1 / linf_coverage(i.target, i.base)) ** i.draws
    return missed + error * (xp.sqrt(l1_coverage(i.target, i.base)) + own)


CLAIM = Claim(
    statement=r"J(\pi^*) - J(\mathrm{BoN}_N) \le (1 - 1/C_\infty)^N + \varepsilon\Bigl(\sqrt C"
    r" + \tfrac{N}{\sqrt{2N-1}}\Bigr)",
    source=Source("arXiv:2503.21878", "Best-of-N under L-infinity coverage, explicit form", status="derived"),
    space=lambda n: near_proxy_with_target(n, draws=Count(1, 40)),
    sizes=(2, 3, 5, 8),
    lhs=lambda i: regret(i.target, best_of_n(i.base, i.proxy, i.draws), i.reward),
    rhs=bound,
    trivial=(0, 1),
    sharpened=lambda i: xp.ratio(99, 100) * bound(i),
    tight_at={"base": [1, 3], "target": [1, 0], "guess": [1, 1, 0], "step": 1, "reward": [1, 1, 0], "draws": 2},
)  # fmt: skip
