"""Spaces: instances in three arithmetics, enumeration, batches, derived fields, refusals."""

from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings

from tests.power.planted import claim
from theory_lab import numbers as xp
from theory_lab.claims import Choice, Count, Instance, Ratio, Simplex, Space, Steps, Table, Whole, strategies
from theory_lab.claims.verdicts.bulk import decide
from theory_lab.sequences.trees import Tree

TREE = Tree.complete(2, 2)
SPACE = Space(
    p=Simplex(3),
    model=Steps(TREE),
    level=Whole(2, 5),
    horizon=Count(1, 3),
    rate=Ratio(0, 1),
    reward=Table((2, 2), 0, 1),
    rule=Choice("soft", "hard"),
    derived=lambda i: {
        "double": 2 * i.p,
        "constant": Fraction(1, 3),
        "half": 1 / i.level,
        "runs": range(i.horizon),
    },
)
RAW = {
    "p": [1, 2, 0],
    "model": [1, 1, 0, 1, 2, 1],
    "level": 4,
    "horizon": 2,
    "rate": [1, 3],
    "reward": [2, 0, 1, 2, 1],
    "rule": 1,
}


def test_an_instance_has_its_fields_its_derived_objects_and_its_size():
    i = SPACE.sized(7).exact(RAW)
    assert i.size == 7 and i.horizon == 2 and i.rule == "hard" and i.runs == range(2)
    assert [str(xp.value(x)) for x in i.p] == ["1/3", "2/3", "0"]
    assert [str(xp.value(x)) for x in i.double] == ["2/3", "4/3", "0"]
    assert str(xp.value(i.half)) == "1/4" and i.constant == Fraction(1, 3)
    assert i.reward.shape == (2, 2) and i.model.shape == (TREE.size - 1,)
    assert SPACE.exact(RAW).size is None


def test_an_instance_is_frozen_and_names_its_fields():
    i = Space(p=Simplex(2), q=Simplex(2)).exact({"p": [1, 1], "q": [1, 1]})
    with pytest.raises(AttributeError, match="no field 'r'; the fields are p, q"):
        _ = i.r
    with pytest.raises(AttributeError, match="immutable"):
        i.p = 3
    with pytest.raises(AttributeError, match="immutable"):
        Space(p=Simplex(2)).size = 3
    assert "Instance(p=" in repr(i) and isinstance(i, Instance)


def test_batches_agree_with_the_exact_instances():
    static = {"horizon": 2, "rule": 0}
    batch = SPACE.random(np.random.default_rng(0), 50, static)
    floating, enclosing = SPACE.floats(batch), SPACE.intervals(batch)
    for index in range(50):
        exact = SPACE.exact(SPACE.column(batch, index))
        for name in ("p", "model", "level", "rate", "reward", "double", "half"):
            values = xp.floats(getattr(exact, name)).numbers()
            np.testing.assert_array_max_ulp(values, getattr(floating, name).numbers(batched=True)[..., index], 1)
            low, high = getattr(enclosing, name).bounds(batched=True)
            assert (low[..., index] <= values).all() and (values <= high[..., index]).all()
    assert floating.horizon == 2 and floating.rule == "soft" and floating.constant == Fraction(1, 3)


def test_instances_go_into_a_batch_and_out_again():
    raws = [RAW, {**RAW, "p": [0, 0, 1], "level": 2, "rate": [1, 1]}]
    batch = SPACE.batch(raws)
    assert [SPACE.column(batch, index) for index in range(2)] == raws
    assert SPACE.static_part(batch) == {"horizon": 2, "rule": 1} == SPACE.static_part(RAW)
    with pytest.raises(ValueError, match="same static fields"):
        SPACE.batch([RAW, {**RAW, "horizon": 3}])
    with pytest.raises(OverflowError):
        SPACE.batch([{**RAW, "p": [10**30, 1, 1]}])
    with pytest.raises(OverflowError, match="field p are too large"):
        SPACE.batch([RAW, {**RAW, "p": [2**62, 2**62, 0]}])


@pytest.mark.parametrize("kinds", [1, 3, 8, 10])
def test_a_batch_of_the_same_objects_is_that_of_equal_ones(kinds: int):
    """Enumerations give one object for the same value of a field; columns are in the order of the instances all the same."""
    space = Space(p=Simplex(3), level=Whole(1, 2000), rule=Count(0, 9))
    laws, levels = [[k, 1, 2] for k in range(kinds)], [1000 + k for k in range(kinds)]
    raws = [{"p": laws[7 * k % kinds], "level": levels[3 * k % kinds], "rule": 4} for k in range(10)]
    apart = [{"p": list(raw["p"]), "level": int(str(raw["level"])), "rule": 4} for raw in raws]
    batch, other = space.batch(raws), space.batch(apart)
    assert [space.column(batch, index) for index in range(10)] == raws
    assert all((batch[name] == other[name]).all() and batch[name].dtype == np.int64 for name in ("p", "level"))


def test_weights_whose_sum_leaves_64_bits_are_decided_one_by_one():
    """Each weight is a float; their sum is 2**64 and a little, which as a number of 64 bits is a little."""
    case = claim("half of it", {"p": Simplex(2049)}, lambda i: Fraction(1, 2), lambda i: i.p[0])
    tally = decide(case, [{"p": [2**53 - 1 - k] * 2049} for k in range(9)])
    assert tally.counts["fails"] == 1 and tally.counts["holds"] == 0


