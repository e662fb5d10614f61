"""The reward-hacking experiment at a small size, and the committed tables of the full one."""

from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest

import experiments.reward_hacking as package
from experiments.layered_paths.metrics import Row, read
from experiments.reward_hacking.evaluation import BUDGETS, FACTORS
from experiments.reward_hacking.plots import regrets, reward_curves, scales

DATA = Path(package.__file__).parent / "data"
NAMES = ("best of N", "soft best of N", "best of majority", "pessimism", "pessimism, estimated")
# Entries are written with five digits.
ROUNDING = 1e-4


def tables(folder: Path) -> dict[str, list[Row]]:
    return {name: read(folder / f"{name}.csv") for name in ("curves", "prompts", "sweep", "proxies")}


def columns(rows: list[Row], *names: str) -> list[np.ndarray]:
    return [np.array([float(row[name]) for row in rows]) for name in names]


def check(found: dict[str, list[Row]]) -> None:
    check_curves(found["curves"])
    strengths = {row["labels"]: float(row["strength"]) for row in found["curves"]}
    for labels, strength in strengths.items():
        check_prompts([row for row in found["prompts"] if row["labels"] == labels], strength)
    for rows in found["sweep"], found["proxies"]:
        assert {row["labels"] for row in rows} == set(strengths)
    assert len(found["sweep"]) == 2 * len(FACTORS) * len(strengths)


def check_curves(rows: list[Row]) -> None:
    """Ranges, the order of base law and comparator, and what is monotone by theorem."""
    curves: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        curves[row["labels"], row["algorithm"]].append(row)
        assert 0 <= float(row["low"]) <= float(row["gold"]) <= float(row["high"]) <= 1
    for (labels, name), curve in curves.items():
        if name in ("reference", "comparator"):
            assert len(curve) == 1
            continue
        draws, gold, proxy, coverage = columns(curve, "draws", "gold", "proxy", "coverage")
        assert tuple(draws) == BUDGETS
        reference = float(curves[labels, "reference"][0]["gold"])
        assert reference <= float(curves[labels, "comparator"][0]["gold"])
        if name in ("best of N", "soft best of N", "best of majority"):
            assert abs(gold[0] - reference) <= ROUNDING
            assert (coverage <= 1.0001 * draws**2 / (2 * draws - 1)).all()
        if name == "best of N":
            assert (np.diff(proxy) >= -ROUNDING).all() and (np.diff(coverage) >= -ROUNDING * coverage[1:]).all()
        if name == "pessimism":
            # The law moves monotonically from the base law to the regularised policy.
            assert (np.diff(proxy) >= -ROUNDING).all()
            assert (np.diff(gold) >= -ROUNDING).all() or (np.diff(gold) <= ROUNDING).all()


def check_prompts(rows: list[Row], strength: float) -> None:
    """The regret bounds of pessimism and of Best-of-N hold on every prompt."""
    error, coverage, reference, target, best = columns(rows, "error", "coverage", "reference", "comparator", "best")
    assert (coverage >= 1 - ROUNDING).all() and (coverage <= 10.001).all()
    assert (reference <= target + ROUNDING).all() and (target <= best + ROUNDING).all()
    draws = BUDGETS[-1]
    bounds = {
        "pessimism": strength / 2 * (coverage - 1) + error**2 / (2 * strength) + np.exp(-draws * strength / (1 + strength)),
        "pessimism, estimated": strength * (coverage - 1)
        + error**2 / strength
        + 3 * np.exp(-0.153 * draws * strength / (1 + strength)),
        "best of N": (1 - 1 / coverage) ** draws + error * (np.sqrt(coverage) + draws / np.sqrt(2 * draws - 1)),
    }
    for name, bound in bounds.items():
        (earned,) = columns(rows, name)
        assert (target - earned <= bound + ROUNDING).all()
    curve, final = columns(rows, "at_best_draws", "best of N")
    assert (curve >= final).all() and (curve <= best + ROUNDING).all()
    for name in NAMES:
        (earned,) = columns(rows, name)
        assert (earned >= 0).all() and (earned <= best + ROUNDING).all()


def test_the_committed_tables_obey_the_theorems():
    found = tables(DATA)
    check(found)
    prompts = [row for row in found["prompts"] if row["labels"] == found["prompts"][0]["labels"]]
    assert len(prompts) >= 200
    assert len({row["labels"] for row in found["prompts"]}) >= 3
    assert sum((DATA / f"{name}.csv").stat().st_size for name in found) < 300_000


def test_the_committed_tables_show_over_optimisation_and_its_cure():
    """With the poorest proxy Best-of-N gains by more draws, then loses most of it; pessimism keeps most of it."""
    rows = tables(DATA)["curves"]
    poorest = [row for row in rows if row["labels"] == rows[0]["labels"]]
    curves = {name: columns([row for row in poorest if row["algorithm"] == name], "gold")[0] for name in NAMES}
    best, reference = curves["best of N"].max(), curves["best of N"][0]
    assert 0 < curves["best of N"].argmax() < len(BUDGETS) - 1
    assert curves["best of N"][-1] - reference < (best - reference) / 10
    assert curves["pessimism"][-1] - reference > 9 * (best - reference) / 10


def test_proxies_with_more_labels_have_smaller_errors():
    rows = tables(DATA)["proxies"]
    by_labels = defaultdict(list)
    for row in rows:
        by_labels[int(row["labels"])].append(float(row["error"]))
    means = [np.mean(by_labels[labels]) for labels in sorted(by_labels)]
    assert means == sorted(means, reverse=True)


@pytest.mark.parametrize("draw", [lambda t: reward_curves(t["curves"]), lambda t: regrets(t["prompts"])])
def test_the_committed_tables_have_figures(draw):
    figure = draw(tables(DATA))
    assert len(figure.axes) >= 3 and all(axes.get_lines() for axes in figure.axes)


def test_the_sweep_has_a_figure():
    found = tables(DATA)
    assert all(len(axes.get_lines()) == 3 for axes in scales(found["sweep"], found["curves"]).axes)


@pytest.mark.deep
def test_the_short_run_obeys_the_theorems_and_is_not_made_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    from experiments.reward_hacking import make

    monkeypatch.setattr("sys.argv", ["make", "--short", "--out", str(tmp_path / "run")])
    make.main()
    found = tables(tmp_path / "run" / "tables")
    check(found)
    hacked = [float(row["gold"]) for row in found["curves"] if row["algorithm"] == "best of N" and row["labels"] == "64"]
    assert hacked[-1] < max(hacked)

    monkeypatch.setattr("experiments.reward_hacking.make._tables", lambda *_: pytest.fail("made twice"))
    make.main()
    assert tables(tmp_path / "run" / "tables") == found


@pytest.mark.deep
def test_labels_must_be_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    from dataclasses import replace

    from experiments.reward_hacking import make

    # Any policy has as many responses as are drawn: one that is not trained needs no compiled step.
    monkeypatch.setattr(make.train, "pretrained", lambda seed, settings, folder: make.train.new_model(seed, settings))
    few = replace(make.SHORT, test=(1, 2), tuning=(1, 2))
    with pytest.raises(ValueError, match="32 training responses, too few for 64 labels"):
        make.make(replace(few, training=(2, 16)), tmp_path)
