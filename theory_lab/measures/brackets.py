"""Rigorous bounds on the coverage profile of large float arrays.

Sorting a million ratios costs more than the rest of their profile.  Counting them in bins costs a
few milliseconds and still gives rigorous bounds, because rounding a quotient is monotone and the rounding of a
sum of nonnegative numbers is bounded by their number.

Main definitions
----------------
``bracket``, ``Bracket``   lower and upper bounds on ``P_p(p/q >= N)`` at many levels

Conventions
-----------
The floats are taken as exact numbers.  ``p/0`` is infinity for ``p > 0``; entries with ``p = 0`` have no
mass.  The width of a bracket is the mass of the ratios in the bin of the level (a relative width of ``2**-7``
or less for levels within a factor of ``2**256``), and that of ties.

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
from scipy.sparse import _sparsetools

__all__ = ["Bracket", "bracket"]

Floats = NDArray[np.float64]
_BINS = 1 << 15  # twice as many and what is added up leaves the cache: a third more time
_CHUNK = 1 << 15  # entries whose quotients stay in the cache
_OUTER = 16  # bins for the ratios on either side of all levels: one alone would make each addition wait for the last
_INFINITE = np.float64(np.inf).view(np.uint64)  # the bits of all other nonnegative floats are less, but those of -0


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
    low = int(keys.min()) - _OUTER
    masses = _histogram(p, q, shift, low, int(keys.max()) + 1)
    with np.errstate(over="ignore"):
        tails = np.cumsum(masses[::-1])[::-1]
    if not tails[0] < np.inf:
        raise ValueError("masses must have a finite sum")
    # twice the relative error of a sum of so many nonnegative terms
    slack = (len(p) + len(tails) + 4) * 2.0**-52
    return Bracket(levels, tails[keys - low + 1] * (1 - slack), tails[keys - low] * (1 + slack))


def _histogram(p: Floats, q: Floats, shift: int, low: int, high: int) -> Floats:
    """The mass of ``p`` by the leading bits of ``p/q``: the first and the last ``_OUTER`` bins are for less and for more."""
    masses, one = np.zeros(high + _OUTER - low), np.ones(1)
    least = low + np.arange(min(len(p), _CHUNK)) % _OUTER
    most = least + (high - low)
    keys = np.empty(len(least), dtype=np.int64)
    for start in range(0, len(p), _CHUNK):
        top, bottom = _masses(p[start : start + _CHUNK]), _masses(q[start : start + _CHUNK])
        bins = keys[: len(top)]
        with np.errstate(divide="ignore", invalid="ignore", over="ignore", under="ignore"):
            np.divide(top, bottom, out=bins.view(np.float64))
        np.right_shift(bins, shift, out=bins)
        np.maximum(bins, least[: len(bins)], out=bins)
        np.minimum(bins, most[: len(bins)], out=bins)
        bins -= low
        # SciPy's product of a matrix of one column by a number adds as np.bincount does, in two thirds of the time
        _sparsetools.csc_matvec(len(masses), 1, np.array([0, len(bins)]), bins, top, one, masses)
    return masses


def _masses(values: Floats) -> Floats:
    """The same without negative zeros, whose quotients have the wrong sign; ``ValueError`` where they are no masses."""
    if values.view(np.uint64).max() < _INFINITE:
        return values
    if not (values.min() >= 0 and values.max() < np.inf):
        raise ValueError("masses must be nonnegative and finite")
    return values + 0.0
