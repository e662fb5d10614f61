"""Fields: enumeration against brute force, three arithmetics, shrinking, snapping, refusals."""

import math
from collections import Counter
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.oracles import instances
from theory_lab import numbers as xp
from theory_lab.claims import Choice, Count, Kernel, Ratio, Simplex, Steps, Table, Whole, strategies
from theory_lab.claims.spaces import fields
from theory_lab.sequences.trees import Tree

TREE = Tree.from_words([(0,), (1, 0), (1, 1), (1, 2)])
WIDE = Tree.from_words([(k,) for k in range(40)])
HALF, THIRD = Fraction(1, 2), Fraction(1, 3)
ARRAYS = [
    Simplex(1),
    Simplex(3),
    Simplex(4, positive=True),
    Steps(TREE),
    Steps(Tree.complete(2, 2), positive=True),
    Steps(Tree.dyck(2)),
    Kernel(2, 3),
    Kernel(3, 2, positive=True),
    Whole(2, 20),
    Whole(-5, 3),
    Ratio(0, 1),
    Ratio(THIRD, Fraction(2, 5)),
    Ratio(-2, HALF),
    Table(3, 0, 1),
    Table((2, 2), -1, Fraction(3, 2)),
    Table((), THIRD, THIRD),
]
STATIC = [Count(0, 6), Count(3, 3), Count(-2, 4), Choice("a"), Choice("a", None, 3)]
every_array = pytest.mark.parametrize("field", ARRAYS, ids=str)
every_field = pytest.mark.parametrize("field", ARRAYS + STATIC, ids=str)


def drawn(field, size=200, seed=0):
    """Raw forms from the field's own random columns."""
    columns = field.random(np.random.default_rng(seed), size)
    return [column[0] if field.scalar else column for column in columns.T.tolist()]


def test_small_simplices_are_those_of_brute_force():
    for n, positive, weight in [
        (1, False, 1),
        (1, False, 2),
        (2, False, 6),
        (3, False, 5),
        (3, True, 6),
        (4, True, 3),
    ]:
        found = list(Simplex(n, positive).small(weight))
        assert Counter(map(tuple, found)) == Counter(map(tuple, instances.simplex_of_weight(n, weight, positive)))


@pytest.mark.parametrize("tree", [TREE, Tree.complete(2, 1), Tree.dyck(2)], ids=str)
def test_small_models_are_those_of_brute_force(tree):
    for positive in (False, True):
        for weight in range(7):
            found = list(Steps(tree, positive).small(weight))
            assert Counter(map(tuple, found)) == Counter(map(tuple, instances.steps_of_weight(tree, weight, positive)))


@pytest.mark.parametrize("lo, hi", [(0, 1), (THIRD, HALF), (-1, 2), (-3, Fraction(-3, 2)), (THIRD, THIRD)])
def test_small_tables_and_ratios_are_those_of_brute_force(lo, hi):
    for weight in range(8):
        for entries in (1, 2):
            found = list(Table(entries, lo, hi).small(weight))
            expected = instances.table_of_weight(entries, Fraction(lo), Fraction(hi), weight)
            assert Counter(map(tuple, found)) == Counter(map(tuple, expected))
        singles = [raw[::-1] for raw in instances.table_of_weight(1, Fraction(lo), Fraction(hi), weight)]
        assert sorted(Ratio(lo, hi).small(weight)) == sorted(singles)


@every_field
def test_small_lists_canonical_forms_once_by_their_weight(field):
    listed = [raw for weight in range(9) for raw in field.small(weight)]
    assert len({str(raw) for raw in listed}) == len(listed)
    for weight in range(9):
        for raw in field.small(weight):
            field.validate(raw)
            assert field.canonical(raw) == raw and field.weight(raw) == weight
            assert field.lightest <= weight <= field.heaviest
    assert list(field.small(field.lightest))
    if field.heaviest < 99:
        assert list(field.small(int(field.heaviest))) and not list(field.small(int(field.heaviest) + 1))


