"""Maximum likelihood of mixtures, certified.

For a mixture of given components the maximiser comes with an exact Karush-Kuhn-Tucker slack. For two components the
log-likelihood is a concave function of one weight, so that whether the maximiser covers an outcome is the sign of a
derivative: its coverage is exact, and no solver is needed.

Main definitions
----------------
``mixture_fit``, ``MixtureFit``   weights of a mixture, with their certified slack
``pair_coverages``                ``Cov_N(truth || maximiser)`` of mixtures of two components, for given counts
``NotConverged``                  a solver did not reach what it must certify

Conventions
-----------
Components have shape (c, k), counts are whole or, for the population's own maximiser, the data law. Coverage is
``P_truth(truth / model >= level)``, equality included.

References
----------
F. Chen et al., The Coverage Principle, arXiv:2510.15020, Appendix E.

Tags
----
mixtures, Karush-Kuhn-Tucker conditions, certified optimisation
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from theory_lab import numbers as xp
from theory_lab.learning.likelihood.requirements import require_laws, require_level, require_sample
from theory_lab.numbers import Array

__all__ = ["MixtureFit", "NotConverged", "mixture_fit", "pair_coverages"]


class NotConverged(ArithmeticError):
    """A solver did not reach what it must certify; the message names the instance."""


@xp.formula
def pair_coverages(truth: Array, first: Array, second: Array, counts: Any, level: Any) -> Array:
    """``Cov_N(truth || a first + (1 - a) second)`` at the maximiser ``a`` in [0, 1] of the likelihood; shape (m,).

    ``counts`` (m, k) are samples, one a row, or ``truth[None]`` for the minimiser of ``KL(truth || .)``; the components
    are positive. An outcome that the first component favours is uncovered exactly if the maximiser is at most the
    weight of the threshold, that is, if the derivative of the log-likelihood there is not positive; among several
    maximisers the worst counts for each outcome.
    """
    require_level(level)
    require_laws(xp.stack([truth, first, second]))
    if isinstance(counts, np.ndarray) and counts.size and counts.dtype.kind in "iu":
        known = xp.zeros((), like=truth) + np.arange(counts.max() + 1)  # each number is enclosed once, and not at each place
        counts = known[counts]
    terms = []
    for y in range(len(truth)):
        low, high = xp.minimum(first[y], second[y]), xp.maximum(first[y], second[y])
        inside = (low * level < truth[y]) & (truth[y] < high * level)
        gap = xp.where(high > low, high - low, 1)
        share = xp.where(inside, (truth[y] / level - low) / gap, xp.ratio(1, 2))  # weight of the component that favours y
        favoured = xp.where(first[y] >= second[y], first, second)
        other = xp.where(first[y] >= second[y], second, first)
        slope = xp.sum(counts * ((favoured - other) / (share * favoured + (1 - share) * other)), axis=1)
        never, always = truth[y] < low * level, truth[y] >= high * level
        at_end = truth[y] <= low * level  # equality at weight 0: uncovered only if the maximiser is 0
        end_slope = xp.sum(counts * ((favoured - other) / other), axis=1)
        between = xp.where(at_end, xp.indicator(end_slope <= 0), xp.indicator(slope <= 0))
        terms.append(truth[y] * xp.where(truth[y] > 0, xp.where(never, 0, xp.where(always, 1, between)), 0))
    return xp.sum(xp.stack(terms), axis=0)


@dataclass(frozen=True, slots=True)
class MixtureFit:
    """Mixture weights (c,) and ``slack = max_j (1/n) sum_i component_j(y_i) / mixture(y_i) - 1``, exactly.

    Every law ``q`` of the class satisfies ``(1/n) sum_i q(y_i) / mixture(y_i) <= 1 + slack``, and no
    log-likelihood of the class exceeds the mixture's by more than ``n log(1 + slack)``.
    """

    weights: tuple[Fraction, ...]
    slack: Fraction


def mixture_fit(components: Array, counts: Sequence[int], at_most: Fraction = Fraction(1, 10**9)) -> MixtureFit:
    """The maximum-likelihood mixture of exact rational ``components`` (c, k) for the sample with ``counts`` (k,).

    Newton's method on ``-sum counts log(mixture) + (n/2) (sum weights)^2`` in floats, each step a nonnegative
    least-squares problem; the slack of the rounded weights is exact. Raises ``ValueError`` when no mixture
    explains the sample and for what is none, and ``NotConverged`` when the slack exceeds ``at_most``.
    """
    require_sample(counts, components.shape[1], "outcomes")
    require_laws(components, "component")
    rows = components.fractions().tolist()
    seen = [y for y, count in enumerate(counts) if count]
    if any(all(row[y] == 0 for row in rows) for y in seen):
        raise ValueError(f"no component gives positive probability to every outcome of the counts {list(counts)}")
    table = np.array([[float(row[y]) for row in rows] for y in seen])
    weights = _newton(table, np.array([float(counts[y]) for y in seen]))
    wholes = [round(weight * 2**60) for weight in weights]
    rounded = tuple(Fraction(whole, sum(wholes)) for whole in wholes)
    mixture = {y: sum((w * row[y] for w, row in zip(rounded, rows, strict=True)), Fraction(0)) for y in seen}
    total = Fraction(sum(counts))
    if all(mixture.values()):
        fits = [sum((counts[y] * row[y] / mixture[y] for y in seen), Fraction(0)) / total for row in rows]
        if max(fits) - 1 <= at_most:
            return MixtureFit(rounded, max(fits) - 1)
    raise NotConverged(
        f"the likelihood of the counts {list(counts)} under the components {[[str(x) for x in row] for row in rows]}"
        f" was not maximised to a slack of {at_most}"
    )


def _newton(table: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Weights (c,) that maximise ``sum counts log(table @ weights)``; ``table`` is (seen outcomes, c)."""
    from scipy.optimize import nnls

    n, c = counts.sum(), table.shape[1]

    def loss(weights: np.ndarray) -> float:
        with np.errstate(divide="ignore"):
            return -counts @ np.log(table @ weights) + n / 2 * weights.sum() ** 2

    weights, rounding = np.full(c, 1 / c), 1e-13 * n
    for _ in range(100):
        scale = np.sqrt(counts) / (table @ weights)
        system = np.vstack([scale[:, None] * table, np.full((1, c), np.sqrt(n))])
        direction = nnls(system, np.append(2 * np.sqrt(counts), 0.0))[0] - weights
        size = 1.0
        while loss(weights + size * direction) > loss(weights) + rounding:
            size /= 2
        weights = weights + size * direction
        if abs(direction).max() <= 1e-15:
            break
    return weights / weights.sum()
