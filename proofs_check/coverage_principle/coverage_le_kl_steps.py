"""The proof of coverage from KL, step by step.

With ``f(t) = t log t - t + 1 >= 0`` the divergence is ``sum q f(R)``, and ``f(t)/t = log t - 1 + 1/t``
increases on ``t >= 1``. The steps: replace ``f(R)/R`` by its value at ``N`` on the uncovered atoms; drop the
covered atoms. Nothing is lost in either for the pair ``Ber(a)``, ``Ber(a/N)`` as ``a -> 0``; the first is an
equality whenever the ratio is ``N`` on all uncovered atoms.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space
from theory_lab.measures.divergences import kl
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array


def uncovered_terms(p: Array, q: Array, level: Array) -> Array:
    """``sum q f(p/q)`` over the atoms with ``p/q >= level``."""
    return xp.sum(xp.where(xp.ratio_at_least(p, q, level), xp.kl_term(p, q), 0))


CLAIM = Claim(
    statement=(
        r"(\log N - 1 + 1/N)\, \mathrm{Cov}_N \le \sum_{p/q \ge N} q f(p/q) \le \mathrm{KL}(p\|q),"
        r" \quad f(t) = t \log t - t + 1"
    ),
    source=Source("arXiv:2510.15020", "proof of Proposition D.1", status="derived"),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n), level=Ratio(1, 20)),
    sizes=(2, 3, 4, 6),
    chain=(
        lambda i: coverage(i.p, i.q, i.level) * (xp.log(i.level) - 1 + 1 / i.level),
        lambda i: uncovered_terms(i.p, i.q, i.level),
        lambda i: kl(i.p, i.q),
    ),
    tight_at=lambda k: {"p": [1, 4**k - 1], "q": [1, 8 * 4**k - 1], "level": [8, 1]},
    rate="1 - ratio of order 4**-k",
    sharpened=lambda i: xp.ratio(99, 100) * kl(i.p, i.q),
)
