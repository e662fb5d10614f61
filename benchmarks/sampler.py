"""How fast chains are drawn, as ratios measured in one run.

Each line divides two processor times taken on this machine, one after the other. Run it with ``python -m benchmarks.sampler``; it
is no test, and nothing depends on its numbers.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from benchmarks.timing import line, processor_seconds
from theory_lab.chains import walks
from theory_lab.decoding.sampling import sampler
from theory_lab.decoding.sampling.readers import functions, tabulated
from theory_lab.decoding.walks import backtracking
from theory_lab.sequences.trees import Tree

CHAINS, STEPS, DEPTH = 100_000, 1000, 16
TREE = Tree.complete(2, DEPTH)
GUIDE = np.exp(np.random.default_rng(0).uniform(-1, 1, TREE.size - 1))
HALVES = np.full(TREE.size - 1, 0.5)


def seconds(function: Callable[[], Any]) -> float:
    """The processor time of the fastest of three calls after one that compiles."""

    def ready() -> object:
        return jax.block_until_ready(function())

    ready()
    return min(processor_seconds(ready) for _ in range(3))


@jax.jit
def random_numbers(key: jax.Array) -> jax.Array:
    """A uniform number for every chain and step, added up."""

    def add(step: Any, total: Any) -> Any:
        return total + jax.random.uniform(jax.random.fold_in(key, step), (CHAINS,), dtype=float)

    return jax.lax.fori_loop(0, STEPS, add, jnp.zeros(CHAINS))


def uniform_model(prefixes: Any, lengths: Any) -> Any:
    """Two letters, equally likely."""
    return jnp.full((len(prefixes), 2), math.log(0.5))


def looked_up(prefixes: Any, lengths: Any) -> Any:
    """The score of a prefix in the table, found from its letters as a binary number."""
    letters = jnp.where(jnp.arange(DEPTH) < lengths[:, None], prefixes, 0)
    number = (letters @ (2 ** jnp.arange(DEPTH - 1, -1, -1, dtype=letters.dtype))) >> (DEPTH - lengths)
    return jnp.asarray(np.concatenate([[1.0], GUIDE]))[number + 2**lengths - 1]


def chains() -> None:
    """10^5 chains of 10^3 steps on the complete binary tree of depth 16."""
    drawing = seconds(lambda: random_numbers(jax.random.key(0)))
    remark = f"{drawing:.2f} s for {CHAINS * STEPS:.0e} uniform numbers"
    readers = {
        "arrays on a tree": tabulated(TREE, HALVES, GUIDE),
        "functions of prefixes": functions(uniform_model, looked_up, 2),
    }
    for name, reader in readers.items():

        def drawn(reader: Any = reader) -> sampler.Draws:
            return sampler.draw_walks(reader, horizon=DEPTH, chains=CHAINS, stop=sampler.Steps(STEPS), seed=0)

        taken = seconds(drawn)
        line(f"{CHAINS:,} chains of {STEPS:,} steps, {name}, over random numbers", taken / drawing, "<= 10", remark)
        remark = f"{taken / CHAINS / STEPS * 1e9:.0f} ns a step"
    law = walks.law_after(TREE, walks.edge_weights(TREE, HALVES, GUIDE), STEPS)
    exact = float(np.asarray(law)[TREE.leaves].sum())
    draws = sampler.draw_walks(readers["arrays on a tree"], horizon=DEPTH, chains=CHAINS, stop=sampler.Steps(STEPS), seed=0)
    line("their share at leaves over the exact one", draws.finished.mean() / exact, "1", f"{exact:.5f}")
    mass = float(np.asarray(backtracking.leaf_mass(TREE, walks.edge_weights(TREE, HALVES, GUIDE))))
    line("the same over the stationary mass of leaves", draws.finished.mean() / mass, "")


if __name__ == "__main__":
    chains()
