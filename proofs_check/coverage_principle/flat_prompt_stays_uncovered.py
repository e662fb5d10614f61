"""The flat prompt stays uncovered for most samples.

The prompt is drawn with probability ``mu = min(1, B H / (512 e T B^2 log N))``, so rarely that its exponent
does not reach the next unit within ``T`` steps. A run is a failure when at some step the most likely response
is covered; as that response has more than half of the mass, the others have ``Cov_N >= mu / 2`` throughout.
One multinomial draw a step replaces all letters.
"""

import math
from typing import Any

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.learning.training import count_states, updates

SCALE, LOG_LEVEL, STEPS, RUNS = 40, 4, 100, 500
BALL = updates.ball()
flat_prompts: Any = count_states.flat_prompts
letter_laws: Any = count_states.letter_laws
flat_loss: Any = count_states.flat_loss


def simulate(size: tuple[int, int], rng: np.random.Generator) -> np.ndarray:
    """1 for runs in which the flat prompt gets covered; ``size`` is the horizon and eight times the effective step."""
    horizon, eighths = size
    scale, truth, target = (np.array(x) for x in (float(SCALE), [0.5, 0.5], SCALE / 2))  # raw floats throughout
    features: Any = flat_prompts(scale)
    data: Any = letter_laws(features, truth)
    chance = min(1.0, horizon / (512 * math.e * STEPS * SCALE * LOG_LEVEL))
    theta: Any = np.tile([[(math.log(horizon / (4 * LOG_LEVEL)) - 1) / SCALE], [0.5]], (1, RUNS))
    covered, gradient = np.zeros(RUNS, dtype=bool), count_states.count_gradient(features)
    for _ in range(STEPS):
        losses = flat_loss(SCALE * theta[0]) - flat_loss(target)
        covered |= horizon * losses < LOG_LEVEL
        drawn = rng.random(RUNS) < chance
        counts = np.stack([rng.multinomial(horizon * drawn, data[0]), rng.multinomial(horizon * ~drawn, data[1])])
        rate = eighths / 8 / (horizon * SCALE)
        theta = updates.plain(theta, gradient(theta, counts.swapaxes(1, 2).astype(float)), rate, BALL)
    return covered.astype(float)


CLAIM = Claim(
    kind="simulated",
    statement=(
        r"\bar\eta \le 8 \implies P\Big[\exists t \le T:\ \mathrm{Cov}_N(\pi_{\theta^t}) < \tfrac12 \min\Big\{1,"
        r" \frac{H}{512\, e\, T B \log N}\Big\}\Big] \le \tfrac12"
    ),
    source=Source("arXiv:2510.15020", "Lemma I.7"),
    sizes=tuple((horizon, eighths) for horizon in (10**4, 10**5, 10**6) for eighths in (1, 64)),
    simulate=simulate,
    runs=RUNS,
    seed=8,
    rhs=lambda size: xp.ratio(1, 2),
)
