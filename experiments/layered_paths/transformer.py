"""A decoder-only transformer.

Learned positions, pre-normalised blocks of causal self-attention and a GELU network of four times the width, as in
GPT-2; written on whole batches, so that each map is one matrix product.

Main definitions
----------------
``Transformer``           the model, an equinox module of float32 arrays
``response_logits``       teacher-forced logits of one response a prompt (training)
``path_log_probs``        teacher-forced log-probabilities of several responses a prompt (evaluation)
``next_token_log_probs``  the model as a next-token function, the form that ``theory_lab.sequences.adapters`` takes
``extension_log_probs``   the next-token laws after several prefixes of a response to each prompt (sampling)

Conventions
-----------
Logarithms are natural.  Logits are float32; they are normalised in float64, so that each next-token law sums to 1 in
float64.
"""

from __future__ import annotations

from functools import partial

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
from jax import Array
from numpy.typing import NDArray

__all__ = ["Transformer", "extension_log_probs", "next_token_log_probs", "path_log_probs", "response_logits"]

Whole = NDArray[np.int64]
Mask = NDArray[np.bool_]
DRAWN = 2**16  # numbers that are drawn at once: a program that draws takes half a second to compile, and numbers hardly any time


class Block(eqx.Module):
    """One pre-normalised block: attention, then the network."""

    attention_gain: Array
    queries: Array
    keys_values: Array
    mixing: Array
    network_gain: Array
    inward: Array
    inward_bias: Array
    outward: Array
    outward_bias: Array
    heads: int = eqx.field(static=True)

    def __init__(self, key: Array, width: int, heads: int, depth: int) -> None:
        keys = jax.random.split(key, 5)
        residual = (2 * depth) ** -0.5
        self.attention_gain = self.network_gain = jnp.ones(width, jnp.float32)
        self.queries = _weights(keys[0], width, width)
        self.keys_values = _weights(keys[1], width, 2 * width)
        self.mixing = residual * _weights(keys[2], width, width)
        self.inward, self.inward_bias = _weights(keys[3], width, 4 * width), jnp.zeros(4 * width, jnp.float32)
        self.outward = residual * _weights(keys[4], 4 * width, width)
        self.outward_bias = jnp.zeros(width, jnp.float32)
        self.heads = heads

    def __call__(self, x: Array, mask: Mask) -> Array:
        """The states of the last ``len(mask)`` positions, from the states (batch, positions, width) of all."""
        normal, x = _normalised(x) * self.attention_gain, x[:, -len(mask) :]
        x = x + _times(self._attention(normal, mask), self.mixing)
        hidden = jax.nn.gelu(_times(_normalised(x) * self.network_gain, self.inward) + self.inward_bias)
        return x + _times(hidden, self.outward) + self.outward_bias

    def _attention(self, x: Array, mask: Mask) -> Array:
        batch, _, width = x.shape
        size = width // self.heads

        def split(states: Array) -> Array:
            return states.reshape(batch, -1, self.heads, size).transpose(0, 2, 1, 3)

        queries = split(_times(x[:, -len(mask) :], self.queries)) * size**-0.5
        keys, values = (split(states) for states in jnp.split(_times(x, self.keys_values), 2, axis=-1))
        scores = queries @ keys.transpose(0, 1, 3, 2) + np.where(mask, 0, -np.inf).astype(np.float32)
        mixed = jax.nn.softmax(scores, axis=-1) @ values
        return mixed.transpose(0, 2, 1, 3).reshape(batch, len(mask), width)


class Transformer(eqx.Module):
    """Embeddings, blocks, a last normalisation and the output map."""

    embedding: Array
    places: Array
    blocks: tuple[Block, ...]
    gain: Array
    unembedding: Array

    def __init__(self, seed: int, *, vocabulary: int, positions: int, depth: int, width: int, heads: int) -> None:
        if width % heads:
            raise ValueError(f"the width must be a multiple of the number of heads {heads}, got {width}")
        first, second, third, *keys = jax.random.split(jax.random.key(seed), 3 + depth)
        self.embedding = _normal(first, 0.5, (vocabulary, width))
        self.places = _normal(second, 0.5, (positions, width))
        self.blocks = tuple(Block(key, width, heads, depth) for key in keys)
        self.gain = jnp.ones(width, jnp.float32)
        self.unembedding = _weights(third, width, vocabulary)

    def __call__(self, tokens: Array, places: Whole, mask: Mask, outputs: int) -> Array:
        """Logits (batch, outputs, vocabulary) after the last ``outputs`` tokens.

        ``places`` (positions,) numbers the tokens, ``mask`` (positions, positions) says which token sees which.  The
        last block is evaluated only where its output is used.
        """
        x = self.embedding[tokens] + self.places[places]
        for block in self.blocks[:-1]:
            x = block(x, mask)
        x = self.blocks[-1](x, mask[-outputs:])
        return _times(_normalised(x) * self.gain, self.unembedding)


