"""Uniform convergence over a finite class.

Hoeffding: ``E exp(s (L - Lhat)) <= exp(s^2/(8n))`` for losses in [0, 1], and ``max <= (1/s) log sum exp``
over both signs of all ``N`` functions; the best ``s`` gives the bound. The mean over all samples is a sum
over types.
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


CLAIM = Claim(
    statement=r"\mathbb E \max_{f \in \mathcal F} |L(f) - \hat L(f)| \le \sqrt{\log(2N)/(2n)}",
    source=Source(
        "arXiv:2312.16730", "finite-class uniform convergence", status="second-hand", reading="in the mean; the constant is ours"
    ),
    space=lambda size: Space(law=Simplex(size[1]), losses=Table(size, 0, 1), n=Count(1, 6)),
    sizes=((1, 2), (2, 2), (3, 3), (4, 4)),
    lhs=mean_deviation,
    rhs=lambda i: xp.sqrt(xp.log(2 * i.size[0]) / (2 * i.n)),
    trivial="probability",
    loose="the soft-max step costs a constant: one fair coin has 1/2 of a bound of .589 at n = 1",
)