@pytest.mark.parametrize("field", [Whole(-5, 3), Whole(2, 9), *STATIC], ids=str)
def test_finite_fields_are_listed_completely(field):
    everything = range(field.lo, field.hi + 1) if isinstance(field, Whole) else field.values()
    assert sorted(raw for weight in range(10) for raw in field.small(weight)) == list(everything)


@every_array
def test_the_three_arithmetics_agree(field):
    raws = drawn(field)
    columns = np.array(raws).reshape(len(raws), -1).T
    floating, enclosing = fields.floats(field, columns), fields.intervals(field, columns)
    assert floating.number_of_instances == enclosing.number_of_instances == len(raws)
    for index, raw in enumerate(raws):
        exact = fields.fractions(field, raw)
        assert fields.exact(field, raw).shape == exact.shape == floating.shape == enclosing.shape
        assert np.array_equal(exact.astype(float), floating.numbers(batched=True)[..., index])
        low, high = (end[..., index] for end in enclosing.bounds(batched=True))
        for value, lower, upper in zip(exact.flat, low.flat, high.flat, strict=True):
            assert Fraction(lower) <= value <= Fraction(upper)
            assert np.nextafter(np.nextafter(lower, np.inf), np.inf) >= upper


def test_values_are_what_the_raw_form_says():
    assert fields.fractions(Simplex(3), [1, 2, 3]).tolist() == [Fraction(1, 6), THIRD, HALF]
    assert fields.fractions(Steps(TREE), [1, 3, 1, 0, 1]).tolist() == [
        Fraction(1, 4),
        Fraction(3, 4),
        HALF,
        0,
        HALF,
    ]
    assert fields.fractions(Whole(0, 9), 7).tolist() == 7
    assert fields.fractions(Ratio(0, 1), [2, 6]).tolist() == THIRD
    assert fields.fractions(Table((2, 2), 0, 3), [2, 0, 1, 2, 3]).tolist() == [[0, HALF], [1, Fraction(3, 2)]]
    assert Choice("a", "b").value(1) == "b" and Count(2, 5).value(4) == 4


def test_canonical_forms_have_equal_values():
    assert Simplex(2).canonical([2, 4]) == [1, 2]
    assert Steps(TREE).canonical([2, 4, 3, 0, 3]) == [1, 2, 1, 0, 1]
    assert Table(2, 0, 1).canonical([6, 2, 4]) == [3, 1, 2]
    assert Ratio(0, 1).canonical([0, 5]) == [0, 1]


@every_field
def test_simpler_forms_are_valid_canonical_and_strictly_lighter(field):
    heavy = [field.random(np.random.default_rng(k)) for k in range(9)] if field.static else drawn(field, 60)
    for raw in heavy:
        simpler = list(field.simpler(raw))
        for other in simpler:
            field.validate(other)
            assert field.canonical(other) == other and field.weight(other) < field.weight(raw)
        assert simpler or field.weight(raw) == field.lightest


def test_shrinking_reaches_vectors_on_a_small_denominator():
    raw, field = [10**9 - 1, 10**9, 1], Simplex(3)
    assert [1, 1, 0] in list(field.simpler(raw))
    assert [1, 1] in list(Ratio(0, 2).simpler([10**9, 10**9 + 1]))


@pytest.mark.parametrize(
    "field",
    [Simplex(17, positive=True), Simplex(40, positive=True), Steps(WIDE, positive=True), Kernel(2, 33, positive=True)],
    ids=repr,
)
def test_long_positive_vectors_have_simpler_forms(field):
    """Denominators below the number of entries are none for them."""
    for raw in (*drawn(field, 5), list(range(1, field.width + 1)), [10**9 + k for k in range(field.width)]):
        for other in field.simpler(raw):
            field.validate(other)
            assert field.weight(other) < field.weight(raw)
    assert [1] * field.width in list(field.simpler([2] + [1] * (field.width - 1)))


