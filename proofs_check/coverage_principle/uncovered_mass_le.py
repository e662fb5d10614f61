"""The model gives little mass to what it does not cover.

On ``{R >= N}`` one has ``q <= p/N``; sum. Equality when every uncovered atom has ratio exactly ``N``.
"""

from theory_lab.claims import Claim, Ratio, Simplex, Source, Space
from theory_lab.measures.profiles import coverage, coverage_under
from theory_lab.numbers import ratio

CLAIM = Claim(
    statement=r"q\{p/q \ge N\} \le \mathrm{Cov}_N(p\|q) / N",
    source=Source("arXiv:2510.15020", "mass of the event of Definition 1.1 under the model", status="derived"),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n), level=Ratio(ratio(1, 4), 20)),
    sizes=(2, 3, 4, 6),
    lhs=lambda i: coverage_under(i.q, i.p, i.q, i.level),
    rhs=lambda i: coverage(i.p, i.q, i.level) / i.level,
    trivial="probability",
    tight_at={"p": [1, 0], "q": [1, 1], "level": [2, 1]},
    sharpened=lambda i: ratio(99, 100) * coverage(i.p, i.q, i.level) / i.level,
)
