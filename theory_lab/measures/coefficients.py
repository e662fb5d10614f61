"""Coverage coefficients.

Single numbers that say how well a base law ``q`` covers a comparator ``p``.  Each bounds the coverage profile,
and sample sizes of inference-time algorithms scale with them.

Main definitions
----------------
``l1_coverage``     ``E_p[p/q] = 1 + chi2``
``linf_coverage``   ``max p/q``
``excess_mass``     ``E_M = E_q (p/q - M)_+``

Conventions
-----------
Arrays have any shape.  A ratio ``0/0`` counts as 0 and ``a/0`` as infinity.

References
----------
A. Huang et al., *Is Best-of-N the Best of Them?*, arXiv:2503.21878.

Tags
----
coverage, concentrability, importance ratios
"""

from __future__ import annotations

from typing import Any

from theory_lab import numbers as xp
from theory_lab.measures.divergences import f_divergence, hockey_stick
from theory_lab.sequences.shapes import Alike, Scalar

__all__ = ["excess_mass", "l1_coverage", "linf_coverage"]


@xp.formula
def l1_coverage(p: Alike, q: Alike) -> Scalar:
    """``C(p) = sum p^2 / q``; infinite unless ``q`` covers ``p``."""
    return f_divergence(p, q, lambda ratio: ratio**2, xp.INFINITY)


@xp.formula
def linf_coverage(p: Alike, q: Alike) -> Scalar:
    """``C_inf(p) = max p/q``; infinite unless ``q`` covers ``p``."""
    covered = q > 0
    ratio = xp.where(covered, p, 1) / xp.where(covered, q, 1)
    return xp.max(xp.where(covered, ratio, xp.where(p > 0, xp.INFINITY, 0)))


@xp.formula
def excess_mass(p: Alike, q: Alike, level: Any) -> Scalar:
    """``E_M(p) = sum (p - M q)_+`` at ``M = level``: the hockey-stick divergence by its name in sampling."""
    return hockey_stick(p, q, level)
