"""How alike a law and a model can be that does not cover it: the affinity by the coverage, for any number of outcomes.

The core of Theorem 4.1 for finite classes: a model is at least as likely as the data law on ``n`` samples with probability at
most ``(sum sqrt(p q))^n``, by Markov's inequality for the root of the likelihood ratio. On ``C = {p/q >= N}`` the model has
at most ``Cov_N/N``, so that by Cauchy-Schwarz on ``C`` and off it the affinity is at most ``t/sqrt(N) + sqrt((1 - t)(1 -
t/N))`` with ``t = Cov_N``, and it falls in ``t``. So a likely model has a small coverage: this is `likelier_coverage_tail_le`
at ``s = 1/2``, which has the samples themselves.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array, ratio


def affinity(i: Instance) -> Array:
    """``sum sqrt(p q)``."""
    return xp.sum(xp.sqrt(i.p * i.q))


def bound(i: Instance) -> Array:
    """``t/sqrt(N) + sqrt((1 - t)(1 - t/N))`` at ``t = Cov_N``, for a level that is a square."""
    t = coverage(i.p, i.q, i.root**2)
    return t / i.root + xp.sqrt((1 - t) * (1 - t / i.root**2))


CLAIM = Claim(
    statement=r"\sum_y \sqrt{p(y)\,q(y)} \le \frac{t}{\sqrt N} + \sqrt{(1 - t)\Bigl(1 - \frac tN\Bigr)}, \quad"
    r" t = \mathrm{Cov}_N(p \| q)",
    source=Source("arXiv:2510.15020", "Theorem 4.1 for finite classes, one sample and one model", status="derived"),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n), root=Ratio(1, 8)),
    sizes=(2, 3, 4),
    lhs=affinity,
    rhs=bound,
    trivial="probability",
    sharpened=lambda i: ratio(99, 100) * bound(i),
    tight_at={"p": [2, 1], "q": [1, 5], "root": [2, 1]},
)
