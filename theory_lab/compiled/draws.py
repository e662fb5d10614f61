"""Counts of many draws, in a program that compiles in a moment.

A binomial number takes a few steps however many draws it counts: inversion from zero where few are expected, and elsewhere
rejection from a table mountain. JAX has the same two, each with generators of its own inside, and compiles them for seconds.

Main definitions
----------------
``binomial``      numbers of successes
``multinomial``   counts of letters, by one binomial number after another
``places``        draws from a law, by their place in its running sums

Conventions
-----------
Counts are whole numbers written as floats, those that are given and those that come out; chances are floats of a shape that
broadcasts to that of the counts. Places are integers. Uniform numbers come from ``splitmix64``, started from a key that nothing
else uses; in ``places`` and ``multinomial`` a ``stream`` tells several calls with one key apart.

References
----------
W. Hörmann, The generation of binomial random variates, 1993 (algorithm BTRS); G. Steele, D. Lea and C. Flood, Fast splittable
pseudorandom number generators, 2014.

Tags
----
random counts, inversion, rejection
"""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp

from theory_lab.compiled.trees import Floats

__all__ = ["binomial", "multinomial", "places"]

FEW = 10.0  # expected successes below which inversion takes fewer steps, and above which the mountain covers the law (Hörmann)
_GOLDEN, _FIRST, _SECOND = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB  # the constants of splitmix64


def places(key: Floats, law: Floats, count: int, stream: int = 0) -> Floats:
    """``count`` independent draws from a law (k,), as integers from 0 to ``k - 1`` of shape (count,).

    Raises ``ValueError`` for a law of another shape, and for one on no outcome.
    """
    if jnp.ndim(law) != 1 or not len(law):
        raise ValueError(f"a law has shape (k,) with at least one outcome, got {jnp.shape(law)}")
    sums = jnp.cumsum(law)
    uniform = _uniform(_seed(key, stream), jnp.zeros((), jnp.uint64), (count,))
    return jnp.searchsorted(sums, uniform * sums[-1], side="right")


def multinomial(key: Floats, counts: Floats, laws: Floats, stream: int = 0) -> Floats:
    """Counts of letters of shape (..., letters) among ``counts`` (...) draws from ``laws`` (..., letters)."""
    left = jnp.cumsum(laws[..., ::-1], axis=-1)[..., ::-1]  # the mass of this letter and the later ones
    none = left <= 0  # not where it is nan, which must not count as certain
    chances = jnp.clip(jnp.where(none, 1, laws / jnp.where(none, 1, left)), 0, 1)

    def letter(state: tuple[Any, Any], chance: Floats) -> tuple[tuple[Any, Any], Floats]:
        remaining, seed = state
        drawn = jnp.where(chance >= 1, remaining, _binomial(seed, remaining, chance))
        return (remaining - drawn, _next(seed)), drawn

    start = jnp.broadcast_to(counts, laws.shape[:-1]).astype(float), _seed(key, stream)
    return jnp.moveaxis(jax.lax.scan(letter, start, jnp.moveaxis(chances, -1, 0))[1], 0, -1)


def binomial(key: Floats, counts: Floats, chances: Floats) -> Floats:
    """Successes among ``counts`` trials of these ``chances``, which broadcast to the shape of the counts.

    nan for a chance outside [0, 1], and for counts that are negative, infinite or nan.
    """
    return _binomial(_seed(key, 0), counts, chances)


def _seed(key: Floats, stream: int) -> Any:
    words = jax.random.key_data(key) if jnp.issubdtype(key.dtype, jax.dtypes.prng_key) else key
    # Mixed before the stream is added: otherwise stream 1 of a key would be stream 0 of the next key.
    return _next(_next((words[0].astype(jnp.uint64) << 32) | words[1].astype(jnp.uint64)) + jnp.uint64(stream))


def _next(seed: Any) -> Any:
    """Another seed from a seed. ``_mixed`` alone keeps 0, which is what ``jax.random.key(0)`` holds."""
    return _mixed(seed + jnp.uint64(_GOLDEN))


