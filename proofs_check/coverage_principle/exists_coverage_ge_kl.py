"""Coverage from KL cannot be improved: a pair for every level.

``p = Ber(1/2)`` against ``q = Ber(1/(2N))``: the first atom has ratio exactly ``N``, so ``Cov_N = 1/2``, and
the divergence is ``(1/2) log(N^2 / (2N - 1))``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space, Whole
from theory_lab.measures.divergences import kl
from theory_lab.measures.profiles import coverage

CLAIM = Claim(
    kind="witness",
    statement=r"\forall N \ge 2\ \exists p, q:\ \mathrm{KL}(p\|q) / (\log N - 1/2 + 1/(2N)) \le \mathrm{Cov}_N(p\|q)"
    r" \quad \text{on these instances, }N = 2, 3, 4, 5, 8, 16, 64, 1024, \dots",
    source=Source("arXiv:2510.15020", "Proposition D.2"),
    space=lambda level: Space(p=Simplex(2), q=Simplex(2), level=Whole(level, level)),
    sizes=(2, 3, 4, 5, 8, 16, 64, 1024, 10**6, 10**12),
    lhs=lambda i: kl(i.p, i.q) / (xp.log(i.level) - xp.ratio(1, 2) + 1 / (2 * i.level)),
    rhs=lambda i: coverage(i.p, i.q, i.level),
    witness=lambda level: {"p": [1, 1], "q": [1, 2 * level - 1], "level": level},
    trivial="probability",
)
