"""Best-of-N with the budget of L-infinity coverage.

At ``N = ceil(C_inf log(1/eps))``, at least 2, the missed part is ``(1 - 1/C_inf)^N <= eps`` and the transfer ``eps
(sqrt C + sqrt(2N/3))``.
"""

from proofs_check.alignment._settings import with_target
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.decoding.choice.best_of_n import best_of_n, regret
from theory_lab.measures.coefficients import l1_coverage, linf_coverage

MOST = 24


def derived(i):
    """The squared error of the proxy and ``C_inf log(1/eps)``."""
    square = xp.dot(i.base, (i.proxy - i.reward) ** 2)
    usable = (square > 0) & (square < 1)
    logarithm = -xp.log(xp.where(usable, square, xp.ratio(1, 2))) / 2
    return {"square": square, "budget": linf_coverage(i.target, i.base) * logarithm}


def at_budget(i, number):
    """``number(N)`` at the smallest ``N >= 2`` with ``N >= C_inf log(1/eps)``."""
    chosen = number(MOST)
    for draws in range(MOST - 1, 1, -1):
        chosen = xp.where(draws >= i.budget, number(draws), chosen)
    return chosen


def loss(i):
    """The regret at the budget."""
    return at_budget(i, lambda draws: regret(i.target, best_of_n(i.base, i.proxy, draws), i.reward))


def bound(i):
    """``eps (1 + sqrt C + sqrt(2 N/3))`` at the budget."""
    error, cover = xp.sqrt(i.square), xp.sqrt(l1_coverage(i.target, i.base))
    return at_budget(i, lambda draws: error * (1 + cover + xp.sqrt(xp.ratio(2 * draws, 3))))


CLAIM = Claim(
    statement=r"N = \max\{2, \lceil C_\infty\log(1/\varepsilon)\rceil\} \le 24: \quad J(\pi^*) - J(\mathrm{BoN}_N)"
    r" \le \varepsilon\bigl(1 + \sqrt C + \sqrt{2N/3}\bigr)",
    source=Source(
        "arXiv:2503.21878", "Best-of-N is optimal under L-infinity coverage", status="second-hand",
        reading="explicit form; the logarithm stays for a fixed budget",
    ),
    space=lambda n: with_target(n, derived=derived),
    sizes=(2, 3),
    given={
        "the error lies strictly between 0 and 1": lambda i: (i.square > 0) & (i.square < 1),
        "the budget is at most 24": lambda i: i.budget <= MOST,
    },
    necessary=("the error lies strictly between 0 and 1",),
    lhs=loss,
    rhs=bound,
    trivial=(0, 1),
    loose="a sum of three parts that are sharp at different laws (best_of_n_proxy_gap_le, best_of_n_transfer_le)",
    notes="N <= 24 is a limit of the enumeration and no hypothesis of the theorem.",
)  # fmt: skip
