"""Coverage from KL, the form of the main text.

Weaker than the form with ``log N - 1 + 1/N``, since ``log(N/e) = log N - 1``; the loss vanishes as ``N``
grows. The levels start at 2.72, just above ``e``, where the right side is finite.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space
from theory_lab.measures.divergences import kl
from theory_lab.measures.profiles import coverage

CLAIM = Claim(
    statement=r"\mathrm{Cov}_N(p\|q) \le \mathrm{KL}(p\|q) / \log(N/e) \quad (N > e)",
    source=Source("arXiv:2510.15020", "Proposition 3.1"),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n), level=Ratio(xp.ratio(68, 25), 1000)),
    sizes=(2, 3, 4, 6),
    lhs=lambda i: coverage(i.p, i.q, i.level),
    rhs=lambda i: kl(i.p, i.q) / (xp.log(i.level) - 1),
    trivial="probability",
    weak="laws light enough to enumerate have coverage only where the bound exceeds 1; coverage_le_kl_in_odds has strength",
    sharpened=lambda i: xp.ratio(99, 100) * kl(i.p, i.q) / (xp.log(i.level) - 1),
)
