"""A transformer and a learned value head as a reader, with a cache of keys and values.

A step back in the walk costs nothing: what the cache holds for longer prefixes is overwritten when another letter is read.

Main definitions
----------------
``new_network``          an untrained network, for laws or for values
``letter_logits``        teacher-forced outputs on whole words (training)
``all_outputs``          the same for many words (evaluation)
``read``                 one more token for every row of a cache
``network_reader``       next-letter laws of one network, scores of another
``generator_reader``     next-letter laws of the generator itself, scores of the same network
``continued``            words finished by a network from given prefixes

Conventions
-----------
Tokens are the four letters and a start token; output ``a`` of the value head at a prefix is the logit of the value of the prefix
with letter ``a``. Finished words are scored by their reward: 1 when balanced, otherwise 0.
"""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array
from jax.tree_util import Partial
from numpy.typing import NDArray

from experiments.guided_brackets.task import LETTERS, allowed, next_logs
from experiments.layered_paths.transformer import Transformer, response_logits
from theory_lab.decoding.sampling.readers import Reader

__all__ = ["all_outputs", "continued", "generator_reader", "letter_logits", "network_reader", "new_network", "read"]

START = LETTERS


def new_network(seed: int, *, length: int, depth: int, width: int, heads: int) -> Transformer:
    """An untrained network for words of this length over the four letters, after the start token."""
    return Transformer(seed, vocabulary=LETTERS + 1, positions=length, depth=depth, width=width, heads=heads)


def letter_logits(network: Transformer, words: Array) -> Array:
    """The outputs (n, length, LETTERS) before each letter of words (n, length)."""
    start = jnp.full((len(words), 1), START, words.dtype)
    return response_logits(network, start, words)[..., :LETTERS]


def all_outputs(network: Transformer, words: NDArray[np.int64]) -> NDArray[np.float64]:
    """The same as float64 for any number of words, 256 at a time."""
    padded = np.concatenate([words, np.zeros((-len(words) % 256, words.shape[1]), np.int64)])
    parts = [np.asarray(_compiled(network, padded[i : i + 256]), dtype=np.float64) for i in range(0, len(padded), 256)]
    return np.concatenate(parts)[: len(words)] if parts else np.zeros((*words.shape, LETTERS))


@jax.jit
def _compiled(network: Transformer, words: Array) -> Array:
    return letter_logits(network, words)


def empty_cache(network: Transformer, rows: int) -> Array:
    """Keys and values (rows, blocks, length, 2 * width) before anything is read."""
    length, width = network.places.shape
    return jnp.zeros((rows, len(network.blocks), length, 2 * width), jnp.float32)


def read(network: Transformer, cache: Array, tokens: Array, places: Array) -> tuple[Array, Array]:
    """Read ``tokens`` (n,) at ``places`` (n,): the cache with them, and the outputs (n, LETTERS) after them.

    Agrees with ``letter_logits`` on the prefix that the cache holds.
    """
    rows, n = jnp.arange(len(tokens)), len(tokens)
    x = network.embedding[tokens] + network.places[places]
    seen = jnp.arange(cache.shape[2]) <= places[:, None]
    for depth, block in enumerate(network.blocks):
        normal, size = _normalised(x) * block.attention_gain, x.shape[1] // block.heads
        cache = cache.at[rows, depth, places].set(normal @ block.keys_values, unique_indices=True)
        keys, values = (part.reshape(n, -1, block.heads, size) for part in jnp.split(cache[:, depth], 2, axis=-1))
        queries = (normal @ block.queries).reshape(n, block.heads, size) * size**-0.5
        scores = jnp.where(seen[:, None], (queries[:, None] * keys).sum(axis=-1).transpose(0, 2, 1), -jnp.inf)
        mixed = (jax.nn.softmax(scores, axis=-1).transpose(0, 2, 1)[..., None] * values).sum(axis=1)
        x = x + mixed.reshape(n, -1) @ block.mixing
        hidden = jax.nn.gelu((_normalised(x) * block.network_gain) @ block.inward + block.inward_bias)
        x = x + hidden @ block.outward + block.outward_bias
    return cache, (_normalised(x) * network.gain @ network.unembedding)[:, :LETTERS]


def network_reader(model: Transformer, value: Transformer, checked: bool) -> Reader:
    """The laws of ``model`` and the scores of ``value``, 0 where brackets do not fit if ``checked``."""
    return Reader(Partial(_start, model, value), Partial(_laws, model, value), Partial(_scores, checked))


def generator_reader(value: Transformer, checked: bool) -> Reader:
    """The laws of the generator and the same scores."""
    return Reader(Partial(_start_values, value), Partial(_generator_laws, value), Partial(_scores, checked))


@jax.jit
def continued(network: Transformer, words: Array, kept: Array, key: Array) -> Array:
    """Words that agree with the first ``kept`` (n,) letters of ``words`` (n, length) and go on as the network says."""

    def letter(carry: tuple[Array, Array], place: Array) -> tuple[tuple[Array, Array], Array]:
        cache, last = carry
        cache, outputs = read(network, cache, last, jnp.full(len(last), place))
        drawn = jax.random.categorical(jax.random.fold_in(key, place), outputs)
        following = jnp.where(place < kept, words[:, place], drawn)
        return (cache, following), following

    start = empty_cache(network, len(words)), jnp.full(len(words), START)
    return jax.lax.scan(letter, start, jnp.arange(words.shape[1]))[1].T


def _last(words: Array, lengths: Array) -> Array:
    before = jnp.take_along_axis(words, jnp.maximum(lengths - 1, 0)[:, None], axis=1)[:, 0]
    return jnp.where(lengths == 0, START, before)


def _read_prefix(network: Transformer, cache: Array, words: Array, lengths: Array) -> tuple[Array, Array]:
    """Read the last token of each prefix; a finished word, whose last letter nobody asks about, reads over its last place."""
    return read(network, cache, _last(words, lengths), jnp.minimum(lengths, words.shape[1] - 1))


def _start(model: Transformer, value: Transformer, rows: int) -> Any:
    return empty_cache(model, rows), _start_values(value, rows)


def _start_values(value: Transformer, rows: int) -> Any:
    return empty_cache(value, rows), jnp.zeros((rows, LETTERS), jnp.float32)


def _laws(model: Transformer, value: Transformer, memory: Any, words: Array, lengths: Array) -> Any:
    cache, outputs = _read_prefix(model, memory[0], words, lengths)
    values = _read_prefix(value, memory[1][0], words, lengths)
    return (cache, values), jax.nn.log_softmax(outputs.astype(float))


def _generator_laws(value: Transformer, memory: Any, words: Array, lengths: Array) -> Any:
    return _read_prefix(value, memory[0], words, lengths), next_logs(jnp, words, jnp.minimum(lengths, words.shape[1] - 1))


def _scores(checked: Any, memory: Any, words: Array, lengths: Array) -> Array:
    """Whether brackets are checked is a number that a compiled sampler takes: it is compiled once for both."""
    outputs = memory[-1][-1] if isinstance(memory[-1], tuple) else memory[-1]
    last = (lengths == words.shape[1] - 1)[:, None]
    fit = allowed(jnp, words, lengths)
    return jnp.where(last, fit, jax.nn.sigmoid(outputs.astype(float))) * jnp.where(checked, fit, 1)


def _normalised(x: Array) -> Array:
    centred = x - x.mean(axis=-1, keepdims=True)
    return centred * jax.lax.rsqrt((centred * centred).mean(axis=-1, keepdims=True) + jnp.float32(1e-5))
