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
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from theory_lab import numbers as xp
from theory_lab.chains import hitting
from theory_lab.chains import walks as exact_walks
from theory_lab.compiled import dynamics, likelihood, optimisers, profiles, sources, trees, walks
from theory_lab.decoding.choice.best_of_n import best_of_n
from theory_lab.decoding.responses import candidates
from theory_lab.learning.likelihood import maximisers
from theory_lab.learning.training import dynamics as loops
from theory_lab.measures.brackets import bracket
from theory_lab.measures.divergences import kl
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


def numpy_root_times(nodes: int) -> Callable[[], Any]:
    """The mean time from each node to the root, in NumPy."""
    tree = depth_of(nodes)
    weights = RNG.random(tree.size - 1)
    return lambda: hitting.root_times(tree, weights)


def numpy_training(nodes: int) -> Callable[[], Any]:
    """16 gradient steps of a log-linear model with two parameters on the law of all words, in NumPy."""
    tree = depth_of(nodes)
    features, law = RNG.normal(size=(tree.size - 1, 2)), RNG.dirichlet(np.ones(len(tree.leaves)))
    algorithm = loops.sgd(loops.sequence_gradient(tree, features), 0.1)
    return lambda: loops.trajectory(algorithm, np.zeros(2), [law] * 16)


def compiled_training(nodes: int) -> tuple[Any, Any]:
    """The same, compiled."""
    tree = depth_of(nodes)
    law = jnp.asarray(RNG.dirichlet(np.ones(len(tree.leaves))))
    problem = sources.WordProblem(jnp.asarray(RNG.normal(size=(tree.size - 1, 2))), law)
    source, optimiser = sources.Words(tree, sources.FULL), optimisers.Plain(None)
    run = partial(dynamics.ends, source=source, optimiser=optimiser, steps=16)
    return jax.jit(run), (problem, jnp.zeros(2), jnp.array([0.1]), jax.random.split(jax.random.key(0), 1))


def numpy_bracket(words: int) -> Callable[[], Any]:
    """Certain bounds on the coverage of laws on so many words at 4,096 levels."""
    p, q, levels = RNG.dirichlet(np.ones(words)), RNG.dirichlet(np.ones(words)), np.geomspace(0.1, 10, 4096)
    return lambda: bracket(p, q, levels)


def exact_divergence(words: int) -> Callable[[], Any]:
    """Whether the KL divergence of two rational laws exceeds 1/2, decided."""
    p, q = (xp.exact(RNG.integers(1, 100, words).tolist()) for _ in range(2))
    p, q = p / xp.sum(p), q / xp.sum(q)
    return lambda: bool(kl(p, q) > xp.ratio(1, 2))


def numpy_best(responses: int) -> Callable[[], Any]:
    """The law of the best of 64 among so many responses, in floats."""
    base, reward = RNG.dirichlet(np.ones(responses)), RNG.random(responses)
    return lambda: candidates.best_of_n_law(base, reward, 64)


def exact_best(responses: int) -> Callable[[], Any]:
    """The same in rationals, where each response is compared with each."""
    base, reward = xp.exact(RNG.integers(1, 10, responses).tolist()), xp.exact(RNG.permutation(responses).tolist())
    law = base / xp.sum(base)
    return lambda: best_of_n(law, reward, 64)


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
RESPONSES = tuple(2**k for k in range(1, 12, 2))
ROUTINES = (
    Routine("leaf law, exact", NODES[:-1], (1, 1), exact_leaf_law),
    Routine("leaf law, compiled", NODES, (1, 1), on_tree(trees.leaf_law), True),
    Routine("64 steps of the walk, NumPy", NODES, (1, 1), numpy_walk),
    Routine("64 steps of the walk, compiled", NODES, (1, 1), on_tree(walks.law_after, 64), True),
    Routine("times to the root, NumPy", NODES, (1, 1), numpy_root_times),
    Routine("times to the root, compiled", NODES, (1, 1), on_tree(walks.root_times), True),
    Routine("16 gradient steps, NumPy", NODES, (1, 1), numpy_training),
    Routine("16 gradient steps, compiled", NODES, (1, 1), compiled_training, True),
    Routine("coverage profile, NumPy", NODES, (1, 1), numpy_profile),
    Routine("coverage at 16 levels, compiled", NODES, (1, 1), compiled_profile, True),
    Routine("KL divergence, exact", NODES[:-2], (1, 1), exact_divergence),
    Routine("bracket at 4,096 levels, NumPy", NODES, (1, 0), numpy_bracket),
    Routine("best of 64, exact", RESPONSES, (2, 2), exact_best),
    Routine("best of 64, NumPy", NODES, (1, 1), numpy_best),
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
    """Two panels, time and memory, a line a routine: two in each colour, the faster one solid."""
    import matplotlib

    matplotlib.use("svg")
    import matplotlib.pyplot as plt

    plt.rcParams.update({"svg.hashsalt": "costs", "font.size": 9, "axes.spines.top": False, "axes.spines.right": False})
    panels, (left, right) = plt.subplots(1, 2, figsize=(9.6, 5.2), layout="constrained")
    for k, (routine, seconds, memory) in enumerate(drawn):
        style = {"color": f"C{k // 2}", "ls": "-" if k % 2 else ":", "marker": "o", "ms": 3, "label": routine.name}
        left.loglog(routine.sizes, seconds, **style)
        right.loglog(routine.sizes, memory, **style)
    left.set(xlabel="size: nodes, words or draws", ylabel="processor seconds")
    right.set(xlabel="size: nodes, words or draws", ylabel="bytes")
    panels.legend(*left.get_legend_handles_labels(), loc="outside lower center", ncols=4, frameon=False, fontsize=8)
    panels.savefig(figure, metadata={"Date": None})


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
