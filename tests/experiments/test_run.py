"""The short run, and the committed tables of the full one: what must hold of any model at any checkpoint."""

from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest

import experiments.layered_paths as package
from experiments.layered_paths import metrics, task
from experiments.layered_paths.metrics import Row
from experiments.layered_paths.plots import training_curves
from experiments.layered_paths.recompute import recompute

DATA = Path(package.__file__).parent / "data"
# Entries are written with six digits: a sum of rounded entries may be off by one in the last.
ROUNDING = 1e-5


def check_rows(rows: list[Row]) -> None:
    """Ranges, bounds, and monotony in N, at every checkpoint."""
    checkpoints: dict[tuple[str, ...], dict[str, list[tuple[float, float]]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        value, low, high = (float(row[name]) for name in ("value", "low", "high"))
        key = row["seed"], row["phase"], row["step"], row["law"]
        checkpoints[key][row["metric"]].append((float(row["level"] or 0), value))
        assert 0 <= low <= value
        if row["metric"] != "kl":
            assert value <= high <= 1
    for found in checkpoints.values():
        values = {metric: [value for _, value in sorted(entries)] for metric, entries in found.items()}
        assert len(values["coverage"]) == len(metrics.LEVELS) and len(values["pass"]) == len(metrics.DRAWS)
        assert values["coverage"] == sorted(values["coverage"], reverse=True)
        assert values["pass"] == sorted(values["pass"])
        assert values["pass"][0] <= values["valid"][0] + ROUNDING
        assert values["g1"][0] + values["g2"][0] <= values["valid"][0] + ROUNDING


def test_the_committed_tables_are_consistent():
    rows = metrics.read(DATA / "metrics.csv")
    check_rows(rows)
    assert {row["seed"] for row in rows} == {"0", "1", "2"}
    chosen = metrics.read(DATA / "selection.csv")
    steps = {row["step"] for row in rows if row["phase"] == "finetuning"}
    assert {row["step"] for row in chosen} <= steps


def test_the_committed_tables_have_a_figure():
    figure = training_curves(metrics.read(DATA / "metrics.csv"), metrics.read(DATA / "selection.csv"))
    assert len(figure.axes) == 6
    assert all(axes.get_lines() for axes in figure.axes)


@pytest.mark.deep
def test_the_short_run_is_consistent_and_learns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    import equinox  # noqa: F401

    from experiments.layered_paths import train
    from experiments.layered_paths.transformer import path_log_probs

    run = tmp_path / "run"
    monkeypatch.setattr("sys.argv", ["train", "--short", "--out", str(run)])
    train.main()

    rows = metrics.read(run / "metrics.csv")
    check_rows(rows)
    recompute(run, tmp_path / "again")
    for name in ("metrics.csv", "selection.csv"):
        assert (tmp_path / "again" / name).read_bytes() == (run / name).read_bytes()

    last = train.SHORT.pretraining_steps
    losses = {int(row["step"]): float(row["value"]) for row in rows if row["metric"] == "kl" and row["law"] == "pretraining"}
    assert losses[last] < losses[0] / 4

    import equinox as eqx

    model = eqx.tree_deserialise_leaves(run / "seed0" / "pretraining.eqx", train.new_model(0, train.SHORT))
    prompts = task.held_out("pretraining", train.SHORT.prompts)
    stored = np.load(run / "seed0" / f"pretraining-{last:06d}.npz")["pretraining"]
    assert (stored == path_log_probs(model, prompts.tokens, prompts.paths)).all()


def test_a_stopped_run_goes_on_as_if_it_had_not_been(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    from experiments.layered_paths import train

    settings = train.Settings(depth=1, width=8, heads=2, batch=2, pretraining_steps=9, warmup=2, checkpoints=2)
    monkeypatch.setattr(train, "SAVED_EVERY", 4)
    train.pretrained(0, settings, tmp_path / "whole")

    whole, taken = train._update, []

    def stopping(optimiser):
        update = whole(optimiser)

        def step(*arguments):
            taken.append(1)
            if len(taken) == 7:
                raise KeyboardInterrupt
            return update(*arguments)

        return step

    monkeypatch.setattr(train, "_update", stopping)
    with pytest.raises(KeyboardInterrupt):
        train.pretrained(0, settings, tmp_path / "stopped")
    assert [file.name for file in (tmp_path / "stopped").iterdir()] == ["pretraining.state"]
    train.pretrained(0, settings, tmp_path / "stopped")
    # The steps from the state at step 4 on: 4 to 9.
    assert len(taken) == 7 + 6
    (model,) = (tmp_path / "stopped").iterdir()
    assert model.read_bytes() == (tmp_path / "whole" / "pretraining.eqx").read_bytes()


def test_seeds_side_by_side_are_those_one_after_another(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    from experiments.layered_paths import train

    settings = train.Settings(
        depth=1, width=8, heads=2, batch=2, pretraining_steps=9, finetuning_steps=9, warmup=2, prompts=8, checkpoints=2
    )
    for workers in (1, 2):
        train.run([0, 1], settings, tmp_path / str(workers), workers=workers)
    assert "seed 1, finetuning, step 9 of 9: KL " in capsys.readouterr().out
    for name in ("metrics.csv", "selection.csv"):
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()
    check_rows(metrics.read(tmp_path / "1" / "metrics.csv"))
