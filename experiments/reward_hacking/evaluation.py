"""What each algorithm earns on each prompt.

Main definitions
----------------
``BUDGETS``            the numbers of draws
``Outcome``            expected gold and proxy rewards and coverage of output laws
``evaluate``           all algorithms at all budgets on all prompts
``Prompt``             error and coverage of one prompt, and the rewards within reach
``describe``           these of all prompts
``sweep``              the same algorithms with their parameters scaled

Conventions
-----------
Everything is computed from output laws on the empirical law of the responses; nothing is resampled.

Tags: reward hacking, over-optimisation.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from experiments.reward_hacking.algorithms import ALGORITHMS, Tuning, comparator
from experiments.reward_hacking.responses import Responses

__all__ = ["BUDGETS", "FACTORS", "Outcome", "Prompt", "describe", "evaluate", "sweep"]

Floats = NDArray[np.float64]
BUDGETS = tuple(2**k for k in range(11))
FACTORS = tuple(2.0**k for k in range(-4, 5))


class Outcome(NamedTuple):
    """Arrays (algorithms, budgets, prompts): expected gold reward, expected proxy reward, ``E_law[law / base]``."""

    gold: Floats
    proxy: Floats
    coverage: Floats


class Prompt(NamedTuple):
    """Arrays (prompts,): number of distinct responses, root mean square error of the proxy under the base law, coverage of
    the comparator and of the best responses, expected gold reward of base law and comparator, and the largest gold reward."""

    responses: Floats
    error: Floats
    coverage: Floats
    best_coverage: Floats
    base: Floats
    comparator: Floats
    best: Floats


def evaluate(
    responses: Responses, gold: Floats, proxy: Floats, tuning: Tuning, names: Sequence[str] = tuple(ALGORITHMS)
) -> Outcome:
    """The named algorithms at all budgets; ``gold`` and ``proxy`` are the rewards of ``responses``, (m,)."""
    prompts = range(len(responses.passable))
    found = Outcome(*np.empty((3, len(names), len(BUDGETS), len(prompts))))
    for prompt in prompts:
        place, base = responses.of(prompt), responses.base(prompt)
        for i, name in enumerate(names):
            for j, draws in enumerate(BUDGETS):
                law = ALGORITHMS[name](base, proxy[place], draws, tuning)
                for values, value in zip(found, (law @ gold[place], law @ proxy[place], law @ (law / base)), strict=True):
                    values[i, j, prompt] = value
    return found


def describe(responses: Responses, gold: Floats, proxy: Floats) -> Prompt:
    """Error, coverage and rewards of each prompt."""
    rows = []
    for prompt in range(len(responses.passable)):
        place, base = responses.of(prompt), responses.base(prompt)
        target, reward = comparator(base, gold[place]), gold[place]
        error = np.sqrt(base @ (proxy[place] - reward) ** 2)
        rarest = 1 / base[reward == reward.max()].sum()
        rows.append((len(base), error, target @ (target / base), rarest, base @ reward, target @ reward, reward.max()))
    return Prompt(*np.array(rows).T)


def sweep(responses: Responses, gold: Floats, proxy: Floats, tuning: Tuning) -> dict[str, Floats]:
    """Expected gold rewards at the largest budget, averaged over prompts, for parameters times ``FACTORS``."""
    found = {name: np.zeros(len(FACTORS)) for name in ("soft best of N", "pessimism")}
    prompts = range(len(responses.passable))
    for prompt in prompts:
        place, base = responses.of(prompt), responses.base(prompt)
        for name, values in found.items():
            for k, factor in enumerate(FACTORS):
                scaled = Tuning(factor * tuning.strength, factor * tuning.temperature, tuning.share)
                values[k] += ALGORITHMS[name](base, proxy[place], BUDGETS[-1], scaled) @ gold[place] / len(prompts)
    return found