def test_small_instances_are_all_combinations_of_small_fields():
    space = Space(p=Simplex(2), level=Whole(2, 4), rule=Choice("a", "b"))
    for total in range(7):
        expected = [
            {"p": p, "level": level, "rule": rule}
            for a, b, c in product(range(total + 1), repeat=3)
            if a + b + c == total
            for p in space.fields["p"].small(a)
            for level in space.fields["level"].small(b)
            for rule in space.fields["rule"].small(c)
        ]
        found = list(space.small(total))
        assert sorted(map(str, found)) == sorted(map(str, expected))
        assert all(space.weight(raw) == total for raw in found)
    assert space.lightest == 1 and space.heaviest == np.inf


def test_a_finite_space_is_listed_completely():
    space = Space(a=Whole(-1, 2), b=Count(0, 2))
    listed = [raw for total in range(space.lightest, int(space.heaviest) + 1) for raw in space.small(total)]
    assert len(listed) == 12 and len({str(raw) for raw in listed}) == 12
    assert not list(space.small(int(space.heaviest) + 1))


def test_simpler_instances_are_lighter_in_one_field():
    heavy = {**RAW, "p": [50, 25, 25], "rate": [40, 90]}
    found = list(SPACE.simpler(heavy))
    assert {name for raw in found for name in raw if raw[name] != SPACE.canonical(heavy)[name]} == set(RAW)
    for raw in found:
        SPACE.validate(raw)
        assert SPACE.weight(raw) < SPACE.weight(heavy)


def test_canonical_instances_weigh_the_same():
    raw = {**RAW, "p": [2, 4, 0], "model": [3, 3, 0, 7, 2, 1]}
    assert SPACE.canonical(raw) == RAW and SPACE.weight(raw) == SPACE.weight(RAW)


@given(raw=strategies.raws(SPACE))
@settings(max_examples=30)
def test_the_strategy_draws_instances(raw):
    SPACE.validate(raw)
    assert list(raw) == list(SPACE.fields)


def test_static_values_are_complete_or_include_the_ends():
    rng = np.random.default_rng(0)
    assert len(SPACE.statics(rng, 8)) == 6
    assert Space(p=Simplex(2)).statics(rng, 8) == [{}]
    wide = Space(n=Count(1, 100), rule=Choice("a", "b"))
    chosen = wide.statics(rng, 8)
    assert len(chosen) == 8 == len({str(static) for static in chosen})
    ends = [{"n": n, "rule": rule} for n in (1, 100) for rule in (0, 1)]
    assert all(static in chosen for static in ends)
    assert wide.statics(rng, 1) == [{"n": 1, "rule": 0}]


def test_real_parameters_reach_the_instance_and_return():
    import jax.numpy as jnp

    u = SPACE.unrelax(RAW)
    static = SPACE.static_part(RAW)
    assert u.shape == (SPACE.relaxed_width,)
    relaxed = SPACE.sized(3).relax(jnp.asarray(u), static)
    assert relaxed.rule == "hard" and relaxed.size == 3
    np.testing.assert_allclose(np.asarray(relaxed.double.numbers()), [2 / 3, 4 / 3, 0], atol=1e-12)
    assert SPACE.canonical(SPACE.snap(jnp.asarray(u), 6, static)) == RAW


def test_relaxed_instances_can_be_traced():
    import jax

    space = Space(p=Simplex(3), q=Simplex(3, positive=True))

    def overlap(u):
        i = space.relax(u)
        return xp.dot(i.p, i.q).numbers()

    gradient = jax.grad(overlap)(np.array([1.0, 2.0, 3.0, 1.0, 1.0, 2.0]))
    assert gradient.shape == (6,) and np.isfinite(gradient).all()


@pytest.mark.parametrize(
    "make, error, words",
    [
        (lambda: Space(), ValueError, "at least one field"),
        (lambda: Space(p=3), TypeError, r"field p must be a kind of field such as Simplex\(3\), not 3"),
        (lambda: Space(p=Simplex), TypeError, "kind of field"),
        (lambda: Space(size=Simplex(3)), ValueError, "no field can be called 'size'"),
        (lambda: Space(p=Simplex(3), derived={"q": 1}), TypeError, "derived must be a function"),
    ],
)
def test_impossible_spaces_are_refused(make, error, words):
    with pytest.raises(error, match=words):
        make()


@pytest.mark.parametrize(
    "raw, words",
    [
        ({**RAW, "p": [0, 0, 0]}, "field p: weights must be nonnegative and not all zero"),
        ({**RAW, "level": 9}, "field level: expected a whole number from 2 to 5, not 9"),
        ({"p": [1, 1, 1]}, "needs the fields p, model, level, horizon, rate, reward, rule, not p"),
        ({**RAW, "extra": 1}, "extra"),
        ([1, 2], r"not \[1, 2\]"),
    ],
)
def test_invalid_instances_are_named(raw, words):
    with pytest.raises(ValueError, match=words):
        SPACE.exact(raw)


@pytest.mark.parametrize("derived, error", [(lambda i: {"p": 1}, ValueError), (lambda i: i.p, TypeError)])
def test_derived_objects_are_new_attributes(derived, error):
    with pytest.raises(error, match="derived must"):
        Space(p=Simplex(2), derived=derived).exact({"p": [1, 1]})