@every_array
def test_random_columns_are_valid_deterministic_and_varied(field):
    columns = field.random(np.random.default_rng(3), 300)
    assert columns.dtype == np.int64 and columns.shape == (field.width, 300)
    assert np.array_equal(columns, field.random(np.random.default_rng(3), 300))
    raws = [column[0] if field.scalar else column for column in columns.T.tolist()]
    for raw in raws:
        field.validate(raw)
    values = {str(field.canonical(raw)) for raw in raws}
    assert len(values) > (0 if field.heaviest == field.lightest else 2)


def test_random_vectors_have_zeros_and_vanishing_entries():
    columns = Simplex(4).random(np.random.default_rng(0), 1000)
    shares = columns / columns.sum(axis=0)
    assert (columns == 0).any() and (columns > 0).all(axis=0).any()
    assert (shares[shares > 0] < 1e-4).any() and (np.ptp(shares, axis=0) < 1e-2).any()


@every_field
@given(data=st.data())
@settings(max_examples=30)
def test_strategies_draw_valid_forms(field, data):
    field.validate(data.draw(strategies.drawn(field)))


@every_array
def test_snapping_returns_to_the_lattice(field):
    for raw in (raw for weight in range(9) for raw in field.small(weight)):
        value = fields.fractions(field, raw)
        denominator = 1000 * math.lcm(*(entry.denominator for entry in value.flat))
        assert field.canonical(field.snap(value.astype(float), denominator)) == raw


@every_array
def test_real_parameters_go_there_and_back(field):
    import jax.numpy as jnp

    for raw in drawn(field, 12):
        u = field.unrelax(raw)
        assert u.shape == (field.relaxed_width,)
        relaxed = field.relax(jnp.asarray(u))
        value = fields.fractions(field, raw)
        assert relaxed.shape == value.shape
        there = np.asarray(relaxed.numbers())
        np.testing.assert_allclose(there, value.astype(float), rtol=0, atol=2**-40 * max(1, *abs(value.astype(float)).flat))
        field.validate(field.snap(there, 1000))


@pytest.mark.parametrize("field", [Simplex(3), Steps(TREE), Table((2, 2), 0, 1), Ratio(-1, 1)], ids=str)
def test_any_real_parameters_are_values(field):
    import jax.numpy as jnp

    rng = np.random.default_rng(5)
    for denominator in (7, 1000, 10**9):
        value = field.relax(jnp.asarray(rng.normal(size=field.relaxed_width)))
        field.validate(field.snap(np.asarray(value.numbers()), denominator))


def test_snapped_vectors_keep_the_common_denominator():
    rng = np.random.default_rng(1)
    for positive in (False, True):
        for _ in range(50):
            p = rng.dirichlet(np.full(5, 0.2))
            assert sum(Simplex(5, positive).snap(p, 1000)) == 1000
    assert Simplex(2).snap(np.array([1.0, 0.0]), 10) == [10, 0]
    assert Simplex(2, positive=True).snap(np.array([1.0, 0.0]), 10) == [9, 1]


