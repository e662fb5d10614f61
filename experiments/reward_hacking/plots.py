"""The figures of the experiment, from its tables.

Main definitions
----------------
``reward_curves``   expected gold reward against the number of draws, one panel a proxy
``regrets``         regret of every prompt against its skyline
``scales``          what a parameter that is wrong by a factor costs

Conventions: a line is a mean over prompts, a band its confidence bounds.  Nothing is shown without a table behind it.

Tags: reward hacking, figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.layered_paths.metrics import Row
from experiments.reward_hacking.algorithms import ALGORITHMS
from theory_lab.report.plots import BLUE, FAINT, GREY, STYLE

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["regrets", "reward_curves", "scales"]

SHADES = dict(zip(ALGORITHMS, ("#c0504d", "#c98a4a", "#9a6fb0", BLUE, "#5a9e6f"), strict=True))


def reward_curves(rows: Sequence[Row]) -> Figure:
    """Gold reward against N for every algorithm; thin dashes are the proxy's own opinion of Best-of-N."""

    def draw(axes: Axes, rows: Sequence[Row]) -> None:
        for name, shade in SHADES.items():
            chosen = [row for row in rows if row["algorithm"] == name]
            draws, gold, low, high = _columns(chosen, "draws", "gold", "low", "high")
            style = "--" if name == "pessimism, estimated" else "-"
            axes.fill_between(draws, low, high, color=shade, alpha=0.10, linewidth=0)
            axes.plot(draws, gold, style, color=shade, linewidth=1.4, label=name)
            if name == "best of N":
                axes.plot(draws, _columns(chosen, "proxy")[0], ":", color=shade, linewidth=1, label="best of N, by the proxy")
        for name, style in (("reference", "-"), ("comparator", "--")):
            level = float(next(row["gold"] for row in rows if row["algorithm"] == name))
            axes.axhline(level, color=FAINT, linewidth=0.8, linestyle=style, label=name)
        axes.set_xscale("log", base=2)
        axes.set_xlabel("draws N")

    return _panels(rows, draw, "expected gold reward")


def regrets(rows: Sequence[Row]) -> Figure:
    """Regret against the comparator at the largest N, a dot a prompt, against ``eps sqrt(C - 1)`` of that prompt."""

    def draw(axes: Axes, rows: Sequence[Row]) -> None:
        error, coverage, comparator = _columns(rows, "error", "coverage", "comparator")
        skyline = error * np.sqrt(coverage - 1)
        for name in ("best of N", "pessimism"):
            axes.plot(skyline, comparator - _columns(rows, name)[0], ".", color=SHADES[name], markersize=4, alpha=0.7, label=name)
        top = float(skyline.max()) * 1.1
        axes.plot([0, top], [0, top], color=FAINT, linewidth=0.8, label="the skyline")
        axes.axhline(0, color=FAINT, linewidth=0.5)
        axes.set_xlabel("error times sqrt(C - 1)")

    return _panels(rows, draw, "regret at N = 1024")


def scales(rows: Sequence[Row], curves: Sequence[Row]) -> Figure:
    """Gold reward at the largest N against the factor by which a parameter is scaled; the dash is the best Best-of-N."""

    def draw(axes: Axes, rows: Sequence[Row]) -> None:
        for name in ("soft best of N", "pessimism"):
            factor, gold = _columns([row for row in rows if row["algorithm"] == name], "factor", "gold")
            axes.plot(factor, gold, "o-", color=SHADES[name], linewidth=1.2, markersize=3, label=name)
        wanted = [row for row in curves if row["labels"] == rows[0]["labels"] and row["algorithm"] == "best of N"]
        best = float(_columns(wanted, "gold")[0].max())
        axes.axhline(best, color=SHADES["best of N"], linewidth=0.9, linestyle="--", label="best of N, best N")
        axes.set_xscale("log", base=2)
        axes.set_xlabel("factor on the parameter")

    return _panels(rows, draw, "gold reward at N = 1024")


def _panels(rows: Sequence[Row], draw: Any, ylabel: str) -> Figure:
    """One panel for each number of labels, two in a row, with one legend."""
    import matplotlib
    from matplotlib.figure import Figure

    labels = list(dict.fromkeys(row["labels"] for row in rows))
    with matplotlib.rc_context(STYLE):
        lines = -(-len(labels) // 2)
        figure = Figure(figsize=(7.6, 0.8 + 2.5 * lines), layout="constrained")
        grid = figure.subplots(lines, 2, sharey=True, squeeze=False)
        for axes in grid.flat[len(labels) :]:
            axes.remove()
        for axes, number in zip(grid.flat, labels, strict=False):
            draw(axes, [row for row in rows if row["labels"] == number])
            axes.set_title(f"proxy from {int(number):,} labels", fontsize=9, color=GREY)
            axes.spines[["top", "right"]].set_visible(False)
        for axes in grid[:, 0]:
            axes.set_ylabel(ylabel)
        figure.legend(*grid[0, 0].get_legend_handles_labels(), loc="outside lower center", ncols=4, frameon=False)
    return figure


def _columns(rows: Sequence[Row], *names: str) -> list[np.ndarray]:
    return [np.array([float(row[name]) for row in rows]) for name in names]
