"""The walk, the stepwise sampler, block best-of-N and rejection on trained networks.

Words of every sampler with their costs go to files ``RUN/seedS/REFERENCE-ROLLOUTS-CHECKED-SAMPLER-LEVEL.npz``.

Main definitions
----------------
``Budget``, ``FULL``, ``SHORT``   how many words, and what is tried
``sample``                        one seed
``Drawn``, ``drawn``              what a file holds; all files of a seed

Conventions
-----------
Two references, each with learned values: the generator itself, for which the target is known exactly, and the network.  The walk
scores finished words ``BOOST`` times higher, which changes no law given a leaf.  ``level`` is the number of steps of the walk,
and "BxN" for N candidate blocks of B letters.  *Checked* scores are the value network's, times 0 where a bracket does not fit or
too many are open.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from numpy.typing import NDArray

from experiments.guided_brackets import networks, reading
from experiments.layered_paths.transformer import Transformer
from theory_lab.decoding.sampling import sampler
from theory_lab.decoding.sampling.readers import Reader
from theory_lab.decoding.sampling.sampler import Draws

__all__ = ["COSTS", "FULL", "SHORT", "Budget", "Drawn", "drawn", "sample"]

BOOST = 16.0
COSTS: tuple[str, ...] = ("tokens", "queries", "moves")
Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Budget:
    """Words for each sampler, for the walk without the check, and for the network's target; walks by steps and words; blocks."""

    words: int = 128
    unchecked: int = 16
    plain: int = 2**15
    walks: tuple[tuple[int, int], ...] = ((1024, 128), (8192, 128), (32768, 64))
    blocks: tuple[tuple[int, int], ...] = ((4, 4), (32, 16))


FULL = Budget()
SHORT = Budget(words=256, unchecked=0, plain=2**13, walks=((100, 256),), blocks=((5, 4),))


class Drawn(NamedTuple):
    """Words of one sampler: what they were drawn with, the words, which are finished, and the total of each cost."""

    reference: str
    rollouts: int
    checked: bool
    sampler: str
    level: str
    words: Whole
    finished: NDArray[np.bool_]
    costs: dict[str, int]


def sample(seed: int, settings: networks.Settings, budget: Budget, run: Path) -> None:
    """All samplers of one seed, as ``_plan`` says."""
    model, values = networks.load(run, seed, settings)
    for reference, count, checked, name, level, words in _plan(budget, list(values)):
        file = run / f"seed{seed}" / f"{reference}-{count}-{int(checked)}-{name.replace(' ', '_')}-{level}.npz"
        if not file.exists():
            value = values[count]
            if reference == "network":
                reader = reading.network_reader(model, value, checked)
            else:
                reader = reading.generator_reader(value, checked)
            draws = _draw(reader, settings.length, name, level, words, seed)
            _store(file, draws.words, draws.finished, [int(getattr(draws, cost).sum()) for cost in COSTS])
    file = run / f"seed{seed}" / "network-0-0-rejection-.npz"
    if not file.exists():
        words = np.concatenate([_written(model, budget.plain // 16, seed * 16 + k) for k in range(16)])
        _store(file, words, np.ones(len(words), bool), [words.size, len(words), words.size])


def drawn(run: Path, seed: int) -> list[Drawn]:
    """All files of a seed, in the order of their names."""
    found = []
    for file in sorted((run / f"seed{seed}").glob("*-*-*-*-*.npz")):
        reference, count, checked, name, level = file.stem.split("-")
        stored = np.load(file)
        costs = dict(zip(COSTS, stored["costs"].tolist(), strict=True))
        origin = (reference, int(count), checked == "1", name.replace("_", " "), level)
        found.append(Drawn(*origin, stored["words"].astype(np.int64), stored["finished"], costs))
    return found


def _plan(budget: Budget, rollouts: list[int]) -> list[tuple[str, int, bool, str, str, int]]:
    """Reference, words behind the values, whether brackets are checked, sampler, level, and how many words."""
    last, (shortest, *_) = max(rollouts), budget.walks
    kinds = [("stepwise", ""), *(("blocks", f"{block}x{candidates}") for block, candidates in budget.blocks)]
    trusting = [(*kind, budget.words) for kind in kinds]
    walks = [("walk", str(steps), words) for steps, words in budget.walks]
    plan = [("generator", last, True, *each) for each in (*trusting, *walks, ("first leaf", "", budget.words))]
    plan += [("network", last, True, *each) for each in (*trusting, walks[0])]
    plan += [("generator", last, False, *each) for each in trusting]
    plan += [("generator", count, True, *each) for count in rollouts[:-1] for each in (trusting[0], walks[0])]
    return plan + [("generator", last, False, "walk", str(shortest[0]), budget.unchecked)] * (budget.unchecked > 0)


def _draw(reader: Reader, length: int, name: str, level: str, words: int, seed: int) -> Draws:
    size = {"horizon": length, "chains": words, "seed": seed}
    if name == "stepwise":
        return sampler.draw_stepwise(reader, **size)
    if name == "blocks":
        block, candidates = map(int, level.split("x"))
        return sampler.draw_blocks(reader, **size, block=block, candidates=candidates)
    if name == "walk":
        return sampler.draw_walks(reader, **size, stop=sampler.Restarts(int(level)), boost=BOOST)
    return sampler.draw_walks(reader, **size, stop=sampler.FirstLeaf())


def _written(model: Transformer, count: int, seed: int) -> Whole:
    """Words of the network alone."""
    nothing = jnp.zeros((count, len(model.places)), int), jnp.zeros(count, int)
    return np.asarray(reading.continued(model, *nothing, jax.random.key(seed + 77))).astype(np.int64)


def _store(file: Path, words: Whole, finished: NDArray[np.bool_], costs: list[int]) -> None:
    np.savez_compressed(file, allow_pickle=False, words=words.astype(np.int8), finished=finished, costs=np.array(costs))
