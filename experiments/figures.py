"""The figures of the experiments, drawn from their committed tables into ``figures`` beside each README.

``python -m experiments.figures`` writes them again; nothing is trained and nothing is sampled.

Main definitions: ``figures``, ``write``.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from experiments.guided_brackets import plots as brackets
from experiments.layered_paths import plots as paths
from experiments.layered_paths.metrics import read
from experiments.reward_hacking import plots as hacking

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["figures", "write"]

ROOT = Path(__file__).parent


def figures() -> dict[Path, Callable[[], Figure]]:
    """What draws each file."""
    tables = {path.relative_to(ROOT): read(path) for path in sorted(ROOT.glob("*/data/*.csv"))}

    def table(experiment: str, name: str) -> list[dict[str, str]]:
        return tables[Path(experiment, "data", f"{name}.csv")]

    metrics, samplers = table("layered_paths", "metrics"), table("guided_brackets", "samplers")
    return {
        ROOT / experiment / "figures" / f"{name}.svg": draw
        for experiment, name, draw in (
            ("layered_paths", "training", lambda: paths.seed_bands(metrics)),
            ("layered_paths", "ranks", lambda: paths.rank_bars(metrics)),
            ("reward_hacking", "rewards", lambda: hacking.reward_curves(table("reward_hacking", "curves"))),
            ("reward_hacking", "regrets", lambda: hacking.regrets(table("reward_hacking", "prompts"))),
            (
                "reward_hacking",
                "scales",
                lambda: hacking.scales(table("reward_hacking", "sweep"), table("reward_hacking", "curves")),
            ),
            ("guided_brackets", "generator", lambda: brackets.quality_against_cost(samplers, "generator")),
            ("guided_brackets", "network", lambda: brackets.quality_against_cost(samplers, "network")),
            ("guided_brackets", "values", lambda: brackets.errors_along_words(table("guided_brackets", "values"))),
        )
    }


def write() -> None:
    """Draw every figure; text stays text, and the same tables give the same bytes."""
    import matplotlib

    from theory_lab.report.plots import STYLE

    for path, draw in figures().items():
        path.parent.mkdir(exist_ok=True)
        with matplotlib.rc_context(STYLE):
            draw().savefig(path, format="svg", facecolor="white", metadata={"Date": None, "Creator": None})


if __name__ == "__main__":
    write()
