"""Truncated sums of close sequences are close, first inequality.

``sum alpha a = min(A, sum a)``, and ``a = b + (a - b)``; where ``a`` exceeds ``2 b`` the gap
``|a - b| - a/2`` pays for it. Equality at ``b = 0``. The first summand is the last row.
"""

from proofs_check.coverage_principle._settings_stopped import stopped
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Space, Table
from theory_lab.numbers import Array


def derived(i: Instance) -> dict[str, Array]:
    """``sum a``, ``sum b`` and ``sum alpha F(a, b)``."""
    gaps, first = stopped(i.a, abs(i.a - i.b) - i.a / 2, i.level)
    second = xp.exact(0)
    for one in i.b[::-1]:
        second = one + second
    return {"gaps": gaps, "first": first, "second": second}


def bound(i: Instance) -> Array:
    """``2 min(A, sum b) + 2 sum alpha F(a, b)``."""
    return 2 * xp.minimum(i.level, i.second) + 2 * i.gaps


CLAIM = Claim(
    statement=(
        r"\min\{A, \textstyle\sum a\} \le 2 \min\{A, \sum b\} + 2 \sum_h \alpha_h F(a_h, b_h), \quad"
        r" F(a, b) = |a - b| - a/2"
    ),
    source=Source("arXiv:2510.15020", "Lemma I.4, first inequality"),
    space=lambda n: Space(a=Table(n, 0, 4), b=Table(n, 0, 4), level=Ratio(0, 8), derived=derived),
    sizes=(2, 3, 4),
    lhs=lambda i: xp.minimum(i.level, i.first),
    rhs=bound,
    tight_at={"a": [1, 1, 0], "b": [1, 0, 0], "level": [2, 1]},
    sharpened=lambda i: bound(i) - xp.minimum(i.level, i.first) / 100,
)
