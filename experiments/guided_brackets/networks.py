"""The reference model and its value networks, trained.

The model is a transformer trained on words of the generator. A value network starts as a copy of the model with fresh outputs,
and learns the probability that a prefix with one more letter ends balanced, from words that the model finished: half of them
written from the start, half continued from a prefix of a balanced word among those (of any word, if none is balanced).  Labels
are the outcomes; nothing but the model's own words is used.

Main definitions
----------------
``Settings``, ``FULL``, ``SHORT``  sizes and schedules
``train``                          one seed
``load``                           what it left

Conventions
-----------
Adam with decoupled weight decay, linear warm-up, then a linear decrease to 0.  A run is a function of the settings and the seed,
up to the rounding of the machine.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import optax

from experiments.guided_brackets import task
from experiments.guided_brackets.reading import continued, letter_logits, new_network
from experiments.layered_paths.transformer import Transformer

__all__ = ["FULL", "SHORT", "Settings", "load", "train"]


@dataclass(frozen=True)
class Settings:
    """Sizes and schedules; ``rollouts`` are the words from which each value network learns."""

    length: int = 32
    depth: int = 2
    width: int = 32
    heads: int = 4
    batch: int = 128
    model_steps: int = 1000
    value_steps: int = 400
    rollouts: tuple[int, ...] = (2048, 16384)
    rate: float = 3e-3
    warmup: int = 100
    weight_decay: float = 0.01


FULL = Settings()
SHORT = Settings(length=10, depth=1, width=16, model_steps=250, value_steps=120, rollouts=(1024,))


def train(seed: int, settings: Settings, out: Path) -> None:
    """Train one seed; what is there already is not trained again."""
    folder = out / f"seed{seed}"
    folder.mkdir(parents=True, exist_ok=True)
    frame = _new(seed, settings)
    if not (folder / "model.eqx").exists():
        eqx.tree_serialise_leaves(folder / "model.eqx", _trained_model(frame, seed, settings))
    model = eqx.tree_deserialise_leaves(folder / "model.eqx", frame)
    for count in settings.rollouts:
        file = folder / f"value{count}.eqx"
        if not file.exists():
            eqx.tree_serialise_leaves(file, _trained_value(model, seed, count, settings))


def load(folder: Path, seed: int, settings: Settings) -> tuple[Transformer, dict[int, Transformer]]:
    """The model of a seed, and its value networks by the number of words from which they learned."""
    frame = _new(seed, settings)
    values = {n: eqx.tree_deserialise_leaves(folder / f"seed{seed}" / f"value{n}.eqx", frame) for n in settings.rollouts}
    return eqx.tree_deserialise_leaves(folder / f"seed{seed}" / "model.eqx", frame), values


def _new(seed: int, settings: Settings) -> Transformer:
    return new_network(seed, length=settings.length, depth=settings.depth, width=settings.width, heads=settings.heads)


def _trained_model(model: Transformer, seed: int, settings: Settings) -> Transformer:
    def loss(model: Transformer, words: jax.Array, weights: jax.Array, labels: jax.Array) -> jax.Array:
        return optax.softmax_cross_entropy_with_integer_labels(letter_logits(model, words), words).mean()

    rng = np.random.default_rng([seed, 0])
    pool = task.draw_words(rng, settings.batch * settings.model_steps // 4, settings.length)
    ones = np.ones((settings.batch, settings.length))
    batches = ((pool[rng.integers(len(pool), size=settings.batch)], ones, ones[:, 0]) for _ in range(settings.model_steps))
    return _fitted(model, loss, batches, settings.model_steps, settings)


def _trained_value(model: Transformer, seed: int, count: int, settings: Settings) -> Transformer:
    def loss(value: Transformer, words: jax.Array, weights: jax.Array, labels: jax.Array) -> jax.Array:
        logits = jnp.take_along_axis(letter_logits(value, words), words[..., None], axis=2)[..., 0]
        losses = optax.sigmoid_binary_cross_entropy(logits, jnp.broadcast_to(labels[:, None], logits.shape))
        return (losses * weights).sum() / weights.sum()

    words, kept = rollouts(model, seed, count)
    labels = task.balanced(np, words).astype(np.float64)
    counted = (np.arange(settings.length) >= np.maximum(kept - 1, 0)[:, None]).astype(np.float64)
    rng = np.random.default_rng([seed, 1, count])
    places = (rng.integers(count, size=settings.batch) for _ in range(settings.value_steps))
    fresh = _new(seed + 1000, settings).unembedding
    start = eqx.tree_at(lambda network: network.unembedding, model, fresh)
    return _fitted(start, loss, ((words[k], counted[k], labels[k]) for k in places), settings.value_steps, settings)


def rollouts(model: Transformer, seed: int, count: int) -> tuple[np.ndarray, np.ndarray]:
    """``count`` words of the model, and how many letters of each were given: none for the first half."""
    half, part, length = count // 2, 1024, len(model.places)
    keys = jax.random.split(jax.random.fold_in(jax.random.key(seed), count), 2 * -(-half // part))

    def written(words: np.ndarray, kept: np.ndarray, keys: jax.Array) -> np.ndarray:
        parts = [
            np.asarray(continued(model, words[i : i + part], kept[i : i + part], key))
            for i, key in zip(range(0, len(words), part), keys, strict=False)
        ]
        return np.concatenate(parts).astype(np.int64)

    first = written(np.zeros((half, length), np.int64), np.zeros(half, np.int64), keys[::2])
    fine = task.balanced(np, first)
    solved, rng = first[fine] if fine.any() else first, np.random.default_rng([seed, 2, count])
    chosen, kept = solved[rng.integers(len(solved), size=half)], rng.integers(1, length, size=half)
    second = written(chosen, kept, keys[1::2])
    return np.concatenate([first, second]), np.concatenate([np.zeros(half, np.int64), kept])


def _fitted(start: Transformer, loss: Callable[..., jax.Array], batches: Any, steps: int, settings: Settings) -> Transformer:
    warm = optax.linear_schedule(0.0, settings.rate, settings.warmup)
    rate = optax.join_schedules([warm, optax.linear_schedule(settings.rate, 0.0, steps - settings.warmup)], [settings.warmup])
    optimiser = optax.adamw(rate, weight_decay=settings.weight_decay)

    @eqx.filter_jit
    def update(model: Transformer, state: Any, *batch: jax.Array) -> tuple[Transformer, Any]:
        gradient = eqx.filter_grad(loss)(model, *batch)
        change, state = optimiser.update(gradient, state, eqx.filter(model, eqx.is_array))
        return eqx.apply_updates(model, change), state

    model, state = start, optimiser.init(eqx.filter(start, eqx.is_array))
    for batch in batches:
        model, state = update(model, state, *map(jnp.asarray, batch))
    return model
