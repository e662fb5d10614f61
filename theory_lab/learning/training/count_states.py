"""Count states: training on sequences of independent letters, at any horizon.

Where every letter of a response has the same features whatever came before, a gradient depends on a response through the
counts of its letters only. One multinomial draw then replaces a response of ``H`` letters, and a step at H = 10^7 costs what it
costs at H = 10.

Main definitions
----------------
``letter_laws``            the laws on letters, one per prompt
``count_gradient``         the gradient from counts, for the algorithms of ``dynamics``
``draw_counts``            random mini-batches as counts, with JAX
``modal_counts``           the counts of responses that repeat one letter
``log_ratio``              ``log(p/q)`` of responses with given counts
``flat_prompts``, ``sharp_prompt``   the two instances on which plain gradient steps fail
``flat_pull``, ``flat_loss``         gradient and loss on a flat prompt, in its one exponent
``flat_uncovered``                   whether the response that repeats the wanted letter is uncovered
``updates_needed``                   how many updates cover it

Conventions
-----------
``features`` is (prompts, letters, d). A sample is an array of counts (prompts, letters), averaged over the mini-batch; the
row of a prompt that was not drawn is 0. Parameters are (d,) or (d, m), one column per parameter.

References
----------
F. Chen et al., *The Coverage Principle*, arXiv:2510.15020, Proposition 5.1, Lemmas I.6 and I.7.

Tags
----
sufficient statistics, multinomial draws, long horizons
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from theory_lab import numbers as xp
from theory_lab.numbers import Array

__all__ = [
    "count_gradient",
    "draw_counts",
    "flat_loss",
    "flat_prompts",
    "flat_pull",
    "flat_uncovered",
    "letter_laws",
    "log_ratio",
    "modal_counts",
    "sharp_prompt",
    "updates_needed",
]


@xp.formula
def letter_laws(features: Array, theta: Array) -> Array:
    """``exp <theta, phi(x, a)>`` over its sum, for every prompt; shape (prompts, letters) or (prompts, letters, m)."""
    logits = _logits(features, theta)
    return 1 / xp.sum(xp.exp(logits[:, None] - logits[:, :, None]), axis=2)


@xp.formula
def _logits(features: Array, theta: Array) -> Array:
    wide = features if theta.ndim == 1 else features[:, :, :, None]
    return xp.sum(wide * theta[None, None], axis=2)


def count_gradient(features: Any) -> Callable[[Any, Any], Any]:
    """``(theta, counts) -> sum_{x, a} (counts(x, a) - counts(x) pi_theta(a | x)) phi(x, a)``; shape (d,) or (d, m).

    With parameters (d, m) the counts are common to all, (prompts, letters), or their own, (prompts, letters, m).
    """
    return lambda theta, counts: _gradient(features, theta, counts)


@xp.formula
def _gradient(features: Array, theta: Array, counts: Array) -> Array:
    laws = letter_laws(features, theta)
    wide = features if theta.ndim == 1 else features[:, :, :, None]
    counts = counts if counts.ndim == laws.ndim else counts[:, :, None]
    surplus = counts - xp.sum(counts, axis=1)[:, None] * laws
    return xp.sum(xp.sum(surplus[:, :, None] * wide, axis=0), axis=0)


def modal_counts(horizon: int, prompt: int, letter: int, shape: tuple[int, int]) -> np.ndarray:
    """The counts of one response that repeats ``letter`` on ``prompt``; whole numbers of ``shape`` (prompts, letters)."""
    counts = np.zeros(shape, dtype=np.int64)
    counts[prompt, letter] = horizon
    return counts


def draw_counts(key: Any, prompts: Any, laws: Any, horizon: Any, steps: int, batch: int = 1) -> Any:
    """Counts of ``steps`` mini-batches of ``batch`` responses of ``horizon`` letters; a JAX array (steps, prompts, letters).

    ``prompts`` (k,) is the law of prompts, ``laws`` (k, letters) the data's laws on letters.
    """
    import jax
    import jax.numpy as jnp

    prompts, laws = jnp.asarray(prompts), jnp.asarray(laws)
    first, second = jax.random.split(key)
    drawn = jax.random.multinomial(first, batch, jnp.broadcast_to(prompts, (steps, len(prompts))), dtype=laws.dtype)
    letters = jax.random.multinomial(second, drawn * horizon, jnp.broadcast_to(laws, (steps, *laws.shape)), dtype=laws.dtype)
    return letters / batch


@xp.formula
def log_ratio(p: Array, q: Array, counts: Array) -> Array:
    """``sum counts log(p/q)`` in nats over positive counts; arrays of one shape, or ``q`` with a trailing axis (..., m)."""
    wide, law = (counts, p) if q.ndim == p.ndim else (counts[..., None], p[..., None])
    used = wide > 0
    terms = wide * xp.log(xp.where(used, law, 1) / xp.where(used, q, 1))
    for _ in range(counts.ndim):
        terms = xp.sum(terms, axis=0)
    return terms


@xp.formula
def flat_prompts(scale: Array) -> Array:
    """Features (2, 3, 2) of Lemma I.7, letters -1, 0, 1: ``(scale y, 0)`` on one prompt, ``(0, scale y)`` on the other."""
    pattern = np.zeros((2, 3, 2), dtype=np.int64)
    pattern[0, :, 0] = pattern[1, :, 1] = (-1, 0, 1)
    return pattern * scale


@xp.formula
def sharp_prompt(scale: Array, step: Array) -> Array:
    """Features (1, 3, 2) of Lemma I.6 for letters -1, 0, 1: ``scale`` times ``(a, -s), (1, 0), (a, s)``.

    ``a = step / (2 (step - 1))`` and ``s = sqrt(1 - a^2)``, for the effective step ``step = rate H scale > 2``.
    """
    a = step / (2 * (step - 1))
    s, one, zero = xp.sqrt(1 - a**2), xp.ones((), like=a), xp.zeros((), like=a)
    return scale * xp.stack([xp.stack([a, -s]), xp.stack([one, zero]), xp.stack([a, s])])[None]


@xp.formula
def flat_pull(exponent: Array) -> Array:
    """``1 - E y`` of a letter -1, 0, 1 with law proportional to ``exp(exponent y)``: the pull of the letter 1, any shape."""
    u = xp.exp(-exponent)
    return (u + 2 * u**2) / (1 + u + u**2)


@xp.formula
def flat_loss(exponent: Array) -> Array:
    """``-log`` of the probability of the letter 1, in nats, any shape."""
    u = xp.exp(-exponent)
    return xp.log(1 + u + u**2)


@xp.formula
def flat_uncovered(exponent: Array, horizon: int, log_level: Any, target: Any = None) -> Array:
    """1 where the response that repeats the letter 1 has ``log(data/model) >= log_level``, 0 elsewhere; any shape.

    ``target`` is the data's exponent, infinite when left out.
    """
    own = xp.zeros((), like=exponent) if target is None else flat_loss(target)
    return xp.at_least(horizon * (flat_loss(exponent) - own), log_level)


def updates_needed(
    exponent: Array, horizon: int, log_level: Any, move: Callable[[Array], Array], target: Any = None, most: int = 10**5
) -> int:
    """How many moves of the exponent it takes until ``flat_uncovered`` is 0.

    Raises ``Undecided`` for overlapping enclosures and ``ValueError`` when ``most`` moves are not enough.
    """
    for count in range(most + 1):
        if bool(flat_uncovered(exponent, horizon, log_level, target) < 1):
            return count
        exponent = move(exponent)
    raise ValueError(f"the response is not covered after {most} updates at horizon {horizon}")
