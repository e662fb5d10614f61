"""The tournament of Theorem 6.3 at thousands of samples: it fails with a chance between 0 and 1/2, within its bound.

The trap of ``_settings_selection`` (data law, a model that misses the set ``A`` of mass ``a``, a rival on the set ``B`` of mass
``1/N``): the chance that the bad model wins or ties, enclosed over the counts that matter. Its coverage stays ``a`` at every
level, and the theorem at that chance allows ``4/N + 8 log(6/d)/n``, below the trivial 1. Sizes are ``(n, N, 1000 a)``.
"""

from fractions import Fraction
from functools import cache
from typing import Any

from proofs_check.coverage_principle._settings_selection import trap
from proofs_check.coverage_principle._settings_thousands import bad_wins, told
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source

CASES = ((1000, 50, 22), (2000, 100, 12), (4000, 100, 11), (8000, 200, 6))


@cache
def sides(draws: int, level: int, thousandths: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """The smaller and the larger side."""
    a = Fraction(thousandths, 1000)
    models = trap(xp.exact(a), xp.exact(Fraction(1, level)))
    law = models[0].fractions().tolist()
    return told(law, draws, bad_wins(models, level, 1), a, lambda d: Fraction(4, level) + 8 * xp.log(xp.exact(6 / d)) / draws)


CLAIM = Claim(
    statement=(
        r"0 < d = \mathrm P(\hat\pi \text{ is bad}) < \tfrac12, \quad \mathrm{Cov}_{N N'}(\hat\pi) = a"
        r" < \frac4N + \frac{8 \log(2 |\Pi|/d)}{n} \quad (n = 1000, \dots, 8000)"
    ),
    source=Source("arXiv:2510.15020", "explicit form of Theorem 6.3, thousands of samples", status="derived"),
    sizes=CASES,
    kind="value",
    value=lambda size: sides(*size)[0],
    rhs=lambda size: sides(*size)[1],
    relation="<",
)
