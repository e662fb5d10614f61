"""The samplers against the exact laws, their costs against what was called, and bad input."""

import functools
import math

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from theory_lab.chains import walks
from theory_lab.decoding.choice.best_of_n import best_of_n
from theory_lab.decoding.sampling import sampler
from theory_lab.decoding.sampling.draws import Draws, successes
from theory_lab.decoding.sampling.readers import functions, partial, tabulated
from theory_lab.decoding.stepwise import samplers
from theory_lab.decoding.walks import backtracking
from theory_lab.sequences import laws
from theory_lab.sequences.trees import Tree

CHAINS = 40_000
TREE = Tree.dyck(3)
RNG = np.random.default_rng(5)
GUIDE = np.exp(RNG.uniform(-1.5, 1.5, TREE.size - 1))
_WEIGHTS = RNG.integers(1, 4, TREE.size - 1).astype(float)
STEPS = _WEIGHTS / np.bincount(TREE.parent[1:], _WEIGHTS, TREE.size)[TREE.parent[1:]]
EDGES = walks.edge_weights(TREE, STEPS, GUIDE)
HORIZON = TREE.depth


@functools.cache  # where JAX computes as this file is read, its threads are lost in the forks of tests.mutation
def reader():
    return tabulated(TREE, STEPS, GUIDE)


def radius(law: np.ndarray, n: int, error: float = 1e-9) -> float:
    """What the distance of the frequencies of n draws from their law exceeds with probability at most ``error``.

    The mean is at most ``sum sqrt(p (1 - p) / n) / 2``, and one draw changes the distance by at most 1/n (McDiarmid).
    """
    return 0.5 * float(np.sqrt(law * (1 - law) / n).sum()) + math.sqrt(math.log(1 / error) / (2 * n))


def frequencies(tree: Tree, draws: Draws) -> np.ndarray:
    nodes = np.array([tree.nodes[word] for word in draws.listed()])
    return np.bincount(nodes, minlength=tree.size) / len(nodes)


def distance(law: np.ndarray, draws: Draws, tree: Tree = TREE) -> float:
    found = frequencies(tree, draws)
    if len(law) != tree.size:
        assert draws.finished.all()
        found = found[tree.leaves]
    return 0.5 * float(np.abs(found - law).sum())


def on_tree(tree: Tree, steps: np.ndarray, guide: np.ndarray):
    """A model and a verifier for the host: look-ups of prefixes in dictionaries."""
    letters = int(tree.letter.max()) + 1

    def node(word, length):
        return tree.nodes[tuple(word[:length].tolist())]

    def model(prefixes, lengths):
        logs = np.full((len(prefixes), letters), -np.inf)
        for row, word, length in zip(logs, prefixes, lengths, strict=True):
            v = node(word, length)
            children = np.arange(tree.first_child[v], tree.first_child[v] + tree.child_count[v])
            row[tree.letter[children]] = np.log(steps[children - 1])
        return logs

    return model, lambda prefixes, lengths: np.array([guide[node(*pair) - 1] for pair in zip(prefixes, lengths, strict=True)])


def uniform_model(prefixes, lengths):
    return jnp.full((len(prefixes), 2), math.log(0.5))


def last_letter(prefixes, lengths):
    return jnp.take_along_axis(prefixes, lengths[:, None] - 1, axis=1)[:, 0]


@pytest.mark.parametrize("time", [3, 8])
def test_steps_follow_the_law_of_the_walk_on_all_prefixes(time: int):
    law = np.asarray(walks.law_after(TREE, EDGES, time))
    draws = sampler.draw_walks(reader(), horizon=HORIZON, chains=CHAINS, stop=sampler.Steps(time), seed=time)
    assert distance(law, draws) <= radius(law, CHAINS)
    assert (draws.finished == np.isin([TREE.nodes[w] for w in draws.listed()], TREE.leaves)).all()
    assert draws.moves.max() <= time and (draws.runs == 1).all()


def test_the_bound_rejects_the_law_two_steps_later():
    law, later = (np.asarray(walks.law_after(TREE, EDGES, time)) for time in (8, 12))
    draws = sampler.draw_walks(reader(), horizon=HORIZON, chains=CHAINS, stop=sampler.Steps(8), seed=8)
    assert distance(later, draws) > radius(law, CHAINS)


