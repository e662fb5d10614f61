"""Best-of-N with the budget that balances its two errors: ``eps^(2/3)``.

At ``N = ceil((C log(1/eps)/eps)^(2/3))`` the missed part is ``C L/(2N) <= (C L eps^2)^(1/3)/2`` and the transfer is
``eps sqrt(2N/3) <= sqrt(4/3) (C L eps^2)^(1/3)``. The cube root is taken through logarithms.
"""

from proofs_check.alignment._settings_near import near_proxy_with_target
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.decoding.choice.best_of_n import best_of_n, regret
from theory_lab.measures.coefficients import l1_coverage

MOST = 24


def derived(i):
    """The squared error of the proxy, the coverage, and ``X = C log(1/eps)/eps``; ``N`` is ``X^(2/3)``, rounded up."""
    square, coverage = xp.dot(i.base, (i.proxy - i.reward) ** 2), l1_coverage(i.target, i.base)
    usable = (square > 0) & (square < 1)
    inner = xp.where(usable, square, xp.ratio(1, 2))
    return {"square": square, "coverage": coverage, "argument": -coverage * xp.log(inner) / (2 * xp.sqrt(inner))}


def tuned_regret(i):
    """The regret at the smallest ``N >= 2`` with ``N^3 >= X^2``, where it is at most ``MOST``."""
    losses = [regret(i.target, best_of_n(i.base, i.proxy, draws), i.reward) for draws in range(2, MOST + 1)]
    loss, square = losses[-1], i.argument**2
    for draws in range(MOST - 1, 1, -1):
        loss = xp.where(draws**3 >= square, losses[draws - 2], loss)
    return loss


def bound(i):
    """``(1/2 + sqrt(4/3)) (C L eps^2)^(1/3) + (1 + sqrt C) eps``."""
    error = xp.sqrt(i.square)
    root = xp.exp(xp.log(i.argument * error**3) / 3)
    return (xp.ratio(1, 2) + xp.sqrt(xp.ratio(4, 3))) * root + (1 + xp.sqrt(i.coverage)) * error


CLAIM = Claim(
    statement=r"N = \max\{2, \lceil X^{2/3}\rceil\} \le 24,\ X = C\log(1/\varepsilon)/\varepsilon \ge 1: \quad"
    r" J(\pi^*) - J(\mathrm{BoN}_N)"
    r" \le \bigl(\tfrac12 + \sqrt{\tfrac43}\bigr)(C\log(1/\varepsilon)\,\varepsilon^2)^{1/3} + (1+\sqrt C)\varepsilon",
    source=Source("arXiv:2503.21878", "Theorem 3.1, tuned budget", status="derived"),
    space=lambda n: near_proxy_with_target(n, derived=derived),
    sizes=(2, 3),
    given={
        "the error lies strictly between 0 and 1": lambda i: (i.square > 0) & (i.square < 1),
        "X is at least 1": lambda i: i.argument >= 1,
        "the budget is at most 24": lambda i: i.argument <= xp.ratio(117, 1),
    },
    necessary=("the error lies strictly between 0 and 1",),
    lhs=tuned_regret,
    rhs=bound,
    trivial=(0, 1),
    loose=(
        "a sum of two parts that are sharp at different laws (best_of_n_proxy_gap_le, best_of_n_transfer_le), at a "
        "budget that balances them"
    ),
    notes=(
        "N <= 24 is a limit of the enumeration and no hypothesis of the theorem (X <= 117 gives it). X is C log(1/eps)/eps; "
        "where it is below 1, eps is above 1/2 and the bound above 1."
    ),
)
