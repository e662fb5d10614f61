"""Gradient search over real parameters, and the way back to whole numbers.

The claim's float sides are differentiated through JAX with indicators smoothed at a small fixed temperature; L-BFGS climbs the
ratio from several starts; the ends are snapped to common denominators and handed to the integer search and the judge.

Main definitions: ``climb``.

Conventions: one compilation per claim, size and choice of static fields.  A claim that JAX cannot trace has no gradients and gives no
candidates.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims.claim import Claim
from theory_lab.claims.judge import evaluate
from theory_lab.claims.space import Raw, Space
from theory_lab.numbers import logfloat
from theory_lab.numbers.functions import indicator

TEMPERATURE = 0.02
DENOMINATORS = (10**3, 10**6, 10**9)
_FLOOR = 1e-12


def climb(claim: Claim, size: Any, static: dict[str, int], *, starts: int, seed: int, hints: tuple[Raw, ...] = ()) -> list[Raw]:
    """Whole-number candidates near local maxima of the claim's ratio."""
    from scipy.optimize import minimize

    space = claim.space_at(size)
    if not space.relaxed_width:
        return []
    rng = np.random.default_rng([seed, 2])
    points = [space.unrelax(raw) for raw in hints]
    points += list(rng.normal(0, 1, (max(0, starts - len(points)), space.relaxed_width)))
    try:
        slope = objective(claim, space, static)
        slope(points[0])
    except Exception:  # not traceable: attacked without gradients
        return []
    candidates = []
    for point in points:
        end = minimize(slope, point, jac=True, method="L-BFGS-B", options={"maxiter": 60})
        if np.isfinite(end.x).all():
            candidates += _snapped(space, end.x, static)
    return candidates


def objective(claim: Claim, space: Space, static: dict[str, int]) -> Callable[[np.ndarray], tuple[float, np.ndarray]]:
    """Minus the log ratio (minus the gap of an equation) and its gradient at real parameters, jitted once."""
    import jax
    import jax.numpy as jnp

    def score(u: Any) -> Any:
        with xp.smooth(TEMPERATURE):
            evaluation = evaluate(claim, space.relax(u, static))
            if evaluation is None:
                return jnp.zeros(())
            sides = [logfloat.linear((v + 0 * xp.floats(u)[0]).payload)[0] for v in _floated(evaluation.values, u)]
            steps = [_closeness(claim.relation, a, b) for a, b in zip(sides, sides[1:], strict=False)]
            total = jnp.max(jnp.stack(steps))
            if evaluation.hypothesis is not None:
                total = total + jnp.log(logfloat.linear(indicator(evaluation.hypothesis).payload)[0] + _FLOOR)
            return -total

    slope = jax.jit(jax.value_and_grad(score))

    def numpy_slope(u: np.ndarray) -> tuple[float, np.ndarray]:
        value, gradient = slope(jnp.asarray(u))
        return float(value), np.nan_to_num(np.asarray(gradient, dtype=float), posinf=0, neginf=0)

    return numpy_slope


def _floated(values: tuple[xp.Array, ...], u: Any) -> list[xp.Array]:
    """Exact constants among the sides as floats."""
    like = xp.floats(u)[0]
    return [0 * like + xp.value(v).fraction if v.arithmetic.NAME == "exact" else v for v in values]


def _closeness(relation: str, left: Any, right: Any) -> Any:
    import jax.numpy as jnp

    if relation == "==":
        return jnp.abs(left - right)
    return jnp.log(jnp.maximum(left, 0) + _FLOOR) - jnp.log(jnp.maximum(right, 0) + _FLOOR)


def _snapped(space: Space, u: np.ndarray, static: dict[str, int]) -> list[Raw]:
    snapped = []
    for denominator in DENOMINATORS:
        try:
            raw = space.snap(u, denominator, static)
            space.validate(raw)
        except ValueError:
            continue
        snapped.append(raw)
    return snapped
