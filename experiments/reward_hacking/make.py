"""The experiment from the training of the policy to the tables.

``python -m experiments.reward_hacking.make --out RUN`` trains the policy, draws its responses, trains the proxies, computes
the laws of all algorithms and writes the tables to ``RUN/tables``; ``--short`` does the same at a small size.

Main definitions
----------------
``Settings``, ``FULL``, ``SHORT``   sizes
``make``                            everything

Conventions
-----------
Every part is a function of the settings and fixed seeds, up to the rounding of the machine.  A model or a file of responses
that is in ``RUN`` already is not made again, and neither are the tables of a number of labels.

Tags: reward hacking, experiment.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from experiments.layered_paths import metrics, task, train
from experiments.reward_hacking import evaluation, responses, rewards, tables
from experiments.reward_hacking.algorithms import Tuning
from experiments.reward_hacking.responses import Responses
from experiments.reward_hacking.rewards import Recipe

__all__ = ["FULL", "SHORT", "Settings", "make"]

SEED = 2503_21878
POLICY_SEED = 0
TABLES = ("curves", "prompts", "sweep", "proxies")


@dataclass(frozen=True)
class Settings:
    """Sizes: the policy, (prompts, samples a prompt) of each part, numbers of labels, seeds of proxies."""

    policy: train.Settings = field(
        default_factory=lambda: train.Settings(
            depth=2, width=64, batch=64, pretraining_steps=2708, pretraining_rate=2e-3, checkpoints=20
        )
    )
    temperature: float = 2.0
    test: tuple[int, int] = (200, 1024)
    tuning: tuple[int, int] = (256, 8)
    training: tuple[int, int] = (2048, 16)
    labels: tuple[int, ...] = (256, 1024, 4096, 16384)
    recipe: Recipe = field(default_factory=Recipe)
    proxy_seeds: int = 3


FULL = Settings()
SHORT = Settings(
    policy=train.Settings(depth=1, width=32, heads=2, batch=64, pretraining_steps=150, pretraining_rate=1e-2, checkpoints=2),
    temperature=1.0,
    test=(6, 1024),
    tuning=(32, 4),
    training=(64, 16),
    labels=(64, 1024),
    recipe=Recipe(steps=200),
    proxy_seeds=2,
)


def make(settings: Settings, out: Path) -> None:
    """Policy, responses, proxies, laws, tables."""
    drawn = {part: _responses(settings, part, out) for part in ("test", "tuning", "training")}
    folder = out / "tables"
    folder.mkdir(exist_ok=True)
    for labels in settings.labels:
        done = folder / "proxies.csv"
        if not done.exists() or str(labels) not in {row["labels"] for row in metrics.read(done)}:
            found = _tables(settings, labels, drawn)
            for name in TABLES:
                metrics.append(folder / f"{name}.csv", found[name])


def _responses(settings: Settings, part: str, out: Path) -> Responses:
    """The responses of one part, in ``out`` after the first call; each part has its own prompts."""
    file = out / f"{part}.npz"
    if not file.exists():
        model = train.pretrained(POLICY_SEED, settings.policy, out / "policy")
        size, samples = getattr(settings, part)
        rng = np.random.default_rng([SEED, ("test", "tuning", "training").index(part)])
        prompts = task.draw_prompts(rng, size, "pretraining")
        responses.save(file, responses.draw(model, prompts, samples, settings.temperature, rng))
    return responses.load(file)


def _tables(settings: Settings, labels: int, drawn: dict[str, Responses]) -> dict[str, list[metrics.Row]]:
    """The rows of all tables for one number of labels: proxy 0 in full, the others in brief."""
    test, gold = drawn["test"], rewards.gold(drawn["test"])
    found: dict[str, list[metrics.Row]] = {name: [] for name in TABLES}
    for seed in range(settings.proxy_seeds):
        proxy, error = _proxy(settings, labels, seed, drawn)
        tuning = Tuning.of(error)
        brief = evaluation.evaluate(test, gold, proxy, tuning, ("best of N", "pessimism"))
        found["proxies"] += tables.proxy_rows(labels, seed, error, brief)
        if seed == 0:
            prompts, outcome = evaluation.describe(test, gold, proxy), evaluation.evaluate(test, gold, proxy, tuning)
            found["curves"] = tables.curve_rows(labels, tuning, prompts, outcome)
            found["prompts"] = tables.prompt_rows(labels, prompts, outcome)
            found["sweep"] = tables.sweep_rows(labels, evaluation.sweep(test, gold, proxy, tuning))
    return found


def _proxy(settings: Settings, labels: int, seed: int, drawn: dict[str, Responses]) -> tuple[np.ndarray, float]:
    """A proxy's rewards of the test responses, and its root mean square error on the tuning responses.

    It is trained on the gold rewards of ``labels`` draws, a random part of the training responses.
    """
    training, tuning = drawn["training"], drawn["tuning"]
    draws = training.repeated()
    if len(draws) < labels:
        raise ValueError(f"there are {len(draws)} training responses, too few for {labels} labels")
    chosen = np.random.default_rng([SEED, labels, seed]).permutation(draws)[:labels]
    model = rewards.fit(rewards.features(training)[chosen], rewards.gold(training)[chosen], seed, settings.recipe)
    misses = rewards.scores(model, rewards.features(tuning)) - rewards.gold(tuning)
    error = float(np.sqrt(np.average(misses**2, weights=tuning.counts)))
    return rewards.scores(model, rewards.features(drawn["test"])), error


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m experiments.reward_hacking.make", description="Reward hacking on the layered-path task."
    )
    parser.add_argument("--short", action="store_true", help="a small size, in less than a minute")
    parser.add_argument("--out", type=Path, default=Path("reward_hacking_run"), help="an empty or new folder")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    make(SHORT if arguments.short else FULL, arguments.out)


if __name__ == "__main__":
    main()
