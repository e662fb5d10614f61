"""Loops of a fixed length.

Main definitions: ``iterate``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from theory_lab.numbers.arithmetics import float64, logfloat
from theory_lab.numbers.array import Array


def iterate(step: Callable[[Any], Any], state: Any, n: int) -> Any:
    """``step`` applied ``n`` times to an Array or a tuple of Arrays.

    On JAX arrays all but the first step is one ``lax.scan``, so that ``step`` is traced twice, whatever ``n`` is; shapes and
    arithmetics must then stay what they are after the first step.
    """
    if n < 0:
        raise ValueError(f"a loop cannot run {n} times")
    for done in range(n):
        if done and _is_traced(state):
            return _scanned(step, state, n - done)
        state = step(state)
    return state


def _parts(state: Any) -> tuple[Array, ...]:
    return state if isinstance(state, tuple) else (state,)


def _is_traced(state: Any) -> bool:
    return any(float64.is_jax(logfloat.stored(part.payload)) for part in _parts(state))


def _scanned(step: Callable[[Any], Any], state: Any, n: int) -> Any:
    import jax

    arithmetics = [part.arithmetic for part in _parts(state)]

    def arrays(payloads: Any) -> Any:
        parts = tuple(map(Array, arithmetics, payloads))
        return parts if isinstance(state, tuple) else parts[0]

    def payloads(state: Any) -> Any:
        return tuple(part.payload for part in _parts(state))

    final, _ = jax.lax.scan(lambda carry, _: (payloads(step(arrays(carry))), None), payloads(state), length=n)
    return arrays(final)
