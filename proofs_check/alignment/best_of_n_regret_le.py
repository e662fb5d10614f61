"""The regret of Best-of-N under L1 coverage, for every number of draws.

For every comparator ``pi*``, every level ``M >= 1``, and rewards and proxies in [0, 1]. The proxy gap is at most ``max(E_M, (1
- (1 - E_M)/M)^N)``, where ``E_M = sum (pi* - M p)_+`` is at most ``C/(4M)``; passing to the true reward costs ``eps ||w_pi* -
w_BoN||``, where ``w`` is the density to the base law and ``eps^2 = E_p (rhat - r*)^2``. This is at most ``eps (sqrt C +
N/sqrt(2N - 1))`` by the ceiling on the coverage of Best-of-N. The theorem is quoted as ``C log(1/eps)/N + sqrt N eps`` up to a
constant, which is the level ``M = N/(2 log(1/eps))`` (`best_of_n_regret_le_log`).
"""

from proofs_check.alignment._settings_near import near_proxy_with_target
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Ratio, Source
from theory_lab.decoding.choice.best_of_n import best_of_n, regret
from theory_lab.measures.coefficients import excess_mass, l1_coverage


def derived(i):
    """The output law, the proxy gap bound and the reward error."""
    excess = excess_mass(i.target, i.base, i.level)
    return {
        "output": best_of_n(i.base, i.proxy, i.draws),
        "gap": xp.maximum(excess, (1 - (1 - excess) / i.level) ** i.draws),
        "error": xp.sqrt(xp.dot(i.base, (i.proxy - i.reward) ** 2)),
    }


def coarse(i):
    """``gap + eps (sqrt C + N/sqrt(2N - 1))``."""
    own = i.draws / xp.sqrt(2 * i.draws - 1)
    return i.gap + i.error * (xp.sqrt(l1_coverage(i.target, i.base)) + own)


CLAIM = Claim(
    statement=r"J(\pi^*) - J(\mathrm{BoN}_N) \le \max\{\mathcal E_M, (1-(1-\mathcal E_M)/M)^N\}"
    r" + \varepsilon\|w_{\pi^*}-w_{\mathrm{BoN}}\|"
    r" \le \cdots + \varepsilon\Bigl(\sqrt{C} + \tfrac{N}{\sqrt{2N-1}}\Bigr)",
    source=Source("arXiv:2503.21878", "Theorem 3.1, explicit form", status="derived"),
    space=lambda n: near_proxy_with_target(n, level=Ratio(1, 12), draws=Count(1, 40), derived=derived),
    sizes=(2, 3, 5, 8),
    chain=(
        lambda i: regret(i.target, i.output, i.reward),
        lambda i: i.gap + i.error * xp.sqrt(xp.sum((i.target - i.output) ** 2 / i.base)),
        coarse,
    ),
    trivial=(0, 1),
    sharpened=lambda i: xp.ratio(99, 100) * coarse(i),
)
