"""The figures of a run: KL, coverage and Pass@N along pre-training and fine-tuning.

Main definitions
----------------
``training_curves``  a line a seed, with its confidence bounds over prompts (for KL, where they bound it from both sides)
``seed_bands``       every number of draws and more levels: means over seeds in bands from the lowest to the highest one
``rank_bars``        how Pass@N ranks with coverage and with KL, a dot a seed

Conventions: everything is measured under the fine-tuning law, in both phases, so that the curves continue.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.layered_paths.metrics import DRAWS, Row
from experiments.layered_paths.ranks import PAIRS, rank_correlations
from theory_lab.report.plots import BLUE, FAINT, GREY, STYLE

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["rank_bars", "seed_bands", "training_curves"]

SHADES = (BLUE, "#c98a4a", "#5a9e6f")
PANELS = (("kl", ("",)), ("coverage", ("2", "4", "5.7")), ("pass", ("4", "8", "12")))
LABELS = {"kl": "KL (nats)", "coverage": "Cov_N, smaller is better", "pass": "Pass@N"}
PHASES = ("pretraining", "finetuning")
BANDS = (("kl", ("",)), ("coverage", ("2", "4", "5.7", "16", "64")), ("pass", tuple(map(str, DRAWS))))


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


def seed_bands(rows: Sequence[Row], phases: Sequence[str] = PHASES) -> Figure:
    """Three rows (KL, coverage at five levels, Pass@N at every N) by the phases; dark is small N, light is large N."""
    import matplotlib
    from matplotlib.figure import Figure

    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=(9, 8.4), layout="constrained")
        grid = figure.subplots(len(BANDS), len(phases), sharex="col", squeeze=False)
        for line, (metric, levels) in zip(grid, BANDS, strict=True):
            for axes, phase in zip(line, phases, strict=True):
                _bands(axes, _chosen(rows, metric=metric, phase=phase, law="finetuning"), levels)
            line[0].set_ylabel(LABELS[metric])
            if metric == "kl":
                line[0].set_yscale("log")
                line[-1].set_ylim(bottom=0)
            else:
                for axes in line:
                    axes.set_ylim(-0.03, 1.03)
                line[-1].legend(title="N", frameon=False, ncols=1, loc="center left", bbox_to_anchor=(1, 0.5))
        for axes, phase in zip(grid[-1], phases, strict=True):
            axes.set_xlabel(f"steps of {phase.replace('pre', 'pre-').replace('fine', 'fine-')}")
    return figure


def _bands(axes: Axes, rows: Sequence[Row], levels: Sequence[str]) -> None:
    import matplotlib

    shades = matplotlib.colormaps["viridis"](np.linspace(0, 0.85, len(levels)))
    for level, shade in zip(levels, shades, strict=True):
        wanted = [row for row in _chosen(rows, level=level) if int(row["step"]) > 0]
        steps = sorted({int(row["step"]) for row in wanted})
        values = np.array([[float(row["value"]) for row in wanted if int(row["step"]) == step] for step in steps])
        axes.fill_between(steps, values.min(axis=1), values.max(axis=1), color=shade, alpha=0.2, linewidth=0)
        axes.plot(steps, values.mean(axis=1), color=shade, linewidth=1.4, label=level or None)
    axes.set_xscale("log")
    axes.spines[["top", "right"]].set_visible(False)


def rank_bars(rows: Sequence[Row], skipped: Sequence[int] = (0, 4)) -> Figure:
    """Rank correlations of Pass@N over the checkpoints of fine-tuning: one panel for each number of first ones left out."""
    import matplotlib
    from matplotlib.figure import Figure

    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=(9, 2.9), layout="constrained")
        for axes, left_out in zip(figure.subplots(1, len(skipped), sharey=True), skipped, strict=True):
            found = rank_correlations(rows, "finetuning", left_out)
            for k, (name, shade) in enumerate((("with −coverage", BLUE), ("with −KL", SHADES[1]))):
                for place, pairs in enumerate(found.values()):
                    values = [pair[k] for pair in pairs]
                    axes.plot([place + 0.24 * (k - 0.5)] * len(values), values, "o", color=shade, markersize=4, alpha=0.8)
                axes.plot([], [], "o", color=shade, markersize=4, label=name)
            axes.axhline(0, color=FAINT, linewidth=0.8)
            axes.set_xticks(range(len(PAIRS)), list(PAIRS))
            axes.set_xlabel("N of Pass@N")
            axes.set_title("all checkpoints" if not left_out else f"without the first {left_out}", fontsize=9, color=GREY)
            axes.spines[["top", "right"]].set_visible(False)
        figure.axes[0].set_ylabel("rank correlation, a dot a seed")
        figure.axes[0].legend(frameon=False, loc="lower left")
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