@pytest.mark.parametrize(
    "make, words",
    [
        (lambda: Simplex(0), "empty"),
        (lambda: Simplex(2, positive="yes"), "positive must be True or False, not 'yes'$"),
        (lambda: Kernel(2, 2, 1), "positive must be True or False, not 1$"),
        (lambda: Steps(Tree.complete(2, 1), positive=None), "positive must be True or False, not None$"),
        (lambda: Simplex(2.0), "Simplex needs a whole number of entries, not 2.0$"),
        (lambda: Simplex((2, 3)), r"a whole number of entries, not \(2, 3\); a stochastic matrix is Kernel\(2, 3\)$"),
        (lambda: Kernel((2, 3), 2), r"whole numbers of rows and of columns, not \(2, 3\)$"),
        (lambda: Kernel(2, 0), "at least 1 row and 1 column"),
        (lambda: Table("23", 0, 1), r"a whole number or several, such as \(2, 3\), not '23'$"),
        (lambda: Table((2, 1.5), 0, 1), r"not \(2, 1.5\)$"),
        (lambda: Steps(Tree.complete(2, 0)), "nothing else"),
        (lambda: Steps(3), "needs a Tree, not 3"),
        (lambda: Whole(5, 3), r"Whole\(lo=5, hi=3\) is empty"),
        (lambda: Whole(0.5, 3), "whole numbers as bounds"),
        (lambda: Count(5, 3), "empty"),
        (lambda: Count(0, True), "whole numbers"),
        (lambda: Ratio(1, 0), "no number from 1 to 0"),
        (lambda: Ratio(0, 0.5), "the bound 0.5 is no exact number"),
        (lambda: Table((2, 0), 0, 1), "empty"),
        (lambda: Table(2, 1, 0), "no number from 1 to 0"),
        (lambda: Table(2, 0, Fraction(1, 2**60)), "too many digits"),
        (lambda: Choice(), "at least one value"),
    ],
)
def test_impossible_fields_are_refused(make, words):
    with pytest.raises(ValueError, match=words) as caught:
        make()
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "field, raw, words",
    [
        (Simplex(2), [1, 2, 3], r"list of 2 whole numbers, not \[1, 2, 3\]"),
        (Simplex(2), [1, 0.5], "whole numbers"),
        (Simplex(2), [True, 1], "whole numbers"),
        (Simplex(2), [0, 0], "not all zero"),
        (Simplex(2), [-1, 2], "nonnegative"),
        (Simplex(2, positive=True), [0, 1], r"positive, not \[0, 1\]"),
        (Simplex(2), None, "None"),
        (Steps(TREE), [1, 1, 0, 0, 0], "not all zero"),
        (Steps(TREE), [1, 1], "list of 5"),
        (Whole(0, 3), 4, "from 0 to 3, not 4"),
        (Whole(0, 3), 1.0, "not 1.0"),
        (Count(0, 3), -1, "not -1"),
        (Choice("a"), 1, "from 0 to 0, not 1"),
        (Ratio(0, 1), [3, 2], "3/2 is not between 0 and 1"),
        (Ratio(0, 1), [1, 0], "positive, not 0"),
        (Ratio(0, 1), 1, "list of 2"),
        (Table(2, 0, 1), [2, 1, 3], "3/2 is not between"),
        (Table(2, 0, 1), [2, 1], "list of 3"),
    ],
)
def test_invalid_raw_forms_are_named(field, raw, words):
    with pytest.raises(ValueError, match=words):
        field.validate(raw)


@pytest.mark.parametrize(
    "field, value",
    [
        (Simplex(2), [np.nan, 1]),
        (Simplex(2), [0, 0]),
        (Simplex(2), [-1, 2]),
        (Whole(0, 3), np.inf),
        (Ratio(0, 1), np.nan),
    ],
)
def test_what_is_no_number_cannot_be_snapped(field, value):
    with pytest.raises(ValueError, match="cannot be snapped"):
        field.snap(np.array(value), 10)


def test_a_denominator_too_small_for_positive_weights_is_refused():
    with pytest.raises(ValueError, match="do not fit on the denominator 2"):
        Simplex(3, positive=True).snap(np.ones(3), 2)


def test_huge_raw_forms_stay_exact():
    raw = [10**40, 1]
    assert fields.fractions(Simplex(2), raw)[1] == Fraction(1, 10**40 + 1)
    assert str(xp.value(fields.exact(Ratio(0, 1), [1, 3**50]))) == f"1/{3**50}"
    assert Ratio(0, 1).weight([1, 3**50]) == 3**50 + 1


def test_a_bound_in_quotes_is_told_as_a_fraction() -> None:
    with pytest.raises(ValueError, match=r"the bound '1/2' is no exact number; write Fraction\('1/2'\)$"):
        Ratio("1/2", 1)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"the bound inf is no exact number; write a large one$"):
        Ratio(0, float("inf"))  # type: ignore[arg-type]
