"""Coverage from KL.

``KL(p|q) = sum q f(p/q)`` with ``f(t) = t log t - t + 1 >= 0`` and ``f(t)/t`` increasing on ``t >= 1``: keep only the terms
with ``p/q >= N``. The constant cannot be improved: coins of chances ``u`` and ``u/N`` attain it as ``u`` falls to 0. The model
is positive: where it misses an outcome of the data the divergence is infinite, and outcomes without mass under both laws can be
left out.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space, Whole
from theory_lab.measures.divergences import kl
from theory_lab.measures.profiles import coverage

CLAIM = Claim(
    statement=r"P_p[p/q \ge N] \le \mathrm{KL}(p\|q) / (\log N - 1 + 1/N)",
    source=Source("arXiv:2510.15020", "Proposition D.1"),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n, positive=True), level=Whole(2, 20)),
    sizes=(2, 3),
    lhs=lambda i: coverage(i.p, i.q, i.level),
    rhs=lambda i: kl(i.p, i.q) / (xp.log(i.level) - 1 + 1 / i.level),
    trivial="probability",
    tight_at=lambda k: {"p": [1, 4**k - 1], "q": [1, 8 * 4**k - 1], "level": 8},
    rate="1 - ratio of order 4^(-k)",
    sharpened=lambda i: xp.ratio(9, 10) * kl(i.p, i.q) / (xp.log(i.level) - 1 + 1 / i.level),
)
