"""The win rate of top-k sampling under a pairwise reward error: no growth with the number of draws.

As for Best-of-N, with the density at most ``N/k`` and the proxy gap of top-k sampling.
"""

from proofs_check.alignment._settings import compared, with_target
from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Source
from theory_lab.decoding.choice.best_of_n import top_k
from theory_lab.measures.coefficients import excess_mass


def bound(i):
    """``2 E_{N/k} + 1/(2 sqrt k) + 2 (N/k) e_pw``."""
    k = min(i.k, i.draws)
    level = xp.ratio(i.draws, k)
    return 2 * excess_mass(i.target, i.base, level) + 1 / (2 * xp.sqrt(k)) + 2 * level * i.error


CLAIM = Claim(
    statement=r"W(\pi^*) - W(\mathrm{top}_k) \le 2\,\mathcal E_{N/k} + \tfrac1{2\sqrt k} + 2\tfrac Nk\,e_{\mathrm{pw}}",
    source=Source("arXiv:2603.05739", "win-rate regret of top-k Best-of-N, explicit form", status="derived"),
    space=lambda n: with_target(n, draws=Choice(8, 4, 10, 2, 1), k=Choice(2, 4, 1, 10), derived=compared),
    sizes=(2, 3),
    lhs=lambda i: xp.dot(i.target - top_k(i.base, i.proxy, i.draws, min(i.k, i.draws)), i.truth),
    rhs=bound,
    trivial=(0, 1),
    loose="a win rate is at most 1/2 above that of the base law, and for k = 1 alone the second part is 1/2",
)
