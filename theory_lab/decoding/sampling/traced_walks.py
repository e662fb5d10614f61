"""Value-guided walks under jit: many chains side by side, one compiled loop.

Main definitions
----------------
``Setting``      the sizes and rules that are fixed when the loop is compiled
``walked``       chains from the root, each with its number of moves
``chosen``       one move: to the parent or to a child, in proportion to weights
``faults``       what is wrong with laws and scores

Conventions
-----------
Every chain reads after every move; costs count what a chain needed (see ``draws``). A chain that meets a fault stops there.

References
----------
D. Rohatgi et al., arXiv:2510.03149, Algorithm 1.

Tags
----
backtracking, while loop, batched sampling
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import numpy as np

from theory_lab.decoding.sampling.draws import BAD_LAW, BAD_SCORE, NO_WAY, Draws, Faults, Whole, require_sound
from theory_lab.decoding.sampling.readers import Reader

__all__ = ["Setting", "chosen", "faults", "walked"]

EXCESS = 1 + 2.0**-13  # what float probabilities of the letters may add up to: single precision over a large alphabet


class Setting(NamedTuple):
    """The length of a word, the letter that ends one early (-1: none), whether to stop at leaves, and whether to step back.

    Scores of finished words are multiplied by ``boost``.
    """

    horizon: int
    end: int
    at_leaf: bool
    back: bool
    boost: float

    def leaf(self, lib: Any, words: Any, lengths: Any) -> Any:
        """Which prefixes are finished words; ``lib`` is ``numpy`` or ``jax.numpy``."""
        if self.end < 0:
            return lengths == self.horizon
        last = lib.take_along_axis(words, lib.maximum(lengths - 1, 0)[:, None], axis=1)[:, 0]
        return (lengths == self.horizon) | ((lengths > 0) & (last == self.end))

    def boosted(self, lib: Any, scores: Any, lengths: Any) -> Any:
        """The scores (n, letters) of extensions, those of finished words multiplied."""
        ends = (lengths[:, None] + 1 == self.horizon) | (lib.arange(scores.shape[1]) == self.end)
        return lib.where(ends, scores * self.boost, scores)


class State(NamedTuple):
    """A batch of chains: ``path`` (n, horizon + 1) has the scores of the prefixes of each, ``left`` the moves to go."""

    time: Any
    words: Any
    lengths: Any
    path: Any
    memory: Any
    left: Any
    fresh: Any
    moves: Any
    queries: Any
    tokens: Any
    codes: Any


def chosen(lib: Any, pick: Any, up: Any, weights: Any) -> Any:
    """The move for uniform ``pick`` (n,): 0 is up, ``a + 1`` the letter ``a``; in proportion to ``up`` (n,) and ``weights``."""
    totals = lib.cumsum(lib.concatenate([up[:, None], weights], axis=1), axis=1)
    # Rounding must not lead past the last positive weight.
    point = lib.minimum(pick * totals[:, -1], lib.nextafter(totals[:, -1], 0.0))
    return (point[:, None] >= totals[:, :-1]).sum(axis=1)


def faults(lib: Any, law: Any, scores: Any, leaf: Any) -> Faults:
    """What is wrong at each prefix: laws (n, letters) must sum to at most 1, scores be finite and 0 or more."""
    total = law.sum(axis=1)
    wrong = ~((scores >= 0) & (scores < lib.inf)) & (law > 0)
    letter = lib.argmax(wrong, axis=1)
    bad_law = ~(leaf | ((total >= 0) & (total <= EXCESS)))
    code = lib.where(bad_law, BAD_LAW, lib.where(wrong.any(axis=1) & ~leaf, BAD_SCORE, 0))
    shown = lib.where(bad_law, total, lib.take_along_axis(scores, letter[:, None], axis=1)[:, 0])
    return Faults(code, shown, letter)


def walked(reader: Reader, setting: Setting, moves: Whole, seed: int) -> Draws:
    """Chains from the root that make ``moves`` (n,) moves, or fewer when they stop at a leaf or can move nowhere."""
    import jax

    horizon, end, *rules = setting
    state = _program(horizon, end)(reader, tuple(rules), moves, jax.random.key(seed))
    columns = (np.asarray(x) for x in (state.words, state.lengths, state.moves, state.queries, state.tokens))
    words, lengths, made, queries, tokens = (x.astype(np.int64) for x in columns)
    if np.asarray(state.codes).any():
        require_sound(_found(reader, setting, state), words, lengths)
    words = np.where(np.arange(setting.horizon) < lengths[:, None], words, 0)
    return Draws(words, lengths, setting.leaf(np, words, lengths), np.ones_like(lengths), made, queries, tokens)


@cache
def _program(horizon: int, end: int) -> Any:
    """The compiled walk, once for each length and last letter: the other rules are numbers that it takes."""
    import jax

    def run(reader: Reader, rules: tuple[Any, Any, Any], moves: Any, key: Any) -> State:
        setting = Setting(horizon, end, *rules)
        return jax.lax.while_loop(
            lambda state: (state.left > 0).any(),
            lambda state: _moved(reader, setting, key, state),
            _start(reader, setting, moves),
        )

    return jax.jit(run)


def _found(reader: Reader, setting: Setting, last: State) -> Faults:
    """What was wrong: a chain with a fault has stayed where it was met.

    It is worked out where there is one, as a compiler would take as long for it as for a move of a walk.
    """
    import jax.numpy as jnp

    law, scores, leaf, _ = _shown(reader, setting, last)
    return faults(jnp, law, scores, leaf)._replace(codes=last.codes)


def _start(reader: Reader, setting: Setting, moves: Any) -> State:
    import jax.numpy as jnp

    n, whole = len(moves), jnp.int32
    zeros = jnp.zeros(n, whole)
    words, path = jnp.zeros((n, setting.horizon), whole), jnp.zeros((n, setting.horizon + 1))
    left = jnp.asarray(moves, whole)
    fresh = jnp.ones(n, bool)
    return State(jnp.asarray(0), words, zeros, path, reader.start(n), left, fresh, zeros, zeros, zeros, zeros)


def _shown(reader: Reader, setting: Setting, state: State) -> tuple[Any, Any, Any, Any]:
    """Laws and scores (n, letters), which chains are at leaves, and the memory."""
    import jax.numpy as jnp

    memory, logs = reader.laws(state.memory, state.words, state.lengths)
    scores = jnp.asarray(reader.scores(memory, state.words, state.lengths), float)
    leaf = setting.leaf(jnp, state.words, state.lengths)
    return jnp.exp(jnp.asarray(logs, float)), setting.boosted(jnp, scores, state.lengths), leaf, memory


def _moved(reader: Reader, setting: Setting, key: Any, state: State) -> State:
    """Every chain that has moves left makes one."""
    import jax
    import jax.numpy as jnp

    words, lengths, path = state.words, state.lengths, state.path
    law, scores, leaf, memory = _shown(reader, setting, state)
    active = state.left > 0
    weights = jnp.where(leaf[:, None] | (law <= 0), 0, law * scores)
    here = jnp.take_along_axis(path, lengths[:, None], axis=1)[:, 0]
    up = jnp.where(setting.back, here, 0)
    stuck = (up + weights.sum(axis=1) <= 0) & ~leaf
    code = faults(jnp, law, scores, leaf).codes
    code = jnp.where((code == 0) & stuck & (lengths == 0), NO_WAY, code)
    codes = jnp.where(active, code, state.codes).astype(state.codes.dtype)
    read = active & state.fresh & ~leaf
    active = active & (code == 0) & ~stuck
    move = chosen(jnp, jax.random.uniform(jax.random.fold_in(key, state.time), (len(lengths),), dtype=float), up, weights)
    down, added = active & (move > 0), jnp.maximum(move - 1, 0)
    # The scores on the path are kept for the way back; the root has none, which makes its step up weigh 0.
    gained = jnp.take_along_axis(scores, added[:, None], axis=1)[:, 0]
    rows, place = jnp.arange(len(lengths)), jnp.where(down, lengths, setting.horizon)
    words = words.at[rows, place].set(added.astype(words.dtype), mode="drop", unique_indices=True)
    path = path.at[rows, place + 1].set(gained, mode="drop", unique_indices=True)
    lengths = lengths + jnp.where(active, jnp.where(down, 1, -1), 0).astype(lengths.dtype)
    left = jnp.where(active & ~(setting.at_leaf & setting.leaf(jnp, words, lengths)), state.left - 1, 0)
    counted = (read, (law > 0).sum(axis=1))
    return State(
        state.time + 1,
        words,
        lengths,
        path,
        memory,
        left,
        down,
        state.moves + active,
        state.queries + jnp.where(*counted, 0).astype(state.queries.dtype),
        state.tokens + read,
        codes,
    )
