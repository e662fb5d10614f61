"""The figures of the experiments come from the committed tables, and each stands on a page that says what to see."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from experiments import figures
from experiments.layered_paths import metrics
from experiments.layered_paths.plots import rank_bars, seed_bands
from experiments.layered_paths.ranks import PAIRS, rank_correlations
from theory_lab.report.plots import GREY

ROWS = metrics.read(figures.ROOT / "layered_paths" / "data" / "metrics.csv")


@pytest.mark.parametrize("path", figures.figures(), ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_a_figure_is_written_and_stands_on_its_page(path: Path) -> None:
    text = path.read_text("utf-8")
    assert "<svg" in text and GREY in text
    page = (path.parents[1] / "README.md").read_text("utf-8")
    place = page.index(f"](figures/{path.name})")
    following = page[place:].split("![")[0]
    assert "**What to see.**" in following and "**What it does not show.**" in following


def test_bands_hold_every_number_of_draws_and_all_seeds() -> None:
    figure = seed_bands(ROWS)
    labels = [line.get_label() for line in figure.axes[-1].get_lines()]
    assert labels == [str(draws) for draws in metrics.DRAWS]
    assert len(figure.axes) == 6 and all(len(axes.collections) == len(axes.get_lines()) for axes in figure.axes)


def test_rank_correlations_are_those_of_scipy_and_change_without_the_first_checkpoints() -> None:
    found = rank_correlations(ROWS, "finetuning")
    assert found.keys() == PAIRS.keys()
    assert [round(covered, 2) for covered, _ in found["64"]] == [0.99, 0.96, 0.98]
    assert [round(diverged, 2) for _, diverged in found["8"]] == [0.48, 0.38, 0.51]
    later = rank_correlations(ROWS, "finetuning", 4)
    assert all(late < whole for (_, late), (_, whole) in zip(later["8"], found["8"], strict=True))
    assert math.isnan(rank_correlations(ROWS, "finetuning", 8)["8"][2][0])  # coverage is constant there
    assert len(rank_bars(ROWS).axes) == 2
