"""Bracket words: the grammar, its exact laws, cached reading; the short run and the committed tables."""

import math
from functools import partial
from pathlib import Path

import numpy as np
import pytest

import experiments.guided_brackets as package
from experiments.guided_brackets import task
from experiments.layered_paths.metrics import Row, read
from theory_lab import numbers as xp
from theory_lab.counting.words import two_types

DATA = Path(package.__file__).parent / "data"


def stack_after(word: list[int]) -> list[int] | None:
    """The open brackets of a prefix, or ``None`` when a closing letter does not fit."""
    opened: list[int] = []
    for letter in word:
        if letter < 2:
            opened.append(letter)
        elif not opened or opened.pop() != letter - 2:
            return None
    return opened


@pytest.fixture(scope="module")
def words() -> np.ndarray:
    return task.draw_words(np.random.default_rng(0), 4000, 8)


def test_balance_is_what_a_stack_says(words: np.ndarray):
    import jax.numpy as jnp

    expected = np.array([stack_after(word) == [] for word in words.tolist()])
    assert (task.balanced(np, words) == expected).all() and expected.any()
    assert (np.asarray(task.balanced(jnp, jnp.asarray(words))) == expected).all()


def test_allowed_letters_are_those_that_leave_a_way_to_balance(words: np.ndarray):
    import jax.numpy as jnp

    lengths = np.random.default_rng(3).integers(0, 8, len(words))
    found = task.allowed(np, words, lengths)
    assert (np.asarray(task.allowed(jnp, jnp.asarray(words), jnp.asarray(lengths))) == found).all()
    for word, length, row in zip(words.tolist(), lengths.tolist(), found.tolist(), strict=True):
        for letter in range(task.LETTERS):
            opened = stack_after([*word[:length], letter])
            assert row[letter] == (opened is not None and len(opened) <= 8 - length - 1)


def test_heights_never_fall_below_0(words: np.ndarray):
    for word, heights in zip(words.tolist(), task.heights(np, words).tolist(), strict=True):
        height = 0
        for letter, found in zip(word, heights, strict=True):
            height = height + 1 if letter < 2 else max(height - 1, 0)
            assert found == height


def test_laws_and_values_are_those_of_the_counting_problem():
    problem = two_types(8, task.SLIP, task.FIRST)
    assert task.mass(8) == pytest.approx(float(problem.completions(problem.start)), rel=1e-14)
    tree = problem.tree
    for v in range(tree.size):
        word = tree.words[v]
        if len(word) < 8:
            padded = np.array([word + (0,) * (8 - len(word))])
            law = np.exp(task.next_logs(np, padded, np.array([len(word)])))[0]
            opened = stack_after(list(word))
            state = (8 - len(word), tuple(opened or ()))
            for move in problem.moves(state):
                assert law[move.letter] == pytest.approx(float(move.probability), rel=1e-14)
            assert task.values(8)[8 - len(word), len(opened or ())] == pytest.approx(float(problem.completions(state)), rel=1e-13)


def test_the_target_is_exact_word_by_word():
    problem = two_types(8, task.SLIP, task.FIRST)
    leaves = np.array([problem.tree.words[leaf] for leaf in problem.tree.leaves])
    target = np.array([float(xp.value(mass)) for mass in problem.target])
    found = np.exp(task.target_logs(leaves))
    assert np.abs(found - target).max() <= 1e-15 and abs(found.sum() - 1) <= 1e-13
    assert task.target_entropy(8) == pytest.approx(-(target * np.log(target)).sum(), rel=1e-12)
    returns, kinds = (task.heights(np, leaves) == 0).sum(axis=1), (leaves == 0).sum(axis=1)
    assert np.abs(np.bincount(returns, target, 5) - task.target_returns(8)).max() <= 1e-14
    assert np.abs(np.bincount(kinds, target, 5) - task.target_kinds(8)).max() <= 1e-14


def test_drawn_words_follow_their_laws():
    n = 20_000
    words = task.draw_words(np.random.default_rng(1), n, 6)
    # Hoeffding: a sound generator fails with probability at most 1e-9.
    assert abs(task.balanced(np, words).mean() - task.mass(6)) <= math.sqrt(math.log(2e9) / (2 * n))
    targets = task.draw_targets(np.random.default_rng(2), n, 6)
    assert task.balanced(np, targets).all()
    frequencies = np.bincount((targets == 0).sum(axis=1), minlength=4) / n
    assert (np.abs(frequencies - task.target_kinds(6)) <= math.sqrt(math.log(8e9) / (2 * n))).all()


