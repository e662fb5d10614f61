"""Coverage from the hockey-stick divergence, at a lower level.

On ``{R >= N}`` one has ``(1 - g/R)_+ >= 1 - 1/s`` with ``g = N/s``; multiply by ``p`` and sum. In particular
``Cov_{2N} <= 2 E_N``, while ``E_N <= Cov_N`` always (tail formula), so the two profiles are equivalent.
Equality when every uncovered atom has ratio exactly ``N`` and the others have ratio at most ``N/s``.
"""

from theory_lab.claims import Choice, Claim, Instance, Ratio, Simplex, Source, Space
from theory_lab.measures.divergences import hockey_stick
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array, ratio


def bound(i: Instance) -> Array:
    """``s E_{N/s} / (s - 1)``."""
    return hockey_stick(i.p, i.q, i.level / i.stretch) / (1 - 1 / i.stretch)


CLAIM = Claim(
    statement=r"\mathrm{Cov}_N(p\|q) \le \frac{s}{s-1}\, E_{N/s}(p\|q) \quad (s > 1)",
    source=Source("arXiv:2510.15020", "comparison of coverage and hockey-stick profiles", status="derived"),
    space=lambda n: Space(
        p=Simplex(n), q=Simplex(n), level=Ratio(ratio(1, 4), 20), stretch=Choice(ratio(2, 1), ratio(5, 1), ratio(6, 5))
    ),
    sizes=(2, 3, 4, 5),
    lhs=lambda i: coverage(i.p, i.q, i.level),
    rhs=bound,
    trivial="probability",
    tight_at={"p": [1, 1], "q": [1, 3], "level": [2, 1], "stretch": 0},
    sharpened=lambda i: ratio(99, 100) * bound(i),
)
