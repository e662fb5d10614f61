"""Paths in a layered graph with a hidden parity.

The data of Figure 1 of the coverage principle: a prompt lists the edges of a layered graph in random order, then the
source and the target; a response is a path, one node a layer.  Two rules choose among the four valid paths, and which
one applies is written in the prompt only as a parity over a hidden half of the nodes.

The graph
---------
Eight layers of four nodes; layer ``l`` (1 to 8) holds the numerals ``4l - 3 .. 4l``, the source is 0, the target 33.
*Passable* nodes have out-edges, to every node of the next layer (in layer 8: to the target); the other nodes are dead
ends.  Two random layers have two passable nodes, one even and one odd, the others have one: four valid paths.

The laws
--------
The *hidden bit* is the parity of the number of passable nodes in a fixed half of the nodes, two in each layer.
``G1`` has hidden bit 0, and its path takes the node whose parity is that of its layer; ``G2`` has hidden bit 1 and
takes the opposite nodes; ``G3`` has no rule: a fair hidden bit and a uniform valid path.  Pre-training draws from the
three equally often, fine-tuning takes ``G1`` with probability 9/10 and ``G2`` with probability 1/10.  Given the hidden
bit the graph is uniform, so that the law of the path given the prompt is a rational number per path.

Main definitions
----------------
``Prompts``, ``draw_prompts``  a batch of prompts with its four valid paths and hidden bits
``held_out``                   the held-out prompts of a phase
``path_law``                   the data law on the valid paths, given the hidden bit
``draw_paths``                 responses drawn from it

Conventions
-----------
The valid paths are in the order (opposite, opposite), (opposite, match), (match, opposite), (match, match) of their
two choices, so that path 3 is the one of ``G1`` and path 0 the one of ``G2``.

References
----------
F. Chen et al., *The Coverage Principle*, arXiv:2510.15020, Figure 1 and Appendix C.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "HIDDEN",
    "LAYERS",
    "MIXTURES",
    "PARTNER",
    "PATHS",
    "PROMPT",
    "SOURCE",
    "TARGET",
    "VOCABULARY",
    "Phase",
    "Prompts",
    "draw_paths",
    "draw_prompts",
    "held_out",
    "path_law",
]

Whole = NDArray[np.int64]
Phase = Literal["pretraining", "finetuning"]

LAYERS, WIDTH, PATHS = 8, 4, 4
SOURCE, TARGET, PAD = 0, LAYERS * WIDTH + 1, LAYERS * WIDTH + 2
VOCABULARY = PAD + 1
MOST_EDGES = WIDTH + WIDTH * (LAYERS + 1) + 1
PROMPT = 2 * MOST_EDGES + 2
HELD_OUT_SEED = 15020
MIXTURES: dict[Phase, tuple[Fraction, Fraction, Fraction]] = {
    "pretraining": (Fraction(1, 3), Fraction(1, 3), Fraction(1, 3)),
    "finetuning": (Fraction(9, 10), Fraction(1, 10), Fraction(0)),
}


def _hidden_half() -> NDArray[np.bool_]:
    """Two nodes of each layer, the same in every prompt, shape (LAYERS, WIDTH)."""
    ranks = np.random.default_rng(2510_15020).permuted(np.tile(np.arange(WIDTH), (LAYERS, 1)), axis=1)
    return ranks < WIDTH // 2


def _partners(hidden: NDArray[np.bool_]) -> Whole:
    """In each layer a hidden node and its partner: exchanging them flips the hidden bit and keeps graphs uniform."""
    partner = np.empty(hidden.shape, dtype=np.int64)
    for row, inside in zip(partner, hidden, strict=True):
        row[inside], row[~inside] = np.flatnonzero(~inside), np.flatnonzero(inside)
    return partner


HIDDEN = _hidden_half()
PARTNER = _partners(HIDDEN)


class Prompts(NamedTuple):
    """A batch of prompts.

    ``tokens`` (batch, PROMPT): padding, the edges, the source, the target.  ``passable`` (batch, LAYERS, WIDTH).
    ``hidden`` (batch,): the hidden bit, which no column of ``tokens`` shows.  ``paths`` (batch, PATHS, LAYERS): the
    valid paths.
    """

    tokens: Whole
    passable: NDArray[np.bool_]
    hidden: Whole
    paths: Whole


def draw_prompts(rng: np.random.Generator, batch: int, phase: Phase) -> Prompts:
    """Independent prompts of a phase."""
    ones = MIXTURES[phase][1] + MIXTURES[phase][2] / 2
    hidden = (rng.random(batch) < float(ones)).astype(np.int64)
    choices = _ranks(rng, batch, LAYERS) < 2
    forced = rng.integers(WIDTH, size=(batch, LAYERS))
    even, odd = 2 * rng.integers(WIDTH // 2, size=(2, batch, LAYERS))
    column = np.arange(WIDTH)
    pair = (column == even[..., None] + 1) | (column == odd[..., None])
    passable = np.where(choices[..., None], pair, column == forced[..., None])
    _set_hidden_bit(passable, choices, forced, hidden)
    return Prompts(_tokens(rng, passable), passable, hidden, _valid_paths(passable, choices))


def held_out(phase: Phase, prompts: int) -> Prompts:
    """The held-out prompts of a phase, the same for all seeds of a model."""
    return draw_prompts(np.random.default_rng([HELD_OUT_SEED, list(MIXTURES).index(phase)]), prompts, phase)


def path_law(phase: Phase, hidden: int) -> tuple[Fraction, ...]:
    """The data law on the four valid paths of a prompt with this hidden bit: its class is averaged out."""
    first, second, free = MIXTURES[phase]
    weights = [free / 2 * Fraction(1, PATHS)] * PATHS
    rule = 0 if hidden else PATHS - 1
    weights[rule] += second if hidden else first
    total = sum(weights)
    return tuple(weight / total for weight in weights)


def draw_paths(rng: np.random.Generator, prompts: Prompts, phase: Phase) -> Whole:
    """A response to each prompt from the data law, shape (batch, LAYERS)."""
    laws = np.array([[float(mass) for mass in path_law(phase, bit)] for bit in (0, 1)])
    picked = (rng.random((len(prompts.hidden), 1)) >= laws.cumsum(axis=1)[prompts.hidden][:, :-1]).sum(axis=1)
    return prompts.paths[np.arange(len(picked)), picked]


def _ranks(rng: np.random.Generator, rows: int, columns: int) -> Whole:
    """A uniform permutation in each row."""
    return rng.permuted(np.broadcast_to(np.arange(columns), (rows, columns)).copy(), axis=1)


def _set_hidden_bit(passable: NDArray[np.bool_], choices: NDArray[np.bool_], forced: Whole, hidden: Whole) -> None:
    """Swap one forced node for its partner wherever the parity is not the hidden bit."""
    wrong = np.flatnonzero((passable & HIDDEN).sum(axis=(1, 2)) % 2 != hidden)
    layer = np.argmin(choices[wrong], axis=1)
    node = forced[wrong, layer]
    passable[wrong, layer, node] = False
    passable[wrong, layer, PARTNER[layer, node]] = True


def _tokens(rng: np.random.Generator, passable: NDArray[np.bool_]) -> Whole:
    """The prompts as tokens: all possible edges in random order, the absent ones dropped, padding in front."""
    present = np.concatenate([np.ones((len(passable), WIDTH), bool), _out_edges(passable)], axis=1)
    order = _ranks(rng, *present.shape)
    rows = np.arange(len(passable))[:, None]
    last = np.argsort(np.where(present, order, -1), axis=1)[:, -MOST_EDGES:]
    edges = np.where(present[rows, last][..., None], _EDGES[last], PAD).reshape(len(passable), -1)
    ends = np.broadcast_to(np.array([SOURCE, TARGET]), (len(passable), 2))
    return np.concatenate([edges, ends], axis=1)


def _out_edges(passable: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which of the possible edges after the source's are present, in the order of ``_EDGES``."""
    inner = np.repeat(passable[:, :-1].reshape(len(passable), -1), WIDTH, axis=1)
    return np.concatenate([inner, passable[:, -1]], axis=1)


