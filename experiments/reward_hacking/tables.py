"""The tables of the experiment.

Main definitions
----------------
``curve_rows``    expected rewards against the number of draws, for each algorithm and each proxy
``prompt_rows``   error, coverage and regret of every prompt
``sweep_rows``    expected rewards against the scale of a parameter
``proxy_rows``    other proxies with the same numbers of labels

Conventions
-----------
``low`` and ``high`` bound the mean over prompts (empirical Bernstein, 95 %, not simultaneous); the policy, the labels and
the proxy are given.  Numbers are written with five digits.

Tags: reward hacking, tables.
"""

from __future__ import annotations

import numpy as np

from experiments.layered_paths.metrics import Row, estimate
from experiments.reward_hacking.algorithms import ALGORITHMS, Tuning
from experiments.reward_hacking.evaluation import BUDGETS, FACTORS, Floats, Outcome, Prompt

__all__ = ["curve_rows", "prompt_rows", "proxy_rows", "sweep_rows"]


def curve_rows(labels: int, tuning: Tuning, prompts: Prompt, outcome: Outcome) -> list[Row]:
    """One row for each algorithm and budget; the reference, which is the base law, and the comparator have one row each."""
    shown = {"labels": labels, "strength": tuning.strength}
    flat = {"proxy": "", "coverage": ""}
    rows = [
        _row(**shown, algorithm=name, draws="", **_mean(values), **flat)
        for name, values in (("reference", prompts.base), ("comparator", prompts.comparator))
    ]
    for i, name in enumerate(ALGORITHMS):
        for j, draws in enumerate(BUDGETS):
            proxy, coverage = (float(values[i, j].mean()) for values in (outcome.proxy, outcome.coverage))
            rows.append(_row(**shown, algorithm=name, draws=draws, **_mean(outcome.gold[i, j]), proxy=proxy, coverage=coverage))
    return rows


def prompt_rows(labels: int, prompts: Prompt, outcome: Outcome) -> list[Row]:
    """One row a prompt: its numbers, the budget that is best for Best-of-N, and the gold reward of every algorithm at the
    largest budget."""
    best = outcome.gold[0].argmax(axis=0)
    return [
        _row(
            labels=labels,
            prompt=k,
            responses=int(prompts.responses[k]),
            error=prompts.error[k],
            coverage=prompts.coverage[k],
            best_coverage=prompts.best_coverage[k],
            reference=prompts.base[k],
            comparator=prompts.comparator[k],
            best=prompts.best[k],
            best_draws=BUDGETS[best[k]],
            at_best_draws=outcome.gold[0, best[k], k],
            **{name: outcome.gold[i, -1, k] for i, name in enumerate(ALGORITHMS)},
        )
        for k in range(len(prompts.error))
    ]


def sweep_rows(labels: int, gold: dict[str, Floats]) -> list[Row]:
    """Mean gold reward at the largest budget for parameters times a factor."""
    return [
        _row(labels=labels, algorithm=name, factor=factor, gold=value)
        for name, values in gold.items()
        for factor, value in zip(FACTORS, values, strict=True)
    ]


def proxy_rows(labels: int, seed: int, error: float, outcome: Outcome) -> list[Row]:
    """Best-of-N and pessimism, in this order in ``outcome``, with one more proxy of this number of labels."""
    curve, pessimism = outcome.gold.mean(axis=2)
    best = int(curve.argmax())
    return [
        _row(
            labels=labels,
            seed=seed,
            error=error,
            best_draws=BUDGETS[best],
            at_best_draws=curve[best],
            at_most_draws=curve[-1],
            pessimism=pessimism[-1],
        )
    ]


def _mean(values: Floats) -> dict[str, float]:
    return dict(zip(("gold", "low", "high"), estimate(np.clip(values, 0, 1)), strict=True))


def _row(**entries: float | int | str) -> Row:
    return {name: f"{value:.5g}" if isinstance(value, float) else str(value) for name, value in entries.items()}
