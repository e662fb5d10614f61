"""Sampling from a language model guided by a value model, with backtracking.

What to call with a reference model and a verifier of one's own. A chain walks on the tree of prefixes: from ``v`` to the child
``va`` in proportion to ``pi_ref(a | v) Vhat(va)``, back to the parent in proportion to ``Vhat(v)``. Where it is at a leaf, its
law tends to the one proportional to ``pi_ref(y) Vhat(y)`` over finished words, however wrong the scores of unfinished prefixes
are; what errors cost is time.

Main definitions
----------------
``draw``             many chains of the walk from a model and a verifier
``draw_walks``, ``draw_stepwise``, ``draw_blocks``   the walk and the two samplers without a way back, from a reader
``require_reachable``   the check that known solutions can be reached

Conventions
-----------
Costs are counted as in ``draws``; readers, for models with a cache, are described in ``readers``. Exact laws of all these
samplers on small trees are in ``walks`` and ``stepwise``.

References
----------
D. Rohatgi et al., Taming Imperfect Process Verifiers, arXiv:2510.03149, Algorithms 1 and 7 (known second-hand).

Tags
----
guided decoding, process verifiers, value-guided backtracking
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from theory_lab.decoding.sampling import host_walks, traced_blocks, traced_walks
from theory_lab.decoding.sampling.draws import Draws, FirstLeaf, Restarts, Steps, Stop, Whole, joined, successes
from theory_lab.decoding.sampling.readers import Reader, functions
from theory_lab.decoding.sampling.traced_walks import Setting

__all__ = [
    "Draws",
    "FirstLeaf",
    "Restarts",
    "Steps",
    "draw",
    "draw_blocks",
    "draw_stepwise",
    "draw_walks",
    "require_reachable",
]

Walks = Callable[[Setting, Whole, int], Draws]


def draw(
    model: Callable[..., Any],
    verifier: Callable[..., Any],
    *,
    letters: int,
    horizon: int,
    chains: int,
    stop: Stop,
    seed: int,
    end: int = -1,
    boost: float = 1.0,
    jit: bool = True,
) -> Draws:
    """Words from the value-guided random walk with backtracking, one for each of ``chains`` independent chains.

    ``model(prefixes, lengths)`` returns the natural logarithms (n, letters) of the probabilities of the next letter, and
    ``verifier(prefixes, lengths)`` the scores (n,) of prefixes, 0 or more, where ``prefixes`` is an integer array (n, horizon)
    whose letters beyond ``lengths`` (n,) are left over from other prefixes and must not matter. A word is finished when
    it has ``horizon`` letters or ends with the letter ``end``; *the score of a finished word must be its reward*: words are
    drawn in proportion to model probability times this score. Scores of unfinished prefixes may be anything positive; the
    closer they are to the expected reward, up to a constant, the faster the walk.

    ``stop`` is one of

    * ``Restarts(count)``: runs of ``count`` steps until one ends at a leaf (the law that theorems are about; about the square
      of the horizon, times the square of the verifier's error factor, is enough);
    * ``FirstLeaf()``: the first leaf met, cheaper and in general biased;
    * ``Steps(count)``: whatever prefix is reached, finished or not.

    ``boost`` multiplies the scores of finished words. The law that the walk tends to given a leaf stays what it is, more runs end
    at a leaf (every fourth or more when it is the horizon times the error factor), and runs must be longer.

    With ``jit`` both functions are traced by JAX, once for each pair of functions and shape
    (``jax.tree_util.Partial(function, parameters)`` passes parameters as arguments); without, they are any Python code on NumPy
    arrays, called only for prefixes that a chain enters from above. Both ways are deterministic in ``seed``.

    Raises ``ValueError``, naming the prefix, for scores that are negative, infinite or not numbers, for probabilities that sum to
    more than 1, and when every first letter has score 0. A score of 0 further down cuts off all words below: see
    ``require_reachable``. Source: arXiv:2510.03149, Algorithm 1.
    """
    _require_sizes(letters, horizon, chains)
    if jit:
        from jax.errors import ConcretizationTypeError, TracerArrayConversionError

        reader = functions(model, verifier, letters)
        try:
            return draw_walks(reader, horizon=horizon, chains=chains, stop=stop, seed=seed, end=end, boost=boost)
        except (ConcretizationTypeError, TracerArrayConversionError) as error:
            raise TypeError("the model or the verifier cannot be traced by JAX; draw with jit=False") from error
    setting = Setting(horizon, end, isinstance(stop, FirstLeaf), True, _checked(boost))

    def walks(setting: Setting, moves: Whole, seed: int) -> Draws:
        return host_walks.walked(model, verifier, letters, setting, moves, seed)

    return _stopped(walks, setting, stop, chains, seed)


def draw_walks(reader: Reader, *, horizon: int, chains: int, stop: Stop, seed: int, end: int = -1, boost: float = 1.0) -> Draws:
    """The same walk for a model and a verifier with a memory, under jit."""
    _require_sizes(1, horizon, chains)
    setting = Setting(horizon, end, isinstance(stop, FirstLeaf), True, _checked(boost))

    def walks(setting: Setting, moves: Whole, seed: int) -> Draws:
        return traced_walks.walked(reader, setting, moves, seed)

    return _stopped(walks, setting, stop, chains, seed)


def draw_stepwise(reader: Reader, *, horizon: int, chains: int, seed: int, end: int = -1) -> Draws:
    """Letter by letter in proportion to ``pi_ref(a | v) Vhat(va)``, never back; unfinished where all letters weigh 0.

    Source: arXiv:2510.03149, Algorithm 7; the law is ``stepwise.samplers.stepwise_law``.
    """
    _require_sizes(1, horizon, chains)
    setting = Setting(horizon, end, True, False, 1.0)
    return traced_walks.walked(reader, setting, np.full(chains, horizon), _spawned(seed, 1)[0])


def draw_blocks(reader: Reader, *, horizon: int, chains: int, block: int, candidates: int, seed: int, end: int = -1) -> Draws:
    """Block best-of-N: ``candidates`` continuations by ``block`` letters, the one with the highest score is kept, and again."""
    _require_sizes(1, horizon, chains)
    if block < 1 or candidates < 1:
        raise ValueError(f"a block has 1 letter or more and 1 candidate or more, got {block} and {candidates}")
    setting = Setting(horizon, end, True, False, 1.0)
    return traced_blocks.best_blocks(reader, setting, chains, block, candidates, _spawned(seed, 1)[0])


def require_reachable(verifier: Callable[..., Any], words: Sequence[Sequence[int]], horizon: int) -> None:
    """Raise ``ValueError`` when a known solution has a prefix of score 0, which no guided sampler can pass; names both.

    ``words`` are words of positive reward, for instance some that were found by sampling from the model alone; so does a word
    that is longer than ``horizon``.
    """
    for word in words:
        if len(word) > horizon:
            raise ValueError(f"the word {tuple(word)} has {len(word)} letters, and the horizon is {horizon}")
        lengths = np.arange(1, len(word) + 1)
        full = np.zeros((len(word), horizon), np.int64)
        full[:] = np.pad(np.asarray(word, np.int64), (0, horizon - len(word)))
        scores = np.asarray(verifier(np.where(np.arange(horizon) < lengths[:, None], full, 0), lengths), dtype=np.float64)
        lost = np.flatnonzero(~(scores > 0))
        if len(lost):
            raise ValueError(
                f"the verifier gives the prefix {tuple(word[: lost[0] + 1])} the score {scores[lost[0]]}, and no sampler"
                f" guided by it can reach the solution {tuple(word)}; smooth the verifier, or give this word the reward 0"
            )


def _stopped(walks: Walks, setting: Setting, stop: Stop, chains: int, seed: int) -> Draws:
    if not isinstance(stop, Steps | Restarts | FirstLeaf):
        raise TypeError(f"a walk stops by Steps, Restarts or FirstLeaf, got {stop!r}")
    if isinstance(stop, FirstLeaf):
        return walks(setting, np.full(chains, _at_least_one(stop.moves, "moves")), _spawned(seed, 1)[0])
    count = _at_least_one(stop.count, "steps")
    if isinstance(stop, Steps):
        return walks(setting, _moves(seed, 0, count, chains), _spawned(seed, 1)[0])
    parts: list[Draws] = []
    for k, child in enumerate(_spawned(seed, _at_least_one(stop.runs, "runs"))):
        parts.append(walks(setting, _moves(seed, k, count, chains), child))
        if sum(int(part.finished.sum()) for part in parts) >= chains:
            break
    return successes(joined(parts), chains)


def _moves(seed: int, run: int, steps: int, chains: int) -> Whole:
    """How many of ``steps`` steps move, for every chain of a run."""
    return np.random.default_rng([seed, run, 1]).binomial(steps, 0.5, chains)


def _spawned(seed: int, count: int) -> list[int]:
    """Seeds for runs."""
    return [int(x) for x in np.random.default_rng([seed, 0]).integers(2**31, size=count)]


def _checked(boost: float) -> float:
    if not 0 < boost < np.inf:
        raise ValueError(f"the factor of finished words must be positive and finite, got {boost}")
    return float(boost)


def _at_least_one(count: int, what: str) -> int:
    if count < 1:
        raise ValueError(f"a walk makes 1 or more {what}, got {count}")
    return count


def _require_sizes(letters: int, horizon: int, chains: int) -> None:
    for name, size in (("letters", letters), ("horizon", horizon), ("chains", chains)):
        if size < 1:
            raise ValueError(f"{name} must be 1 or more, got {size}")
