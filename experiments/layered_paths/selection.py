"""Which checkpoint a rule selects.

Cross-entropy takes the checkpoint of least cross-entropy; the tournament of the coverage principle takes the one whose
worst rival beats it by a factor N on the least part of the data.  Both see one half of the held-out prompts, with
the exact data law of each; what they choose is judged on the other half.

Main definitions
----------------
``tournament``  the score of every checkpoint
``choice``      the checkpoint of least score
``selections``  the rules side by side, one row each

Conventions
-----------
A checkpoint ``q`` is beaten by a factor ``N`` where ``q' >= N q``.  Ties in the score go to the smaller
cross-entropy, and the number of tied checkpoints is reported.

References
----------
F. Chen et al., *The Coverage Principle*, arXiv:2510.15020, equations (28) and (29).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from experiments.layered_paths import metrics, task
from experiments.layered_paths.metrics import Floats, Row, Whole

__all__ = ["TOURNAMENT_LEVELS", "choice", "selections", "tournament"]

TOURNAMENT_LEVELS = tuple(Fraction(text) for text in ("1.5", "2", "3", "4", "5.7", "8", "16"))
DRAWS = (4, 8, 12)


def tournament(law: Floats, logs: Floats, level: Fraction) -> Floats:
    """``max over rivals q' of P(q' >= level q)`` for each checkpoint ``q``, (checkpoints,).

    ``law`` (prompts, paths) is the data law on the valid paths, ``logs`` (checkpoints, prompts, paths) the models'
    log-probabilities.
    """
    margin = np.log(float(level))
    return np.array([max(float((law * (rival - model >= margin)).sum(axis=1).mean()) for rival in logs) for model in logs])


def choice(scores: Floats, cross_entropy: Floats) -> tuple[int, int]:
    """The place of the least score, ties to the smaller cross-entropy, and the number of tied places."""
    tied = np.flatnonzero(scores == scores.min())
    return int(tied[np.argmin(cross_entropy[tied])]), len(tied)


def selections(seed: int, steps: Sequence[int], hidden: Whole, logs: Floats) -> list[Row]:
    """What each rule chooses among the checkpoints of fine-tuning, and KL and Pass@N of that choice."""
    half = len(hidden) // 2
    law = metrics.laws("finetuning", hidden, logs[0])[0][:, : task.PATHS]
    cross_entropy = -(law[:half] * logs[:, :half]).sum(axis=2).mean(axis=1)
    scores = {"": cross_entropy} | {f"{float(n):g}": tournament(law[:half], logs[:, :half], n) for n in TOURNAMENT_LEVELS}
    table = []
    for level, score in scores.items():
        place, tied = choice(score, cross_entropy)
        found = metrics.per_prompt("finetuning", hidden[half:], logs[place, half:])
        row = {"seed": str(seed), "rule": "tournament" if level else "cross-entropy", "level": level, "step": str(steps[place])}
        row |= {"score": f"{score[place]:.6g}", "tied": str(tied), "kl": f"{found['kl', ''].mean():.6g}"}
        table.append(row | {f"pass{n}": f"{found['pass', str(n)].mean():.6g}" for n in DRAWS})
    return table
