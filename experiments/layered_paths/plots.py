"""The figure of a run: KL, coverage and Pass@N along pre-training and fine-tuning.

Main definitions: ``training_curves``.

Conventions: everything is measured under the fine-tuning law, in both phases, so that the curves continue; a line is
one seed, a band its confidence bounds over prompts (for KL, where they bound it from both sides on the sample).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.layered_paths.metrics import Row
from theory_lab.report.plots import BLUE, FAINT, GREY, STYLE

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["training_curves"]

SHADES = (BLUE, "#c98a4a", "#5a9e6f")
PANELS = (("kl", ("",)), ("coverage", ("2", "4", "5.7")), ("pass", ("4", "8", "12")))
LABELS = {"kl": "KL (nats)", "coverage": "Cov_N, smaller is better", "pass": "Pass@N"}
PHASES = ("pretraining", "finetuning")


def training_curves(rows: Sequence[Row], selections: Sequence[Row], *, panels: Sequence[Any] = PANELS) -> Figure:
    """Three rows (KL, coverage, Pass@N) by two columns (phases), steps on a logarithmic axis.

    In fine-tuning, a dashed line marks the step that cross-entropy selects and a dotted one the step of the
    tournament at N = 4, for each seed.
    """
    import matplotlib
    from matplotlib.figure import Figure

    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=(9, 2.6 * len(panels)), layout="constrained")
        grid = figure.subplots(len(panels), len(PHASES), sharex="col", squeeze=False)
        for line, (metric, levels) in zip(grid, panels, strict=True):
            for axes, phase in zip(line, PHASES, strict=True):
                _draw(axes, _chosen(rows, metric=metric, phase=phase, law="finetuning"), levels)
            _mark(line[1], selections)
            line[0].set_ylabel(LABELS[metric])
            if metric == "kl":
                line[0].set_yscale("log")
                line[1].set_ylim(bottom=0)
            else:
                for axes in line:
                    axes.set_ylim(-0.03, 1.03)
                line[1].legend(_first_lines(line[1], levels), [f"N = {level}" for level in levels], frameon=False)
        for axes, phase in zip(grid[-1], ("pre-training", "fine-tuning"), strict=True):
            axes.set_xlabel(f"steps of {phase}")
    return figure


def _draw(axes: Axes, rows: Sequence[Row], levels: Sequence[str]) -> None:
    for level, shade in zip(levels, SHADES, strict=False):
        for seed in sorted({row["seed"] for row in rows}):
            chosen = [row for row in _chosen(rows, seed=seed, level=level) if int(row["step"]) > 0]
            step, value, low, high = (np.array([float(row[name]) for row in chosen]) for name in ("step", "value", "low", "high"))
            axes.fill_between(step, low, high, where=value <= high, color=shade, alpha=0.12, linewidth=0)
            axes.plot(step, value, color=shade, linewidth=1.1, gid=level)
    axes.set_xscale("log")
    axes.spines[["top", "right"]].set_visible(False)


def _chosen(rows: Sequence[Row], **wanted: str) -> list[Row]:
    return [row for row in rows if all(row[name] == value for name, value in wanted.items())]


def _mark(axes: Axes, selections: Sequence[Row]) -> None:
    for row in selections:
        if row["rule"] == "cross-entropy":
            axes.axvline(float(row["step"]), color=GREY, linewidth=0.8, linestyle="--")
        elif row["level"] == "4":
            axes.axvline(float(row["step"]), color=FAINT, linewidth=0.8, linestyle=":")


def _first_lines(axes: Axes, levels: Sequence[str]) -> list[Any]:
    return [next(line for line in axes.get_lines() if line.get_gid() == level) for level in levels]