def response_logits(model: Transformer, prompts: Array, responses: Array) -> Array:
    """Logits (batch, length, vocabulary) of every token of the responses (batch, length), given what precedes it."""
    tokens = jnp.concatenate([prompts, responses[:, :-1]], axis=1)
    positions = tokens.shape[1]
    return model(tokens, np.arange(positions), _causal(positions), responses.shape[1])


def path_log_probs(model: Transformer, prompts: Whole, paths: Whole, *, chunk: int = 256) -> NDArray[np.float64]:
    """Log-probabilities (batch, k) of the k responses ``paths`` (batch, k, length) to each prompt.

    The responses of a prompt stand side by side behind it and do not see each other, so that the prompt is read once.
    """
    parts = [_packed(model, prompts[i : i + chunk], paths[i : i + chunk]) for i in range(0, len(prompts), chunk)]
    return np.concatenate(parts)


def next_token_log_probs(model: Transformer, prefixes: Whole) -> NDArray[np.float64]:
    """Log-probabilities (batch, vocabulary) of the token after each prefix (batch, positions)."""
    return _log_softmax(_logits(model, jnp.asarray(prefixes), 0, 0))[:, 0]


def extension_log_probs(model: Transformer, prompts: Whole, prefixes: Whole, after: int) -> NDArray[np.float64]:
    """Log-probabilities (batch, k, vocabulary) of the token after the first ``after`` tokens of each of k prefixes of a response.

    The prefixes (batch, k, length) of a prompt stand side by side as in ``path_log_probs``.  One program serves all numbers of
    tokens from 1 to the length.
    """
    batch, k, length = prefixes.shape
    tokens = np.concatenate([prompts, prefixes.reshape(batch, -1)], axis=1)
    logits = np.asarray(_logits(model, jnp.asarray(tokens), k, length))
    return _log_softmax(logits[:, 1:].reshape(batch, k, length, -1)[:, :, after - 1])


def _packed(model: Transformer, prompts: Whole, paths: Whole) -> NDArray[np.float64]:
    batch, k, length = paths.shape
    tokens = np.concatenate([prompts, paths[:, :, :-1].reshape(batch, -1)], axis=1)
    logs = _log_softmax(_logits(model, jnp.asarray(tokens), k, length - 1))
    first = np.broadcast_to(logs[:, :1], (batch, k, logs.shape[-1]))[:, :, None]
    steps = np.concatenate([first, logs[:, 1:].reshape(batch, k, length - 1, -1)], axis=2)
    return np.take_along_axis(steps, paths[..., None], axis=-1)[..., 0].sum(axis=-1)


@partial(jax.jit, static_argnums=(2, 3))
def _logits(model: Transformer, tokens: Array, k: int, length: int) -> Array:
    """Logits after the prompt and after each token of the k responses of this length behind it."""
    places, mask = _side_by_side(tokens.shape[1] - k * length, k, length)
    return model(tokens, places, mask, 1 + k * length)


def _side_by_side(prompt: int, k: int, length: int) -> tuple[Whole, Mask]:
    """Places and mask of a prompt followed by k responses of which none sees another."""
    places = np.concatenate([np.arange(prompt), np.tile(np.arange(prompt, prompt + length), k)])
    owner = np.concatenate([np.full(prompt, -1), np.repeat(np.arange(k), length)])
    return places, _causal(prompt + k * length) & ((owner == -1) | (owner == owner[:, None]))


def _causal(positions: int) -> Mask:
    return np.tri(positions, dtype=bool)


def _log_softmax(logits: Array | NDArray[np.float32]) -> NDArray[np.float64]:
    x = np.asarray(logits, dtype=np.float64)
    x = x - x.max(axis=-1, keepdims=True)
    return x - np.log(np.exp(x).sum(axis=-1, keepdims=True))


def _weights(key: Array, inward: int, outward: int) -> Array:
    return _normal(key, inward**-0.5, (inward, outward))


def _normal(key: Array, scale: float, shape: tuple[int, int]) -> Array:
    """``scale * jax.random.normal(key, shape)``, by one program for most shapes: they begin with the same numbers of a key."""
    count = shape[0] * shape[1]
    return _first(_normals(key, max(count, DRAWN), jnp.float32(scale)), shape)


@partial(jax.jit, static_argnums=1)
def _normals(key: Array, count: int, scale: Array) -> Array:
    # The barrier keeps the roundings: the compiler would put the scale together with one inside of the draw.
    return jax.lax.optimization_barrier(jax.random.normal(key, (count,), jnp.float32)) * scale


@partial(jax.jit, static_argnums=1)
def _first(numbers: Array, shape: tuple[int, int]) -> Array:
    return numbers[: shape[0] * shape[1]].reshape(shape)


def _times(x: Array, weights: Array) -> Array:
    """``x @ weights`` with the leading axes flattened, which makes the gradient several times faster on a CPU."""
    return (x.reshape(-1, x.shape[-1]) @ weights).reshape(*x.shape[:-1], -1)


def _normalised(x: Array) -> Array:
    centred = x - x.mean(axis=-1, keepdims=True)
    return centred * jax.lax.rsqrt((centred * centred).mean(axis=-1, keepdims=True) + jnp.float32(1e-5))
