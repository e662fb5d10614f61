"""Coverage profiles.

The coverage profile of a model ``q`` for a law ``p`` is ``Cov_N(p || q) = P_p(p/q >= N)``: the mass of the
outcomes that ``q`` underestimates by a factor ``N`` or more (smaller is better).  It decides what Best-of-N
sampling can do, and it is a step function of ``N`` with one step per value of the ratio.

Main definitions
----------------
``coverage``              ``Cov_N`` at one level
``coverage_under``        the same event under another law, ``P_law(p/q >= N)``
``profile``, ``Profile``  the whole step function, its value everywhere and its integrals

Conventions
-----------
Arrays have any shape and are summed over all axes; prompts enter through ``laws.joint``.  A ratio ``0/0``
counts as 0 and ``a/0`` as infinity, and ratios are compared by cross-multiplication, so that ``Cov`` is
left-continuous in ``N`` and tends to the missing mass ``p(q = 0)``.  In floats a tie counts as ``p/q >= N``
(see ``numbers``).

References
----------
F. Chen et al., *The Coverage Principle*, arXiv:2510.15020, Definition 1.1.

Tags
----
coverage profile, likelihood ratio, Best-of-N, layer cake
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np

from theory_lab import numbers as xp
from theory_lab.numbers import Array, Branched
from theory_lab.numbers.arithmetics.float64 import TIE
from theory_lab.sequences.shapes import Alike, Scalar

__all__ = ["Profile", "coverage", "coverage_under", "profile"]


@xp.formula
def coverage(p: Alike, q: Alike, level: Any) -> Scalar:
    """``P_p(p/q >= level)`` (arXiv:2510.15020, Definition 1.1); ``level`` is one positive number."""
    return coverage_under(p, p, q, level)


@xp.formula
def coverage_under(law: Alike, p: Alike, q: Alike, level: Any) -> Scalar:
    """``P_law(p/q >= level)``; with ``law = joint(prompts, p)`` the average coverage over prompts.

    Raises ``ValueError`` for a level that is plainly not positive.
    """
    _require_positive(level)
    return xp.sum(law * xp.indicator(xp.ratio_at_least(p, q, level)))


def _require_positive(level: Any) -> None:
    """``ValueError`` for a plain number, or a NumPy float, that is not positive."""
    if isinstance(level, Array) and level.is_float and not level.is_jax:
        level = level.numbers(batched=True).min()
    if isinstance(level, int | float | Fraction) and not level > 0:
        raise ValueError(f"the level of a coverage must be positive, got {level}")


class Profile(NamedTuple):
    """A coverage profile as a step function of the level ``N``.

    Atom ``k`` of the ratio ``R = p/q`` lies at ``thresholds[k]`` (nondecreasing, infinite where ``q`` is 0)
    and has mass ``masses[k]`` under ``p``; ``tails[k]`` is the profile on ``(thresholds[k-1],
    thresholds[k]]``.  All are (m,).
    """

    thresholds: Any
    masses: Any
    tails: Any

    def at(self, level: Any) -> Any:
        """``P_p(R >= level)`` at one level, or at each of an array of levels (k,)."""
        return _at(self.thresholds, self.tails, level)

    def log_integral(self) -> Any:
        """``int_1^inf Cov_N dN/N``, piece by piece; equals ``positive_log()`` and ``KL + negative_log()``."""
        return _integral(self.thresholds, self.tails, 1, xp.log)

    def integral(self) -> Any:
        """``int_0^inf Cov_N dN``, piece by piece; equals ``E_p R = 1 + chi2`` for laws ``p`` and ``q``."""
        return _integral(self.thresholds, self.tails, 0, lambda level: level)

    def tail_integral(self, gamma: Any) -> Any:
        """``int_gamma^inf Cov_N dN/N^2``, piece by piece; equals ``hockey_stick / gamma``, ``gamma > 0``."""
        return _integral(self.thresholds, self.tails, gamma, lambda level: -1 / level)

    def complement_integral(self) -> Any:
        """``int_0^inf (1 - Cov_N) dN/N^2``, piece by piece; equals ``q(p > 0)`` for a law ``p``."""
        return _complement_integral(self.thresholds, self.masses)

    def positive_log(self) -> Any:
        """``E_p max(log R, 0)``."""
        return _mean_log(self.masses, self.thresholds)

    def negative_log(self) -> Any:
        """``E_p max(-log R, 0)``, at most ``min(TV, 1/e)``."""
        return _mean_log(self.masses, _reciprocal(self.thresholds))


@xp.formula
def profile(p: Alike, q: Alike) -> Profile:
    """The profile of ``p`` against ``q``, arrays of one shape.

    Exact atoms have distinct thresholds and positive masses; float atoms keep one entry per array entry, so
    that shapes stay static under JAX.  Raises ``Undecided`` when exact thresholds cannot be ordered,
    ``Branched`` for a batch of floats or of ratios in several orders, and ``TypeError`` for intervals and logs.
    """
    _require_sortable(p, q)
    atoms = _exact_atoms if p.is_exact else _float_atoms
    ratio, masses = atoms(p.reshape(p.size), q.reshape(q.size))
    return Profile(ratio, masses, xp.cumsum(masses[::-1])[::-1])


def _require_sortable(*laws: Array) -> None:
    for law in laws:
        if not (law.is_exact or law.is_float):
            raise TypeError(f"a profile sorts its ratios, which {law.kind} numbers do not allow; use coverage")
        if law.is_float and law.number_of_instances != 1:
            raise Branched(f"a profile of floats belongs to one instance, not to a batch of {law.number_of_instances}")


def _exact_atoms(p: Array, q: Array) -> tuple[Array, Array]:
    """Distinct ratios in increasing order with their total masses, all positive."""
    kept = np.array([bool(mass > 0) for mass in _entries(p)], dtype=bool)
    p, q = p[kept], q[kept]
    covered = q > 0
    ratio = xp.where(covered, p / xp.where(covered, q, 1), xp.INFINITY)
    values = _entries(ratio)
    order = np.array(sorted(range(len(values)), key=values.__getitem__), dtype=np.int64)
    first = np.array([k == 0 or bool(values[j] > values[order[k - 1]]) for k, j in enumerate(order)], dtype=bool)
    return ratio[order[first]], xp.segment_sum(p[order], np.cumsum(first) - 1, int(first.sum()))


def _entries(x: Array) -> list[Any]:
    """The numbers of one instance; of a batch, whose ratios must be in one order, an array for each."""
    return list(x.numbers()) if x.number_of_instances == 1 else [x[k] for k in range(x.size)]


def _float_atoms(p: Array, q: Array) -> tuple[Array, Array]:
    """The ratios in increasing order with the masses of their entries."""
    ratio = p / xp.where(p > 0, q, 1)
    values = ratio.numbers()
    order = _ascending(values) if isinstance(values, np.ndarray) else values.argsort()
    ratio, p = (array.restructured(lambda x: x.take(order, axis=0)) for array in (ratio, p))
    return ratio, p


def _ascending(values: np.ndarray) -> np.ndarray:
    """The order of nonnegative floats, in about half the time of ``argsort`` unless many nearly coincide.

    The bits of such floats are ordered like the floats: sort the leading bits, with the place in the trailing
    ones, and repair what the lost bits left out of order.
    """
    places = (1 << len(values).bit_length()) - 1
    keys = values.view(np.int64) & ~places
    keys |= np.arange(len(values))
    keys.sort()
    keys &= places
    near = values.take(keys)
    disorder = np.count_nonzero(near[1:] < near[:-1])
    if disorder > len(values) // 1000:
        return values.argsort()
    return keys.take(near.argsort(kind="stable")) if disorder else keys


@xp.formula
def _at(thresholds: Array, tails: Array, level: Any) -> Array:
    beyond = xp.concatenate([tails, xp.zeros((1,), like=tails)])
    level = xp.maximum(level, xp.zeros((), like=tails))
    levels = level.numbers()
    if tails.is_exact:
        values = list(thresholds.numbers())
        place = np.vectorize(lambda one: bisect_left(values, one), otypes=[np.int64])(levels)
    else:
        place = thresholds.numbers().searchsorted(levels * (1 - TIE))
    return beyond.restructured(lambda x: x.take(place, axis=0))


@xp.formula
def _integral(thresholds: Array, tails: Array, lower: Any, antiderivative: Callable[[Array], Array]) -> Array:
    """``int_lower^inf Cov_N f(N) dN`` for the ``f`` with this antiderivative, ``lower >= 0``."""
    start = xp.maximum(lower, xp.zeros((1,), like=tails))
    ends = xp.maximum(thresholds, start)
    starts = xp.concatenate([start, ends[:-1]])
    longer = ends > starts
    widths = antiderivative(xp.where(longer, ends, 1)) - antiderivative(xp.where(longer, starts, 1))
    return xp.sum(xp.where(longer, tails, 0) * widths)


@xp.formula
def _complement_integral(thresholds: Array, masses: Array) -> Array:
    below = xp.cumsum(masses)
    inverse = _reciprocal(xp.where(below > 0, thresholds, xp.INFINITY))
    following = xp.concatenate([inverse[1:], xp.zeros((1,), like=inverse)])
    return xp.sum(below * (inverse - following))


@xp.formula
def _mean_log(masses: Array, ratios: Array) -> Array:
    """``E max(log R, 0)``."""
    return xp.sum(masses * xp.log(xp.maximum(xp.where(masses > 0, ratios, 1), 1)))


@xp.formula
def _reciprocal(x: Array) -> Array:
    """``1 / x`` with ``1 / 0 = inf``."""
    return xp.where(x > 0, 1 / xp.where(x > 0, x, 1), xp.INFINITY)
