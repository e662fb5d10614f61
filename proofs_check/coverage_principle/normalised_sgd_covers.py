"""Normalised steps cover both instances, whatever the horizon.

The instances of ``sgd_uncovered_at_long_horizons`` (the sharp prompt at its effective step 8), ``eta =
3/10``, ``lam = B log N / 16``, single responses. A run gives the share of steps at which a fresh response is
uncovered. Beyond ``H = 10^5`` the inherent variance of the sharp prompt at ``B = 40`` exceeds 1, and it
leaves the class that the theorem is about.
"""

import math
from typing import Any

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.learning.training import count_states, updates

SCALE, LOG_LEVEL, STEPS, RUNS, RATE = 40, 4, 100, 500, 0.3
BALL = updates.ball()
sharp_prompt: Any = count_states.sharp_prompt  # on raw floats
flat_prompts: Any = count_states.flat_prompts
letter_laws: Any = count_states.letter_laws


def instance(name: str, horizon: int) -> tuple[Any, Any, Any]:
    """Features (1, 3, d), truth (d,) and start (d,)."""
    if name == "sharp":
        features = sharp_prompt(np.array(float(SCALE)), np.array(8.0))
        return features, np.array([1.0, 0.0]), features[0, 2] / SCALE
    start = (math.log(horizon / (4 * LOG_LEVEL)) - 1) / SCALE
    return flat_prompts(np.array(float(SCALE)))[:1, :, :1], np.array([0.5]), np.array([start])


def simulate(size: tuple[str, int], rng: np.random.Generator) -> np.ndarray:
    """The share of steps at which a fresh response has ``log(data/model) >= log N``."""
    name, horizon = size
    features, truth, start = instance(name, horizon)
    data: Any = letter_laws(features, truth)
    gradient = count_states.count_gradient(features)
    theta: Any = np.tile(start[:, None], (1, RUNS))
    uncovered = np.zeros(RUNS)
    for _ in range(STEPS):
        fresh, seen = (rng.multinomial(horizon, data[0], RUNS).T.astype(float) for _ in range(2))
        model: Any = letter_laws(features, theta)[0]
        uncovered += (fresh * (np.log(data[0])[:, None] - np.log(model))).sum(axis=0) >= LOG_LEVEL
        theta = updates.normalised(theta, gradient(theta, seen[None]), RATE, SCALE * LOG_LEVEL / 16, BALL)
    return uncovered / STEPS


CLAIM = Claim(
    kind="simulated",
    statement=(
        r"\mathbb{E} \frac1T \sum_{t \le T} \mathrm{Cov}_N(\pi_{\theta^t}) \le \tfrac14 \quad (H = 10^3,"
        r" \dots, 10^7)"
    ),
    source=Source(
        "arXiv:2510.15020",
        "Theorem 5.1 at tuned steps",
        status="derived",
        reading="two instances, 100 steps of size 3/10, mini-batches of one response",
    ),
    sizes=(*(("flat", 10**power) for power in (3, 4, 5, 6, 7)), *(("sharp", 10**power) for power in (3, 4, 5))),
    simulate=simulate,
    runs=RUNS,
    seed=82,
    rhs=lambda size: xp.ratio(1, 4),
)
