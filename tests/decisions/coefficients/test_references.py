"""Coefficients beyond one linear program: boxes, worst references, information as a constraint."""

from fractions import Fraction
from functools import cache
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drawn import fractions
from tests.oracles import bandits as oracle
from theory_lab import numbers as xp
from theory_lab.decisions import classes
from theory_lab.decisions.coefficients import boxes, constrained, references
from theory_lab.decisions.coefficients.finite_classes import bandit_coefficient, bandit_risk, decision_coefficient
from theory_lab.decisions.play import estimation

unit = fractions(0, 1, 5)
offsets = fractions(Fraction(1, 2), 12, 4)


@cache
def _boxed(n):
    weights = st.lists(st.integers(0, 4), min_size=n, max_size=n).filter(any)
    return st.tuples(st.lists(unit, min_size=n, max_size=n), weights)


boxed = st.integers(2, 4).flatmap(_boxed)


def law(weights):
    return xp.exact([Fraction(w, sum(weights)) for w in weights])


def exact(x):
    return xp.value(x).fraction


@given(boxed, offsets, st.lists(unit, min_size=4, max_size=4))
def test_no_function_in_the_box_beats_the_attackers(drawn, offset, function):
    estimate, weights = drawn
    f, p = xp.exact(function[: len(estimate)]), law(weights)
    risk = xp.max(f) - xp.dot(p, f) - offset * xp.dot(p, (f - xp.exact(estimate)) ** 2)
    assert bool(risk <= boxes.box_risk(xp.exact(estimate), offset, p))


@given(boxed, offsets)
def test_attackers_lie_in_the_box_and_attain_the_risk(drawn, offset):
    estimate, p = xp.exact(drawn[0]), law(drawn[1])
    attackers = boxes.box_attackers(estimate, offset, p)
    assert bool(xp.all((attackers >= 0) & (attackers <= 1)))
    risks = [f[s] - xp.dot(p, f) - offset * xp.dot(p, (f - estimate) ** 2) for s, f in enumerate(attackers)]
    assert max(map(exact, risks)) == exact(boxes.box_risk(estimate, offset, p))


@given(boxed.filter(lambda drawn: all(drawn[1])), offsets)
def test_a_wide_box_is_the_unrestricted_bandit(drawn, offset):
    estimate, p = xp.exact(drawn[0]), law(drawn[1])
    assert exact(boxes.box_risk(estimate, offset, p, -100, 100)) == exact(bandit_risk(estimate, offset, p))


@settings(max_examples=15, deadline=None)
@given(boxed, offsets)
def test_cutting_planes_close_in(drawn, offset):
    """Float cuts rounded at 1e-9 leave less than 1e-6 between exact ends."""
    found = boxes.box_coefficient(drawn[0], offset)
    assert 0 <= found.upper - found.lower <= Fraction(1, 10**6)
    assert found.lower <= bandit_coefficient(len(drawn[0]), offset)


@pytest.mark.parametrize(("offset", "known"), [(5, "0.008264"), (20, "0.000595"), (100, "0.0000248")])
def test_a_corner_reference_has_a_small_coefficient(offset, known):
    found = boxes.box_coefficient([1, 0], Fraction(offset))
    assert f"{float(found.upper):.{len(known) - 2}f}" == known and found.upper - found.lower <= Fraction(1, 10**7)


def test_closed_forms_of_the_box():
    """At A = 3: the middle, the bottom and the top of the cube."""
    for estimate, offset, value in ((Fraction(1, 4), 4, Fraction(1, 8)), (0, 2, Fraction(1, 6)), (1, 2, Fraction(1, 12))):
        found = boxes.box_coefficient([estimate] * 3, Fraction(offset))
        assert found.lower - Fraction(1, 10**7) <= value <= found.upper + Fraction(1, 10**7)
        assert exact(boxes.box_risk(xp.exact([estimate] * 3), Fraction(offset), xp.exact([Fraction(1, 3)] * 3))) == value


def test_cutting_planes_tell_where_they_stopped():
    with pytest.raises(ValueError, match="after 1 rounds the coefficient lies between"):
        boxes.cutting_planes(lambda p: (1.0, np.array([[0.0, 0.5]])), 2, rounds=1)


@settings(max_examples=30)
@given(st.integers(0, 10**6), offsets)
def test_values_never_fall_along_the_ascent(seed, offset):
    """Up to the 1e-7 that HiGHS leaves."""
    rng = np.random.default_rng(seed)
    means = rng.uniform(0, 1, (rng.integers(2, 9), rng.integers(2, 5)))
    values, reference = references.ascend(means, rng.uniform(0, 1, means.shape[1]), float(offset))
    assert (np.diff(values) >= -1e-7).all()
    assert (means.min(axis=0) - 1e-9 <= reference).all() and (reference <= means.max(axis=0) + 1e-9).all()


@pytest.mark.parametrize(
    ("divergence", "center"),
    [(estimation.hellinger, references.root_mean_laws), (estimation.kullback_leibler, references.mean_laws)],
)
def test_values_never_fall_for_other_divergences(divergence, center):
    """HiGHS leaves 1e-7 in every value."""
    rng = np.random.default_rng(3)
    for _ in range(10):
        models = classes.bernoulli(rng.integers(1, 10, (6, 3)) / 10)
        reference = np.tensordot(rng.dirichlet(np.ones(6)), models.laws[:, 0], axes=1)
        values, last = references.ascend_laws(models, reference, 2.0, divergence, center)
        assert (np.diff(values) >= -1e-7).all() and np.abs(last.sum(axis=1) - 1).max() <= 1e-12


