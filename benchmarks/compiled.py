"""The compiled families against NumPy and against the exact engine, as ratios measured in one run.

Each line divides the time of the peer by ours, so that larger is better; compilation is timed on its own. All times are those of
all processors together, which a busy machine disturbs less. Run it with ``python -m benchmarks.compiled``; it is no test, and
nothing depends on its numbers.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from benchmarks.timing import processor_seconds
from theory_lab import numbers as xp
from theory_lab.chains import hitting
from theory_lab.chains import walks as exact_walks
from theory_lab.compiled import (
    blocks,
    decoders,
    dynamics,
    likelihood,
    loglinear,
    optimisers,
    profiles,
    smooth,
    sources,
    trees,
    walks,
)
from theory_lab.decoding.choice.best_of_n import best_of_n
from theory_lab.decoding.stepwise import samplers
from theory_lab.decoding.walks import backtracking, momentum
from theory_lab.learning.likelihood import ball_fit, maximisers
from theory_lab.learning.training import count_states, test_time
from theory_lab.learning.training import dynamics as loops
from theory_lab.measures import profiles as exact_profiles
from theory_lab.sequences import laws
from theory_lab.sequences.trees import Tree

DEEP, SMALL = Tree.complete(2, 16), Tree.complete(2, 5)
RNG = np.random.default_rng(0)
TENTHS = xp.exact(["1/10", "1/5", "3/10", "2/5"])


def compiling(what: str, function: Any, *args: Any, goal: str = "", **options: Any) -> None:
    """One row: the processor time of tracing, lowering and compiling."""
    jax.clear_caches()
    start = time.process_time()
    function.lower(*args, **options).compile()
    sys.stdout.write(f"compile {what:58} {time.process_time() - start:8.2f} s   goal {goal}\n")
    sys.stdout.flush()


def row(what: str, ours: Callable[[], Any], peer: Callable[[], Any], rounds: int = 7, scale: float = 1.0) -> None:
    """One row: our time, the peer's, and their ratio; ``scale`` multiplies the peer's where it does a part of the work."""
    jax.block_until_ready(ours()), peer()
    mine = statistics.median(processor_seconds(lambda: jax.block_until_ready(ours())) for _ in range(rounds))
    theirs = scale * statistics.median(processor_seconds(peer) for _ in range(rounds))
    sys.stdout.write(f"{what:66} {mine * 1e3:10.3g} ms {theirs * 1e3:10.3g} ms  x{theirs / mine:9.3g}\n")
    sys.stdout.flush()


def exact(values: np.ndarray) -> xp.Array:
    """Floats as rationals, rounded to thousandths."""
    return xp.exact(np.rint(values * 1000).astype(int).tolist()) / 1000


def compilations() -> None:
    """Every family once, at the sizes that the page promises."""
    steps, words = (jnp.asarray(RNG.random(n)) for n in (DEEP.size - 1, len(DEEP.leaves)))
    features, theta = jnp.asarray(RNG.normal(size=(SMALL.size - 1, 3))), jnp.zeros(3)
    compiling("leaf law, depth 16", trees.leaf_law, DEEP, steps, goal="< 0.3 s")
    compiling("values, depth 16", trees.values, DEEP, steps, words)
    compiling("law after T steps, depth 16", walks.law_after, DEEP, steps, 10, goal="< 1 s")
    compiling("momentum after T steps, depth 16", walks.momentum_law_after, DEEP, steps, 10, goal="< 1 s")
    compiling("law of the first leaf, depth 16", walks.first_leaf_law, DEEP, steps, goal="< 1 s")
    compiling("mixing time, depth 16", walks.mixing_time, DEEP, steps, jnp.arange(3), goal="< 1 s")
    branch = jnp.asarray(RNG.random(SMALL.size - 1))
    compiling("blocks of two letters, depth 5", blocks.blockwise_law, SMALL, branch, branch, 2, best_of_four, goal="< 1 s")
    truth, models = jnp.asarray(RNG.dirichlet(np.ones(4))), jnp.asarray(RNG.dirichlet(np.ones(4), 50))
    states = likelihood.count_states(20, 4)
    compiling("coverage of all samples' maximisers", likelihood.tabular_coverages, states, truth, 2.0, goal="< 1 s")
    compiling("likeliest of 50 models on all samples", likelihood.class_coverages, states, truth, models, 2.0, goal="< 1 s")
    compiling("log-linear fit, depth 5", loglinear.fit, SMALL, features, jnp.ones(32), goal="< 1 s")
    p = jnp.asarray(RNG.dirichlet(np.ones(1000)))
    compiling("coverages of 1,000 words", profiles.coverages, p, p, jnp.arange(1.0, 9.0), goal="< 1 s")
    compiling("smoothed coverages, depth 5", smooth.word_coverages, SMALL, branch, branch, jnp.ones(4), 1.0, goal="< 1 s")
    compiling("decoder that trains, depth 5", decoders.decoder_steps, SMALL, features, theta, 0.1, goal="< 1 s")
    options = {"optimiser": optimisers.Plain(), "measure": itself, "steps": 100, "every": 10}
    keys, rates, data = jax.random.split(jax.random.key(0), 4), jnp.ones(2), jnp.ones(32) / 32
    words_problem = sources.WordProblem(features, data)
    compiling(
        "training on words", dynamics.trajectories, words_problem, theta, rates, keys, source=sources.Words(SMALL), **options
    )
    compiling(
        "training on tokens", dynamics.trajectories, words_problem, theta, rates, keys, source=sources.Tokens(SMALL), **options
    )
    counts = sources.LetterProblem(jnp.ones((2, 3, 3)), jnp.ones(2) / 2, jnp.ones((2, 3)) / 3, 1e4)
    compiling("training on counts", dynamics.trajectories, counts, theta, rates, keys, source=sources.Responses(), **options)


def itself(problem: Any, theta: Any) -> Any:
    """What is measured: the parameter."""
    return theta


def best_of_four(law: Any, scores: Any) -> Any:
    """A rule for blocks."""
    return best_of_n(law, scores, 4)


def backtracking_runs() -> None:
    """Walks: against the library's NumPy on a large tree, on many small ones, and against rationals."""
    weights = RNG.random(DEEP.size - 1) * 0.5 ** DEEP.depths[1:]
    given = jnp.asarray(weights)
    for what, ours, peer in (
        ("leaf law", lambda: trees.leaf_law(DEEP, given), lambda: laws.leaf_law(DEEP, weights)),
        ("1,000 steps", lambda: walks.law_after(DEEP, given, 1000), lambda: exact_walks.law_after(DEEP, weights, 1000)),
        (
            "100 momentum steps",
            lambda: walks.momentum_law_after(DEEP, given, 100),
            lambda: momentum.law_after(DEEP, weights, 100),
        ),
        ("first leaf", lambda: walks.first_leaf_law(DEEP, given), lambda: backtracking.first_leaf_law(DEEP, weights)),
        ("times to the root", lambda: walks.root_times(DEEP, given), lambda: hitting.root_times(DEEP, weights)),
    ):
        row(f"131,071 nodes: {what} / NumPy", ours, peer, 3)
    many = RNG.random((1000, SMALL.size - 1)) + 0.1
    mapped, small = jnp.asarray(many), many[0]
    for what, ours, peer in (
        ("50 steps", jax.jit(lambda w: jax.vmap(lambda x: walks.law_after(SMALL, x, 50))(w)), exact_walks.law_after),
        ("first leaf", jax.jit(jax.vmap(partial(walks.first_leaf_law, SMALL))), backtracking.first_leaf_law),
    ):
        extra = (50,) if what == "50 steps" else ()
        row(f"1,000 trees of 63 nodes: {what} / NumPy", partial(ours, mapped), partial(peer, SMALL, small, *extra), 5, 1000)
        row(
            f"1,000 trees of 63 nodes: {what} / exact", partial(ours, mapped), partial(peer, SMALL, exact(small), *extra), 3, 1000
        )
    steps, guide = laws.normalised(SMALL, small), many[1]
    row(
        "blocks of two letters, 32 words / NumPy",
        lambda: blocks.blockwise_law(SMALL, jnp.asarray(steps), jnp.asarray(guide), 2, best_of_four),
        lambda: samplers.blockwise_law(SMALL, steps, guide, 2, best_of_four),  # type: ignore[arg-type]
    )


