"""The regret of top-k sampling does not grow with the number of draws.

Its density is at most ``N/k``, so ``||w|| <= sqrt(N/k) <= sqrt M`` with ``k = ceil(N/M)``; the rest is the proxy gap
and the transfer. Equality where all draws are kept and the proxy is right.
"""

from math import ceil

from proofs_check.alignment._settings_near import near_proxy_with_target
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Source
from theory_lab.decoding.choice.best_of_n import regret, top_k
from theory_lab.measures.coefficients import excess_mass, l1_coverage, linf_coverage


def derived(i):
    """``k = ceil(N/M)``, the output law and the error."""
    k = ceil(xp.ratio(i.draws, i.level))
    error = xp.sqrt(xp.dot(i.base, (i.proxy - i.reward) ** 2))
    return {"k": k, "output": top_k(i.base, i.proxy, i.draws, k), "error": error}


def bound(i, second_moment):
    """``E_{N/k} + sqrt(1 - k/N)/(2 sqrt k) + eps (sqrt C + sqrt(second moment))``."""
    missed = xp.sqrt(1 - xp.ratio(i.k, i.draws)) / (2 * xp.sqrt(i.k))
    gap = excess_mass(i.target, i.base, xp.ratio(i.draws, i.k)) + missed
    return gap + i.error * (xp.sqrt(l1_coverage(i.target, i.base)) + xp.sqrt(second_moment))


CLAIM = Claim(
    statement=r"k = \lceil N/M\rceil: \quad J(\pi^*) - J(\mathrm{top}_k)"
    r" \le \mathcal E_{N/k}(\pi^*) + \tfrac1{2\sqrt k}\sqrt{1 - k/N}"
    r" + \varepsilon\bigl(\sqrt{C(\pi^*)} + \sqrt M\bigr)",
    source=Source("arXiv:2603.05739", "regret of top-k Best-of-N, explicit form", status="derived"),
    space=lambda n: near_proxy_with_target(n, draws=Count(1, 7), level=Count(1, 4), derived=derived),
    sizes=(2, 3),
    chain=(
        lambda i: regret(i.target, i.output, i.reward),
        lambda i: bound(i, linf_coverage(i.output, i.base)),
        lambda i: bound(i, i.level),
    ),
    trivial=(0, 1),
    sharpened=lambda i: xp.ratio(99, 100) * bound(i, i.level),
)
