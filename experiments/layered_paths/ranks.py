"""Does coverage or divergence rank checkpoints as Pass@N does?  Spearman's rank correlations along training.

Main definitions
----------------
``PAIRS``              numbers of draws, each with the level of coverage that belongs to it
``rank_correlations``  of Pass@N with minus coverage and with minus KL, for every seed

Conventions: all of them under the fine-tuning law; checkpoints in their order, the first of which may be left out.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from experiments.layered_paths.metrics import Row

__all__ = ["PAIRS", "rank_correlations"]

# The level is half the number of draws, as in the paper's bounds, or the next one that was measured.
PAIRS = {"4": "2", "8": "4", "12": "5.7", "16": "8", "32": "16", "64": "32", "128": "64"}


def rank_correlations(rows: Sequence[Row], phase: str, skipped: int = 0) -> dict[str, list[tuple[float, float]]]:
    """By the number of draws, for each seed: with minus coverage and with minus KL, without the first ``skipped`` checkpoints."""
    chosen = [row for row in rows if row["phase"] == phase and row["law"] == "finetuning"]
    found: dict[str, list[tuple[float, float]]] = {draws: [] for draws in PAIRS}
    for seed in sorted({row["seed"] for row in chosen}):
        divergence = -_along(chosen, seed, "kl", "")[skipped:]
        for draws, level in PAIRS.items():
            passed = _along(chosen, seed, "pass", draws)[skipped:]
            covered = -_along(chosen, seed, "coverage", level)[skipped:]
            found[draws].append((_spearman(passed, covered), _spearman(passed, divergence)))
    return found


def _along(rows: Sequence[Row], seed: str, metric: str, level: str) -> np.ndarray:
    wanted = [row for row in rows if (row["seed"], row["metric"], row["level"]) == (seed, metric, level)]
    return np.array([float(row["value"]) for row in sorted(wanted, key=lambda row: int(row["step"]))])


def _spearman(one: np.ndarray, other: np.ndarray) -> float:
    """The correlation of the ranks, equal values having their mean rank; nan where one side is constant."""
    from scipy.stats import rankdata

    ranks = [rankdata(values) for values in (one, other)]
    return float("nan") if any(np.ptp(values) == 0 for values in ranks) else float(np.corrcoef(*ranks)[0, 1])
