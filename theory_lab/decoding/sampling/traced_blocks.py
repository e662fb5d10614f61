"""Block best-of-N under jit.

``candidates`` continuations by ``block`` letters are drawn from the model, the one that the verifier scores highest is kept, and
so on until the word is finished.

Main definitions: ``best_blocks``.

Conventions: ties are broken uniformly; a finished candidate waits for the others. A candidate that grew costs one query, and a
token for every letter that it grew. The law is ``stepwise.samplers.blockwise_law`` with ``best_of_n``.

References: D. Rohatgi et al., arXiv:2510.03149, Section 6 (known second-hand; the selection rule there is open).
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import numpy as np

from theory_lab.decoding.sampling.draws import Draws, Faults, require_sound
from theory_lab.decoding.sampling.readers import Reader
from theory_lab.decoding.sampling.traced_walks import Setting, chosen, faults

__all__ = ["best_blocks"]


class Rows(NamedTuple):
    """All candidates of all chains, those of one chain side by side, with the score of each prefix."""

    words: Any
    lengths: Any
    scores: Any
    memory: Any
    tokens: Any
    faults: Faults


def best_blocks(reader: Reader, setting: Setting, chains: int, block: int, candidates: int, seed: int) -> Draws:
    """One word for each chain."""
    import jax

    rows, queries = _program(setting, chains, block, candidates)(reader, jax.random.key(seed))
    words, lengths = (np.asarray(x).astype(np.int64) for x in (rows.words, rows.lengths))
    require_sound(rows.faults, words, lengths)
    first = slice(None, None, candidates)
    words, lengths = np.where(np.arange(setting.horizon) < lengths[:, None], words, 0)[first], lengths[first]
    tokens = np.asarray(rows.tokens).reshape(chains, candidates).sum(axis=1).astype(np.int64)
    queries = np.asarray(queries).astype(np.int64)
    return Draws(words, lengths, setting.leaf(np, words, lengths), np.ones_like(lengths), lengths, queries, tokens)


@cache
def _program(setting: Setting, chains: int, block: int, candidates: int) -> Any:
    import jax
    import jax.numpy as jnp

    def grown(reader: Reader, key: Any, k: Any, carry: tuple[Rows, Any]) -> tuple[Rows, Any]:
        """One block: growing, then choosing."""
        rows, queries = carry
        before = rows.lengths
        rows = jax.lax.fori_loop(
            0, block, lambda j, rows: _lengthened(reader, setting, jax.random.fold_in(key, k * block + j), rows), rows
        )
        grew = (rows.lengths > before).reshape(chains, candidates).sum(axis=1)
        ties = jax.random.uniform(jax.random.fold_in(key, -1 - k), (chains, candidates), dtype=float)
        scores = rows.scores.reshape(chains, candidates)
        best = jnp.argmax(jnp.where(scores == scores.max(axis=1, keepdims=True), ties, -1), axis=1)
        kept = jnp.repeat(jnp.arange(chains) * candidates + best, candidates)
        sound = (rows.faults.codes == 0).all()
        # Rows with a fault stay where they are, to be named.
        kept = jnp.where(sound, kept, jnp.arange(len(kept)))
        words, lengths, scores, memory = jax.tree.map(lambda x: x[kept], (rows.words, rows.lengths, rows.scores, rows.memory))
        return rows._replace(words=words, lengths=lengths, scores=scores, memory=memory), queries + grew

    def run(reader: Reader, key: Any) -> tuple[Rows, Any]:
        n = chains * candidates
        zeros = jnp.zeros(n, jnp.int32)
        words = jnp.zeros((n, setting.horizon), jnp.int32)
        rows = Rows(words, zeros, jnp.zeros(n), reader.start(n), zeros, Faults(zeros, jnp.zeros(n), zeros))
        blocks = -(-setting.horizon // block)
        return jax.lax.fori_loop(0, blocks, lambda k, carry: grown(reader, key, k, carry), (rows, jnp.zeros(chains, int)))

    return jax.jit(run)


def _lengthened(reader: Reader, setting: Setting, key: Any, rows: Rows) -> Rows:
    """One letter from the model for every row that is not finished."""
    import jax
    import jax.numpy as jnp

    words, lengths = rows.words, rows.lengths
    memory, logs = reader.laws(rows.memory, words, lengths)
    law, leaf = jnp.exp(jnp.asarray(logs, float)), setting.leaf(jnp, words, lengths)
    scores = jnp.asarray(reader.scores(memory, words, lengths), float)
    found, sound = faults(jnp, law, scores, leaf), rows.faults.codes == 0
    active = ~leaf & sound & (found.codes == 0)
    pick = jax.random.uniform(key, (len(lengths),), dtype=float)
    added = jnp.maximum(chosen(jnp, pick, jnp.zeros(len(lengths)), jnp.where(law > 0, law, 0)) - 1, 0)
    here = (jnp.arange(words.shape[1]) == lengths[:, None]) & active[:, None]
    return Rows(
        jnp.where(here, added[:, None].astype(words.dtype), words),
        lengths + active,
        jnp.where(active, jnp.take_along_axis(scores, added[:, None], axis=1)[:, 0], rows.scores),
        memory,
        rows.tokens + active,
        Faults(*(jnp.where(sound, now, old).astype(old.dtype) for old, now in zip(rows.faults, found, strict=True))),
    )
