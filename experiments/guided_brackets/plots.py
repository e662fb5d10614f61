"""The figures of a run: quality and diversity against cost, and the errors of the learned values.

Main definitions: ``quality_against_cost``, ``errors_along_words``.

Conventions: a point is one seed; colours are samplers, and the words of one sampler at several levels are joined. Filled points
learned their values from the larger number of words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from experiments.layered_paths.metrics import Row
from theory_lab.report.plots import BLUE, FAINT, GREY, STYLE

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["errors_along_words", "quality_against_cost"]

SHADES = {"walk": BLUE, "first leaf": "#5a9e6f", "stepwise": "#c9584a", "blocks": "#c98a4a", "rejection": GREY}
PANELS = {
    "balanced": "share of balanced words",
    "law": "distance (returns, kinds)",
    "surprise": "surprise less entropy (nats)",
    "alike": "pairs that begin alike",
}


def quality_against_cost(rows: Sequence[Row], reference: str) -> Figure:
    """Four panels against the tokens per balanced word, with checked scores: balance, distance, surprise, diversity.

    Dashed lines are the target's; in the second panel, the mean distance of as many exact samples as the walk drew.
    """
    import matplotlib
    from matplotlib.figure import Figure

    chosen = [row for row in rows if row["reference"] == reference and row["returns"]]
    chosen = [row for row in chosen if row["checked"] == "1" or row["sampler"] == "rejection"]
    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=(9, 5.4), layout="constrained")
        for axes, (panel, label) in zip(figure.subplots(2, 2, sharex=True).flat, PANELS.items(), strict=True):
            for sampler, shade in SHADES.items():
                _points(axes, [row for row in chosen if row["sampler"] == sampler], panel, shade, sampler)
            axes.axhline(_aim(chosen, panel), color=FAINT, linewidth=0.8, linestyle=(0, (4, 3)))
            axes.set(xscale="log", ylabel=label)
            axes.spines[["top", "right"]].set_visible(False)
        for axes in figure.axes[2:]:
            axes.set_xlabel("tokens per balanced word")
        handles, labels = figure.axes[0].get_legend_handles_labels()
        figure.legend(handles, labels, frameon=False, ncols=len(labels), loc="outside upper center")
    return figure


def errors_along_words(rows: Sequence[Row]) -> Figure:
    """The two mean errors of the values, and their root mean square logarithm, by the length of the prefix; one line a seed."""
    import matplotlib
    from matplotlib.figure import Figure

    sizes = sorted({int(row["rollouts"]) for row in rows})
    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=(9, 2.6), layout="constrained")
        labels = {"over": "mean of guide / value", "under": "mean of value / guide", "square": "rms of log(guide / value)"}
        for axes, (name, label) in zip(figure.subplots(1, 3), labels.items(), strict=True):
            for size, shade in zip(sizes, ("#c9584a", BLUE)[-len(sizes) :], strict=True):
                for seed in sorted({row["seed"] for row in rows}):
                    line = [row for row in rows if row["seed"] == seed and int(row["rollouts"]) == size]
                    values = np.array([float(row[name]) for row in line])
                    axes.plot(
                        [int(row["length"]) for row in line], np.sqrt(values) if name == "square" else values, color=shade,
                        linewidth=1.1, label=f"{size:,} words" if seed == line[0]["seed"] == rows[0]["seed"] else None,
                    )  # fmt: skip
            axes.set(xlabel="letters", ylabel=label, yscale="linear" if name == "square" else "log")
            axes.spines[["top", "right"]].set_visible(False)
        figure.axes[-1].legend(frameon=False)
    return figure


def _aim(rows: Sequence[Row], panel: str) -> float:
    """What the target has in a panel."""
    if panel in ("balanced", "surprise"):
        return float(panel == "balanced")
    sampler, name = ("walk", "noise") if panel == "law" else ("rejection", "alike")
    return float(np.mean([float(row[name]) for row in rows if row["sampler"] == sampler]))


def _points(axes: Axes, rows: Sequence[Row], panel: str, shade: str, sampler: str) -> None:
    for size in sorted({row["rollouts"] for row in rows}, key=int):
        full = size == max((row["rollouts"] for row in rows), key=int)
        for k, seed in enumerate(sorted({row["seed"] for row in rows})):
            line = [row for row in rows if row["seed"] == seed and row["rollouts"] == size]
            costs = [float(row["tokens"]) for row in line]
            order = np.argsort([int(row["level"]) if sampler == "walk" else 0 for row in line], kind="stable")
            values = [max(float(row["returns"]), float(row["kinds"])) if panel == "law" else float(row[panel]) for row in line]
            axes.plot(
                np.array(costs)[order], np.array(values)[order], "-o" if sampler == "walk" else "o", color=shade, markersize=4,
                linewidth=0.8, markerfacecolor=shade if full else "none", label=sampler if k == 0 and full else None,
            )  # fmt: skip