def maximum_likelihood() -> None:
    """Fits of a thousand samples, and tables over all samples."""
    tree = Tree.complete(2, 2)
    whole = np.random.default_rng(1).integers(-6, 7, (tree.size - 1, 2))
    samples, features = RNG.multinomial(30, [0.1, 0.2, 0.3, 0.4], 1000), jnp.asarray(whole / 4)
    ours = jax.jit(jax.vmap(partial(loglinear.fit, tree, features)))
    counts = jnp.asarray(samples.astype(float))
    row("1,000 log-linear fits / NumPy", lambda: ours(counts), lambda: numpy_fit(tree, whole / 4, samples[0]), 3, 1000)
    certified = xp.exact(whole.tolist()) / 4
    row(
        "1,000 log-linear fits / certified",
        lambda: ours(counts),
        lambda: ball_fit.ball_fit(tree, certified, samples[0].tolist()),
        3,
        1000,
    )
    truth = np.array([0.1, 0.2, 0.3, 0.4])
    for draws in (12, 200):
        states, law = likelihood.count_states(draws, 4), jnp.asarray(truth)
        what = f"mean coverage over {len(states.counts):,} samples"

        def mean(states: Any = states, law: Any = law) -> Any:
            return likelihood.mean(states, law, likelihood.tabular_coverages(states, law, 2.0))

        row(f"{what} / NumPy", mean, lambda n=draws: maximisers.mean(truth, n, maximisers.tabular_coverages(truth, n, 2)), 3)
        if draws == 12:
            row(f"{what} / exact", mean, lambda: maximisers.mean(TENTHS, 12, maximisers.tabular_coverages(TENTHS, 12, 2)), 3)
    models, law, states = RNG.dirichlet(np.ones(4), 50), jnp.asarray(truth), likelihood.count_states(200, 4)
    given = jnp.asarray(models)
    row(
        "1,373,701 samples against 50 models / NumPy",
        lambda: likelihood.class_coverages(states, law, given, 4.0),
        lambda: maximisers.class_coverages(truth, models, 200, 4),  # type: ignore[arg-type]
        3,
    )


