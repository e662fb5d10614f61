"""At a long horizon plain stochastic gradient steps fail at every constant rate.

``B = 40``, ``log N = 4``, ``T = 100``, ``H = 10^5``. For each rate one of two instances defeats it: the flat
prompt, where the steps are too small, or the sharp prompt, where they are too large. A run gives the share of
steps at which a fresh response is covered.
"""

import math
from typing import Any

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.learning.training import count_states, updates

SCALE, LOG_LEVEL, STEPS, RUNS, HORIZON = 40, 4, 100, 500, 10**5
BALL = updates.ball()
sharp_prompt: Any = count_states.sharp_prompt  # on raw floats
flat_prompts: Any = count_states.flat_prompts
letter_laws: Any = count_states.letter_laws


def instance(step: float) -> tuple[Any, Any, Any]:
    """Features (1, 3, d), truth (d,) and start (d,) of the instance against this effective step."""
    if step > 2.5:
        features = sharp_prompt(np.array(float(SCALE)), np.array(step))
        return features, np.array([1.0, 0.0]), features[0, 2] / SCALE
    start = (math.log(HORIZON / (4 * LOG_LEVEL)) - 1) / SCALE
    return flat_prompts(np.array(float(SCALE)))[:1, :, :1], np.array([0.5]), np.array([start])


def simulate(step: float, rng: np.random.Generator) -> np.ndarray:
    """The share of steps at which a fresh response has ``log(data/model) < log N``."""
    features, truth, start = instance(step)
    data: Any = letter_laws(features, truth)
    gradient = count_states.count_gradient(features)
    theta: Any = np.tile(start[:, None], (1, RUNS))
    covered = np.zeros(RUNS)
    for _ in range(STEPS):
        fresh, seen = (rng.multinomial(HORIZON, data[0], RUNS).T.astype(float) for _ in range(2))
        model: Any = letter_laws(features, theta)[0]
        covered += (fresh * (np.log(data[0])[:, None] - np.log(model))).sum(axis=0) < LOG_LEVEL
        theta = updates.plain(theta, gradient(theta, seen[None]), step / (HORIZON * SCALE), BALL)
    return covered / STEPS


CLAIM = Claim(
    kind="simulated",
    statement=(
        r"\forall \bar\eta\ \exists \text{instance}:\ \mathbb{E} \frac1T \sum_{t \le T} \big(1 -"
        r" \mathrm{Cov}_N(\pi_{\theta^t})\big) \le \tfrac14"
    ),
    source=Source(
        "arXiv:2510.15020",
        "Proposition 5.1, lower bound, a quarter left uncovered",
        status="derived",
        reading="one horizon, 100 steps, a grid of rates",
    ),
    sizes=(0.25, 0.5, 1.0, 2.0, 2.5, 3.0, 4.0, 8.0, 64.0),
    simulate=simulate,
    runs=RUNS,
    seed=81,
    rhs=lambda step: xp.ratio(1, 4),
)
