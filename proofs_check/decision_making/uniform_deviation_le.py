"""Uniform convergence over a finite class.

Hoeffding: ``E exp(s (L - Lhat)) <= exp(s^2/(8n))`` for losses in [0, 1], and ``max <= (1/s) log sum exp``
over both signs of all ``N`` functions; the best ``s`` gives ``sqrt(log(2N) / (2n))``. For up to four functions the sum of
their variances says more: ``E max (L - Lhat)^2 <= N/(4n)``, an equality for one fair coin. The mean over all samples is a
sum over types.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Simplex, Source, Space, Table


def mean_deviation(i):
    """``E max_f |L(f) - Lhat(f)|``."""
    risks = xp.dot(i.losses, i.law)

    def largest(counts):
        empirical = [xp.sum(loss * counts, axis=1) / i.n for loss in i.losses]
        return xp.max(xp.stack([abs(a - b) for a, b in zip(empirical, risks, strict=True)]), axis=0)

    return xp.expect_over_types(i.law, i.n, largest)


def bound(i):
    """The smaller of ``sqrt(log(2N) / (2n))`` and ``sqrt(N / (4n))``."""
    functions = i.size[0]
    return xp.sqrt(xp.minimum(xp.log(2 * functions) / 2, xp.ratio(functions, 4)) / i.n)


CLAIM = Claim(
    statement=r"\mathbb E \max_{f \in \mathcal F} |L(f) - \hat L(f)| \le \sqrt{\min\{\log(2N)/2,\; N/4\}/n}",
    source=Source(
        "arXiv:2312.16730",
        "finite-class uniform convergence",
        status="second-hand",
        reading="in the mean; the constants are ours",
    ),
    space=lambda size: Space(law=Simplex(size[1]), losses=Table(size, 0, 1), n=Count(1, 6)),
    sizes=((1, 2), (2, 2), (3, 3), (4, 4)),
    lhs=mean_deviation,
    rhs=bound,
    trivial="probability",
    tight_at={"law": [1, 1], "losses": [1, 0, 1], "n": 1},
    sharpened=lambda i: xp.ratio(99, 100) * bound(i),
)
