"""A model and a verifier as one thing that reads prefixes and remembers.

After every move the sampler shows a batch of prefixes to a reader, which returns next-letter laws and the scores of all
one-letter extensions. A reader may keep a memory that goes with the chains, as language models keep keys and values: a step back
needs no undoing, since the memory of a longer prefix is overwritten when another one is read.

Main definitions
----------------
``Reader``      start, laws, scores: three functions that JAX can trace
``functions``   a reader of plain functions ``model(prefixes, lengths)`` and ``verifier(prefixes, lengths)``
``tabulated``   the reader of arrays on a tree, one look-up a move

Conventions
-----------
``words`` is an integer array (n, horizon) whose letters beyond ``lengths`` (n,) mean nothing. Laws are natural logarithms of
probabilities (n, letters), ``-inf`` for letters that never follow; scores are 0 or more, (n, letters). The arrays of a memory
have the chains on their first axis; a reader may rely on what it stored about proper prefixes of ``words``, and about nothing
else. What is returned about finished words is ignored.

Tags
----
language models, process verifiers, key-value cache
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from theory_lab.sequences.trees import Tree

__all__ = ["Reader", "functions", "partial", "require_shape", "tabulated"]


class Reader(NamedTuple):
    """Three functions, each a ``jax.tree_util.Partial``, so that parameters are arguments of compiled code.

    ``start(chains)`` is the memory before anything is read; ``laws(memory, words, lengths)`` the memory after reading the last
    letter of each prefix (nothing, for the empty one) and the law of the next; ``scores(memory, words, lengths)`` the scores of
    the prefixes extended by each letter, with the memory that ``laws`` returned.
    """

    start: Any
    laws: Any
    scores: Any


def partial(function: Callable[..., Any], *arguments: Any) -> Any:
    """``jax.tree_util.Partial``: a function whose arguments may be parameters; a Partial stays what it is."""
    from jax.tree_util import Partial

    return function if isinstance(function, Partial) and not arguments else Partial(function, *arguments)


def functions(model: Callable[..., Any], verifier: Callable[..., Any], letters: int) -> Reader:
    """A reader without a memory: the model is asked for laws, the verifier for the score of every extension."""
    each = np.arange(letters)
    return Reader(partial(_nothing), partial(_laws, partial(model), each), partial(_scores, partial(verifier), each))


def tabulated(tree: Tree, steps: Any, guide: Any) -> Reader:
    """The reader of branch probabilities and scores on a tree whose leaves all have full depth, both (tree.size - 1,).

    Its memory is the node of every prefix of the current one.
    """
    import jax.numpy as jnp

    if tree.depth < 1 or (tree.depths[tree.leaves] != tree.depth).any():
        raise ValueError(f"all words must have one length, 1 or more; the leaves of {tree} have the lengths {_lengths(tree)}")
    letters = int(tree.letter.max()) + 1
    child, logs, scores = (np.full((tree.size, letters), fill) for fill in (0, -np.inf, 0.0))
    place = (tree.parent[1:], tree.letter[1:])
    child[place] = np.arange(1, tree.size)
    with np.errstate(divide="ignore"):
        logs[place] = np.log(np.asarray(steps, dtype=np.float64))
    scores[place] = np.asarray(guide, dtype=np.float64)
    tables = jnp.asarray(child.astype(np.int32)), jnp.asarray(logs), jnp.asarray(scores)
    return Reader(
        partial(_root_paths, np.zeros(tree.depth + 1, np.int32)),
        partial(_looked_up_laws, *tables[:2]),
        partial(_looked_up_scores, tables[2]),
    )


def require_shape(who: str, returned: Any, shape: tuple[int, ...]) -> Any:
    """What a model or a verifier returned, or ``ValueError`` when its shape is wrong."""
    if tuple(np.shape(returned)) != shape:
        raise ValueError(f"the {who} must return shape {shape}, got {tuple(np.shape(returned))}")
    return returned


def _nothing(chains: int) -> tuple[()]:
    return ()


def _laws(model: Any, letters: Any, memory: Any, words: Any, lengths: Any) -> Any:
    return memory, require_shape("model", model(words, lengths), (len(words), len(letters)))


def _scores(verifier: Any, letters: Any, memory: Any, words: Any, lengths: Any) -> Any:
    import jax.numpy as jnp

    last = jnp.arange(words.shape[1]) == lengths[:, None]
    extended = [verifier(jnp.where(last, letter, words), lengths + 1) for letter in range(len(letters))]
    return jnp.stack([require_shape("verifier", scores, lengths.shape) for scores in extended], axis=1)


def _root_paths(path: Any, chains: int) -> Any:
    import jax.numpy as jnp

    return jnp.broadcast_to(path, (chains, len(path)))


def _looked_up_laws(child: Any, logs: Any, path: Any, words: Any, lengths: Any) -> Any:
    import jax.numpy as jnp

    before = jnp.maximum(lengths - 1, 0)[:, None]
    parent, letter = (jnp.take_along_axis(x, before, axis=1)[:, 0] for x in (path, words))
    node = jnp.where(lengths == 0, 0, child[parent, letter])
    return path.at[jnp.arange(len(path)), lengths].set(node, unique_indices=True), logs[node]


def _looked_up_scores(scores: Any, path: Any, words: Any, lengths: Any) -> Any:
    import jax.numpy as jnp

    return scores[jnp.take_along_axis(path, lengths[:, None], axis=1)[:, 0]]


def _lengths(tree: Tree) -> list[int]:
    return sorted(set(tree.depths[tree.leaves].tolist()))
