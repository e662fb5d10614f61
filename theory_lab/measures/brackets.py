"""Certain bounds on the coverage profile of large float arrays.

Sorting a million ratios costs more than everything else about their profile.  Counting them in bins costs a
few milliseconds and still gives certain bounds, because rounding a quotient is monotone and the rounding of a
sum of nonnegative numbers is bounded by their number.

Main definitions
----------------
``bracket``, ``Bracket``   lower and upper bounds on ``P_p(p/q >= N)`` at many levels

Conventions
-----------
The floats are taken as exact numbers.  ``p/0`` is infinity for ``p > 0``; entries with ``p = 0`` have no
mass.  The width of a bracket is the mass of the ratios in the bin of the level (a relative width of ``2**-8``
or less), and that of ties.

References
----------
N. Higham, *Accuracy and Stability of Numerical Algorithms*, section 4.2 (error bounds of summation).

Tags
----
coverage profile, rigorous floating point, histogram
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["Bracket", "bracket"]

Floats = NDArray[np.float64]
_BINS = 1 << 16
_CHUNK = 1 << 16  # entries whose quotients stay in the cache


class Bracket(NamedTuple):
    """``lower[k] <= P_p(p/q >= levels[k]) <= upper[k]``, all (k,)."""

    levels: Floats
    lower: Floats
    upper: Floats


def bracket(p: Floats, q: Floats, levels: Floats) -> Bracket:
    """Certain bounds on the coverage profile of ``p`` against ``q``, of one shape, at ``levels`` (k,).

    Costs one division and one histogram over the entries, whatever the number of levels.  Raises
    ``ValueError`` for levels that are not positive and finite, and for masses that are negative or have no
    finite sum.
    """
    p, q, levels = (np.asarray(x, dtype=np.float64).ravel() for x in (p, q, levels))
    if p.shape != q.shape:
        raise ValueError(f"p and q need one shape, got {p.shape} and {q.shape}")
    if not (len(levels) and levels.min() > 0 and levels.max() < np.inf):
        raise ValueError("levels must be positive and finite, and at least one")
    keys = levels.view(np.int64)  # the bits of positive floats are ordered like the floats
    shift = max(int(keys.max() - keys.min()).bit_length() - _BINS.bit_length(), 0)
    keys = keys >> shift
    low, high = int(keys.min()) - 1, int(keys.max()) + 1
    bins = _bins(p, q, shift, low, high)
    masses = np.bincount(bins, weights=p, minlength=high - low + 2).astype(np.float64, copy=False)
    tails = np.cumsum(masses[::-1])[::-1]
    if not tails[0] < np.inf:
        raise ValueError("masses must have a finite sum")
    # twice the relative error of a sum of so many nonnegative terms
    slack = (len(p) + len(tails) + 4) * 2.0**-52
    return Bracket(levels, tails[keys - low + 1] * (1 - slack), tails[keys - low] * (1 + slack))


def _bins(p: Floats, q: Floats, shift: int, low: int, high: int) -> NDArray[np.int64]:
    """The leading bits of ``p/q``, from 0 for ``low`` and less to ``high - low`` for ``high`` and more."""
    bins = np.empty(len(p), dtype=np.int64)
    for start in range(0, len(p), _CHUNK):
        part = slice(start, start + _CHUNK)
        if not (p[part].min() >= 0 and q[part].min() >= 0 and q[part].max() < np.inf):
            raise ValueError("masses must be nonnegative and finite")
        with np.errstate(divide="ignore", invalid="ignore", over="ignore", under="ignore"):
            ratio = p[part] / q[part]
        here = bins[part]
        np.right_shift(ratio.view(np.int64), shift, out=here)
        np.clip(here, low, high, out=here)
        here -= low
    return bins
