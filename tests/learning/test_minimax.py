"""The minimax risk: programs against enumeration, learners that do not beat it, and bounds below it."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from tests.drawn import fractions
from theory_lab import numbers as xp
from theory_lab.learning.minimax import actions, bayes, lower_bounds, risks
from theory_lab.learning.minimax.actions import coverage_losses, proper_losses, total_variation_losses
from theory_lab.learning.minimax.enclosures import hellinger_minimax, kl_minimax
from theory_lab.learning.minimax.risks import coverage_risk, minimax_risk, proper_risk, total_variation_risk
from theory_lab.learning.minimax.states import likelihoods
from theory_lab.numbers.whole.types import count_vectors

CYCLIC = [[Fraction(a, 8) for a in row] for row in ((5, 2, 1), (1, 5, 2), (2, 1, 5))]
NESTED = [[Fraction(a, 4) for a in row] for row in ((4, 0, 0), (2, 2, 0), (1, 1, 2))]


def laws(outcomes: int) -> st.SearchStrategy[list[Fraction]]:
    weights = st.lists(st.integers(0, 5), min_size=outcomes, max_size=outcomes).filter(any)
    return weights.map(lambda row: [Fraction(weight, sum(row)) for weight in row])


def classes(outcomes: int = 3) -> st.SearchStrategy[list[list[Fraction]]]:
    return st.lists(laws(outcomes), min_size=2, max_size=3)


def distance(p: list[Fraction], q: list[Fraction]) -> Fraction:
    return sum((abs(a - b) for a, b in zip(p, q, strict=True)), Fraction(0)) / 2


def uncovered(p: list[Fraction], q: list[Fraction], level: Fraction) -> Fraction:
    return sum((a for a, b in zip(p, q, strict=True) if a and a >= level * b), Fraction(0))


def by_samples(models: list[list[Fraction]], draws: int, losses: np.ndarray) -> float:
    """The value by HiGHS on ordered samples instead of counts."""
    samples = list(product(range(len(models[0])), repeat=draws))
    masses = [[float(np.prod([float(law[y]) for y in sample])) for sample in samples] for law in models]
    answers = losses.shape[1]
    upper = [[*np.outer(mass, losses[j].astype(float)).ravel(), -1.0] for j, mass in enumerate(masses)]
    equal = np.concatenate([np.kron(np.eye(len(samples)), np.ones(answers)), np.zeros((len(samples), 1))], axis=1)
    found = linprog([0.0] * (len(samples) * answers) + [1.0], upper, [0.0] * len(models), equal, np.ones(len(samples)))
    return float(found.fun)


@pytest.mark.parametrize("models", [CYCLIC, NESTED])
@pytest.mark.parametrize("draws", [0, 1, 2])
def test_counts_are_sufficient(models: list[list[Fraction]], draws: int) -> None:
    for losses in (total_variation_losses(models), coverage_losses(models, Fraction(3, 2)), proper_losses(models, distance)):
        assert abs(float(minimax_risk(models, draws, losses).value) - by_samples(models, draws, losses)) < 1e-8


@settings(deadline=None, max_examples=20)
@given(classes(), st.integers(0, 2))
def test_prior_and_learner_prove_the_value(models: list[list[Fraction]], draws: int) -> None:
    losses = total_variation_losses(models)
    found, rows = minimax_risk(models, draws, losses), likelihoods(xp.exact(models), draws)
    assert sum(found.prior) == 1 and min(found.prior) >= 0
    assert all(sum(state) == 1 and min(state) >= 0 for state in found.learner)
    assert xp.value(bayes.table_risk(xp.exact(list(found.prior)), rows, losses)).fraction == found.value
    masses = rows.fractions()
    worst = max(
        sum(masses[j, s] * p * losses[j, a] for s, state in enumerate(found.learner) for a, p in enumerate(state) if p)
        for j in range(len(models))
    )
    assert worst == found.value


@settings(deadline=None)
@given(classes(), laws(3), fractions(1, 4, 6))
def test_no_answer_beats_the_table_of_coverages(models: list[list[Fraction]], answer: list[Fraction], level: Fraction) -> None:
    achieved = [uncovered(model, answer, level) for model in models]
    table = coverage_losses(models, level).T.tolist()
    assert any(all(a <= b for a, b in zip(column, achieved, strict=True)) for column in table)


@settings(deadline=None)
@given(classes(), laws(3), st.lists(st.integers(1, 5), min_size=3, max_size=3))
def test_no_answer_beats_the_vertices_of_total_variation(
    models: list[list[Fraction]], answer: list[Fraction], weights: list[int]
) -> None:
    losses = total_variation_losses(models)
    prior = weights[: len(models)]
    best = min(sum(w * loss for w, loss in zip(prior, column, strict=True)) for column in losses.T.tolist())
    assert best <= sum(w * distance(model, answer) for w, model in zip(prior, models, strict=True))


def test_improper_learners_cover_what_proper_ones_miss() -> None:
    def loss(p: list[Fraction], q: list[Fraction]) -> Fraction:
        return uncovered(p, q, Fraction(2))

    assert coverage_risk(CYCLIC, 1, 2).value == 0
    assert proper_risk(CYCLIC, 1, loss).value == Fraction(17, 64)
    assert [coverage_risk(NESTED, n, 2).value for n in range(3)] == [Fraction(1, 5), Fraction(1, 13), Fraction(1, 41)]


def test_equality_at_the_level_is_not_covered() -> None:
    """Two disjoint models and level 2: no law has more than half its mass at both."""
    disjoint = [[Fraction(1), Fraction(0)], [Fraction(0), Fraction(1)]]
    assert coverage_risk(disjoint, 0, 2).value == Fraction(1, 2)
    assert coverage_risk(disjoint, 0, Fraction(201, 100)).value == 0


@pytest.mark.parametrize("draws", [0, 1, 3])
def test_ends_of_convex_risks(draws: int) -> None:
    models = xp.exact(NESTED)
    rows = likelihoods(models, draws)
    for enclosure, term in ((kl_minimax(models, draws), xp.kl_term), (hellinger_minimax(models, draws), _hellinger)):
        low, high = xp.value(enclosure.lower), xp.value(enclosure.upper)
        assert bool(low <= high) and float(high) - float(low) < 1e-6
        uniform = bayes.kl_answers(xp.exact(["1/3"] * 3), rows, models)
        assert bool(low <= xp.value(xp.max(bayes.risks_of(rows, uniform, models, term))))


def _hellinger(p: xp.Array, q: xp.Array) -> xp.Array:
    return (xp.sqrt(p) - xp.sqrt(q)) ** 2 / 2


@settings(deadline=None, max_examples=20)
@given(classes(), st.integers(0, 2))
def test_lower_bounds_are_below_the_risk(models: list[list[Fraction]], draws: int) -> None:
    rows, value = likelihoods(xp.exact(models), draws), xp.exact(total_variation_risk(models, draws).value)
    pairs = [(a, b) for a in range(len(models)) for b in range(a)]
    nearest = min(distance(models[a], models[b]) for a, b in pairs)
    for a, b in pairs:
        assert bool(lower_bounds.two_points(xp.stack([rows[a], rows[b]]), distance(models[a], models[b])) <= value)
    if len(models) > 2:
        first = min(distance(models[0], model) for model in models[1:])
        assert bool(lower_bounds.fano(rows, nearest) <= value)
        assert bool(lower_bounds.one_to_many(rows, first) <= value)


def test_a_cube_of_coins() -> None:
    """Two coins, each bent by 1/2 to either side, tossed at random: a quarter of total variation a coin."""
    corners = [[Fraction(2 + (2 * (v >> j & 1) - 1) * (2 * side - 1), 8) for j in (0, 1) for side in (0, 1)] for v in range(4)]
    rows = likelihoods(xp.exact(corners), 1)
    assert xp.value(lower_bounds.assouad(rows, Fraction(1, 4))).fraction == Fraction(3, 16)
    assert total_variation_risk(corners, 1).value >= Fraction(3, 16)
    with pytest.raises(ValueError, match="2, 4, 8"):
        lower_bounds.assouad(rows[:3], 1)


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        coverage_losses(CYCLIC, Fraction(1, 2))
    with pytest.raises(ValueError, match="laws on one alphabet"):
        total_variation_losses([[Fraction(1, 2), Fraction(1, 3)]])
    with pytest.raises(ValueError, match="as many rows"):
        minimax_risk(CYCLIC, 1, [[1, 2]])
    with pytest.raises(ValueError, match="exact program"):
        minimax_risk(CYCLIC, 60, total_variation_losses(CYCLIC))
    with pytest.raises(TypeError):
        minimax_risk([[0.5, 0.5]], 1, [[1, 2]])


def test_what_is_no_law_or_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for rows in ([[Fraction(3, 2), Fraction(-1, 2)]], [[1, 0], [Fraction(1, 2), Fraction(1, 4), Fraction(1, 4)]]):
        with pytest.raises(ValueError, match="laws on one alphabet"):
            coverage_losses(rows, 2)
    for rows in ([[2, 1]], [[1, 1], [1, 0]], [[1], [Fraction(1, 2), Fraction(1, 2)]]):
        with pytest.raises(ValueError, match="laws on one alphabet"):
            minimax_risk(rows, 1, [[1]] * len(rows))
    for losses in (coverage_losses, lambda rows, level: total_variation_losses(rows)):
        with pytest.raises(ValueError, match="at least one model"):
            losses([], 2)
    with pytest.raises(ValueError, match=r"at least one answer, not in a table of shape \(1, 0\)"):
        minimax_risk([[1]], 1, [[]])
    with pytest.raises(ValueError, match="79,702,572,858,767,001 states"):  # which are not listed
        minimax_risk([[Fraction(1, 4)] * 4], 782_000, [[1]])
    uneven = [Fraction(1, 800)] * 800, [Fraction(1, 400)] * 400 + [0] * 400
    with pytest.raises(ValueError, match=r"more than 10\^311 answers"):
        coverage_losses(uneven, 2)
    monkeypatch.setattr(actions, "MOST", 27)  # 3 probabilities at each of 3 outcomes
    assert len(total_variation_losses(CYCLIC)) == 3
    with pytest.raises(ValueError, match="this class has 64 answers to compare, more than 27"):
        coverage_losses(CYCLIC, 2)  # and 0
    monkeypatch.setattr(actions, "MOST", 26)
    with pytest.raises(ValueError, match="27 answers"):
        total_variation_losses(CYCLIC)


def test_answers_have_no_negative_masses() -> None:
    """Of two sure models every answer is at distance 1 from them together, and (2, -1) would be at 1 and 2."""
    sure = [[Fraction(1), Fraction(0)], [Fraction(0), Fraction(1)]]
    assert sorted(total_variation_losses(sure).T.tolist()) == [[0, 1], [1, 0]]
    wide = [[Fraction(1), Fraction(0), Fraction(0)], [Fraction(0), Fraction(1), Fraction(0)]]
    assert sorted(total_variation_losses(wide).T.tolist()) == [[0, 1], [1, 0]]


def test_answers_in_impossible_states_are_uniform() -> None:
    """Two models without the last outcome, two draws: states with it have no mass, and the learner's answer is any law."""
    models = xp.exact([["1/2", "1/2", 0], ["1/4", "3/4", 0]])
    rows, prior = likelihoods(models, 2), xp.exact(["1/3", "2/3"])
    impossible = [s for s, counts in enumerate(count_vectors(2, 3).tolist()) if counts[2]]
    for answers in (bayes.kl_answers(prior, rows, models), bayes.hellinger_answers(prior, rows, models)):
        for s in range(len(count_vectors(2, 3))):
            wanted = [Fraction(1, 3)] * 3 if s in impossible else None
            assert bool(xp.sum(answers[s]) == 1)
            assert wanted is None or [xp.value(mass).fraction for mass in answers[s]] == wanted
    # Losses there are infinite for a learner that answers with the sure law of the last outcome, and do not count.
    sure = xp.stack([xp.exact([0, 0, 1] if s in impossible else ["1/2", "1/2", 0]) for s in range(len(count_vectors(2, 3)))])
    risks = bayes.risks_of(rows, sure, models, xp.kl_term)
    assert bool(risks[0] == 0) and bool(
        risks[1] == xp.log(xp.exact(2)) - xp.log(xp.exact(4)) / 4 - xp.log(xp.exact("4/3")) * 3 / 4
    )


