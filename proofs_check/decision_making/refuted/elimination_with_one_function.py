"""The elimination lemma of BiLinUCB with a single function.

The width ``c (K log|Q| + log(HK/delta))/n`` has no ``K`` left when the class has one function, though ``Q*`` has to pass
``K`` tests: the sum of ``K`` squared errors of ``n`` samples each is about ``K/(4n)``. One state, one action, one step,
fair rewards, two samples an iteration: the chance that ``Q*`` is eliminated exceeds ``delta = 1/10`` for every ``c`` up to
8 once ``K`` is large. Stated with ``log(2|Q|)``, or with ``K log(HK|Q|/delta)``, nothing of this happens. The trivial bound
is 1.
"""

from fractions import Fraction

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Source, Space
from theory_lab.numbers import binomial

DELTA, SAMPLES = Fraction(1, 10), 2
ITERATIONS = tuple(2**k for k in range(10))


def eliminated(i):
    """``P(sum of K squared errors > width)``: an error is 0 or 1/2 with probability 1/2 each, so the sum is binomial over 4."""
    width = i.factor * xp.log(xp.exact(i.iterations / DELTA)) / SAMPLES
    ways = sum(binomial(i.iterations, k) for k in range(i.iterations + 1) if bool(xp.exact(Fraction(k, 4)) > width))
    return Fraction(ways, 2**i.iterations)


CLAIM = Claim(
    statement=r"\Pr\Bigl[\sum_{k \le K} \hat{\mathcal E}_k(Q^*)^2 > \beta\Bigr] \le \delta, \quad"
    r" \beta = c\,\frac{K\log|\mathcal Q| + \log(HK/\delta)}n, \quad |\mathcal Q| = 1",
    source=Source("arXiv:2312.16730", "Lemma 29 with a single function", status="second-hand"),
    space=Space(factor=Choice(1, 2, 4, 8), iterations=Choice(*ITERATIONS)),
    lhs=eliminated,
    rhs=lambda i: DELTA,
    expect="fails",
    falls="tempting form",
)
