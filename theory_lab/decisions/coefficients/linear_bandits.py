"""Linear bandits: the coefficient between ``(d - 1)/(4 gamma)`` and ``d/(4 gamma)``.

For all parameters the largest offset risk of a decision law has a closed form in the inverse of its information
matrix. The law that maximises the estimate plus a log-determinant is never worse than ``d/(4 gamma)``; cutting planes
find the best one.

Main definitions
----------------
``linear_risk``           ``sup over parameters of the offset risk`` of a decision law
``lifted_risk``           an upper bound of it, which is ``d/(4 gamma)`` at the log-determinant law
``linear_attackers``      for every comparator the parameter that attains the risk
``log_det_law``           the maximiser of ``<theta, E phi> + log det E[(1, phi)(1, phi)^T] / (4 gamma)``
``weighted_design_law``   the recipe of a G-optimal design with inverse gap weighting
``linear_coefficient``    the coefficient by cutting planes, in floats

Conventions
-----------
Features are (A, d) and span the space; the parameter space is everything. The risk of a law whose support does not span is
infinite, so these functions want positive information; singular systems raise.

References
----------
D. Foster and A. Rakhlin, arXiv:2312.16730, Proposition 17.

Tags
----
linear bandits, decision-estimation coefficient, optimal design
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from theory_lab import numbers as xp
from theory_lab.decisions.coefficients.boxes import Sandwich, cutting_planes
from theory_lab.decisions.dimensions.designs import information, leverages, optimal_design
from theory_lab.numbers import Array

__all__ = [
    "lifted_risk",
    "linear_attackers",
    "linear_coefficient",
    "linear_risk",
    "log_det_law",
    "weighted_design_law",
]

DIGITS = 10**9  # denominator of what floats have found
PULL = 0.3  # part of the way back to the best law at each cut, which keeps the planes from jumping between corners


@xp.formula
def linear_risk(features: Array, parameter: Array, offset: Array, decisions: Array) -> Array:
    """``max_s <theta, phi_s - phibar> + |phi_s - phibar|^2 / (4 offset)`` in the norm of the inverse information."""
    centred = features - xp.dot(decisions, features)
    lengths = xp.sum(centred * xp.solve(information(features, decisions), centred.T).T, axis=1)
    return xp.max(xp.dot(centred, parameter) + lengths / (4 * offset))


@xp.formula
def lifted_risk(features: Array, parameter: Array, offset: Array, decisions: Array) -> Array:
    """``max_s <theta, phi_s - phibar> + (leverage of (1, phi_s) - 1) / (4 offset)``, shape ()."""
    centred = features - xp.dot(decisions, features)
    lifted = xp.concatenate([xp.ones((1, len(features)), like=features), features.T]).T
    return xp.max(xp.dot(centred, parameter) + (leverages(lifted, decisions) - 1) / (4 * offset))


def linear_attackers(features: np.ndarray, parameter: np.ndarray, offset: float, decisions: np.ndarray) -> np.ndarray:
    """Parameters (A, d), in floats: row ``s`` attains the risk against comparator ``s``."""
    centred = features - decisions @ features
    return parameter + np.linalg.solve(features.T @ (decisions[:, None] * features), centred.T).T / (2 * offset)


def log_det_law(
    features: np.ndarray, parameter: np.ndarray, offset: float, steps: int = 20_000, slack: float = 1e-7
) -> np.ndarray:
    """The law (A,) in floats, by pairwise steps between the best and the worst feature in use; its lifted risk is at most
    ``(d + slack)/(4 offset)``.

    Raises ``ValueError`` for an offset that is not positive, for features that do not span, and when so many steps do
    not suffice.
    """
    if not offset > 0:
        raise ValueError(f"the offset must be positive, not {offset!r}")
    if np.linalg.matrix_rank(features) < features.shape[1]:
        raise ValueError(f"{len(features)} features do not span {features.shape[1]} dimensions, so that every risk is infinite")
    lifted = np.c_[np.ones(len(features)), features]
    rank = np.linalg.matrix_rank(lifted)
    if rank < lifted.shape[1]:  # the constant is in the span already
        lifted = features
    law, pays = np.full(len(features), 1 / len(features)), 4 * offset * (features @ parameter)
    for _ in range(steps):
        inverse = np.linalg.inv(lifted.T @ (law[:, None] * lifted))
        slopes = pays + np.einsum("ai,ij,aj->a", lifted, inverse, lifted)
        used = np.flatnonzero(law > 0)
        best, worst = int(slopes.argmax()), int(used[slopes[used].argmin()])
        if slopes[best] - law @ slopes <= slack:
            return law
        law = _moved(law, lifted, inverse, best, worst, pays[best] - pays[worst])
    raise ValueError(f"after {steps} steps the log-determinant law is {slopes[best] - law @ slopes} from optimal")


def _moved(law: np.ndarray, lifted: np.ndarray, inverse: np.ndarray, best: int, worst: int, pay: float) -> np.ndarray:
    """Mass from one feature to another, as much as raises ``pay * mass + log det`` most."""
    a, b, c = (float(lifted[i] @ inverse @ lifted[j]) for i, j in ((best, best), (worst, worst), (best, worst)))
    # det ratio 1 + t (a - b) - t^2 (a b - c^2)
    gain, bend, mass = a - b, a * b - c * c, float(law[worst])

    def slope(t: float) -> float:
        ratio = 1 + t * gain - t * t * bend
        return pay + (gain - 2 * t * bend) / ratio if ratio > 0 else -np.inf

    low, high = 0.0, mass
    if slope(mass) < 0:
        for _ in range(60):
            middle = (low + high) / 2
            low, high = (middle, high) if slope(middle) > 0 else (low, middle)
    moved = law.copy()
    moved[best] += high
    moved[worst] = 0 if high == mass else mass - high
    return moved


def weighted_design_law(features: np.ndarray, parameter: np.ndarray, offset: float) -> np.ndarray:
    """A G-optimal design of features shrunk by ``sqrt(1 + (offset/d) gap)``, with the greedy action, weighted by gaps; (A,).

    The recipe of Proposition 17, whose certificate is ``(4 d + 1)/(2 offset)``; ``p`` is proportional to
    ``q / (lambda + (offset/d) gap)``.
    """
    values = features @ parameter
    gaps, dimension = values.max() - values, features.shape[1]
    shrunk = features / np.sqrt(1 + offset / dimension * gaps)[:, None]
    whole = np.frompyfunc(lambda x: Fraction(round(x * DIGITS), DIGITS), 1, 1)(shrunk)
    base = np.array(optimal_design(whole, slack=1e-3).weights, dtype=float) / 2
    base[int(values.argmax())] += 1 / 2
    low, high = 0.5, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if (base / (middle + offset / dimension * gaps)).sum() > 1 else (low, middle)
    law = base / (high + offset / dimension * gaps)
    return law / law.sum()


def linear_coefficient(features: np.ndarray, parameter: np.ndarray, offset: float, width: float = 1e-6) -> Sandwich:
    """Bounds of ``min_p linear_risk`` from cutting planes that start at the log-determinant law, in floats."""

    def oracle(decisions: np.ndarray) -> tuple[float, np.ndarray]:
        attackers = linear_attackers(features, parameter, offset, decisions) @ features.T
        rows = np.diag(attackers)[:, None] - attackers - offset * (attackers - features @ parameter) ** 2
        return float((rows @ decisions).max()), rows

    return cutting_planes(oracle, len(features), width, start=log_det_law(features, parameter, offset), pull=PULL)
