"""How fast exact inference-time alignment is, as ratios measured in one run.

Each line divides two times taken in turn on this machine, processor times for two-pool pessimism.  Run it with
``python -m benchmarks.alignment``; it is no test, and nothing depends on its numbers.
"""

from __future__ import annotations

import sys
import time
from fractions import Fraction
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from benchmarks.timing import best_in_turn, in_turn, line
from theory_lab.decoding.choice import budgets
from theory_lab.decoding.responses import candidates, hacking
from theory_lab.decoding.responses.pessimism import pessimistic_sampler
from theory_lab.numbers.whole.types import count_vectors, number_of_types


def many_responses() -> None:
    """The exact law of Best-of-N for a million responses, against sorting them once."""
    rng, n = np.random.default_rng(0), 10**6
    base = rng.dirichlet(np.ones(n))
    for what, reward, goal in (("ties", np.rint(rng.random(n) * 1e4), "<= 3"), ("few ties", np.rint(rng.random(n) * 1e8), "")):
        ours, peer = in_turn(lambda: candidates.best_of_n_law(base, reward, 64), lambda: np.argsort(reward))  # noqa: B023
        line(f"Best-of-N, 10^6 responses, {what}, over one argsort", ours / peer, goal, f"{ours * 1e3:.0f} ms")


def two_pools() -> None:
    """Two-pool pessimism with four types of response and 64 draws, against its closed form at every type, compiled."""
    base, reward = np.array([0.5, 0.25, 0.15, 0.1]), np.array([0.0, 0.4, 0.7, 1.0])
    strength, draws, bound = 0.1, 64, 1.0
    order = np.argsort(-reward)
    types = jnp.asarray(count_vectors(draws, 4)[:, order] / draws)

    @jax.jit
    def closed_form(shares: Any) -> Any:
        """The output law given each type: constant by top sets, then rejection."""
        gains = jnp.cumsum(shares * reward[order], axis=1) - strength
        masses = jnp.cumsum(shares, axis=1)
        constant = jnp.max(jnp.where(masses > 0, gains / jnp.where(masses > 0, masses, 1), -jnp.inf), axis=1)
        accepted = jnp.maximum(reward[order] - constant[:, None], 0) / (bound - constant)[:, None]
        mean = accepted @ base[order]
        missed = jnp.exp(draws * jnp.log1p(-mean))
        return base[order] * (accepted * ((1 - missed) / mean)[:, None] + missed[:, None])

    ours, peer = best_in_turn(
        lambda: pessimistic_sampler(base, reward, strength, draws, bound),  # type: ignore[arg-type]
        lambda: closed_form(types).block_until_ready(),
    )
    count = number_of_types(draws, 4)
    what = f"two-pool pessimism over compiled closed form, {count:,} types"
    line(what, ours / peer, "<= 10", f"{ours * 1e3:.1f} and {peer * 1e3:.1f} ms")


def best_budgets() -> None:
    """Evaluations of the value of Best-of-N until the best of 1 .. 10^6 draws is certain."""
    rng, counts = np.random.default_rng(0), []
    start = time.perf_counter()
    for trial in range(300):
        n = int(rng.integers(2, 9))
        base = rng.dirichlet(np.full(n, 0.5)) if trial % 2 else 10.0 ** -rng.uniform(0, 7, n)
        counts.append(budgets.best_budget(base / base.sum(), rng.random(n), rng.random(n), 10**6).evaluations)
    spent = (time.perf_counter() - start) / 300
    remark = f"median {np.median(counts):.0f}, {spent * 1e3:.1f} ms each"
    line("best N of 10^6 on 300 random instances: evaluations, most", max(counts), "< 100", remark)
    counts = []
    for power in range(2, 8):
        problem = hacking.hacked_good_response(Fraction(1, 10), Fraction(1, 10**power), Fraction(1, 10))
        counts.append(budgets.best_budget(problem.base, problem.proxy, problem.truth, 10**6).evaluations)
    line("the same on hacking instances", max(counts), "< 100")


def many_candidates() -> None:
    """Laws of all algorithms for a thousand responses and 1,024 draws, in milliseconds."""
    rng = np.random.default_rng(0)
    base, reward = rng.dirichlet(np.ones(1000)), rng.random(1000)
    for what, law in {
        "soft Best-of-N": lambda: candidates.soft_best_of_n_law(base, reward, 1024, 0.05),
        "top-k": lambda: candidates.top_k_law(base, reward, 1024, 16),
        "pessimism, known constant": lambda: candidates.pessimism_law(base, reward, 0.05, 1024, 1.0),
        "pessimism, estimated constant": lambda: candidates.estimated_pessimism_law(base, reward, 0.05, 1024, 1.0),
        "Best-of-Majority": lambda: candidates.best_of_majority_law(base, reward, 1024, 0.1),
    }.items():
        ours, _ = in_turn(law, lambda: None, 3)
        line(f"{what}, 1,000 responses, N = 1,024, milliseconds", ours * 1e3, "")


if __name__ == "__main__":
    sys.stdout.write(f"jax on {jax.devices()[0].platform}\n")
    many_responses()
    two_pools()
    best_budgets()
    many_candidates()