@pytest.mark.parametrize("boost", [1.0, 5.0])
def test_restarts_follow_the_law_given_a_leaf(boost: float):
    boosted = np.where(TREE.child_count[1:] == 0, boost, 1) * GUIDE
    edges, n = walks.edge_weights(TREE, STEPS, boosted), CHAINS // 4
    law, success = np.asarray(backtracking.sampled_law(TREE, edges, 12)), float(backtracking.success(TREE, edges, 12))
    draws = sampler.draw_walks(reader(), horizon=HORIZON, chains=n, stop=sampler.Restarts(12), seed=2, boost=boost)
    assert distance(law, draws) <= radius(law, n)
    # Six standard deviations of a mean of geometric variables.
    assert abs(draws.runs.mean() - 1 / success) <= 6 * math.sqrt(1 - success) / success / math.sqrt(n)


def test_samplers_without_a_way_back_follow_their_laws():
    first = np.asarray(backtracking.first_leaf_law(TREE, EDGES))
    draws = sampler.draw_walks(reader(), horizon=HORIZON, chains=CHAINS, stop=sampler.FirstLeaf(), seed=3)
    assert distance(first, draws) <= radius(first, CHAINS)

    letterwise = np.asarray(samplers.stepwise_law(TREE, STEPS, GUIDE))
    draws = sampler.draw_stepwise(reader(), horizon=HORIZON, chains=CHAINS, seed=4)
    assert distance(letterwise, draws) <= radius(letterwise, CHAINS)
    assert distance(first, draws) > radius(first, CHAINS)
    assert (draws.tokens == HORIZON).all()


