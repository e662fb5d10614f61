"""The least value of a linear program, in the arithmetic of its data.

Main definitions: ``lp_value``.

Conventions: ``inf`` where no point is feasible, ``-inf`` where the cost is unbounded below.  Floats are solved by HiGHS, for
searches; rationals carry a primal and a dual point of equal value (``programs``); intervals leave it to exact arithmetic.
"""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np

from theory_lab.numbers.arithmetics import exact as real_arrays
from theory_lab.numbers.arithmetics import float64, interval, logfloat
from theory_lab.numbers.array import Array, together
from theory_lab.numbers.constructors import formula
from theory_lab.numbers.reals.errors import Branched, Undecided
from theory_lab.numbers.words import words


@formula
def lp_value(c: Array, A: Array, b: Array) -> Array:
    """``min c . x`` over ``A x <= b``, ``x >= 0``; shapes (n,), (m, n), (m,), result ().

    Raises ``TypeError`` for JAX arrays and for exact numbers that are not rational, ``Undecided`` for intervals.
    """
    arithmetic, payloads = together(c, A, b)
    if arithmetic is words:
        raise Branched("a linear program is not solved in words")
    if arithmetic is interval:
        raise Undecided("a linear program is not solved in intervals; exact arithmetic decides it")
    if arithmetic is real_arrays:
        parts = [Array(real_arrays, payload).numbers() for payload in payloads]
        return Array(real_arrays, real_arrays.constant(_rational_value(*parts)))
    data = [logfloat.linear(payload) for payload in payloads]
    if any(float64.is_jax(part) for part in data):
        raise TypeError("a linear program cannot be traced by JAX; give lp_value NumPy or exact arrays")
    batch = max(part.shape[-1] for part in data)
    instances = [np.broadcast_to(part, (*part.shape[:-1], batch)) for part in data]
    return Array(float64, np.array([_float_value(*(part[..., k] for part in instances)) for k in range(batch)]))


def _rational_value(*parts: np.ndarray) -> Fraction | float:
    from theory_lab.numbers.whole.programs import Infeasible, Unbounded, solve_program

    for entry in (entry for part in parts for entry in part.ravel()):
        if not entry.is_exact:
            raise TypeError(f"a linear program takes rational numbers, not {entry}")
    c, A, b = (np.frompyfunc(lambda entry: entry.fraction, 1, 1)(part) for part in parts)
    try:
        return solve_program(c, A, b).value
    except Infeasible:
        return math.inf
    except Unbounded:
        return -math.inf


def _float_value(c: np.ndarray, A: np.ndarray, b: np.ndarray) -> float:
    """nan for data that are not finite or a program that HiGHS cannot solve."""
    from scipy.optimize import linprog

    if not all(np.isfinite(part).all() for part in (c, A, b)):
        return math.nan
    result = linprog(c, A, b)
    return {0: result.fun, 2: math.inf, 3: -math.inf}.get(result.status, math.nan)