def test_priors_have_no_weight_0() -> None:
    """Of the cyclic class and the uniform law, whose risk is the least: its weight tends to 0, and stays above it."""
    models = xp.exact([[str(mass) for mass in law] for law in [*CYCLIC, [Fraction(1, 3)] * 3]])
    found = kl_minimax(models, 0)
    assert min(found.prior) > 0 and sum(found.prior) == 1
    assert float(min(found.prior)) < 1e-5


def test_a_bayes_risk_by_hand() -> None:
    """One toss under the chances 1/4 and 3/4, each with prior 1/2: after a head the posterior is (1/4, 3/4), the mean 5/8."""
    models = xp.exact([["1/4", "3/4"], ["3/4", "1/4"]])
    rows, prior = likelihoods(models, 1), xp.exact(["1/2", "1/2"])
    answers = bayes.kl_answers(prior, rows, models)
    assert [[xp.value(mass).fraction for mass in row] for row in answers] == [
        [Fraction(3, 8), Fraction(5, 8)],
        [Fraction(5, 8), Fraction(3, 8)],
    ]
    roots = [[0.25**0.5, 0.75**0.5], [0.75**0.5, 0.25**0.5]]
    lengths = [sum((0.5 * (w * a + (1 - w) * b)) ** 2 for a, b in zip(*roots, strict=True)) ** 0.5 for w in (0.25, 0.75)]
    assert float(xp.value(bayes.hellinger_risk(prior, rows, models))) == pytest.approx(1 - sum(lengths), rel=1e-12)
    assert xp.value(bayes.table_risk(prior, rows, np.array([[0, 1], [1, 0]]))).fraction == Fraction(1, 4)