def _mixed(state: Any) -> Any:
    """The output of splitmix64 at a state."""
    state = (state ^ (state >> 30)) * jnp.uint64(_FIRST)
    state = (state ^ (state >> 27)) * jnp.uint64(_SECOND)
    return state ^ (state >> 31)


def _uniform(seed: Any, turn: Any, shape: tuple[int, ...]) -> Floats:
    """Uniform numbers in (0, 1), other ones at each turn: the ``turn``-th block of the stream of a seed."""
    place = jnp.arange(1, 1 + jnp.zeros(shape).size, dtype=jnp.uint64).reshape(shape)
    state = seed + (place + turn.astype(jnp.uint64) * jnp.uint64(place.size)) * jnp.uint64(_GOLDEN)
    return ((_mixed(state) >> 11).astype(float) + 0.5) * 2.0**-53


def _binomial(seed: Any, counts: Floats, chances: Floats) -> Floats:
    rare = jnp.minimum(chances, 1 - chances)
    known = (counts >= 0) & (counts < jnp.inf) & (rare >= 0)  # nothing else is ever accepted: the loop would not end
    few = ~known | (counts * rare < FEW)
    found = jnp.where(few, _inverted(seed, few, counts, rare), _rejected(_next(seed + 1), few, counts, rare))
    return jnp.where(known, jnp.where(chances > 0.5, counts - found, found), jnp.nan)


def _inverted(seed: Any, few: Floats, counts: Floats, chances: Floats) -> Floats:
    """The place of a uniform number in the running sums of the law, where few successes are expected."""
    odds = chances / (1 - chances)
    left = jnp.where(few, _uniform(seed, jnp.zeros((), jnp.uint64), jnp.shape(counts)), 0.0)
    mass = jnp.where(few, jnp.exp(counts * jnp.log1p(-chances)), 1.0)

    def beyond(state: tuple[Any, Any, Any]) -> Floats:
        found, mass, left = state
        return (left > mass) & (found < counts)

    def step(state: tuple[Any, Any, Any]) -> tuple[Any, Any, Any]:
        found, mass, left = state
        more = beyond(state)
        following = mass * odds * (counts - found) / (found + 1)
        return jnp.where(more, found + 1, found), jnp.where(more, following, mass), jnp.where(more, left - mass, left)

    return jax.lax.while_loop(lambda state: beyond(state).any(), step, (jnp.zeros_like(left), mass, left))[0]


def _rejected(seed: Any, few: Floats, counts: Floats, chances: Floats) -> Floats:
    """Algorithm BTRS, with its constants, where more are expected."""
    n, p = jnp.where(few, 4 * FEW, counts), jnp.where(few, 0.5, chances)
    spread = jnp.sqrt(n * p * (1 - p))
    width = 1.15 + 2.53 * spread
    slope, centre, safe = -0.0873 + 0.0248 * width + 0.01 * p, n * p + 0.5, 0.92 - 4.2 / width
    height, mode = (2.83 + 5.1 / width) * spread, jnp.floor((n + 1) * p)

    def log_mass(k: Floats) -> Floats:
        # One call: the program of the function is long, and each call repeats it.
        return k * jnp.log(p / (1 - p)) - jax.lax.lgamma(jnp.stack([k, n - k]) + 1).sum(axis=0)

    most = log_mass(mode)

    def attempt(state: tuple[Any, Any, Any]) -> tuple[Any, Any, Any]:
        turn, found, done = state
        u, v = _uniform(seed, turn, (2, *jnp.shape(n)))
        u = u - 0.5
        away = 0.5 - jnp.abs(u)
        k = jnp.floor((2 * slope / away + width) * u + centre)
        inside, k = (k >= 0) & (k <= n), jnp.clip(k, 0, n)
        below = jnp.log(v * height / (slope / (away * away) + width)) <= log_mass(k) - most
        taken = inside & (((away >= 0.07) & (v <= safe)) | below)
        return turn + 1, jnp.where(done, found, k), done | taken

    start = jnp.zeros((), jnp.uint64), jnp.zeros_like(n), few
    return jax.lax.while_loop(lambda state: ~state[2].all(), attempt, start)[1]