@pytest.mark.parametrize(
    ("divergence", "center"),
    [(estimation.hellinger, references.root_mean_laws), (estimation.kullback_leibler, references.mean_laws)],
)
def test_centers_are_the_closest_references(divergence, center):
    rng = np.random.default_rng(4)
    models, prior = classes.bernoulli(rng.integers(1, 10, (5, 2)) / 10), rng.dirichlet(np.ones(5))
    found = center(models.laws[:, 0], prior)

    def mean_distance(reference):
        return prior @ divergence(models, reference[None, ..., None])[:, 0, :, 0]

    for _ in range(20):
        other = rng.dirichlet(np.ones(2), size=2)
        assert (mean_distance(found) <= mean_distance(0.9 * found + 0.1 * other) + 1e-12).all()


def test_ascent_of_laws_wants_no_contexts():
    models = classes.bernoulli([[[0.5, 0.2], [0.1, 0.9]]])
    with pytest.raises(ValueError, match="not for 2 of them"):
        references.ascend_laws(models, models.laws[0, 0], 1.0, estimation.hellinger, references.root_mean_laws)


def test_worst_reference_is_proved_by_one_program():
    rng = np.random.default_rng(1)
    means = [[Fraction(int(x), 10) for x in row] for row in rng.integers(0, 11, (6, 3))]
    found = references.worst_reference(means, Fraction(4), 20, rng)
    gaps = [[max(row) - x for x in row] for row in means]
    divergences = [[(x - y) ** 2 for x, y in zip(row, found.reference, strict=True)] for row in means]
    assert decision_coefficient(gaps, divergences, 4).value == found.value
    assert abs(float(found.value) - found.values.max()) <= 1e-5


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10**6))
def test_constrained_coefficient_is_the_best_pattern(seed):
    rng = np.random.default_rng(seed)
    means = [[Fraction(int(x), 10) for x in row] for row in rng.integers(0, 11, (5, 3))]
    gaps = [[max(row) - x for x in row] for row in means]
    divergences = [[(x - y) ** 2 for x, y in zip(row, means[0], strict=True)] for row in means]
    found = constrained.constrained_coefficient(gaps, divergences, Fraction(1, 20))
    assert found.value == oracle.constrained_value(gaps, divergences, Fraction(1, 20))
    assert found.bound <= float(found.value) + 1e-6
    chosen = [sum(p * d for p, d in zip(found.decisions, row, strict=True)) for row in divergences]
    assert all(chosen[m] >= Fraction(1, 20) for m in found.excluded)


@pytest.mark.parametrize("seed", range(12))
def test_offsets_bound_the_constrained_coefficient(seed):
    """``decc <= max(dec, 0) + offset eps^2`` at every offset, on random Bernoulli classes with Hellinger."""
    rng = np.random.default_rng(seed)
    models = classes.bernoulli(rng.integers(1, 20, (8, 4)) / 20)
    far = estimation.hellinger(models, models.laws[0][..., None])[:, 0, :, 0]
    tables = [np.frompyfunc(lambda x: Fraction(round(1000 * x), 1000), 1, 1)(t).tolist() for t in (models.gaps[:, 0], far)]
    radius = Fraction(int(rng.integers(2, 20)), 50)
    found = constrained.constrained_coefficient(*tables, radius).value
    bounds = [max(decision_coefficient(*tables, Fraction(2**k, 8)).value, 0) + Fraction(2**k, 8) * radius for k in range(9)]
    assert 0 <= found <= min(bounds)


def test_a_radius_must_be_positive():
    with pytest.raises(ValueError, match="the radius must be positive, not 0"):
        constrained.constrained_coefficient([[0]], [[0]], Fraction(0))
    assert constrained.pattern_value([[0, 1]], [[0, 0]], Fraction(1), [0]) is None


def test_ends_of_boxes_are_proved_by_laws_and_functions_in_the_box():
    found = boxes.box_coefficient([Fraction(1, 3), Fraction(1, 2), Fraction(2, 3)], Fraction(3), Fraction(1, 7), Fraction(2, 3))
    assert sum(found.decisions) == 1 and min(found.decisions) >= 0
    assert found.lower <= found.upper < found.lower + Fraction(1, 10**6)
    even = boxes.box_coefficient([Fraction(1, 2)] * 3, Fraction(3))  # a third of everything, rounded to nine digits
    assert even.decisions.tolist() == [Fraction(1, 3)] * 3
    inside = boxes._rounded(np.array([2 / 3, 1 / 3, 0.5]), Fraction(1, 3), Fraction(2, 3)).tolist()
    assert inside == [Fraction(2, 3), Fraction(1, 3), Fraction(1, 2)]


def test_models_that_cannot_all_be_excluded_are_taken_back():
    """Two models, each told apart by one decision alone, at a radius of 3/5: the one told apart less by the law is back."""
    divergences, gaps = np.array([[1, 0], [0, 1]], dtype=object), np.array([[5, 7], [1, 2]], dtype=object)
    for law, excluded, value, decisions in (
        ((0.55, 0.45), 0, 1, (1, 0)),
        ((0.45, 0.55), 1, Fraction(31, 5), (Fraction(2, 5), Fraction(3, 5))),
    ):
        found = SimpleNamespace(x=np.array([*law, 0.0, 0.0, 0.0]), mip_dual_bound=0.5)
        solved = constrained._exact(gaps, divergences, Fraction(3, 5), [0, 1], found)
        assert (solved.value, solved.decisions, solved.excluded, solved.bound) == (value, decisions, (excluded,), 0.5)
