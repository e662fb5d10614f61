"""The metrics: against loops over paths, against the library's own measures, and their bounds."""

import math
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from experiments.layered_paths import metrics, selection, task
from theory_lab.measures.divergences import kl
from theory_lab.measures.profiles import coverage, profile

N = 40
PHASES = list(task.MIXTURES)


@pytest.fixture(scope="module", params=PHASES)
def phase(request: pytest.FixtureRequest) -> task.Phase:
    return request.param


@pytest.fixture(scope="module")
def hidden() -> np.ndarray:
    return np.random.default_rng(0).integers(2, size=N)


@pytest.fixture(scope="module")
def logs() -> np.ndarray:
    rng = np.random.default_rng(1)
    return np.log(rng.dirichlet([0.3] * 5, size=N)[:, :4])


def test_quantities_equal_loops_over_paths(phase: task.Phase, hidden: np.ndarray, logs: np.ndarray):
    found = metrics.per_prompt(phase, hidden, logs)
    for k in range(N):
        law, model = task.path_law(phase, int(hidden[k])), [math.exp(log) for log in logs[k]]
        support = [(float(p), q) for p, q in zip(law, model, strict=True) if p]
        assert found["kl", ""][k] == pytest.approx(sum(p * math.log(p / q) for p, q in support), rel=1e-9, abs=1e-12)
        assert found["valid", ""][k] == pytest.approx(sum(model), rel=1e-12)
        assert (found["g1", ""][k], found["g2", ""][k]) == (model[3], model[0])
        for level in metrics.LEVELS:
            covered = sum(p for p, q in support if Fraction(p) >= level * Fraction(q))
            assert found["coverage", f"{float(level):g}"][k] == pytest.approx(covered, abs=1e-12)
        for draws in metrics.DRAWS:
            expected = 1 - (1 - sum(q for _, q in support)) ** draws
            assert found["pass", str(draws)][k] == pytest.approx(expected, rel=1e-9)


def test_means_equal_the_measures_of_the_joint_law(phase: task.Phase, hidden: np.ndarray, logs: np.ndarray):
    found = metrics.per_prompt(phase, hidden, logs)
    data, model = (table / N for table in metrics.laws(phase, hidden, logs))
    whole = profile(data, model)
    assert found["kl", ""].mean() == pytest.approx(float(kl(data, model)), rel=1e-12)
    for level in metrics.LEVELS:
        mean = found["coverage", f"{float(level):g}"].mean()
        assert mean == pytest.approx(float(coverage(data, model, level)), abs=1e-12)
        assert mean == pytest.approx(float(whole.at(level)), abs=1e-12)


def test_laws_are_laws(phase: task.Phase, hidden: np.ndarray, logs: np.ndarray):
    for table in metrics.laws(phase, hidden, logs):
        assert table.shape == (N, 5) and table.min() >= 0
        assert np.abs(table.sum(axis=1) - 1).max() <= 2.0**-50


def test_too_much_probability_is_an_error(hidden: np.ndarray, logs: np.ndarray):
    with pytest.raises(ValueError, match="must add up to at most 1, got 4"):
        metrics.laws("finetuning", hidden, np.zeros_like(logs))


def test_bounds_are_those_of_maurer_and_pontil():
    values = np.array([0.0, 2.0, 1.0, 1.0])
    found = metrics.estimate(values, top=2.0)
    radius = math.sqrt(2 * (2 / 3) * math.log(80) / 4) + 7 * 2 * math.log(80) / 9
    assert found == (1.0, max(1 - radius, 0), min(1 + radius, 2))
    many = metrics.estimate(np.tile(values, 5000), top=2.0)
    assert 0 < many.low < many.value == 1 < many.high < 2


@pytest.mark.parametrize("values", [[0.5], [0.5, 1.5], [-0.1, 0.5]])
def test_values_outside_the_range_have_no_bounds(values: list[float]):
    with pytest.raises(ValueError, match=r"at least two values in \[0, 1.0\]"):
        metrics.estimate(np.array(values))


def test_rows_survive_a_file(tmp_path: Path, logs: np.ndarray):
    table = metrics.rows(7, "pretraining", 12, {"finetuning": logs})
    metrics.append(tmp_path / "m.csv", table[:3])
    metrics.append(tmp_path / "m.csv", table[3:])
    assert metrics.read(tmp_path / "m.csv") == table
    assert {(row["seed"], row["phase"], row["step"], row["law"]) for row in table} == {("7", "pretraining", "12", "finetuning")}


def test_a_tournament_compares_every_pair(hidden: np.ndarray):
    rng = np.random.default_rng(2)
    logs = np.log(rng.dirichlet([0.3] * 5, size=(3, N))[..., :4])
    law = metrics.laws("finetuning", hidden, logs[0])[0][:, :4]
    scores = selection.tournament(law, logs, Fraction(2))
    for i in range(3):
        beaten = [
            np.mean([np.exp(logs[j, k, path] - logs[i, k, path]) >= 2 for k, path in enumerate(law.argmax(axis=1))])
            for j in range(3)
        ]
        assert scores[i] == pytest.approx(max(beaten), abs=1e-12)


def test_ties_go_to_the_smaller_cross_entropy():
    assert selection.choice(np.array([0.5, 0.0, 0.0, 0.0]), np.array([0.1, 0.9, 0.7, 0.8])) == (2, 3)


def test_cross_entropy_can_choose_what_a_tournament_rejects():
    """Minority mass 1/1000 with a sure majority has the smaller cross-entropy, and a rival covers the minority."""
    hidden = np.array([0] * 9 + [1])
    hidden = np.concatenate([hidden, hidden])
    sure, balanced = [[1e-3, 1e-9, 1e-9, 0.99]], [[0.3, 1e-9, 1e-9, 0.3]]
    logs = np.log(np.array([np.repeat(sure, 20, axis=0), np.repeat(balanced, 20, axis=0)]))
    first, *others = selection.selections(0, [10, 20], hidden, logs)
    chosen = {row["level"]: row["step"] for row in others}
    assert (first["rule"], first["step"]) == ("cross-entropy", "10")
    assert chosen["4"] == "20" and chosen["8"] == "20"
