"""The decision-estimation coefficient: certificates, the bandit's closed form, its saddle."""

from fractions import Fraction
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawn import fractions
from tests.measures.pairs import number
from tests.oracles.agreement import check_agreement, fractions_of
from tests.oracles.laws import probability
from tests.oracles.programs import dot
from theory_lab import numbers as xp
from theory_lab.decisions.coefficients import finite_classes as dec

offsets = fractions(Fraction(1, 4), 20, 4)
estimates = st.lists(fractions(-1, 1, 6), min_size=1, max_size=5)


@st.composite
def classes(draw):
    """A table of mean functions and a reference."""
    arms, models = draw(st.integers(1, 4)), draw(st.integers(1, 6))
    row = st.lists(fractions(0, 1, 6), min_size=arms, max_size=arms)
    return draw(st.lists(row, min_size=models, max_size=models)), draw(row)


@cache
def positive_law(n):
    return st.lists(st.integers(1, 6), min_size=n, max_size=n).map(probability)


@cache
def two_laws(n):
    return st.tuples(positive_law(n), positive_law(n))


def nested(array):
    return [fractions_of(row) for row in array]


@given(classes(), offsets)
def test_decisions_and_prior_prove_the_value(drawn, offset):
    means, reference = drawn
    gaps, divergences = dec.gaps(xp.exact(means)), dec.square_divergences(xp.exact(means), xp.exact(reference))
    found = dec.decision_coefficient(nested(gaps), nested(divergences), offset)
    risk = dec.offset_risk(gaps, divergences, offset, xp.exact(found.decisions))
    assert number(dec.coefficient_value(gaps, divergences, offset)) == found.value
    assert number(risk) == found.value and sum(found.decisions) == sum(found.prior) == 1
    assert min(found.decisions + found.prior) >= 0
    columns = zip(*nested(gaps - offset * divergences), strict=True)
    assert min(dot(column, found.prior) for column in columns) == found.value


@given(classes(), offsets)
def test_whole_tables_are_the_same_program(drawn, offset):
    """Gaps in units of 1/60 and divergences in units of 1/3600 take the offset/60 and give 60 times the value."""
    means, reference = (np.array([[int(60 * x) for x in row] for row in table]) for table in (drawn[0], [drawn[1]]))
    gaps, divergences = means.max(axis=1)[:, None] - means, (means - reference) ** 2
    slow = dec.decision_coefficient(
        [[Fraction(int(x), 60) for x in row] for row in gaps],
        [[Fraction(int(x), 3600) for x in row] for row in divergences],
        offset,
    )
    assert dec.decision_coefficient(gaps, divergences, offset / 60).value == 60 * slow.value
    assert dec.decision_coefficient(10**15 * gaps, divergences, 10**15 * offset / 60).value == 60 * 10**15 * slow.value


@given(classes(), offsets)
def test_a_class_that_contains_the_reference_has_a_nonnegative_coefficient(drawn, offset):
    means, _ = drawn
    reference = means[0]
    gaps, divergences = dec.gaps(xp.exact(means)), dec.square_divergences(xp.exact(means), xp.exact(reference))
    assert dec.decision_coefficient(nested(gaps), nested(divergences), offset).value >= 0


@given(classes(), offsets)
def test_exact_arrays_of_the_module_are_tables(drawn, offset):
    means, reference = xp.exact(drawn[0]), xp.exact(drawn[1])
    gaps, divergences = dec.gaps(means), dec.square_divergences(means, reference)
    assert dec.decision_coefficient(gaps, divergences, xp.exact(offset)) == dec.decision_coefficient(
        nested(gaps), nested(divergences), offset
    )
    with pytest.raises(TypeError, match="the gap is needed exactly, not in an array of float numbers"):
        dec.decision_coefficient(xp.floats([[0.5, 0.0]]), [[0, 1]], offset)


@given(st.integers(1, 5).flatmap(positive_law), offsets)
def test_the_saddle_class_has_the_value_of_the_bandit(law, offset):
    """With the weighting as decision law and as prior."""
    estimate = dec.weighted_estimate(xp.exact(law), 2 * offset)
    means = dec.saddle_class(estimate, offset, xp.exact(law))
    assert all(row.index(max(row)) == s or max(row) == row[s] for s, row in enumerate(nested(means)))
    gaps, divergences = dec.gaps(means), dec.square_divergences(means, estimate)
    found = dec.decision_coefficient(nested(gaps), nested(divergences), offset)
    assert found.value == dec.bandit_coefficient(len(law), offset)
    assert list(found.decisions) == law
    risks = fractions_of(xp.dot(gaps - offset * divergences, xp.exact(law)))
    assert risks == [found.value] * len(law)
    assert fractions_of(xp.dot(xp.exact(law), gaps - offset * divergences)) == risks


@given(st.integers(2, 5).flatmap(two_laws), offsets)
def test_only_the_weighting_attains_the_bandit_coefficient(pair, offset):
    law, other = pair
    estimate = dec.weighted_estimate(xp.exact(law), 2 * offset)
    value = dec.bandit_coefficient(len(law), offset)
    assert number(dec.bandit_risk(estimate, offset, xp.exact(law))) == value
    risk = number(dec.bandit_risk(estimate, offset, xp.exact(other)))
    assert risk == value if law == other else risk > value


