"""What a check costs, and what the ways to make it cheaper save: processor time, as ratios of one run.

``python -m benchmarks.checking [EVERY]`` checks every so many of the shipped claims (40 where nothing is said).

Main definitions: ``checks``, ``formulas``, ``compilations``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from benchmarks.timing import processor_seconds
from theory_lab.chains import enclosed
from theory_lab.claims.checks.check import check
from theory_lab.claims.verdicts.audit.contents import Certificate
from theory_lab.claims.verdicts.certificates import Filed
from theory_lab.compiled import draws
from theory_lab.learning import coin_prompts
from theory_lab.requests import requested
from theory_lab.sequences.trees import Tree

EVERY = 40


def line(what: str, ours: float, peer: float) -> None:
    """One row: our processor time, the peer's, and how many times as long that is."""
    sys.stdout.write(f"{what:72} {ours:8.3f} s {peer:8.3f} s  x{peer / ours:7.2f}\n")
    sys.stdout.flush()


def checks(every: int) -> None:
    """Loading, and checking with certificates that this code verified against the same ones as if from other code."""
    found: list[Filed] = []
    loading = processor_seconds(lambda: found.extend(requested([], certified=True)))
    some = [one for one in found[::every] if isinstance(one.certificate, Certificate) and one.certificate.is_verified(one.claim)]
    verified = processor_seconds(lambda: [check(one.claim, one.name, one.certificate) for one in some])
    other = processor_seconds(lambda: [check(one.claim, one.name, _other(one)) for one in some])
    line(f"check of {len(some)} claims, verified certificates / to recheck", verified, other)
    line(f"loading {len(found)} claims / all of their checks, by that part", loading, verified * len(found) / len(some))


def _other(one: Filed) -> Certificate:
    assert isinstance(one.certificate, Certificate)
    return replace(one.certificate, library=None)


def formulas() -> None:
    """Loops of formulas against what they were: the same numbers, bit for bit."""
    case = (6, 200, 100, 160)
    found: list[np.ndarray] = []
    fast = processor_seconds(lambda: found.append(coin_prompts.imbalance_law.__wrapped__(*case)))
    plain = processor_seconds(lambda: found.append(_plain_imbalances(*case)))
    assert np.array_equal(*found)
    line("imbalances of 200 coins by parity / entry by entry", fast, plain)
    tree = Tree.from_words([(0,) * 64, (1,) + (0,) * 63])
    weights = np.random.default_rng(0).random(tree.size - 1)
    matrix, step = enclosed.sparse_step(tree, weights), enclosed.stepping(tree, weights)
    ends = []

    def run(onward: Callable[[np.ndarray], np.ndarray]) -> None:
        law = (np.arange(tree.size) == 0).astype(float)
        for _ in range(20_000):
            law = onward(law)
        ends.append(law)

    fast, plain = processor_seconds(lambda: run(step)), processor_seconds(lambda: run(lambda law: matrix @ law))
    assert np.array_equal(*ends)
    line("20,000 steps of a walk on 129 nodes / SciPy's @", fast, plain)


def _plain_imbalances(prompts: int, tosses: int, most: int, reach: int) -> np.ndarray:
    """Every difference of every number of tosses, odd and even ones alike."""
    coins = law = coin_prompts._coins(tosses, reach)
    for later in range(2, prompts + 1):
        usual = tosses * later / prompts
        used = min(tosses, int(usual + 9 * usual**0.5)) + 1
        shares, following = coin_prompts._shares(tosses, most, later), np.zeros_like(law)
        for k in range(min(most, used - 1) + 1):
            before = law[: used - k]
            spread = coins[k, 0] * before
            for s in range(2 - k % 2, min(k, reach) + 1, 2):
                spread[:, s:] += coins[k, s] * before[:, :-s]
            following[k:used] += shares[k:used, k, None] * spread
        law = following
    return law


def compilations() -> None:
    """The sampler of counts against JAX's, traced and compiled."""
    key, counts, laws = jax.random.key(0), jnp.ones(3), jnp.ones((3, 3)) / 3

    def compiled(function: Any) -> float:
        jax.clear_caches()
        return processor_seconds(lambda: jax.jit(function).lower(key, counts, laws).compile())

    compiled(lambda key, counts, laws: laws + 1)
    ours = compiled(draws.multinomial)
    line("compiling counts of letters / jax.random.multinomial", ours, compiled(jax.random.multinomial))


if __name__ == "__main__":
    formulas()
    compilations()
    checks(int(sys.argv[1]) if len(sys.argv) > 1 else EVERY)