def test_cached_reading_agrees_with_whole_words():
    import jax
    import jax.numpy as jnp

    from experiments.guided_brackets import reading

    # Compiled, as the samplers take them.
    network = jax.jit(partial(reading.new_network, 3, length=6, depth=2, width=8, heads=2))()
    read = jax.jit(reading.read)
    words = jnp.asarray(np.random.default_rng(0).integers(0, 4, (5, 6)))
    expected = np.asarray(jax.jit(reading.letter_logits)(network, words))
    cache, last = reading.empty_cache(network, 5), jnp.full(5, reading.START)
    detour = (words + 1) % 4
    for place in range(6):
        if place:
            # A step to another child and back leaves no trace.
            cache, _ = read(network, cache, detour[:, place - 1], jnp.full(5, place))
        cache, outputs = read(network, cache, last, jnp.full(5, place))
        last = words[:, place]
        # Logits are float32, and the two layouts differ in the order of their sums.
        assert np.abs(np.asarray(outputs) - expected[:, place]).max() <= 256 * 2.0**-23


def check_rows(rows: list[Row], length: int) -> None:
    """What holds for every run."""
    for row in rows:
        assert 0 <= float(row["balanced"]) <= 1
        if row["sampler"] in ("walk", "first leaf"):
            assert float(row["balanced"]) == 1
        if row["sampler"] == "stepwise" and row["divergence"]:
            assert float(row["tokens"]) * float(row["balanced"]) <= length * (1 + 1e-5)
            share = 3 / math.sqrt(int(row["words"]) * float(row["balanced"]))
            assert float(row["divergence"]) >= -6 * float(row["error"]) - share
        for name in ("returns", "kinds"):
            assert not row[name] or 0 <= float(row[name]) <= 1


def test_the_committed_tables_are_consistent():
    rows = read(DATA / "samplers.csv")
    check_rows(rows, 32)
    assert {row["seed"] for row in rows} == {"0", "1", "2"}
    samplers = {row["sampler"] for row in rows}
    assert samplers == {"blocks", "first leaf", "rejection", "stepwise", "walk"} and {row["checked"] for row in rows} == {
        "0",
        "1",
    }
    errors = read(DATA / "values.csv")
    assert len(errors) == 3 * 31 * len({row["rollouts"] for row in errors})
    # Jensen: the product of a mean and the mean of the inverse is at least 1.
    assert all(float(row["over"]) * float(row["under"]) >= 1 - 1e-5 for row in errors)


def test_the_committed_tables_have_figures():
    from experiments.guided_brackets.plots import errors_along_words, quality_against_cost

    for reference in ("generator", "network"):
        assert all(axes.get_lines() for axes in quality_against_cost(read(DATA / "samplers.csv"), reference).axes)
    assert len(errors_along_words(read(DATA / "values.csv")).axes) == 3


@pytest.mark.deep
def test_the_short_run_learns_and_its_walk_has_the_target_law(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    from experiments.guided_brackets import networks, sample, train
    from experiments.guided_brackets.recompute import recompute

    run = tmp_path / "run"
    monkeypatch.setattr("sys.argv", ["train", "--short", "--out", str(run)])
    train.main()
    length = networks.SHORT.length
    rows = read(run / "samplers.csv")
    check_rows(rows, length)
    recompute(run, networks.SHORT, tmp_path / "again")
    for name in ("samplers.csv", "values.csv"):
        assert (tmp_path / "again" / name).read_bytes() == (run / name).read_bytes()

    # A model that has learned nothing is balanced with probability at most Catalan(5) 2^5 / 4^10 = 0.0013.
    assert float(next(row for row in rows if row["sampler"] == "rejection")["balanced"]) > 0.05
    walk = next(one for one in sample.drawn(run, 0) if one.sampler == "walk" and one.reference == "generator")
    law, n = task.target_kinds(length), len(walk.words)
    frequencies = np.bincount((walk.words == 0).sum(axis=1), minlength=length // 2 + 1) / n
    radius = 0.5 * np.sqrt(law * (1 - law) / n).sum() + math.sqrt(math.log(1e3) / (2 * n))
    assert 0.5 * np.abs(frequencies - law).sum() <= radius


def test_most_words_are_unbalanced():
    assert task.mass(32) == pytest.approx(0.025331639209, rel=1e-9)
