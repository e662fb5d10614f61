"""Learners that know the structure of their class.

Optimism with the confidence set of the class, optimism with an ellipsoid, and estimation to decisions by a
log-determinant. All choose by counts, so that ``exact_regret`` computes exactly what they pay.

Main definitions
----------------
``confidence_upper``    the best decision under the best model near the least-squares fit
``linear_upper``        LinUCB: the ridge estimate plus its width
``log_det_decisions``   the log-determinant law at the posterior mean parameter

Conventions
-----------
Counts are (X, A, 2, S) with outcomes 0 and 1, laws (X, A, S). Ties go to the first decision; scores that agree to ten
digits tie, and the fit is the first model of least loss.

References
----------
D. Foster and A. Rakhlin, arXiv:2312.16730, chapters 3 and 4; Y. Abbasi-Yadkori, D. Pal, C. Szepesvari, 2011.

Tags
----
LinUCB, optimism, linear bandits, estimation to decisions
"""

from __future__ import annotations

from math import sqrt

import numpy as np

from theory_lab.decisions.classes import ModelClass
from theory_lab.decisions.coefficients.linear_bandits import log_det_law
from theory_lab.decisions.play.exact_regret import Learner
from theory_lab.decisions.play.learners import first_best, posterior

__all__ = ["confidence_upper", "linear_upper", "log_det_decisions"]

AGREEING = 10  # digits in which scores that are equal agree in floats; a tie goes to the first decision


def confidence_upper(models: ModelClass, width: float) -> Learner:
    """``argmax_a max f(x, a)`` over the models with ``sum over the past of (f - fit)^2 <= width``.

    Raises ``ValueError`` unless the width is at least 0.
    """
    if not width >= 0:
        raise ValueError(f"the width of a confidence set is at least 0, not {width}")
    means = models.means.reshape(len(models), -1).astype(float)

    def law(counts: np.ndarray, rounds: int) -> np.ndarray:
        pulls, wins = (part.reshape(means.shape[1], -1).astype(float) for part in (counts.sum(axis=2), counts[:, :, 1]))
        fits = (means**2 @ pulls - 2 * means @ wins).round(AGREEING).argmin(axis=0)
        apart = means**2 @ pulls - 2 * means @ (means[fits].T * pulls) + (means[fits].T ** 2 * pulls).sum(axis=0)
        near = apart <= width + 10.0**-AGREEING
        upper = np.where(near[:, None], means[:, :, None], -np.inf).max(axis=0)
        return first_best(upper.reshape(*models.shape[:2], -1).round(AGREEING))

    return law


def linear_upper(features: np.ndarray, ridge: float, width: float) -> Learner:
    """``argmax_a <theta, phi_a> + sqrt(width) |phi_a|`` in the inverse of ``ridge I + sum phi phi^T``; features (A, d).

    Raises ``ValueError`` unless the ridge is positive and the width at least 0.
    """
    if not (ridge > 0 and width >= 0):
        raise ValueError(f"LinUCB needs a positive ridge and a width of at least 0, not {ridge} and {width}")
    dimension = features.shape[1]

    def law(counts: np.ndarray, rounds: int) -> np.ndarray:
        _require_one_context(counts)
        pulls, wins = counts[0].sum(axis=1), counts[0, :, 1]
        designs = ridge * np.eye(dimension) + np.einsum("as,ai,aj->sij", pulls, features, features)
        estimates = np.linalg.solve(designs, (wins.T @ features)[..., None])[..., 0]
        lengths = np.einsum(
            "ai,sia->as", features, np.linalg.solve(designs, np.broadcast_to(features.T, (len(designs), *features.T.shape)))
        )
        scores = features @ estimates.T + sqrt(width) * np.sqrt(lengths)
        return first_best(scores[None].round(AGREEING))

    return law


def log_det_decisions(
    models: ModelClass, features: np.ndarray, parameters: np.ndarray, prior: np.ndarray, offset: float
) -> Learner:
    """The log-determinant law of features (A, d) at the posterior mean of the parameters (N, d), in floats."""

    def law(counts: np.ndarray, rounds: int) -> np.ndarray:
        _require_one_context(counts)
        estimates = posterior(models, prior, counts).T @ parameters
        return np.stack([log_det_law(features, estimate, offset) for estimate in estimates.astype(float)], axis=1)[None]

    return law


def _require_one_context(counts: np.ndarray) -> None:
    if len(counts) != 1:
        raise ValueError(f"features of decisions know no contexts: the class has 1, not {len(counts)}")
