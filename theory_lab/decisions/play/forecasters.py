"""Forecasts of binary outcomes from the forecasts of experts.

Under the square loss two ways to combine experts compete: averaging them with exponential weights, and Vovk's aggregating
algorithm, which may predict anything that the mixture of all losses allows. The second has a quarter of the regret bound.

Main definitions
----------------
``expert_weights``          weights proportional to ``prior * exp(-rate * squared losses)``
``averaged_forecast``       their mean
``aggregated_forecast``     the substitution of the aggregating algorithm
``forecast_regret``         the regret of either on one sequence of outcomes, against the best expert
``worst_forecast_regret``   its largest value over all binary sequences
``second_difference``       the sign test of concavity of ``exp(-rate (q - y)^2)`` in the prediction ``q``

Conventions
-----------
``experts`` holds constant forecasts (N,) or one row a round (T, N). Outcomes are 0 or 1, losses ``(q - y)^2``.

References
----------
V. Vovk, A game of prediction with expert advice, 1998; D. Foster and A. Rakhlin, arXiv:2312.16730, chapter 1.

Tags
----
mixability, exp-concavity, aggregating algorithm, square loss
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from theory_lab import numbers as xp
from theory_lab.numbers import Array

__all__ = [
    "aggregated_forecast",
    "averaged_forecast",
    "expert_weights",
    "forecast_regret",
    "second_difference",
    "worst_forecast_regret",
]

Forecast = Callable[[Array, Array, Any], Array]


@xp.formula
def expert_weights(prior: Array, losses: Array, rate: Any) -> Array:
    """``prior * exp(-rate * losses)``, normalised; shapes (N,), computed from differences of losses."""
    growth = xp.exp(rate * (losses[:, None] - losses[None, :]))
    return prior / xp.sum(prior * growth, axis=1)


@xp.formula
def averaged_forecast(experts: Array, weights: Array, rate: Any) -> Array:
    """The mean forecast; ``rate`` plays no part. Shape ()."""
    return xp.dot(weights, experts)


@xp.formula
def aggregated_forecast(experts: Array, weights: Array, rate: Any) -> Array:
    """``1/2 + (G(0) - G(1))/2`` within [0, 1], where ``G(y) = -log(sum_i w_i exp(-rate (f_i - y)^2)) / rate``; shape ()."""
    mixed = [xp.dot(weights, xp.exp(-rate * (experts - y) ** 2)) for y in (0, 1)]
    forecast = xp.ratio(1, 2) + xp.log(mixed[1] / mixed[0]) / (2 * rate)
    return xp.maximum(xp.minimum(forecast, 1), 0)


@xp.formula
def forecast_regret(experts: Array, prior: Array, outcomes: Any, rate: Any, forecast: Forecast) -> Array:
    """``sum_t (q_t - y_t)^2 - min_i sum_t (f_i - y_t)^2`` on static outcomes, for experts (N,) or (T, N); shape ()."""
    losses, total = xp.zeros((prior.size,), like=prior), xp.zeros((), like=prior)
    for rounds, outcome in enumerate(outcomes):
        advice = experts[rounds] if experts.ndim == 2 else experts
        prediction = forecast(advice, expert_weights(prior, losses, rate), rate)
        total = total + (prediction - outcome) ** 2
        losses = losses + (advice - outcome) ** 2
    return total - xp.min(losses)


@xp.formula
def worst_forecast_regret(experts: Array, prior: Array, horizon: int, rate: Any, forecast: Forecast) -> Array:
    """The largest ``forecast_regret`` over all binary sequences of this length, for constant experts (N,); shape ().

    The weights depend on the number of ones alone, so all prefixes with the same number share their forecast: the largest total
    loss for every number of ones is a recursion, after which the best expert is known.
    """
    most = [xp.zeros((), like=prior)]
    for rounds in range(horizon):
        predictions = []
        for ones in range(rounds + 1):
            losses = ones * (experts - 1) ** 2 + (rounds - ones) * experts**2
            predictions.append(forecast(experts, expert_weights(prior, losses, rate), rate))
        after_zero = [total + q**2 for total, q in zip(most, predictions, strict=True)]
        after_one = [total + (q - 1) ** 2 for total, q in zip(most, predictions, strict=True)]
        inner = [xp.maximum(a, b) for a, b in zip(after_zero[1:], after_one[:-1], strict=True)]
        most = [after_zero[0], *inner, after_one[-1]]
    best = [xp.min(ones * (experts - 1) ** 2 + (horizon - ones) * experts**2) for ones in range(horizon + 1)]
    return xp.max(xp.stack([a - b for a, b in zip(most, best, strict=True)]))


@xp.formula
def second_difference(rate: Any, outcome: Array, prediction: Array, step: Array) -> Array:
    """``h(q - s) + h(q + s) - 2 h(q)`` of ``h(q) = exp(-rate (q - y)^2)``: never positive where the loss is exp-concave."""

    def gain(q: Array) -> Array:
        return xp.exp(-rate * (q - outcome) ** 2)

    return gain(prediction - step) + gain(prediction + step) - 2 * gain(prediction)
