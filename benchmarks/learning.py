"""How fast exact learning is, as ratios measured in one run.

Each line divides two times taken in turn on this machine, processor times for types against models.  Run it with
``python -m benchmarks.learning``; it is no test, and nothing depends on its numbers.
"""

from __future__ import annotations

import sys
from fractions import Fraction
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from benchmarks.timing import best_in_turn, in_turn, line
from theory_lab import numbers as xp
from theory_lab.learning.likelihood import ball_fit, maximisers
from theory_lab.learning.training import count_states, dynamics, expectations, layered, updates
from theory_lab.numbers.whole import types as counts
from theory_lab.sequences import loglinear
from theory_lab.sequences.trees import Tree


def layered_steps() -> None:
    """20,000 steps of the analogue of Figure 1 with all metrics, against 20,000 gradients in a compiled loop."""
    task, steps, levels = layered.Task(), 20_000, (16, 64, 128)

    steps_only = jax.jit(lambda start: layered.descent(task, 0.5, steps, start))

    @jax.jit
    def measured(start: Any) -> Any:
        logs = layered.log_paths(task, layered.descent(task, 0.5, steps, start).T)
        metrics = [layered.uncovered(task, logs, n) for n in levels] + [layered.passes(task, logs, n) for n in levels]
        return jnp.stack([layered.divergence(task, logs), *metrics])

    @jax.jit
    def gradients(points: Any) -> Any:
        return jax.lax.scan(lambda total, point: (total + layered.ascent(task, point), None), jnp.zeros(2), points)[0]

    points = jnp.asarray(np.random.default_rng(0).normal(size=(steps, 2)))
    for what, run, goal in (("steps", steps_only, "<= 20"), ("steps and their metrics", measured, "")):
        ours, peer = in_turn(lambda: run(jnp.zeros(2)).block_until_ready(), lambda: gradients(points).block_until_ready(), 25)  # noqa: B023
        line(f"20,000 {what} over 20,000 gradients", ours / peer, goal, f"{ours * 1e3:.1f} ms")
    balls, _ = in_turn(lambda: layered.enclosed_descent.__wrapped__(task, Fraction(1, 2), steps), lambda: None, 3)
    line("the same steps in balls of 256 bits, seconds", balls, "<= 1")


def horizons() -> None:
    """100 steps on the flat prompt at H = 10^6 against H = 10^3, 64 seeds at once."""
    features = jnp.asarray(count_states.flat_prompts(np.array(40.0))[:1, :, :1])
    data = count_states.letter_laws(features, jnp.array([0.5]))

    @jax.jit
    def run(keys: Any, horizon: Any) -> Any:
        algorithm = dynamics.sgd(count_states.count_gradient(features), 2 / (horizon * 40), updates.ball())

        def one(key: Any) -> Any:
            counts = count_states.draw_counts(key, [1.0], data, horizon, 100)
            return dynamics.trajectory(algorithm, jnp.array([0.1]), counts)

        return jax.vmap(one)(keys)

    keys = jax.random.split(jax.random.key(0), 64)
    long, short = in_turn(lambda: run(keys, 1e6).block_until_ready(), lambda: run(keys, 1e3).block_until_ready(), 15)
    line("count states: H = 10^6 over H = 10^3", long / short, "<= 1.5", f"{long * 1e3:.1f} ms")


def types() -> None:
    """All types of 200 samples on 4 outcomes: likeliest of 50 models, exact masses, against writing the table of types."""
    rng = np.random.default_rng(0)
    models = rng.dirichlet(np.ones(4), 50)
    ours, table = best_in_turn(
        lambda: maximisers.class_coverages(models[0], models, 200, 4),  # type: ignore[arg-type]
        lambda: counts.count_vectors(200, 4),
        5,
    )
    size = counts.number_of_types(200, 4)
    line(f"{size:,} types against 50 models over their table", ours / table, "<= 10", f"{ours * 1e3:.0f} ms")
    rare = counts.count_vectors(200, 4)[:, 0] <= 10
    exact, floats = in_turn(
        lambda: counts.expect_over_types([1, 2, 3, 4], 200, rare),
        lambda: xp.value(xp.expect_over_types(xp.floats([0.1, 0.2, 0.3, 0.4]), 200, lambda _: rare)),
        3,
    )
    line("their exact probability in whole numbers over floats", exact / floats, "", f"{exact * 1e3:.0f} ms")
    law, truth = [Fraction(k, 10) for k in (1, 2, 3, 4)], xp.exact(["1/10", "2/10", "3/10", "4/10"])
    whole, rational = in_turn(
        lambda: counts.expect_over_types(law, 40, counts.count_vectors(40, 4)[:, 0] <= 3), lambda: plain_mean(law, 40, 3), 3
    )
    line("12,341 types by common denominators over rationals", whole / rational, "<= 1/4", f"{whole * 1e3:.1f} ms")
    coverages = maximisers.tabular_coverages(truth, 12, 3)
    mean, _ = in_turn(lambda: maximisers.mean(truth, 12, coverages), lambda: None, 3)
    line("exact mean coverage over 455 types, seconds", mean, "")


def plain_mean(law: list[Fraction], draws: int, most: int) -> Fraction:
    """The probability of at most so many draws of the first outcome, type by type in rationals."""
    total = Fraction(0)
    for row in counts.count_vectors(draws, len(law)).tolist():
        if row[0] <= most:
            mass = Fraction(xp.multinomial(row))
            for p, c in zip(law, row, strict=True):
                mass *= p**c
            total += mass
    return total


def certified_fits() -> None:
    """Maximum likelihood on the unit ball, certified, against the same solution in floats."""
    tree, rng = Tree.complete(2, 2), np.random.default_rng(1)
    features = xp.exact(rng.integers(-6, 7, (6, 2)).tolist()) / 4
    fit, _ = in_turn(lambda: ball_fit.ball_fit(tree, features, [3, 1, 0, 2]), lambda: None, 5)
    line("one certified fit on the ball, seconds", fit, "")


def expected_training() -> None:
    """The exact expectation over all data of three SGD steps: one instance in balls, and a batch of floats an instance."""
    tree, rng = Tree.complete(2, 2), np.random.default_rng(0)
    features, start, truth = xp.exact(rng.integers(-3, 4, (6, 2)).tolist()), xp.exact(["1/2", 0]), xp.exact([0, "1/3"])

    def mean(phi: xp.Array, theta: xp.Array, target: xp.Array) -> xp.Array:
        return expectations.sgd_mean_kl(tree, phi, loglinear.steps(tree, phi, target), theta, Fraction(1, 8), 3)

    many = [rng.normal(size=(*shape, 10_000)) for shape in ((6, 2), (2,), (2,))]
    batch = [xp.floats(values, batched=True) for values in many]
    with xp.precision(64, False):
        exact, floats = in_turn(lambda: mean(features, start, truth), lambda: mean(*batch), 5)
    line("exact expectation of 3 steps over a float instance", exact / (floats / 10_000), "", f"{exact * 1e3:.1f} ms in balls")


if __name__ == "__main__":
    sys.stdout.write(f"jax on {jax.devices()[0].platform}\n")
    layered_steps()
    horizons()
    types()
    certified_fits()
    expected_training()