def _possible_edges() -> Whole:
    nodes = np.arange(LAYERS * WIDTH).reshape(LAYERS, WIDTH) + 1
    inner = [(a, b) for layer in range(LAYERS - 1) for a in nodes[layer] for b in nodes[layer + 1]]
    return np.array([(SOURCE, b) for b in nodes[0]] + inner + [(a, TARGET) for a in nodes[-1]])


_EDGES = _possible_edges()


def _valid_paths(passable: NDArray[np.bool_], choices: NDArray[np.bool_]) -> Whole:
    """The four paths through passable nodes, by their choices in the two layers that offer one."""
    numerals = np.arange(LAYERS * WIDTH).reshape(LAYERS, WIDTH) + 1
    match = numerals % 2 == np.arange(1, LAYERS + 1)[:, None] % 2
    opposite = numerals[np.arange(LAYERS), np.argmax(passable & ~match, axis=2)]
    matching = numerals[np.arange(LAYERS), np.argmax(passable & match, axis=2)]
    forced = numerals[np.arange(LAYERS), np.argmax(passable, axis=2)]
    second = np.cumsum(choices, axis=1) == 2
    wants = np.arange(PATHS)[:, None, None] >> np.where(second, 0, 1) & 1
    paths = np.where(choices, np.where(wants == 1, matching, opposite), forced)
    return paths.transpose(1, 0, 2)
