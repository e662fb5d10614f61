"""The parts of the reward-hacking experiment: sampling, gold rule, proxies, tuning, evaluation."""

import math
from pathlib import Path

import numpy as np
import pytest

from experiments.layered_paths import task
from experiments.layered_paths.transformer import Transformer, next_token_log_probs
from experiments.reward_hacking import evaluation, responses, rewards
from experiments.reward_hacking.algorithms import ALGORITHMS, COVERAGE, Tuning, comparator
from experiments.reward_hacking.responses import Responses

SAMPLES, TEMPERATURE = 1000, 0.1


@pytest.fixture(scope="module")
def model() -> Transformer:
    return Transformer(3, vocabulary=task.VOCABULARY, positions=task.PROMPT + task.LAYERS, depth=1, width=8, heads=2)


@pytest.fixture(scope="module")
def prompts() -> task.Prompts:
    return task.draw_prompts(np.random.default_rng(1), 3, "pretraining")


@pytest.fixture(scope="module")
def drawn(model: Transformer, prompts: task.Prompts) -> Responses:
    return responses.draw(model, prompts, SAMPLES, TEMPERATURE, np.random.default_rng(2))


@pytest.fixture
def handmade(prompts: task.Prompts) -> Responses:
    """A valid path, one whose fourth node is a dead end, one that starts outside of the first layer."""
    valid = prompts.paths[0, 0]
    dead = valid.copy()
    dead[3] = 13 + np.flatnonzero(~prompts.passable[0, 3])[0]
    outside = valid.copy()
    outside[0] = valid[1]
    return Responses(np.array([0, 0, 0]), np.stack([valid, dead, outside]), np.array([1, 2, 1]), prompts.passable)


def test_all_samples_are_counted_and_responses_are_distinct(drawn: Responses):
    assert (np.bincount(drawn.owner, weights=drawn.counts) == SAMPLES).all()
    assert (np.diff(drawn.owner) >= 0).all()
    assert len({(owner, *path) for owner, path in zip(drawn.owner, drawn.paths.tolist(), strict=True)}) == len(drawn.owner)
    assert len(drawn.repeated()) == 3 * SAMPLES
    assert all(drawn.base(k).sum() == pytest.approx(1, abs=1e-12) for k in range(3))


@pytest.mark.parametrize("length", [1, 2, 5])
def test_samples_follow_the_tempered_law(length: int, model: Transformer, prompts: task.Prompts, drawn: Responses):
    """The frequency of the most frequent prefix, against the product of its tempered next-token laws."""
    place = drawn.of(1)
    prefixes, inverse = np.unique(drawn.paths[place, :length], axis=0, return_inverse=True)
    counts = np.bincount(inverse.ravel(), weights=drawn.counts[place])
    prefix, probability = prefixes[counts.argmax()], 1.0
    for h in range(length):
        logs = next_token_log_probs(model, np.concatenate([prompts.tokens[1], prefix[:h]])[None])[0] / TEMPERATURE
        probability *= np.exp(logs[prefix[h]] - np.logaddexp.reduce(logs))
    # Hoeffding: a sound sampler fails with probability at most 1e-9.
    assert abs(counts.max() / SAMPLES - probability) <= math.sqrt(math.log(2e9) / (2 * SAMPLES))
    assert probability > 0.05


def test_responses_survive_a_file(tmp_path: Path, drawn: Responses):
    responses.save(tmp_path / "r.npz", drawn)
    for stored, value in zip(responses.load(tmp_path / "r.npz"), drawn, strict=True):
        assert (stored == value).all()


def test_nobody_responds_to_no_prompts(model: Transformer, prompts: task.Prompts):
    nothing = task.Prompts(*(part[:0] for part in prompts))
    with pytest.raises(ValueError, match="at least one prompt"):
        responses.draw(model, nothing, 4, 1.0, np.random.default_rng(0))


def test_reach_ends_at_the_first_dead_end(handmade: Responses):
    assert rewards.reach(handmade).tolist() == [1, 3 / 8, 0]


