"""Gradient search over real parameters, and the way back to whole numbers.

The claim's float sides are differentiated through JAX with indicators smoothed at a small fixed temperature; L-BFGS climbs
the ratio from several starts; the ends are snapped to common denominators and handed to the integer search and the
judge.

Main definitions: ``climb``, ``climbed``, ``objective``.

Conventions: one compilation per claim, size and choice of static fields.  A claim that JAX cannot trace has no gradients
and gives no candidates.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from typing import Any

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims.claim import Claim
from theory_lab.claims.search.attack import attack
from theory_lab.claims.spaces.space import Instance, Raw, Space
from theory_lab.claims.verdicts.findings import Findings
from theory_lab.claims.verdicts.judge import ascending, evaluate
from theory_lab.claims.verdicts.variants import variant

# Where a comment says "planted": how many of seven false claims of ``tests/power`` six starts refute; five as things are.
TEMPERATURE = 0.02  # the width of a smoothed indicator, a few hundredths of a probability; planted: five with 0.002 and with 0.2
DENOMINATORS = (10**3, 10**6, 10**9)  # a gap of 1e-8 needs the finer ones, people like the first; planted: three with 1,000 alone
_FLOOR = 1e-12  # keeps logarithms of zero finite, a thousandth of the finest share that is snapped
_STEPS = 200  # of L-BFGS, a bound on the time of one start; planted: five with 50 and with 800
# A gradient of a dozen numbers is asked for some two thousand times and takes as long however it is compiled; without loops
# that LLVM works over, and without fused ones, it compiles in a third of the time.
_COMPILED = {
    "xla_backend_optimization_level": 0, "xla_cpu_use_fusion_emitters": False, "xla_cpu_parallel_codegen_split_count": 1,
}  # fmt: skip
# Evaluations from where gradients lead: a dozen rounds of the search, to come from the snapped instance to the next better one.
_AFTER = 4_000
Slope = Callable[[np.ndarray], tuple[float, np.ndarray]]


def climbed(claim: Claim, size: Any, *, starts: int, seed: int, near: Raw | None) -> Findings:
    """Gradients at the static fields of the instance that is ``near``, then the integer search from where they lead."""
    space = claim.space_at(size)
    static = space.static_part(near) if near else space.statics(np.random.default_rng(seed), 1)[0]
    raws = climb(claim, size, static, starts=starts, seed=seed, hints=(near,) if near else ())
    return attack(claim, size, budget=_AFTER, seed=seed + 1, starts=tuple(raws)) if raws else Findings()


def climb(claim: Claim, size: Any, static: dict[str, int], *, starts: int, seed: int, hints: tuple[Raw, ...] = ()) -> list[Raw]:
    """Whole-number candidates near local maxima of the claim's ratio."""
    from scipy.optimize import minimize

    space = claim.space_at(size)
    if not space.relaxed_width:
        return []
    rng = np.random.default_rng([seed, 2])
    points = [space.unrelax(raw) for raw in hints]
    # squares of standard normals over their sum are laws far from uniform, and sin(u)**2 covers a range
    points += list(rng.normal(0, 1, (max(0, starts - len(points)), space.relaxed_width)))
    slope = objective(claim, size, tuple(static.items()))
    try:
        slope(points[0])
    except Exception:  # not traceable: attacked without gradients
        return []
    ends = [minimize(slope, point, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS}).x for point in points]
    return [raw for end in ends if np.isfinite(end).all() for raw in _snapped(space, end, static)]


@functools.lru_cache(maxsize=64)
def objective(claim: Claim, size: Any, static: tuple[tuple[str, int], ...]) -> Slope:
    """Minus the log ratio (minus the gap of an equation) and its gradient at real parameters, compiled once."""
    import jax
    import jax.numpy as jnp

    space, plain = claim.space_at(size), variant(claim, given={})

    def score(u: Any) -> Any:
        with xp.smooth(TEMPERATURE):
            instance = space.relax(u, dict(static))
            evaluation = evaluate(plain, instance)
            like = xp.floats(u)[0]
            sides = [_float(value + 0 * like) for value in evaluation.values] if evaluation else []
            steps = [_closeness(claim.relation, a, b) for a, b in zip(sides, sides[1:], strict=False)]
            return -jnp.max(jnp.stack(steps)) - jnp.log(_hypotheses(claim, instance) + _FLOOR)

    slope = jax.jit(jax.value_and_grad(score), compiler_options=_COMPILED)

    def numpy_slope(u: np.ndarray) -> tuple[float, np.ndarray]:
        value, gradient = slope(u)
        return float(value), np.nan_to_num(np.asarray(gradient, dtype=float), posinf=0, neginf=0)

    return numpy_slope


def _float(value: xp.Array) -> Any:
    """A number of one instance as a JAX scalar."""
    return value.numbers()


def _hypotheses(claim: Claim, instance: Instance) -> Any:
    """How far the hypotheses hold, from 0 to 1."""
    truths = [predicate(instance) for predicate in claim.given.values()]
    return math.prod(_float(xp.prod(xp.indicator(t))) if isinstance(t, xp.Truth) else float(t) for t in truths)


def _closeness(relation: str, left: Any, right: Any) -> Any:
    import jax.numpy as jnp

    relation, left, right = ascending(relation, left, right)
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
