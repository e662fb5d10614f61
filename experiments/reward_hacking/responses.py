"""Responses of a trained policy, as empirical laws.

The policy of the layered-path task is sampled at a temperature above 1, so that most prompts have hundreds of different
responses; what is kept of the samples of a prompt are its distinct responses with their counts.

Main definitions
----------------
``Responses``   distinct responses with counts, prompt by prompt
``draw``        samples of a policy

Conventions
-----------
At temperature ``T`` a token has probability proportional to ``P(token)^(1/T)``, token by token.  Any token of the
vocabulary may come out.

Tags: sampling, temperature.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from experiments.layered_paths.task import LAYERS, VOCABULARY, Prompts, Whole
from experiments.layered_paths.transformer import Transformer, extension_log_probs, next_token_log_probs

__all__ = ["Responses", "draw", "load", "save"]

SIDE_BY_SIDE, ROWS = 32, 32


class Responses(NamedTuple):
    """Distinct responses to prompts, sorted by prompt.

    ``owner`` (m,): the prompt of a response.  ``paths`` (m, LAYERS): its tokens.  ``counts`` (m,): how often it was drawn.
    ``passable`` (prompts, LAYERS, WIDTH): which nodes have out-edges, prompt by prompt.
    """

    owner: Whole
    paths: Whole
    counts: Whole
    passable: NDArray[np.bool_]

    def of(self, prompt: int) -> slice:
        """Where the responses of a prompt are."""
        first, last = np.searchsorted(self.owner, [prompt, prompt + 1])
        return slice(int(first), int(last))

    def base(self, prompt: int) -> NDArray[np.float64]:
        """The empirical law of a prompt's responses."""
        counts = self.counts[self.of(prompt)]
        return counts / counts.sum()

    def repeated(self) -> Whole:
        """The places of all draws, each response as often as it was drawn."""
        return np.repeat(np.arange(len(self.counts)), self.counts)


def draw(model: Transformer, prompts: Prompts, samples: int, temperature: float, rng: np.random.Generator) -> Responses:
    """``samples`` independent responses to each prompt.

    Token by token: the draws that share a prefix share its next-token law, and are split by one multinomial draw.
    """
    if not len(prompts.tokens):
        raise ValueError("responses need at least one prompt, got none")
    owner = np.arange(len(prompts.tokens))
    paths = np.zeros((len(owner), 0), dtype=np.int64)
    counts = np.full(len(owner), samples)
    for _ in range(LAYERS):
        logs = _next_log_probs(model, prompts.tokens, owner, paths) / temperature
        laws = np.exp(logs - logs.max(axis=1, keepdims=True))
        split = rng.multinomial(counts, laws / laws.sum(axis=1, keepdims=True))
        prefix, token = np.nonzero(split)
        owner, counts = owner[prefix], split[prefix, token]
        paths = np.concatenate([paths[prefix], token[:, None]], axis=1)
    return Responses(owner, paths, counts, prompts.passable)


def save(path: Path, responses: Responses) -> None:
    """Write responses to an ``.npz`` file."""
    np.savez_compressed(path, allow_pickle=False, **responses._asdict())


def load(path: Path) -> Responses:
    """Read them back."""
    stored = np.load(path)
    return Responses(**{name: stored[name] for name in Responses._fields})


def _next_log_probs(model: Transformer, tokens: Whole, owner: Whole, prefixes: Whole) -> NDArray[np.float64]:
    """Log-probabilities (m, vocabulary) of the token after each prefix (m, length) of a response to prompt ``owner`` (m,)."""
    if not prefixes.shape[1]:
        blocks = [tokens[i : i + 128] for i in range(0, len(tokens), 128)]
        return np.concatenate([next_token_log_probs(model, block) for block in blocks])[owner]
    groups = _groups(owner)
    # Rows and tokens are as many each time, for one compilation: the last rows repeat, and tokens beyond a prefix do not matter.
    missing = -len(groups) % ROWS
    groups = np.concatenate([groups, np.repeat(groups[-1:], missing, axis=0)])
    found, length = np.empty((len(owner), VOCABULARY)), prefixes.shape[1]
    filled = np.pad(prefixes, ((0, 0), (0, LAYERS - 1 - length)))
    for i in range(0, len(groups), ROWS):
        rows = groups[i : i + ROWS]
        found[rows] = extension_log_probs(model, tokens[owner[rows[:, 0]]], filled[rows], length)
    return found


def _groups(owner: Whole) -> Whole:
    """The places of prefixes in rows of ``SIDE_BY_SIDE`` with one owner each, the last place of a row repeated as needed."""
    ends = np.flatnonzero(np.diff(owner, append=-1)) + 1
    starts = np.concatenate([[0], ends[:-1]])
    rows = [
        np.minimum(np.arange(i, i + SIDE_BY_SIDE), end - 1)
        for start, end in zip(starts, ends, strict=True)
        for i in range(start, end, SIDE_BY_SIDE)
    ]
    return np.array(rows)