def test_worth_is_that_of_all_nodes_of_their_layers(handmade: Responses):
    for path, found in zip(handmade.paths, rewards.worth(handmade), strict=True):
        values = [rewards.VALUES[h, (node - 1) % 4] if (node - 1) // 4 == h else 0 for h, node in enumerate(path)]
        assert found == pytest.approx(1 / (1 + math.exp(-10 * (sum(values) / 8 - 0.5))), rel=1e-12)
    assert (rewards.gold(handmade) == rewards.reach(handmade) * rewards.worth(handmade)).all()


def test_a_padding_token_is_a_dead_end(handmade: Responses):
    padded = handmade._replace(paths=np.full_like(handmade.paths, task.VOCABULARY - 1))
    assert (rewards.reach(padded) == 0).all()
    assert np.allclose(rewards.worth(padded), 1 / (1 + math.exp(5)))


def test_features_show_path_and_passable_nodes(handmade: Responses, prompts: task.Prompts):
    shown = rewards.features(handmade) + 0.25
    assert shown.shape == (3, 64) and set(np.unique(shown)) == {0, 1}
    assert (shown[0, :32].reshape(8, 4).argmax(axis=1) == (handmade.paths[0] - 1) % 4).all()
    assert shown[2, :4].sum() == 0
    assert (shown[:, 32:] == prompts.passable[0].ravel()).all()


def test_a_proxy_learns_and_scores_on_the_grid():
    rng = np.random.default_rng(5)
    inputs = rng.normal(size=(600, 6)).astype(np.float32)
    labels = 1 / (1 + np.exp(-inputs[:, 0] + inputs[:, 1] * inputs[:, 2]))
    model = rewards.fit(inputs[:500], labels[:500], 0, rewards.Recipe(width=32, steps=400))
    found = rewards.scores(model, inputs)
    assert (found * rewards.GRID == np.rint(found * rewards.GRID)).all() and 0 <= found.min() <= found.max() <= 1
    assert np.mean((found - labels)[500:] ** 2) < np.var(labels[500:]) / 4


def test_the_comparator_is_the_base_law_given_the_best_rewards():
    rng = np.random.default_rng(6)
    for _ in range(50):
        base = rng.multinomial(1024, rng.dirichlet(np.ones(40) / 3)) / 1024
        base = base[base > 0]
        gold = rng.integers(12, size=len(base)) / 12
        target = comparator(base, gold)
        kept = target > 0
        assert gold[kept].min() > gold[~kept].max(initial=-1)
        mass = base[kept].sum()
        assert mass >= 1 / COVERAGE - 1e-9 and np.allclose(target[kept], base[kept] / mass)
        better = gold > gold[kept].min()
        assert base[better].sum() < 1 / COVERAGE


def test_strengths_are_those_of_the_skyline():
    assert Tuning.of(0.3, coverage=10) == Tuning(pytest.approx(0.1), pytest.approx(0.1), pytest.approx(0.075))


def test_cells_of_the_estimated_constant_hardly_matter(monkeypatch: pytest.MonkeyPatch):
    rng = np.random.default_rng(8)
    base = rng.multinomial(1024, rng.dirichlet(np.ones(300) / 4)) / 1024
    proxy, gold = rng.integers(200, size=300) / 256, rng.random(300)
    name, tuning = "pessimism, estimated", Tuning.of(0.15)
    found = {draws: ALGORITHMS[name](base, proxy, draws, tuning) @ gold for draws in (1, 4, 64)}
    monkeypatch.setattr("experiments.reward_hacking.algorithms.CELLS", 2048)
    for draws, value in found.items():
        assert abs(ALGORITHMS[name](base, proxy, draws, tuning) @ gold - value) < 1e-3


@pytest.fixture
def few() -> tuple[Responses, np.ndarray]:
    """Twelve responses to each of two prompts, and gold rewards on the grid."""
    rng = np.random.default_rng(9)
    counts = np.concatenate([1 + rng.multinomial(52, np.ones(12) / 12) for _ in range(2)])
    passable = np.ones((2, task.LAYERS, task.WIDTH), dtype=bool)
    paths = np.zeros((24, task.LAYERS), dtype=np.int64)
    return Responses(np.repeat([0, 1], 12), paths, counts, passable), rng.integers(257, size=24) / 256


@pytest.mark.parametrize("temperature", [1e-3, 1e-5])
def test_soft_best_of_n_at_a_tiny_temperature_is_best_of_n(temperature: float, few: tuple[Responses, np.ndarray]):
    drawn, gold = few
    base, proxy, tuning = drawn.base(0), gold[drawn.of(0)], Tuning(0.1, temperature, 0.1)
    for draws in (1, 8, 1024):
        soft, hard = (ALGORITHMS[name](base, proxy, draws, tuning) for name in ("soft best of N", "best of N"))
        assert np.allclose(soft, hard, atol=0.03) and soft.sum() == pytest.approx(1, abs=1e-9)


def test_one_draw_is_the_base_law_for_algorithms_that_keep_a_draw(few: tuple[Responses, np.ndarray]):
    drawn, gold = few
    outcome = evaluation.evaluate(drawn, gold, gold, Tuning.of(0.2))
    described = evaluation.describe(drawn, gold, gold)
    assert np.allclose(outcome.gold[:3, 0], described.base, atol=1e-12)
    assert np.allclose(outcome.coverage[:3, 0], 1, atol=1e-9)
    assert (described.error == 0).all() and (described.responses == 12).all()
    # With the gold rule as proxy, Best-of-N never loses by more draws, and pessimism improves on the base law.
    assert (np.diff(outcome.gold[0], axis=0) >= 0).all()
    assert (outcome.gold[3, -1] > described.base).all()


def test_a_sweep_passes_through_the_tuned_parameters(few: tuple[Responses, np.ndarray]):
    drawn, gold = few
    tuning = Tuning.of(0.2)
    found = evaluation.sweep(drawn, gold, gold, tuning)
    middle = evaluation.FACTORS.index(1.0)
    for name, values in found.items():
        outcome = evaluation.evaluate(drawn, gold, gold, tuning, (name,))
        assert values[middle] == pytest.approx(outcome.gold[0, -1].mean(), rel=1e-12)
