"""Disagreement is at most the eluder dimension over the ratio of scales, without the constant 4.

Draw ``n`` points from ``rho`` and keep those at which some ``f_x`` of small mean square is large. Put each into the first bin
on which its ``f_x`` is still small: bins are eluding sequences, and ``J`` bins that refuse ``x`` hold
``J D^2 < sum f_x^2 <= n e^2``. So the points number at most ``El (n e^2/D^2 + 1)``; let ``n`` grow.
"""

from proofs_check.decision_making._settings_scales import scaled_functions
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.decisions.dimensions.eluding import disagreement, longest_eluding


def bound(i):
    """``max(El, 1) e^2``."""
    return xp.maximum(longest_eluding(i.functions, i.scale), 1) * i.radius**2


CLAIM = Claim(
    statement=r"D^2\,P_\rho\bigl(\exists f: |f(\pi)| > D,\ \mathbb E_\rho f^2 \le \varepsilon^2\bigr)"
    r" \le \varepsilon^2\max\{1, \check{\mathrm{El}}(\mathcal F, D)\}",
    source=Source("arXiv:2112.13487", "disagreement coefficient against eluder dimension, 1 in place of 4", status="derived"),
    space=scaled_functions,
    sizes=((2, 2), (4, 3), (6, 4)),
    lhs=lambda i: i.scale**2 * disagreement(i.functions, i.law, i.scale, i.radius),
    rhs=bound,
    trivial=lambda i: i.scale**2,
    sharpened=lambda i: xp.ratio(9, 10) * bound(i),
    notes="At every pair of scales, hence for the suprema that define the coefficient.",
)
