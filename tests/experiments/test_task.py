"""The layered-graph task: graphs, paths, hidden parity, laws."""

import math
from fractions import Fraction

import networkx as nx
import numpy as np
import pytest

from experiments.layered_paths import task


@pytest.fixture(scope="module", params=["pretraining", "finetuning"])
def prompts(request: pytest.FixtureRequest) -> task.Prompts:
    return task.draw_prompts(np.random.default_rng(3), 300, request.param)


def layer(node: int) -> int:
    return (node - 1) // 4 + 1


def graph(tokens: np.ndarray) -> nx.DiGraph:
    """The graph that a prompt writes down, read from its tokens alone."""
    edges = tokens[:-2].reshape(-1, 2)
    real = edges[(edges != task.VOCABULARY - 1).all(axis=1)]
    assert (edges[: len(edges) - len(real)] == task.VOCABULARY - 1).all()
    found = nx.DiGraph(real.tolist())
    assert found.number_of_edges() == len(real)
    return found


def test_the_prompt_ends_with_source_and_target(prompts: task.Prompts):
    assert prompts.tokens.shape == (300, task.PROMPT)
    assert (prompts.tokens[:, -2:] == [task.SOURCE, task.TARGET]).all()


def test_the_valid_paths_are_all_paths_of_the_graph(prompts: task.Prompts):
    for tokens, paths in zip(prompts.tokens, prompts.paths, strict=True):
        found = {tuple(path[1:-1]) for path in nx.all_simple_paths(graph(tokens), task.SOURCE, task.TARGET)}
        assert len(found) == 4
        assert found == set(map(tuple, paths.tolist()))


def test_edges_lead_from_passable_nodes_to_the_whole_next_layer(prompts: task.Prompts):
    for tokens, passable in zip(prompts.tokens, prompts.passable, strict=True):
        found = graph(tokens)
        numerals = set((np.flatnonzero(passable) + 1).tolist())
        assert {node for node in found if found.out_degree(node)} == numerals | {task.SOURCE}
        for node in numerals:
            following = set(range(4 * layer(node) + 1, 4 * layer(node) + 5)) if layer(node) < 8 else {task.TARGET}
            assert set(found.successors(node)) == following


def test_two_layers_offer_an_even_and_an_odd_node(prompts: task.Prompts):
    counts = prompts.passable.sum(axis=2)
    assert (np.sort(counts, axis=1) == [1] * 6 + [2] * 2).all()
    assert (prompts.passable[..., ::2].sum(axis=2)[counts == 2] == 1).all()


def test_the_rules_take_nodes_by_the_parity_of_their_layer(prompts: task.Prompts):
    choices = prompts.passable.sum(axis=2) == 2
    agrees = prompts.paths % 2 == np.arange(1, 9) % 2
    expected = np.array([[False, False], [False, True], [True, False], [True, True]])
    for row, chosen in zip(agrees, choices, strict=True):
        assert (row[:, chosen] == expected).all()


def test_the_hidden_bit_is_the_parity_over_the_hidden_half(prompts: task.Prompts):
    assert (task.HIDDEN.sum(axis=1) == 2).all()
    sources = prompts.tokens[:, :-2].reshape(300, -1, 2)[..., 0]
    for row, bit in zip(sources, prompts.hidden, strict=True):
        passable = sorted(set(row.tolist()) - {task.SOURCE, task.VOCABULARY - 1})
        assert sum(bool(task.HIDDEN[layer(node) - 1, (node - 1) % 4]) for node in passable) % 2 == bit


def test_partners_flip_the_hidden_half_within_a_layer():
    rows = np.arange(8)[:, None]
    assert (task.PARTNER[rows, task.PARTNER] == np.arange(4)).all()
    assert (task.HIDDEN[rows, task.PARTNER] == ~task.HIDDEN).all()


@pytest.mark.parametrize(("phase", "ones"), [("pretraining", 0.5), ("finetuning", 0.1)])
def test_hidden_bits_come_in_their_proportions(phase: task.Phase, ones: float):
    n = 20_000
    bits = task.draw_prompts(np.random.default_rng(4), n, phase).hidden
    # Hoeffding: a sound generator fails with probability at most 1e-9.
    assert abs(bits.mean() - ones) <= math.sqrt(math.log(2e9) / (2 * n))


@pytest.mark.parametrize("phase", ["pretraining", "finetuning"])
@pytest.mark.parametrize("hidden", [0, 1])
def test_the_path_law_is_the_posterior_mean_of_the_class_laws(phase: task.Phase, hidden: int):
    classes = task.MIXTURES[phase]
    bit_given_class = [1 - hidden, hidden, Fraction(1, 2)]
    path_given_class = [[0, 0, 0, 1], [1, 0, 0, 0], [Fraction(1, 4)] * 4]
    joint = [mass * bit for mass, bit in zip(classes, bit_given_class, strict=True)]
    expected = [sum(weight * law[k] for weight, law in zip(joint, path_given_class, strict=True)) / sum(joint) for k in range(4)]
    assert list(task.path_law(phase, hidden)) == expected


def test_responses_follow_the_path_law():
    n = 20_000
    prompts = task.draw_prompts(np.random.default_rng(5), n, "pretraining")
    responses = task.draw_paths(np.random.default_rng(6), prompts, "pretraining")
    hits = (responses[:, None] == prompts.paths).all(axis=2)
    assert (hits.sum(axis=1) == 1).all()
    for bit in (0, 1):
        chosen = hits[prompts.hidden == bit]
        law = np.array([float(mass) for mass in task.path_law("pretraining", bit)])
        assert (np.abs(chosen.mean(axis=0) - law) <= math.sqrt(math.log(2e9) / (2 * len(chosen)))).all()


def test_a_response_of_fine_tuning_is_the_path_of_its_class():
    prompts = task.draw_prompts(np.random.default_rng(7), 500, "finetuning")
    responses = task.draw_paths(np.random.default_rng(8), prompts, "finetuning")
    assert (responses == prompts.paths[np.arange(500), np.where(prompts.hidden == 1, 0, 3)]).all()


def test_held_out_prompts_are_reproducible_and_differ_between_phases():
    first, again = (task.held_out("finetuning", 20) for _ in range(2))
    assert (first.tokens == again.tokens).all()
    assert not (first.tokens == task.held_out("pretraining", 20).tokens).all(axis=1).any()
