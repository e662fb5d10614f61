"""The regret of Best-of-N under L1 coverage, at the level ``M = N/(2 log(1/eps))``.

There the exponential of the proxy gap is at most ``eps`` and the excess mass at most ``C/(4M)``, which gives ``C
log(1/eps)/(2N)`` when ``N >= C log(1/eps)`` and twice that always (beyond 1 the bound is void). The theorem is quoted
as ``C log(1/eps)/N + sqrt N eps`` up to a constant; ``eps`` and ``eps sqrt C`` are of this explicit form.
"""

from proofs_check.alignment._settings import with_target
from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Source
from theory_lab.decoding.choice.best_of_n import best_of_n, regret
from theory_lab.measures.coefficients import l1_coverage


def derived(i):
    """A proxy near the reward, its squared error, and the coverage of the comparator."""
    seen = i.reward + i.part * (i.proxy - i.reward)
    return {"seen": seen, "square": xp.dot(i.base, (seen - i.reward) ** 2), "coverage": l1_coverage(i.target, i.base)}


def bound(i):
    """``max(c C L/N, eps) + eps (sqrt C + N/sqrt(2N - 1))`` with ``c`` 1/2 where ``N >= C L``, else 1."""
    error = xp.sqrt(i.square)
    missed = -i.coverage * xp.log(i.square) / (4 * i.draws)
    missed = xp.where(2 * missed <= 1, missed, 2 * missed)
    return xp.maximum(missed, error) + error * (xp.sqrt(i.coverage) + i.draws / xp.sqrt(2 * i.draws - 1))


CLAIM = Claim(
    statement=r"J(\pi^*) - J(\mathrm{BoN}_N) \le \max\Bigl\{c\,\frac{C\log(1/\varepsilon)}{N}, \varepsilon\Bigr\}"
    r" + \varepsilon\Bigl(\sqrt C + \tfrac{N}{\sqrt{2N-1}}\Bigr),"
    r" \quad c = \tfrac12 \text{ if } N \ge C\log(1/\varepsilon), \text{ else } 1",
    source=Source(
        "arXiv:2503.21878",
        "Theorem 3.1",
        status="second-hand",
        reading="all constants made explicit",
    ),
    space=lambda n: with_target(
        n, part=Choice(xp.ratio(1, 8), xp.ratio(1, 1), xp.ratio(1, 64)), draws=Choice(10, 20, 40, 5, 2, 1), derived=derived
    ),
    sizes=(2, 3, 5),
    given={"the error lies strictly between 0 and 1": lambda i: (i.square > 0) & (i.square < 1)},
    notes=(
        "No error exceeds 1, as rewards lie in [0, 1]. At error 1 the bound is at least 1, and at error 0 it is infinite, so "
        "that the hypothesis leaves out nothing that could fail; it gives the logarithm a sign."
    ),
    lhs=lambda i: regret(i.target, best_of_n(i.base, i.seen, i.draws), i.reward),
    rhs=bound,
    trivial=(0, 1),
    loose=(
        "a sum of two parts that are sharp at different laws (best_of_n_proxy_gap_le, best_of_n_transfer_le), and a "
        "maximum of three levels"
    ),
)