def numpy_fit(tree: Tree, features: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """The library's own solver in floats, which is not certified."""
    return ball_fit._solution(tree, features, counts / counts.sum())


def coverage() -> None:
    """Profiles of a million words at 4,096 levels, of a thousand small laws, and exactly."""
    p, q = RNG.dirichlet(np.ones(2**20)), RNG.dirichlet(np.ones(2**20))
    levels, a, b = np.geomspace(0.1, 10, 4096), jnp.asarray(p), jnp.asarray(q)
    ours = partial(profiles.coverages, a, b, jnp.asarray(levels))
    row("2^20 words, 4,096 levels / NumPy", ours, lambda: exact_profiles.profile(p, q).at(levels), 3)
    small = RNG.dirichlet(np.ones(64), 2000)
    first, second, few = jnp.asarray(small[:1000]), jnp.asarray(small[1000:]), jnp.asarray(levels[::256])
    mapped = jax.jit(jax.vmap(profiles.coverages, (0, 0, None)))
    row(
        "1,000 pairs of laws on 64 words, 16 levels / NumPy",
        lambda: mapped(first, second, few),
        lambda: exact_profiles.profile(small[0], small[1000]).at(levels[::256]), 5, 1000,
    )  # fmt: skip
    whole = [exact(small[k]) for k in (0, 1000)]
    row(
        "the same / exact",
        lambda: mapped(first, second, few),
        lambda: exact_profiles.profile(*whole).at(exact(levels[::256])),
        3,
        1000,
    )
    ratios, masses = jnp.log(a[: 2**14]) - jnp.log(b[: 2**14]), a[: 2**14]
    slope = jax.jit(jax.grad(lambda r: smooth.coverages(masses, r, jnp.ones(1), 0.1).value[0]))
    row(
        "smoothed coverage of 2^14 words with its gradient / value",
        lambda: slope(ratios),
        lambda: smoothed_numpy(masses, ratios),
        7,
    )


def smoothed_numpy(masses: Any, ratios: Any) -> Any:
    """The smoothed value in NumPy."""
    return np.asarray(masses) @ (1 / (1 + np.exp(-(np.asarray(ratios) - 1) / 0.1)))


def training() -> None:
    """10^4 runs of 100 updates, against one run in NumPy and one in exact arithmetic."""
    tree = Tree.complete(2, 3)
    features, law = RNG.normal(size=(tree.size - 1, 2)), RNG.dirichlet(np.ones(8))
    keys, rates = jax.random.split(jax.random.key(0), 1000), jnp.linspace(0.01, 0.5, 10)
    problem = sources.WordProblem(jnp.asarray(features), jnp.asarray(law))
    gradient, word = loops.sequence_gradient(tree, features), np.eye(8)[0]

    def runs(source: Any, problem: Any, optimiser: Any) -> Any:
        return dynamics.ends(problem, jnp.zeros(2), rates, keys, source=source, optimiser=optimiser, steps=100)

    def loop(algorithm: Any) -> Any:
        return loops.trajectory(algorithm, np.zeros(2), [word] * 10)

    plain = partial(runs, sources.Words(tree, 4), problem, optimisers.Plain(None))
    row("10^6 updates on words / NumPy", plain, lambda: loop(loops.sgd(gradient, 0.1)), 3, 1e5)
    one = loops.sgd(loops.sequence_gradient(tree, exact(features)), xp.ratio(1, 10))
    start, sample = xp.exact([0, 0]), xp.exact(word.astype(int).tolist())
    row("10^6 updates on words / exact, its first update", plain, lambda: one.step(one.init(start), sample), 3, 1e6)
    row(
        "10^6 normalised updates on words / NumPy",
        partial(runs, sources.Words(tree, 4), problem, optimisers.Normalised(radius=None)),
        lambda: loop(loops.normalised_sgd(gradient, 0.1, 1.0)), 3, 1e5,
    )  # fmt: skip
    row(
        "10^6 token-level passes / NumPy", partial(runs, sources.Tokens(tree), problem, optimisers.Plain(None)),
        lambda: loop(test_time.token_sgd(tree, features, 0.1)), 3, 1e5,
    )  # fmt: skip
    letters = sources.LetterProblem(jnp.asarray(RNG.normal(size=(2, 3, 2))), jnp.ones(2) / 2, jnp.ones((2, 3)) / 3, 1e5)
    counts = loops.sgd(count_states.count_gradient(np.asarray(letters.features)), 1e-6)
    rng, half = np.random.default_rng(0), np.ones(2) / 2

    def drawn() -> Any:
        samples = [rng.multinomial(rng.multinomial(1, half) * 10**5, np.ones(3) / 3).astype(float) for _ in range(10)]
        return loops.trajectory(counts, np.zeros(2), samples)

    row("10^6 updates at H = 10^5 / NumPy", partial(runs, sources.Responses(), letters, optimisers.Plain(None)), drawn, 3, 1e5)
    wide = Tree.complete(2, 14)
    table = RNG.normal(size=(wide.size - 1, 2))
    given, theta = jnp.asarray(table), jnp.zeros(2)
    decode = partial(decoders.decoder_steps, wide, given, theta, 0.3)
    short = Tree.complete(2, 8)
    row(
        "decoder on 32,766 edges / NumPy on 510", decode, lambda: test_time.decoder_steps(short, table[:510], np.zeros(2), 0.3), 3
    )


if __name__ == "__main__":
    sys.stdout.write(f"jax on {jax.devices()[0].platform}: ours, the peer, and how many times faster ours is\n")
    compilations()
    backtracking_runs()
    maximum_likelihood()
    coverage()
    training()