@pytest.mark.parametrize(("block", "candidates"), [(1, 3), (4, 2)])
def test_blocks_follow_the_law_of_block_best_of_n(block: int, candidates: int):
    law = np.asarray(samplers.blockwise_law(TREE, STEPS, GUIDE, block, lambda p, v: best_of_n(p, v, candidates)))
    draws = sampler.draw_blocks(reader(), horizon=HORIZON, chains=CHAINS, block=block, candidates=candidates, seed=6)
    assert distance(law, draws) <= radius(law, CHAINS)
    assert (draws.tokens == HORIZON * candidates).all() and (draws.queries == -(-HORIZON // block) * candidates).all()


def test_ties_between_blocks_are_broken_evenly():
    flat = tabulated(TREE, STEPS, np.ones(TREE.size - 1))
    law = np.asarray(samplers.stepwise_law(TREE, STEPS, np.ones(TREE.size - 1)))
    # As many as in a test above, which has compiled it.
    draws = sampler.draw_blocks(flat, horizon=HORIZON, chains=CHAINS, block=4, candidates=2, seed=7)
    assert distance(law, draws) <= radius(law, CHAINS)


def test_functions_on_the_host_follow_the_same_law_and_are_called_as_counted():
    calls = {"model": 0, "verifier": 0}
    model, verifier = on_tree(TREE, STEPS, GUIDE)

    def counting(name, function):
        def counted(prefixes, lengths):
            calls[name] += len(prefixes)
            return function(prefixes, lengths)

        return counted

    chains = 4000
    draws = sampler.draw(
        counting("model", model),
        counting("verifier", verifier),
        letters=2,
        horizon=HORIZON,
        chains=chains,
        stop=sampler.Steps(8),
        seed=1,
        jit=False,
    )
    law = np.asarray(walks.law_after(TREE, EDGES, 8))
    assert distance(law, draws) <= radius(law, chains)
    assert calls == {"model": draws.tokens.sum(), "verifier": draws.queries.sum()}
    traced = sampler.draw_walks(reader(), horizon=HORIZON, chains=CHAINS, stop=sampler.Steps(8), seed=9)
    for ours, theirs in ((draws.tokens, traced.tokens), (draws.queries, traced.queries), (draws.moves, traced.moves)):
        spread = 6 * math.sqrt(ours.var() / len(ours) + theirs.var() / len(theirs))
        assert abs(ours.mean() - theirs.mean()) <= spread


@pytest.mark.parametrize("jit", [True, False])
def test_words_may_end_early(jit: bool):
    tree = Tree.with_end(2, 3)
    lib = jnp if jit else np

    def model(prefixes, lengths):
        return lib.full((len(prefixes), 3), -math.log(3))

    def verifier(prefixes, lengths):
        last = lib.take_along_axis(prefixes, lengths[:, None] - 1, axis=1)[:, 0]
        return lib.where(last == 2, 2.0, 1.0) / lengths

    guide = np.where(tree.letter[1:] == 2, 2.0, 1.0) / tree.depths[1:]
    law = np.asarray(walks.law_after(tree, walks.edge_weights(tree, np.full(tree.size - 1, 1 / 3), guide), 7))
    draws = sampler.draw(model, verifier, letters=3, horizon=3, chains=8000, stop=sampler.Steps(7), seed=0, end=2, jit=jit)
    assert distance(law, draws, tree) <= radius(law, 8000)
    leaf = np.isin([tree.nodes[word] for word in draws.listed()], tree.leaves)
    assert (draws.finished == leaf).all() and (draws.words[np.arange(3) >= draws.lengths[:, None]] == 0).all()


def test_a_model_is_traced_once_for_all_parameters_seeds_and_ways_to_stop():
    traces = []

    def model(bias, prefixes, lengths):
        traces.append("model")
        return jnp.broadcast_to(jax.nn.log_softmax(jnp.stack([bias, 0.0])), (len(prefixes), 2))

    def verifier(prefixes, lengths):
        return jnp.ones(len(prefixes))

    means = [
        sampler.draw(
            partial(model, bias), verifier, letters=2, horizon=3, chains=2000, stop=sampler.FirstLeaf(), seed=seed
        ).words.mean()
        for seed, bias in ((0, 0.0), (1, 4.0))
    ]
    first = len(traces)
    sampler.draw(partial(model, -4.0), verifier, letters=2, horizon=3, chains=2000, stop=sampler.FirstLeaf(), seed=2)
    sampler.draw(partial(model, 0.0), verifier, letters=2, horizon=3, chains=2000, stop=sampler.Steps(5), seed=3, boost=2.0)
    assert len(traces) == first
    assert abs(means[0] - 0.5) < 0.05 and means[1] < 0.05


@pytest.mark.parametrize("jit", [True, False])
def test_a_seed_fixes_everything(jit: bool):
    def model(prefixes, lengths):
        return (jnp if jit else np).full((len(prefixes), 2), math.log(0.5))

    def verifier(prefixes, lengths):
        return 1.0 + prefixes[:, 0] * 0.5

    def drawn(seed: int) -> Draws:
        stop = sampler.Restarts(30)
        return sampler.draw(model, verifier, letters=2, horizon=4, chains=50, stop=stop, seed=seed, jit=jit)

    first, again, other = drawn(0), drawn(0), drawn(1)
    assert all((a == b).all() for a, b in zip(first, again, strict=True))
    assert (first.words != other.words).any()


def test_each_success_is_charged_for_the_failures_before_it():
    finished = np.array([False, True, True, False, False, True, False])
    cost = np.array([1, 2, 4, 8, 16, 32, 64])
    words = np.arange(7)[:, None]
    runs = Draws(words, np.ones(7, int), finished, np.ones(7, int), cost, cost, cost)
    kept = successes(runs, 3)
    assert kept.words[:, 0].tolist() == [1, 2, 5] and kept.finished.all()
    assert kept.moves.tolist() == [3, 4, 56] and kept.runs.tolist() == [2, 1, 3]
    short = successes(runs, 5)
    assert short.finished.tolist() == [True] * 3 + [False] * 2 and short.moves.tolist() == [3, 4, 56, 32, 32]


def test_a_walk_that_finds_no_leaf_says_so():
    draws = sampler.draw_walks(reader(), horizon=HORIZON, chains=500, stop=sampler.Restarts(3, runs=2), seed=0)
    assert not draws.finished.any() and (draws.lengths < HORIZON).all()
    limited = sampler.draw_walks(reader(), horizon=HORIZON, chains=500, stop=sampler.FirstLeaf(moves=5), seed=0)
    assert not limited.finished.any() and (limited.moves == 5).all()


def test_the_stepwise_sampler_stops_in_front_of_scores_of_0():
    guide = np.where([word[:2] == (0, 1) and len(word) > 2 for word in TREE.words[1:]], 0.0, GUIDE)
    draws = sampler.draw_stepwise(tabulated(TREE, STEPS, guide), horizon=HORIZON, chains=500, seed=0)
    blocked = [word for word, done in zip(draws.listed(), draws.finished, strict=True) if not done]
    assert set(blocked) == {(0, 1)}
    walk = sampler.draw_walks(tabulated(TREE, STEPS, guide), horizon=HORIZON, chains=500, stop=sampler.FirstLeaf(), seed=0)
    assert walk.finished.all() and all(word[:2] == (0, 0) for word in walk.listed())


SCORES = {
    r"prefix \(1,\) has the score -1.0": lambda p, n: jnp.where((n == 1) & (p[:, 0] == 1), -1.0, 1.0),
    r"prefix \(0,\) has the score nan": lambda p, n: jnp.where((n == 1) & (p[:, 0] == 0), jnp.nan, 1.0),
    r"prefix \(1, 1\) has the score inf": lambda p, n: jnp.where((n == 2) & (p[:, 0] + p[:, 1] == 2), jnp.inf, 1.0),
    r"every letter after the prefix \(\) has probability 0 or score 0": lambda p, n: jnp.where(n == 1, 0.0, 1.0),
}


def one_of_scores(case, prefixes, lengths):
    return jnp.stack([scores(prefixes, lengths) for scores in SCORES.values()])[case]


@pytest.mark.parametrize("jit", [True, False])
@pytest.mark.parametrize("message", SCORES)
def test_bad_scores_are_named(message: str, jit: bool):
    verifier = partial(one_of_scores, list(SCORES).index(message))  # the number is an argument: compiled once for all
    with pytest.raises(ValueError, match=message):
        sampler.draw(uniform_model, verifier, letters=2, horizon=3, chains=50, stop=sampler.Steps(60), seed=0, jit=jit)


@pytest.mark.parametrize("jit", [True, False])
def test_logits_are_not_probabilities(jit: bool):
    with pytest.raises(ValueError, match=r"after the prefix \(\) the probabilities sum to 2.0"):
        sampler.draw(
            lambda p, n: jnp.zeros((len(p), 2)),
            lambda p, n: jnp.ones(len(p)),
            letters=2,
            horizon=3,
            chains=5,
            stop=sampler.Steps(9),
            seed=0,
            jit=jit,
        )


def test_bad_scores_are_named_in_blocks_too():
    reader = functions(uniform_model, SCORES[r"prefix \(1, 1\) has the score inf"], 2)
    with pytest.raises(ValueError, match=r"prefix \(1, 1\) has the score inf"):
        sampler.draw_blocks(reader, horizon=3, chains=50, block=3, candidates=2, seed=0)


def test_a_known_solution_below_a_score_of_0_is_named():
    def verifier(prefixes, lengths):
        return np.where((lengths == 2) & (prefixes[:, :2].sum(axis=1) == 2), 0.0, 1.0)

    sampler.require_reachable(verifier, [(0, 1, 1), (1, 0, 1)], 3)
    with pytest.raises(ValueError, match=r"prefix \(1, 1\) the score 0.0, .* the solution \(1, 1, 0\)"):
        sampler.require_reachable(verifier, [(0, 1, 1), (1, 1, 0)], 3)
    with pytest.raises(ValueError, match=r"the word \(0, 1, 1, 0\) has 4 letters, and the horizon is 3"):
        sampler.require_reachable(verifier, [(0, 1, 1, 0)], 3)


def test_sizes_and_shapes_are_checked():
    def drawn(**changed):
        arguments = {"letters": 2, "horizon": 3, "chains": 4, "stop": sampler.Steps(5), "seed": 0} | changed
        return sampler.draw(uniform_model, lambda p, n: jnp.ones(len(p)), **arguments)

    for name in ("letters", "horizon", "chains"):
        with pytest.raises(ValueError, match=f"{name} must be 1 or more, got 0"):
            drawn(**{name: 0})
    with pytest.raises(ValueError, match="makes 1 or more steps, got 0"):
        drawn(stop=sampler.Steps(0))
    with pytest.raises(ValueError, match="must be positive and finite, got 0"):
        drawn(boost=0)
    with pytest.raises(TypeError, match="stops by Steps, Restarts or FirstLeaf, got 5"):
        drawn(stop=5)
    with pytest.raises(ValueError, match="1 candidate or more, got 2 and 0"):
        sampler.draw_blocks(reader(), horizon=HORIZON, chains=4, block=2, candidates=0, seed=0)
    with pytest.raises(ValueError, match="all words must have one length"):
        tabulated(Tree.with_end(2, 2), np.ones(12), np.ones(12))


@pytest.mark.parametrize("jit", [True, False])
def test_what_functions_return_is_checked(jit: bool):
    def drawn(model, verifier, letters: int):
        return sampler.draw(
            model, verifier, letters=letters, horizon=2, chains=2, stop=sampler.FirstLeaf(moves=2), seed=0, jit=jit
        )

    with pytest.raises(ValueError, match=r"the model must return shape \(2, 3\), got \(2, 2\)"):
        drawn(uniform_model, uniform_model, 3)
    with pytest.raises(ValueError, match=r"the verifier must return shape \([24],\), got \([24], 2\)"):
        drawn(uniform_model, uniform_model, 2)
    if jit:
        with pytest.raises(TypeError, match="cannot be traced by JAX; draw with jit=False"):
            drawn(uniform_model, lambda p, n: np.ones(len(p)) * np.asarray(n), 2)


def test_exact_values_make_the_stepwise_sampler_exact():
    reward = GUIDE[TREE.leaves - 1]
    values = np.asarray(laws.value(TREE, STEPS, reward))
    target = np.asarray(samplers.outcome_law(TREE, STEPS, reward))
    draws = sampler.draw_stepwise(tabulated(TREE, STEPS, values[1:]), horizon=HORIZON, chains=CHAINS, seed=8)
    assert distance(target, draws) <= radius(target, CHAINS)
