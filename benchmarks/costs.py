"""Time and memory of main routines against size, over three decades, with fitted exponents beside the theoretical ones.

Run it with ``python -m benchmarks.costs [figure.svg]``; it prints a table and draws the figure. Times are processor seconds, the
best of a few calls; memory is the peak that Python allocates, or what the compiled program asks for. It is no test.
"""

from __future__ import annotations

import sys
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from theory_lab import numbers as xp
from theory_lab.chains import walks as exact_walks
from theory_lab.compiled import likelihood, profiles, trees, walks
from theory_lab.learning.likelihood import maximisers
from theory_lab.measures.profiles import profile
from theory_lab.sequences import laws
from theory_lab.sequences.trees import Tree

RNG = np.random.default_rng(0)


@dataclass(frozen=True)
class Routine:
    """A name, sizes, the exponents of time and memory in theory, and what runs at a size; compiled ones give program and data."""

    name: str
    sizes: tuple[int, ...]
    exponents: tuple[float, float]
    made: Callable[[int], Any]
    compiled: bool = False


def depth_of(nodes: int) -> Tree:
    """The complete binary tree with about so many nodes."""
    return Tree.complete(2, max(1, round(np.log2(nodes + 1)) - 1))


def exact_leaf_law(nodes: int) -> Callable[[], Any]:
    """The law on words in rationals whose sizes do not grow with the tree."""
    tree = depth_of(nodes)
    steps = xp.exact([1] * (tree.size - 1)) / 2
    return lambda: laws.leaf_law(tree, steps)


def on_tree(function: Any, *more: Any) -> Callable[[int], tuple[Any, Any]]:
    """A compiled routine on the tree, with weights."""

    def made(nodes: int) -> tuple[Any, Any]:
        tree = depth_of(nodes)
        return function, (tree, jnp.asarray(RNG.random(tree.size - 1)), *more)

    return made


def numpy_walk(nodes: int) -> Callable[[], Any]:
    """64 steps of the walk in NumPy."""
    tree = depth_of(nodes)
    weights = RNG.random(tree.size - 1)
    return lambda: exact_walks.law_after(tree, weights, 64)


def numpy_profile(words: int) -> Callable[[], Any]:
    """The whole coverage profile of laws on so many words."""
    p, q = RNG.dirichlet(np.ones(words)), RNG.dirichlet(np.ones(words))
    return lambda: profile(p, q)


def compiled_profile(words: int) -> tuple[Any, Any]:
    """The same, compiled, at 16 levels."""
    p, q = (jnp.asarray(RNG.dirichlet(np.ones(words))) for _ in range(2))
    return profiles.coverages, (p, q, jnp.geomspace(0.1, 10, 16))


def exact_samples(draws: int) -> Callable[[], Any]:
    """The mean coverage of the maximiser over all samples of so many draws among three outcomes, in rationals."""
    truth = xp.exact(["1/5", "3/10", "1/2"])
    return lambda: maximisers.mean(truth, draws, maximisers.tabular_coverages(truth, draws, 2))


def compiled_samples(draws: int) -> tuple[Any, Any]:
    """The table of coverages over all samples, compiled."""
    return likelihood.tabular_coverages, (likelihood.count_states(draws, 3), jnp.array([0.2, 0.3, 0.5]), 2.0)


NODES = tuple(2**k for k in range(10, 21, 2))
ROUTINES = (
    Routine("leaf law, exact", NODES[:-1], (1, 1), exact_leaf_law),
    Routine("leaf law, compiled", NODES, (1, 1), on_tree(trees.leaf_law), True),
    Routine("64 steps of the walk, NumPy", NODES, (1, 1), numpy_walk),
    Routine("64 steps of the walk, compiled", NODES, (1, 1), on_tree(walks.law_after, 64), True),
    Routine("coverage profile, NumPy", NODES, (1, 1), numpy_profile),
    Routine("coverage profile, compiled", NODES, (1, 1), compiled_profile, True),
    Routine("all samples of n draws, exact", (4, 8, 16, 32, 64, 128, 256), (2, 2), exact_samples),
    Routine("all samples of n draws, compiled", (2, 6, 20, 63, 200, 632, 2000), (2, 2), compiled_samples, True),
)


def cost(routine: Routine, size: int) -> tuple[float, float]:
    """Seconds and bytes at a size."""
    made = routine.made(size)
    if routine.compiled:
        function, data = made
        program = function.lower(*data).compile()
        seen = program.memory_analysis()
        memory = float(seen.temp_size_in_bytes + seen.output_size_in_bytes + seen.argument_size_in_bytes)
        return best(lambda: jax.block_until_ready(function(*data))), memory
    tracemalloc.start()
    made()
    memory = float(tracemalloc.get_traced_memory()[1])
    tracemalloc.stop()
    return best(made), memory


def best(run: Callable[[], Any]) -> float:
    """The least processor time of three calls after a first, of as many runs each as take a hundredth of a second."""
    start = time.process_time()
    run()
    count = max(1, int(0.01 / max(time.process_time() - start, 1e-6)))
    times = []
    for _ in range(3):
        start = time.process_time()
        for _ in range(count):
            run()
        times.append((time.process_time() - start) / count)
    return min(times)


def slope(sizes: tuple[int, ...], values: list[float]) -> float:
    """The exponent fitted to the upper half of the sizes, where constants have faded."""
    upper = len(sizes) // 2
    return float(np.polyfit(np.log(sizes[upper:]), np.log(values[upper:]), 1)[0])


def main(figure: str) -> None:
    """The table, and the figure where a place is given."""
    drawn = []
    for routine in ROUTINES:
        seconds, memory = zip(*(cost(routine, size) for size in routine.sizes), strict=True)
        found = slope(routine.sizes, list(seconds)), slope(routine.sizes, list(memory))
        drawn.append((routine, seconds, memory))
        largest = f"{routine.sizes[-1]:8,} {seconds[-1] * 1e3:10.3g} ms {memory[-1] / 2**20:8.3g} MiB"
        powers = [f"n^{ours:.2f} (theory {theory})" for ours, theory in zip(found, routine.exponents, strict=True)]
        sys.stdout.write(f"{routine.name:36} {largest}   time {powers[0]}   memory {powers[1]}\n")
        sys.stdout.flush()
    if figure:
        draw(drawn, figure)


def draw(drawn: list[Any], figure: str) -> None:
    """Two panels, time and memory, a line a routine."""
    import matplotlib

    matplotlib.use("svg")
    import matplotlib.pyplot as plt

    plt.rcParams.update({"svg.hashsalt": "costs", "font.size": 9, "axes.spines.top": False, "axes.spines.right": False})
    panels, (left, right) = plt.subplots(1, 2, figsize=(9.6, 4.2), layout="constrained")
    for k, (routine, seconds, memory) in enumerate(drawn):
        style = {"color": f"C{k // 2}", "ls": "-" if routine.compiled else ":", "marker": "o", "ms": 3, "label": routine.name}
        left.loglog(routine.sizes, seconds, **style)
        right.loglog(routine.sizes, memory, **style)
    left.set(xlabel="size: nodes, words or draws", ylabel="processor seconds")
    right.set(xlabel="size: nodes, words or draws", ylabel="bytes")
    panels.legend(*left.get_legend_handles_labels(), loc="outside lower center", ncols=4, frameon=False, fontsize=8)
    panels.savefig(figure, metadata={"Date": None})


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
