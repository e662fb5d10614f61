"""Value-guided walks with models and verifiers that only Python can run.

The same walk as under jit, step by step on NumPy arrays. Laws and scores along the current prefix of every chain are kept, so
that the model and the verifier see a prefix only when a chain enters it from above, and letters of probability 0 are not scored.

Main definitions: ``walked``.

Conventions: ``model(prefixes, lengths)`` and ``verifier(prefixes, lengths)`` as in ``readers``, called on the rows that need it:
the number of rows varies from call to call.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from theory_lab.decoding.sampling.draws import NO_WAY, Draws, Faults, Whole, require_sound
from theory_lab.decoding.sampling.readers import require_shape
from theory_lab.decoding.sampling.traced_walks import Setting, chosen, faults

__all__ = ["walked"]

Floats = NDArray[np.float64]
Function = Callable[[Whole, Whole], Any]


def walked(model: Function, verifier: Function, letters: int, setting: Setting, moves: Whole, seed: int) -> Draws:
    """Chains from the root that make ``moves`` (n,) moves, or fewer when they stop at a leaf or can move nowhere."""
    rng, n, rows = np.random.default_rng(seed), len(moves), np.arange(len(moves))
    words, lengths = np.zeros((n, setting.horizon), np.int64), np.zeros(n, np.int64)
    path = np.zeros((n, setting.horizon + 1))
    laws, scores = np.zeros((2, n, setting.horizon + 1, letters))
    made, queries, tokens = np.zeros((3, n), np.int64)
    left, fresh = moves.copy(), np.ones(n, bool)
    while (left > 0).any():
        leaf = setting.leaf(np, words, lengths)
        entered = np.flatnonzero((left > 0) & fresh & ~leaf)
        if len(entered):
            law, scored = _evaluated(model, verifier, letters, setting, words[entered], lengths[entered])
            laws[entered, lengths[entered]], scores[entered, lengths[entered]] = law, scored
            tokens[entered] += 1
            queries[entered] += (law > 0).sum(axis=1)
        weights = np.where(leaf[:, None], 0, laws[rows, lengths] * scores[rows, lengths])
        up = path[rows, lengths] if setting.back else np.zeros(n)
        stuck = (up + weights.sum(axis=1) <= 0) & ~leaf
        blocked = np.where((left > 0) & stuck & (lengths == 0), NO_WAY, 0)
        require_sound(Faults(blocked, np.zeros(n), np.zeros(n)), words, lengths)
        active = (left > 0) & ~stuck
        move = chosen(np, rng.random(n), up, weights)
        down, added = active & (move > 0), np.maximum(move - 1, 0)
        words[rows[down], lengths[down]] = added[down]
        path[rows[down], lengths[down] + 1] = scores[rows[down], lengths[down], added[down]]
        lengths = lengths + np.where(active, np.where(down, 1, -1), 0)
        left, fresh, made = np.where(active, left - 1, 0), down, made + active
        if setting.at_leaf:
            left = np.where(setting.leaf(np, words, lengths), 0, left)
    words = np.where(np.arange(setting.horizon) < lengths[:, None], words, 0)
    return Draws(words, lengths, setting.leaf(np, words, lengths), np.ones_like(lengths), made, queries, tokens)


def _evaluated(
    model: Function, verifier: Function, letters: int, setting: Setting, words: Whole, lengths: Whole
) -> tuple[Floats, Floats]:
    """Laws and scores (n, letters) of unfinished prefixes; raises ``ValueError`` naming a prefix where they are none."""
    logs = np.asarray(require_shape("model", model(words, lengths), (len(words), letters)), dtype=np.float64)
    with np.errstate(over="ignore"):
        law = np.exp(logs)
    prefix, letter = np.nonzero(law > 0)
    children = words[prefix]
    children[np.arange(len(prefix)), lengths[prefix]] = letter
    scores = np.zeros(law.shape)
    scores[prefix, letter] = require_shape("verifier", verifier(children, lengths[prefix] + 1), prefix.shape)
    require_sound(faults(np, law, scores, np.zeros(len(words), bool)), words, lengths)
    return law, setting.boosted(np, scores, lengths)