@given(st.integers(1, 4).flatmap(positive_law), offsets, st.lists(fractions(-2, 2, 5), min_size=4, max_size=4))
def test_bandit_risk_is_an_upper_bound_over_all_functions(law, offset, function):
    estimate, decisions = dec.weighted_estimate(xp.exact(law), 2 * offset), xp.exact(law)
    means = xp.exact(function[: len(law)])
    gaps, divergences = dec.gaps(means[None]), dec.square_divergences(means[None], estimate)
    risk = dec.offset_risk(gaps, divergences, offset, decisions)
    assert bool(risk <= dec.bandit_risk(estimate, offset, decisions))


def test_an_arm_that_is_never_played_has_infinite_risk():
    assert number(dec.bandit_risk(xp.exact([0, 0]), Fraction(1), xp.exact([1, 0]))) == np.inf


@given(st.integers(1, 5).flatmap(positive_law), fractions(Fraction(1, 4), 20, 4))
def test_weighting_inverts_the_estimate(law, strength):
    """60 halvings of [1, A] leave lambda within 2 ulps of A; the law is 1/lambda at most."""
    floats = np.array([float(p) for p in law])
    estimate = dec.weighted_estimate(floats, strength)
    assert (abs(dec.inverse_gap_weighting(estimate, strength) - floats) <= 256 * 2.0**-52).all()


@given(estimates)
def test_weighting_is_a_law_ordered_by_the_estimate(estimate):
    values = np.array([float(x) for x in estimate])
    law = dec.inverse_gap_weighting(values, 3)
    assert abs(law.sum() - 1) <= 64 * 2.0**-52 and (np.diff(law[np.argsort(values)]) >= 0).all()


def test_the_cheating_code_lowers_the_coefficient():
    """64 models and arms of mean 1/2 + 1/10 at one arm, 6 arms that pay a bit of its index; in units of 1/640."""
    models = np.arange(64)
    arms = 320 + 64 * np.eye(64, dtype=int)
    code = 160 * ((models[:, None] >> np.arange(6)) & 1)
    for offset, expected in ((30, 0.0719), (100, -0.963)):
        means = np.concatenate([arms, code], axis=1) * 64
        reference = means.sum(axis=0) // 64
        gaps, scale = means.max(axis=1)[:, None] - means, 640 * 64
        found = dec.decision_coefficient(gaps, (means - reference) ** 2, Fraction(offset, scale))
        assert abs(float(found.value) / scale - expected) < 1e-3


@given(classes(), offsets)
def test_arithmetics_agree(drawn, offset):
    """Sums of at most 4 products of size up to 40: 16 ulps of that."""
    means, reference = drawn
    law = [Fraction(1, len(reference))] * len(reference)

    def risk(f, g, p):
        return dec.offset_risk(dec.gaps(f), dec.square_divergences(f, g), offset, p)

    check_agreement(risk, means, reference, law, ulps=640)


def test_localised_classes_grow_with_the_slack_and_keep_the_reference():
    means = [[Fraction(k, 4), Fraction(1, 2)] for k in range(5)]
    kept = [dec.localised(means, means[1], Fraction(k, 4)).tolist() for k in range(3)]
    assert kept == [[True, True, True, False, False], [True] * 4 + [False], [True] * 5]
    gaps = np.array(means, dtype=object).max(axis=1, keepdims=True) - np.array(means, dtype=object)
    far = (np.array(means, dtype=object) - np.array(means[1], dtype=object)) ** 2
    values = [dec.decision_coefficient(gaps[mask], far[mask], 1).value for mask in map(np.array, kept)]
    assert values == sorted(values) and values[0] >= 0


def test_wrong_arguments_are_refused():
    with pytest.raises(ValueError, match="different classes"):
        dec.decision_coefficient([[0, 1]], [[0]], 1)
    with pytest.raises(TypeError, match="use floats"):
        dec.inverse_gap_weighting(xp.exact([0, 1]), 1)
    with pytest.raises(ValueError, match="slack of at least 0"):
        dec.localised([[1, 0]], [1, 0], -1)


@pytest.mark.parametrize(
    ("gain", "loss", "offset"),
    [(43, 43, Fraction(2**21 - 1, 2**20 + 1)), (61, 3, 1), (61, 62, 3), (33, 33, Fraction(2**31 + 1, 2**31 - 1)), (30, 53, 2**12),
     (53, 10, Fraction(1, 2**12)), (20, 20, Fraction(2, 3))],
)  # fmt: skip
def test_whole_tables_of_any_size_have_the_value_of_fractions(gain, loss, offset):
    """Where products may pass 2^62 the tables are multiplied as Python's numbers: as machine numbers they would wrap around."""
    rng = np.random.default_rng(gain)
    gaps, divergences = rng.integers(0, 2**gain, (3, 3)), rng.integers(0, 2**loss, (3, 3))
    plain = [[[Fraction(int(x)) for x in row] for row in table] for table in (gaps, divergences)]
    assert dec.decision_coefficient(gaps, divergences, offset) == dec.decision_coefficient(*plain, offset)
