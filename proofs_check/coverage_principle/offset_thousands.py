"""The offset tournament of Theorem 6.4 at thousands of samples: it fails with a chance between 0 and 1/2, within its bound.

The data law and the model of ``_settings_selection`` with a little less than ``1/N`` of it on a set of mass ``a``, at ``gamma =
1`` and ``N >= 8``: the chance that the second model wins or ties. Then ``Cov = a`` above level ``N``, and the theorem at that
chance allows ``8 log(3 |Pi|/d)/n``, below the trivial 1. Sizes are ``(n, N, n a)``.
"""

from fractions import Fraction
from functools import cache
from typing import Any

from proofs_check.coverage_principle._settings_selection import shy
from proofs_check.coverage_principle._settings_thousands import bad_wins_offset, told
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source

CASES = ((1000, 8, 1), (2000, 8, 4), (4000, 16, 3), (10000, 8, 5))


@cache
def sides(draws: int, level: int, seen: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """The smaller and the larger side."""
    a = Fraction(seen, draws)
    models = shy(xp.exact(a), xp.exact(level))
    law = models[0].fractions().tolist()
    return told(law, draws, bad_wins_offset(models, level, 1, 1), a, lambda d: 8 * xp.log(xp.exact(6 / d)) / draws)


CLAIM = Claim(
    statement=(
        r"0 < d = \mathrm P(\hat\pi \text{ is bad}) < \tfrac12, \quad \mathrm{Cov}_{N \gamma'}(\hat\pi) = a"
        r" < \frac{8 \log(3 |\Pi|/d)}{n} \quad (n = 1000, \dots, 10000)"
    ),
    source=Source("arXiv:2510.15020", "explicit form of Theorem 6.4, exact case, thousands of samples", status="derived"),
    sizes=CASES,
    kind="value",
    value=lambda size: sides(*size)[0],
    rhs=lambda size: sides(*size)[1],
    relation="<",
)
