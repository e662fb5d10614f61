"""The sampler itself, run step by step: how often it misses a leaf.

The walk of Algorithm 1 on words of two letters, with values inflated by ``kappa = 2`` at prefixes that end
in the first letter, 200 steps. The theorem promises a leaf with probability ``3/(8 kappa H)``; the
simulation uses nothing but the moves of the algorithm.
"""

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source

STEPS, RUNS, KAPPA = 200, 10_000, 2.0


def misses(depth, rng):
    """1 for each run that does not end at a leaf; prefixes are numbered as in a heap, the root being 1."""
    size = 2 ** (depth + 1)
    values = np.ones(size)
    values[2 : size // 2 : 2] = KAPPA  # inner prefixes whose last letter is the first one
    place = np.ones(RUNS, dtype=np.int64)
    for _ in range(STEPS):
        inner = place < size // 2
        down = [np.where(inner, values[np.minimum(2 * place + a, size - 1)] / 2, 0.0) for a in (0, 1)]
        up = np.where(place > 1, values[place], 0.0)
        draw = rng.random(RUNS) * (up + down[0] + down[1])
        move = np.where(draw < up, place // 2, np.where(draw < up + down[0], 2 * place, 2 * place + 1))
        place = np.where(rng.random(RUNS) < 0.5, place, move)
    return (place < size // 2).astype(float)


CLAIM = Claim(
    statement=r"\mathbb P(X_T \text{ is no leaf}) \le 1 - \frac3{8\kappa H} \text{ at } T = 200,\ \kappa = 2",
    source=Source("arXiv:2510.03149", "Theorem 4.1, by simulation of Algorithm 1", status="derived"),
    kind="simulated",
    sizes=(2, 3, 4),
    simulate=misses,
    seed=7,
    runs=RUNS,
    rhs=lambda depth: 1 - xp.ratio(3, 16 * depth),
)
