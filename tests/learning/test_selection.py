"""Tournaments against loops over fractions."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.oracles import learning as oracle
from theory_lab import numbers as xp
from theory_lab.learning.likelihood import selection
from theory_lab.sequences import laws


@st.composite
def classes(draw):
    """A law and three models on three outcomes."""
    rows = draw(st.lists(st.lists(st.integers(0, 5), min_size=3, max_size=3).filter(any), min_size=4, max_size=4))
    return [[Fraction(w, sum(row)) for w in row] for row in rows]


@given(classes(), st.integers(1, 12).map(lambda k: 1 + Fraction(k, 4)), st.integers(0, 3))
def test_scores_by_loops(rows, level, gamma):
    law, *models = rows
    found = selection.tournament_scores(xp.exact(law), xp.exact(models), level)
    assert [xp.value(s).fraction for s in found] == oracle.tournament(law, models, level)
    offset = selection.offset_scores(xp.exact(law), xp.exact(models), level, gamma)
    assert [xp.value(s).fraction for s in offset] == oracle.offset_tournament(law, models, level, Fraction(gamma))


@given(classes(), st.permutations([0, 1, 2]))
def test_relabelling_relabels_the_winners(rows, order):
    law, *models = rows
    plain = selection.winners(selection.tournament_scores(xp.exact(law), xp.exact(models), 2))
    again = selection.winners(selection.tournament_scores(xp.exact(law), xp.exact([models[k] for k in order]), 2))
    assert {order[k] for k in again} == set(plain)


@given(classes())
def test_sample_scores_are_frequencies(rows):
    """The tournament from log-probabilities on samples is the one under their frequencies."""
    _, *models = rows
    samples = [0, 2, 2, 1, 0, 0]
    law = xp.exact([Fraction(samples.count(y), len(samples)) for y in range(3)])
    with np.errstate(divide="ignore"):
        logs = np.log(np.array([[float(model[y]) for y in samples] for model in models]))
    found = selection.log_certified(logs, np.log(2.7))
    wanted = selection.certified(law, xp.exact(models), Fraction(27, 10))
    assert np.abs(found - np.array([[float(xp.value(x)) for x in row] for row in wanted])).max() < 1e-12


def test_cross_entropy():
    law = xp.exact(["1/2", "1/2", 0])
    models = xp.exact([["1/2", "1/4", "1/4"], [1, 0, 0], ["1/4", "1/4", "1/2"]])
    scores = selection.cross_entropy_scores(law, models)
    log2 = xp.log(xp.exact(2))
    assert bool(scores[0] == log2 * Fraction(3, 2)) and bool(scores[2] == 2 * log2)
    assert xp.value(scores[1]).infinite == 1
    assert selection.winners(scores) == (0,)


def test_prompts_enter_the_offset():
    """Two prompts, the sample has only the second: what the models do on the first plays no part."""
    prompts, tables = xp.exact([0, 1]), xp.exact([[["1/2", "1/2"], ["1/8", "7/8"]], [[1, 0], ["1/2", "1/2"]]])
    joint = xp.stack([laws.joint(prompts, table) for table in tables])
    law = laws.joint(prompts, xp.exact([["1/3", "2/3"], ["1/2", "1/2"]]))
    found = selection.offset_scores(law, joint, 2, 1)
    alone = selection.offset_scores(law[1], tables[:, 1], 2, 1)
    assert bool(xp.all(found == alone))


def test_ties_are_all_reported():
    assert selection.winners(np.array([0.5, 0.25, 0.25])) == (1, 2)
    assert [float(x) for x in selection.chosen(np.array([0.5, 0.25, 0.25]))] == [0, 1, 1]


def test_jax_scores():
    import jax
    import jax.numpy as jnp

    rng = np.random.default_rng(0)
    law, models = rng.dirichlet(np.ones(4)), rng.dirichlet(np.ones(4), 3)
    batched = jax.jit(jax.vmap(lambda p, class_: selection.tournament_scores(p, class_, 2), (0, None)))
    found = batched(jnp.asarray(np.stack([law, models[0]])), jnp.asarray(models))
    assert np.abs(found[0] - selection.tournament_scores(law, models, 2)).max() < 1e-15


@pytest.mark.parametrize("level", [Fraction(1, 2), 0, 0.99])
def test_levels_below_one_are_refused(level):
    models = np.array([[0.5, 0.5], [0.25, 0.75]])
    with pytest.raises(ValueError, match="at least 1"):
        selection.tournament_scores(models[0], models, level)


def test_unnormalised_models_are_refused():
    with pytest.raises(ValueError, match="as many laws of prompt and response, not 2"):
        selection.offset_scores(xp.exact([1, 0]), xp.exact([[1, 0]]), 2, 1, xp.exact([[1, 0], [0, 1]]))
    with pytest.raises(ValueError, match=r"at least one, not a table of shape \(2, 0\)"):
        selection.log_certified(xp.exact(np.zeros((2, 0), int)), 1)
    with pytest.raises(ValueError, match="model 1 has total mass 9/10"):
        selection.certified(xp.exact(["1/2", "1/2"]), xp.exact([["1/2", "1/2"], ["1/2", "2/5"]]), 2)
    with pytest.raises(ValueError, match="model 0 has total mass"):
        selection.certified(np.array([0.5, 0.5]), np.array([[0.5, 0.6], [0.5, 0.5]]), 2)


def test_a_log_ratio_at_the_level_is_certified():
    logs = np.array([[0.0, -1.0, -np.inf], [-1.0, -3.0, -2.0]])
    assert selection.log_certified(logs, 1.0).tolist() == [[0, 2 / 3], [1 / 3, 0]]
    assert selection.log_certified(logs, 2.0).tolist() == [[0, 1 / 3], [1 / 3, 0]]
