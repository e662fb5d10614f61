"""The tables of a run from its networks and drawn words.

``python -m experiments.guided_brackets.recompute RUN --out DIR`` writes ``samplers.csv`` and ``values.csv`` to ``DIR``; on the
same run they are the files that ``train`` writes, up to what rounding does to the networks' outputs.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_expit, log_softmax, logsumexp

from experiments.guided_brackets import metrics, networks, reading, task
from experiments.guided_brackets.sample import Drawn, drawn
from experiments.layered_paths.metrics import Row, append
from experiments.layered_paths.transformer import Transformer

__all__ = ["recompute"]

EXACT = 2048


def recompute(run: Path, settings: networks.Settings, out: Path) -> None:
    """Both tables of all seeds in ``run``; tables in ``out`` are replaced."""
    out.mkdir(parents=True, exist_ok=True)
    for name in ("samplers.csv", "values.csv"):
        (out / name).unlink(missing_ok=True)
    for seed in sorted(int(folder.name.removeprefix("seed")) for folder in run.glob("seed*")):
        model, values = networks.load(run, seed, settings)
        for count, value in values.items():
            errors = metrics.value_errors(value, np.random.default_rng([seed, 3]))
            append(out / "values.csv", [_error_row(seed, count, *entry) for entry in errors])
        append(out / "samplers.csv", _rows(seed, model, values, drawn(run, seed)))


def _rows(seed: int, model: Transformer, values: dict[int, Transformer], found: list[Drawn]) -> list[Row]:
    plain = next(one for one in found if one.reference == "network" and one.sampler == "rejection").words
    fine = task.balanced(np, plain)
    targets = {
        "generator": metrics.generator_target(plain.shape[1]),
        "network": metrics.network_target(model, plain[fine], float(fine.mean())),
    }
    # Rejection on the generator need not be run: its law is the target, its cost is known.
    exact, share = task.draw_targets(np.random.default_rng([seed, 4]), EXACT, plain.shape[1]), task.mass(plain.shape[1])
    costs = {"tokens": round(exact.size / share), "queries": round(EXACT / share), "moves": round(exact.size / share)}
    rows, given = [], Drawn("generator", 0, False, "rejection", "", exact, np.ones(EXACT, bool), costs)
    for one in (given, *found):
        head = {"seed": str(seed), "reference": one.reference, "rollouts": str(one.rollouts)}
        head["checked"] = str(int(one.checked))
        head |= {"sampler": one.sampler, "level": one.level}
        network = model if one.reference == "network" else None
        logs = stepwise_logs(values[one.rollouts], network, one.checked, one.words) if one.sampler == "stepwise" else None
        rows.append(head | metrics.row(targets[one.reference], one.words, one.finished, one.costs, logs))
    return rows


def stepwise_logs(value: Transformer, model: Transformer | None, checked: bool, words: NDArray[np.int64]) -> NDArray[np.float64]:
    """The log-probabilities of words under the stepwise sampler, exactly: its next-letter laws are known.

    The reference is ``model``, or the generator for ``None``.
    """
    with np.errstate(divide="ignore"):
        scores = log_expit(reading.all_outputs(value, words))
        for place in range(words.shape[1]):
            fits = np.log(task.allowed(np, words, np.full(len(words), place)).astype(float))
            scores[:, place] = fits if place == words.shape[1] - 1 else scores[:, place] + (fits if checked else 0)
        if model is None:
            places = [np.full(len(words), place) for place in range(words.shape[1])]
            logs = np.stack([task.next_logs(np, words, place) for place in places], axis=1)
        else:
            logs = log_softmax(reading.all_outputs(model, words), axis=2)
        weights = logs + scores
        total = logsumexp(weights, axis=2, keepdims=True)
        # Below a prefix that nothing can save all weights are 0, and so is the probability of the word.
        chances = np.where(np.isfinite(total), weights - np.where(np.isfinite(total), total, 0), -np.inf)
    return np.take_along_axis(chances, words[..., None], axis=2)[..., 0].sum(axis=1)


def _error_row(seed: int, rollouts: int, length: int, over: float, under: float, square: float) -> Row:
    numbers = {"over": over, "under": under, "square": square}
    return {"seed": str(seed), "rollouts": str(rollouts), "length": str(length)} | {k: f"{v:.6g}" for k, v in numbers.items()}


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m experiments.guided_brackets.recompute", description="Recompute the tables of a run."
    )
    parser.add_argument("run", type=Path, help="the folder that training wrote")
    parser.add_argument("--short", action="store_true", help="for a run of the short version")
    parser.add_argument("--out", type=Path, required=True, help="where the tables go")
    arguments = parser.parse_args()
    recompute(arguments.run, networks.SHORT if arguments.short else networks.FULL, arguments.out)


if __name__ == "__main__":
    main()
