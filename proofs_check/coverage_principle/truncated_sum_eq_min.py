"""Truncation weights stop a sum at its level.

The weights are 1 while the running sum stays below ``A``, take the fraction that reaches ``A`` exactly, and
are 0 afterwards: ``alpha_h`` is ``(A - sum_{j<h} a_j) / a_h`` clipped to [0, 1]. The first summand is the last row.
"""

from proofs_check.coverage_principle._settings_stopped import stopped
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Space, Table
from theory_lab.numbers import Array


def derived(i: Instance) -> dict[str, Array]:
    """The sum with weights, and that without."""
    total, whole = stopped(i.a, i.a, i.level)
    return {"total": total, "whole": whole}


CLAIM = Claim(
    statement=(
        r"\sum_h \alpha_h a_h = \min\Big\{A, \sum_h a_h\Big\}, \quad"
        r" \alpha_h = \mathrm{clip}_{[0,1]}\Big(\big(A - \textstyle\sum_{j<h} a_j\big) / a_h\Big)"
    ),
    source=Source("arXiv:2510.15020", "Lemma I.4, first part"),
    space=lambda n: Space(a=Table(n, 0, 4), level=Ratio(0, 8), derived=derived),
    sizes=(2, 3, 4),
    relation="==",
    lhs=lambda i: i.total,
    rhs=lambda i: xp.minimum(i.level, i.whole),
)
