"""Maximum likelihood covers at rate 1/n: the Bernoulli class, in the mean.

The outcome 1 is uncovered exactly if ``k <= n p/N`` (a tie counts), which gives the second expression;
Chernoff gives the third, and ``x exp(-x) <= 1/e`` the last. The mean of KL is infinite, since ``k = 0`` has
positive probability. Near equality at ``p = 1/(n + 1)`` and large ``N``: ratio .952, .994, .998 for
``n = 10, 100, 1000``.
"""

from proofs_check.coverage_principle._settings import psi
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Space
from theory_lab.learning.likelihood.maximisers import bernoulli_coverages, mean
from theory_lab.numbers import Array, ratio


def exact_mean(i: Instance) -> Array:
    """The mean of the maximiser's coverage over all samples."""
    law = xp.stack([1 - i.p, i.p])
    return mean(law, i.size, bernoulli_coverages(law, i.size, i.level))


def binomial_tail(i: Instance) -> Array:
    """``p P(k <= n p/N)``."""
    law = xp.stack([1 - i.p, i.p])
    return i.p * xp.expect_over_types(law, i.size, lambda counts: counts[:, 1] * i.level <= i.size * i.p)


def bound(i: Instance) -> Array:
    """``1 / (e psi(N) n)``."""
    return xp.exp(-1) / (i.size * psi(i.level))


CLAIM = Claim(
    statement=(
        r"\mathrm{E}\,\mathrm{Cov}_N(\mathrm{Ber}(p)\|\hat q) \le p\, \mathrm{P}(k \le np/N) \le p\, e^{-n p \psi(N)}"
        r" \le \frac{1}{e\,\psi(N)\,n}, \quad \hat q = \mathrm{Ber}(\min\{k/n, 1/2\}),\ p \le 1/2,\ N \ge 2"
    ),
    source=Source("arXiv:2510.15020", "Section 3, Bernoulli class, in the mean", status="derived"),
    space=lambda n: Space(p=Ratio(0, ratio(1, 2)), level=Ratio(2, 10**4)),
    sizes=(1, 2, 5, 10, 30, 100),
    chain=(
        exact_mean,
        binomial_tail,
        lambda i: i.p * xp.exp(-i.size * i.p * psi(i.level)),
        bound,
    ),
    trivial="probability",
    sharpened=lambda i: ratio(19, 20) * bound(i),
)