def test_programs_as_large_as_the_limit_are_solved(monkeypatch: pytest.MonkeyPatch) -> None:
    """One draw: three states, three answers and the value, ten variables; a row for each state and for each model, six."""
    losses = proper_losses(CYCLIC, distance)
    monkeypatch.setattr(risks, "LARGEST", 60)
    assert minimax_risk(CYCLIC, 1, losses).value > 0
    monkeypatch.setattr(risks, "LARGEST", 59)
    with pytest.raises(ValueError, match="3 states with 3 answers"):
        minimax_risk(CYCLIC, 1, losses)


def test_shapes_and_masses_are_looked_at() -> None:
    with pytest.raises(ValueError, match=r"as many rows of losses, not a table of shape \(3,\)"):
        minimax_risk(CYCLIC, 1, [1, 2, 3])
    with pytest.raises(ValueError, match="model 0 has total mass 3/4"):
        likelihoods(xp.exact([["1/2", "1/4"]]), 2)
    with pytest.raises(ValueError, match="not 1"):
        lower_bounds.assouad(xp.exact([["1/2", "1/2"]]), 1)


def test_the_farthest_neighbours_of_a_cube_count() -> None:
    """Two coins tossed at random, the first bent by 1/4 to either side, the second sure: neighbours are 1/4 and 1/2 apart."""
    bends = (Fraction(1, 4), Fraction(1, 2))
    corners = [
        [(Fraction(1, 2) + (2 * (v >> j & 1) - 1) * (2 * side - 1) * bends[j]) / 2 for j in (0, 1) for side in (0, 1)]
        for v in range(4)
    ]
    assert xp.value(lower_bounds.assouad(xp.exact(corners), Fraction(1, 3))).fraction == Fraction(1, 3) * (1 - Fraction(1, 2))
    turned = [corners[v] for v in (0, 2, 1, 3)]  # the same cube with its bits in the other order
    assert xp.value(lower_bounds.assouad(xp.exact(turned), Fraction(1, 3))).fraction == Fraction(1, 6)


@pytest.mark.parametrize(
    ("bound", "models", "told"),
    [
        (lower_bounds.two_points, 1, "about 2 models, not 1"),
        (lower_bounds.two_points, 3, "about 2 models, not 3"),
        (lower_bounds.one_to_many, 1, "2 or more are needed, not 1"),
        (lower_bounds.fano, 2, "about 3 models or more, not 2"),
        (lower_bounds.assouad, 3, "2, 4, 8, ... corners, not 3"),
    ],
)
def test_lower_bounds_refuse_numbers_of_models_that_they_are_not_about(bound, models, told):
    with pytest.raises(ValueError, match=told):
        bound(xp.exact([[1, 0]] * models), Fraction(1))
