"""Truncated sums of close sequences are close, second inequality: the best constant.

``b <= (3/2) a + F(a, b)`` holds term by term, with equality for ``b >= a``, and weights with it. So 3/2 does
in place of the printed 2, and one term ``b >= a`` below the level shows that less does not.
"""

from proofs_check.coverage_principle._settings import truncation_weights
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Space, Table
from theory_lab.numbers import Array, ratio


def gap(i: Instance) -> Array:
    """``sum alpha F(a, b)`` with ``F(a, b) = |a - b| - a/2``."""
    return xp.dot(truncation_weights(i.a, i.level), abs(i.a - i.b) - i.a / 2)


CLAIM = Claim(
    statement=(
        r"\min\{A, \textstyle\sum b\} \le c \min\{A, \sum a\} + \sum_h \alpha_h F(a_h, b_h), \quad"
        r" F(a, b) = |a - b| - a/2"
    ),
    source=Source(
        "arXiv:2510.15020", "Lemma I.4, second inequality, best constant", status="derived", reading="printed with c = 2"
    ),
    space=lambda n: Space(a=Table(n, 0, 4), b=Table(n, 0, 4), level=Ratio(0, 8)),
    sizes=(1, 2, 3, 4),
    unknown="c",
    bracket=(ratio(1, 1), ratio(2, 1)),
    lhs=lambda i, c: xp.minimum(i.level, xp.sum(i.b)),
    rhs=lambda i, c: c * xp.minimum(i.level, xp.sum(i.a)) + gap(i),
)
