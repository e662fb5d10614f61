"""LinUCB, confidence-set UCB and the log-determinant learner against their definitions."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq

from theory_lab.decisions import classes
from theory_lab.decisions.coefficients import linear_bandits as lb
from theory_lab.decisions.dimensions.designs import optimal_design
from theory_lab.decisions.play import confidence, exact_regret, structured_learners

FEATURES = np.array([[0.8, 0.0], [0.0, 0.8], [0.5, 0.5]])
PARAMETERS = np.array([[a, b] for a in (0.2, 0.9) for b in (0.2, 0.9)])
LINEAR = classes.bernoulli(PARAMETERS @ FEATURES.T)
UNIFORM = np.full(4, 0.25)


def counts_of(pulls, wins):
    """Counts (1, A, 2, 1) of pulls and wins of every arm."""
    return np.array([[n - k, k] for n, k in zip(pulls, wins, strict=True)], dtype=np.int32)[None, :, :, None]


drawn = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=3, max_size=3)


@given(drawn, st.floats(0.1, 4), st.floats(0, 4))
def test_linear_upper_maximises_the_ellipsoid_bound(pairs, ridge, width):
    pulls, wins = zip(*((a + b, a) for a, b in pairs), strict=True)
    design = ridge * np.eye(2) + sum(n * np.outer(phi, phi) for n, phi in zip(pulls, FEATURES, strict=True))
    inverse = np.linalg.inv(design)
    estimate = inverse @ (np.array(wins) @ FEATURES)
    scores = [phi @ estimate + np.sqrt(width * (phi @ inverse @ phi)) for phi in FEATURES]
    law = structured_learners.linear_upper(FEATURES, ridge, width)(counts_of(pulls, wins), sum(pulls))
    assert law.sum() == 1 and scores[int(law[0, :, 0].argmax())] >= max(scores) - 1e-9


@given(drawn, st.integers(0, 8).map(lambda k: k / 4))
def test_confidence_upper_maximises_over_the_set(pairs, width):
    pulls, wins = zip(*((a + b, a) for a, b in pairs), strict=True)
    exact = np.frompyfunc(lambda x: Fraction(round(100 * x), 100), 1, 1)
    functions = exact(LINEAR.means)
    seen = [(0, a, y) for a, (n, k) in enumerate(zip(pulls, wins, strict=True)) for y in [1] * k + [0] * (n - k)]
    inside = confidence.confidence_set(functions, seen, Fraction(width))
    upper = functions[inside, 0].max(axis=0)
    law = structured_learners.confidence_upper(LINEAR, width)(counts_of(pulls, wins), sum(pulls))
    assert law.sum() == 1 and upper[int(law[0, :, 0].argmax())] == upper.max()


def test_confidence_upper_pays_in_every_new_context():
    """The misleading class: 0.9 for every context that comes once."""
    table = confidence.misleading_class(3, Fraction(1, 10))
    models = classes.bernoulli(table.astype(float))
    assert models.means[0].max() == 0.9
    paid = exact_regret.context_regret(structured_learners.confidence_upper(models, 0.0), models, 1)
    assert abs(paid[0] - 0.9) <= 1e-12


@settings(max_examples=20)
@given(st.lists(st.floats(-1, 1), min_size=2, max_size=2), st.floats(0.5, 20), st.integers(0, 1000))
def test_the_log_determinant_law_is_certified(parameter, offset, seed):
    features = np.random.default_rng(seed).integers(-10, 11, (6, 2)) / 10 + np.eye(6, 2)
    law = lb.log_det_law(features, np.array(parameter), offset)
    assert law.min() >= 0 and abs(law.sum() - 1) <= 1e-12
    risks = [risk(features, np.array(parameter), offset, law) for risk in (lb.linear_risk, lb.lifted_risk)]
    assert 1 / (4 * offset) * (1 - 1e-6) <= risks[0] <= risks[1] + 1e-12 and risks[1] <= 2 / (4 * offset) * (1 + 1e-6)


def test_attackers_attain_the_risk():
    rng = np.random.default_rng(1)
    features, parameter, law = rng.normal(size=(5, 3)), rng.normal(size=3), rng.dirichlet(np.ones(5))
    attackers = lb.linear_attackers(features, parameter, 2.0, law)
    values = attackers @ features.T
    risks = np.diag(values[:, :5]) - values @ law - 2.0 * (values - features @ parameter) ** 2 @ law
    assert abs(risks.max() - lb.linear_risk(features, parameter, 2.0, law)) <= 1e-10


def test_cutting_planes_find_the_linear_coefficient():
    """Between (d - 1)/(4 offset) and d/(4 offset); the first with a constant feature, the second for the cross-polytope at 0."""
    rng = np.random.default_rng(0)
    for dimension, constant in ((2, False), (3, False), (3, True)):
        features = rng.integers(-10, 11, (8, dimension)) / 10
        if constant:
            features[:, 0] = 1
        found = lb.linear_coefficient(features, rng.normal(size=dimension), 2.0)
        scaled = 8 * found.lower, 8 * found.upper
        assert dimension - 1 - 1e-5 <= scaled[0] <= scaled[1] <= dimension
        assert not constant or scaled[1] <= dimension - 1 + 1e-5
    cross = lb.linear_coefficient(np.r_[np.eye(2), -np.eye(2)], np.zeros(2), 2.0)
    assert abs(8 * cross.upper - 2) <= 1e-5 and cross.upper - cross.lower <= 1e-6


def test_weighted_designs_keep_the_printed_certificate():
    features = np.random.default_rng(2).integers(-10, 11, (8, 3)) / 10
    for offset in (1.0, 8.0, 64.0):
        law = lb.weighted_design_law(features, np.array([0.5, -0.25, 0.125]), offset)
        assert lb.linear_risk(features, np.array([0.5, -0.25, 0.125]), offset, law) <= 13 / (2 * offset)


def test_learners_of_linear_classes_are_played_exactly():
    rules = (
        structured_learners.linear_upper(FEATURES, 1.0, 1.0),
        structured_learners.log_det_decisions(LINEAR, FEATURES, PARAMETERS, UNIFORM, 4.0),
    )
    for rule in rules:
        paid = exact_regret.regrets(rule, LINEAR, 4)
        assert (paid >= -1e-12).all() and paid.max() <= 4 * LINEAR.gaps.max()


def test_wrong_widths_are_refused():
    with pytest.raises(ValueError, match="positive ridge"):
        structured_learners.linear_upper(FEATURES, 0.0, 1.0)


@pytest.mark.parametrize("seed", range(4))
def test_the_weighted_design_is_its_recipe(seed):
    """Half of a design of shrunk features and half of the greedy action, over ``lambda + (offset/d) gap``: a solver finds it."""
    rng = np.random.default_rng(seed)
    features, parameter, offset = rng.normal(size=(6, 2)), rng.normal(size=2), 5.0
    gaps = (features @ parameter).max() - features @ parameter
    shrunk = [
        [Fraction(round(x / np.sqrt(1 + offset / 2 * gap) * 10**9), 10**9) for x in row]
        for row, gap in zip(features, gaps, strict=True)
    ]
    half = np.array([float(weight) for weight in optimal_design(shrunk, slack=1e-3).weights]) / 2
    half[gaps == 0] += 0.5
    level = brentq(lambda x: (half / (x + offset / 2 * gaps)).sum() - 1, 0.4, 1.1, xtol=1e-14)
    found = lb.weighted_design_law(features, parameter, offset)
    assert found == pytest.approx(half / (level + offset / 2 * gaps), rel=1e-9)
