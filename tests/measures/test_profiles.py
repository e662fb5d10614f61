"""Coverage profiles: against the definition, their identities, and every arithmetic."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given

from tests.measures.pairs import exact, floats, intervals, levels, number, pairs
from tests.oracles import laws as oracle
from theory_lab import numbers as xp
from theory_lab.measures import divergences as dv
from theory_lab.measures.profiles import coverage, coverage_under, profile
from theory_lab.sequences import laws


def atoms(p, q):
    """The finite positive ratios of a pair."""
    return sorted({a / b for a, b in zip(p, q, strict=True) if a and b})


@given(pairs, levels)
def test_coverage_is_its_definition(pair, level):
    p, q = exact(*pair)
    expected = oracle.coverage(*pair, level)
    assert number(coverage(p, q, level)) == expected
    assert number(profile(p, q).at(level)) == expected


@given(pairs)
def test_at_the_atoms_and_on_both_sides_of_them(pair):
    steps = profile(*exact(*pair))
    ratios = atoms(*pair)
    gap = min((b - a for a, b in zip(ratios, ratios[1:], strict=False)), default=Fraction(1)) / 2
    for level in [x for r in ratios for x in (r - min(gap, r) / 2, r, r + gap)]:
        assert number(steps.at(level)) == oracle.coverage(*pair, level)
    grid = xp.exact(ratios)
    assert bool(xp.all(steps.at(grid) == steps.tails[: len(ratios)]))


@given(pairs)
def test_atoms_are_distinct_and_have_mass(pair):
    p, q = pair
    steps = profile(*exact(p, q))
    values = list(steps.thresholds.numbers())
    missing = sum(a for a, b in zip(p, q, strict=True) if not b)
    assert [v.fraction for v in values if v.is_exact] == atoms(p, q)
    assert [number(m) for m in steps.masses] == [
        sum(a for a, b in zip(p, q, strict=True) if b and a and a / b == r) for r in atoms(p, q)
    ] + ([missing] if missing else [])
    assert number(steps.tails[0]) == 1


@given(pairs)
def test_integrals_are_the_moments_that_they_claim(pair):
    p, q = exact(*pair)
    steps = profile(p, q)
    assert bool(steps.log_integral() == steps.positive_log())
    assert bool(steps.integral() == 1 + dv.chi2(p, q))
    assert number(steps.complement_integral()) == sum(b for a, b in zip(*pair, strict=True) if a)
    assert bool(steps.positive_log() == dv.kl(p, q) + steps.negative_log())
    assert bool(steps.negative_log() <= dv.total_variation(p, q)) and bool(steps.negative_log() >= 0)
    assert bool(steps.negative_log() <= xp.exp(xp.exact(-1)))


@given(pairs, levels)
def test_tail_formula_of_the_hockey_stick(pair, gamma):
    p, q = exact(*pair)
    steps, direct = profile(p, q), dv.hockey_stick(p, q, gamma)
    assert bool(gamma * steps.tail_integral(gamma) == direct)
    covered = xp.sum(q * xp.indicator(xp.ratio_at_least(p, q, gamma)))
    assert bool(coverage(p, q, gamma) - gamma * covered == direct)


def test_prompts_enter_through_the_joint_law():
    prompts, p = xp.exact(["1/3", "2/3"]), xp.exact([[1, 0], ["1/2", "1/2"]])
    q = xp.exact([["1/2", "1/2"], ["1/4", "3/4"]])
    expected = prompts[0] * coverage(p[0], q[0], 2) + prompts[1] * coverage(p[1], q[1], 2)
    assert bool(coverage(laws.joint(prompts, p), laws.joint(prompts, q), 2) == expected)
    assert bool(coverage_under(laws.joint(prompts, p), p, q, 2) == expected)
    assert bool(profile(laws.joint(prompts, p), laws.joint(prompts, q)).at(2) == expected)


@given(pairs, pairs, levels)
def test_coverage_under_another_law_is_submultiplicative(pair, other, level):
    """``P(p/q >= N M) <= P(p/r >= N) + P(r/q >= M)`` for every law and all zeros."""
    size = min(len(pair[0]), len(other[0]))
    p, q, law, r = (xp.exact(x[:size]) for x in (*pair, *other))
    two = coverage_under(law, p, r, level) + coverage_under(law, r, q, 2)
    assert bool(coverage_under(law, p, q, 2 * level) <= two)


@given(pairs, levels)
def test_floats_and_intervals_agree_with_exact(pair, level):
    """Floats: a sum of at most 5 masses, 8 units of 2**-52, ties counting as at least. Intervals contain."""
    expected = float(oracle.coverage(*pair, level))
    p, q = floats(*pair)
    assert abs(coverage(p, q, float(level)) - expected) <= 8 * 2.0**-52
    assert abs(profile(p, q).at(float(level)) - expected) <= 8 * 2.0**-52
    low, high = xp.value(coverage(*intervals(*pair), level))
    assert low <= oracle.coverage(*pair, level) <= high


@given(pairs)
def test_float_integrals_agree_with_exact(pair):
    """Up to 64 units of 2**-52 times the larger of 1 and the value: 5 logarithms or reciprocals."""
    wanted, found = profile(*exact(*pair)), profile(*floats(*pair))
    for name in ("log_integral", "integral", "complement_integral", "positive_log", "negative_log"):
        truth, near = float(xp.value(getattr(wanted, name)())), getattr(found, name)()
        assert near == truth or abs(near - truth) <= 64 * 2.0**-52 * max(1, truth)
    assert abs(found.tail_integral(1.5) - float(xp.value(wanted.tail_integral(Fraction(3, 2))))) <= 64 * 2.0**-52


def test_many_levels_at_once():
    rng = np.random.default_rng(0)
    p, q = rng.dirichlet(np.ones(1000)), rng.dirichlet(np.ones(1000))
    grid = np.geomspace(0.1, 100, 50)
    many = profile(p, q).at(grid)
    assert (np.abs(many - [coverage(p, q, level) for level in grid]) <= 1000 * 2.0**-52).all()


def test_jax_profiles_jit_and_differentiate():
    import jax

    p, q = np.array([0.5, 0.25, 0.25]), np.array([0.125, 0.375, 0.5])
    at = jax.jit(lambda a, b: profile(a, b).at(2.0))
    assert float(at(p, q)) == 0.5
    assert float(jax.jit(lambda a, b: profile(a, b).integral())(p, q)) == pytest.approx(float((p * p / q).sum()), rel=2.0**-50)
    levels_at = jax.vmap(lambda level: coverage(jax.numpy.asarray(p), jax.numpy.asarray(q), level))
    assert levels_at(np.array([1.0, 2.0, 5.0])).tolist() == [0.5, 0.5, 0.0]
    slope = jax.grad(lambda a: profile(a, jax.numpy.asarray(q)).at(2.0))(jax.numpy.asarray(p))
    assert slope.tolist() == [1.0, 0.0, 0.0]


def test_batches_intervals_and_undecided_orders_are_refused():
    p = xp.floats(np.full((2, 3), 0.5), batched=True)
    with pytest.raises(xp.Branched):
        profile(p, p)
    with pytest.raises(TypeError, match="use coverage"):
        profile(xp.intervals([1]), xp.intervals([1]))
    close = xp.exp(xp.log(xp.exact([2, 3])) * xp.sqrt(xp.exact([2, 2])))
    with pytest.raises(xp.Undecided):
        profile(close, close * xp.exact([1, 1]) + 0 * xp.sqrt(close))


@pytest.mark.parametrize("spread", [1.0, 1e-4, 1e-13, 0.0])
def test_large_float_profiles_are_sorted_even_where_ratios_nearly_coincide(spread):
    rng = np.random.default_rng(3)
    q = rng.random(20_000)
    p = q * (1 + spread * rng.random(20_000))
    p[:5], q[5:9], q[9], p[9] = 0, 0, 0, 0
    steps = profile(p, q)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios = np.where(p > 0, p / q, 0)
    assert (steps.thresholds == np.sort(ratios)).all()
    assert sorted(steps.masses) == sorted(p)
    assert steps.masses[steps.thresholds == np.inf].sum() == p[(q == 0)].sum()


@pytest.mark.parametrize("level", [0, -1, -0.5, float("nan")])
def test_levels_that_are_not_positive_are_named(level):
    with pytest.raises(ValueError, match="must be positive, got"):
        coverage(np.array([0.5, 0.5]), np.array([0.5, 0.5]), level)
