"""Excess mass, coverage profile and coverage coefficient.

``t - M >= t/2`` on ``{t >= 2M}``; ``(t - M)_+ <= t 1{t >= M}``; Markov's inequality under the target.
"""

from proofs_check.alignment._settings import competing
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source
from theory_lab.measures.coefficients import excess_mass, l1_coverage
from theory_lab.measures.profiles import coverage

CLAIM = Claim(
    statement=r"\tfrac12 \mathrm{Cov}_{2M} \le \mathcal E_M \le \mathrm{Cov}_M \le C(\pi)/M",
    source=Source("arXiv:2503.21878", "coverage coefficients compared", status="derived"),
    space=lambda n: competing(n, level=Ratio(xp.ratio(1, 4), 12)),
    sizes=(2, 3, 5, 8),
    chain=(
        lambda i: coverage(i.target, i.base, 2 * i.level) / 2,
        lambda i: excess_mass(i.target, i.base, i.level),
        lambda i: coverage(i.target, i.base, i.level),
        lambda i: l1_coverage(i.target, i.base) / i.level,
    ),
    trivial="probability",
    weak="coverage is positive and C/M below 1 only at laws too heavy to enumerate; excess_mass_le_coverage has strength",
    sharpened=lambda i: xp.ratio(99, 400) * l1_coverage(i.target, i.base) / i.level,
    loose="each step is attained by itself; from end to end exactly a factor 4 is lost, by Markov's inequality at level 2M",
)
