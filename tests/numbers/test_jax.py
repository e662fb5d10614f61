"""Under JAX: the same values, finite gradients at zeros, jit and vmap of every function, and when JAX is imported."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from numpy.testing import assert_allclose

from theory_lab import numbers as xp
from theory_lab.measures.divergences import chi2, hellinger2, kl, total_variation
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array, Truth
from theory_lab.numbers.arithmetics import logfloat

P, Q = np.array([0.5, 0.3, 0.2, 0.0]), np.array([0.1, 0.2, 0.7, 0.0])
IDS = np.array([0, 2, 0, 3])

FUNCTIONS: dict[str, Callable[[Any, Any], Any]] = {
    "add": lambda p, q: p + q - 1,
    "multiply": lambda p, q: 2 * p * q,
    "divide": lambda p, q: p / (q + 1),
    "power": lambda p, q: p**3 + (q + 1) ** -2,
    "absolute": lambda p, q: abs(p - q),
    "log": lambda p, q: xp.log(p + xp.ratio(1, 3)),
    "exp": lambda p, q: xp.exp(p - q),
    "sqrt": lambda p, q: xp.sqrt(p + 1),
    "maximum": lambda p, q: xp.maximum(p, 2 * q),
    "minimum": lambda p, q: xp.minimum(xp.ratio(1, 3), q),
    "at_least": lambda p, q: xp.at_least(p, q),
    "where": lambda p, q: xp.where((p > q) | (q >= xp.ratio(1, 2)), p, 0),
    "indicator": lambda p, q: xp.indicator((p > q) & ~(p == q)),
    "all": lambda p, q: xp.indicator(xp.all(p >= 0)),
    "any": lambda p, q: xp.indicator(xp.any(p > q)),
    "sum": lambda p, q: xp.sum(p) * q,
    "prod": lambda p, q: xp.prod(p + 1),
    "max": lambda p, q: xp.max(p * q),
    "min": lambda p, q: xp.min(p - q),
    "cumsum": lambda p, q: xp.cumsum(p),
    "dot": lambda p, q: xp.dot(p, q) + xp.outer(p, q) @ q + xp.sum(xp.outer(p, q) @ xp.outer(q, q)),
    "stack": lambda p, q: xp.stack([p, q, p])[1:, ::-1],
    "concatenate": lambda p, q: xp.concatenate([p, q, np.array([1, 2])]),
    "structures": lambda p, q: xp.broadcast_to(p, (2, 4)) + xp.zeros((2, 4), like=q) + xp.ones((2, 1), like=p),
    "reshape": lambda p, q: (p.reshape(2, 2).T @ q.reshape(2, 2))[..., None],
    "segment_sum": lambda p, q: xp.segment_sum(p, IDS, 5),
    "solve": lambda p, q: xp.solve(xp.outer(p, q) + np.eye(4, dtype=int), q),
    "iterate": lambda p, q: xp.iterate(lambda x: x * q / 2 + p, p, 5),
    "xlogx": lambda p, q: xp.xlogx(p),
    "kl_term": lambda p, q: xp.kl_term(p, q),
    "chi2_term": lambda p, q: xp.chi2_term(p, q),
    "ratio_at_least": lambda p, q: xp.indicator(xp.ratio_at_least(p, q, 2)),
    "expect_over_types": lambda p, q: xp.expect_over_types(p, 3, lambda types: types[:, 0] ** 2 + xp.sum(q)),
}
# Compiled as a whole where nothing else is asked: of operations one by one JAX compiles dozens.
EVERY = pytest.mark.parametrize("function", list(FUNCTIONS.values()), ids=list(FUNCTIONS))


def raw(function: Callable[[Any, Any], Array], p: Any, q: Any) -> Any:
    return logfloat.linear(function(xp.floats(p), xp.floats(q)).payload)[..., 0]


def raw_of_logs(function: Callable[[Any, Any], Array], p: Any, q: Any) -> Any:
    return logfloat.linear(function(xp.logs(p), xp.logs(q)).payload)[..., 0]


@EVERY
def test_jit_and_vmap_agree_with_numpy(function) -> None:
    expected = raw(function, P, Q)
    assert_allclose(raw(function, jnp.asarray(P), jnp.asarray(Q)), expected, rtol=1e-13)
    assert_allclose(jax.jit(lambda p, q: raw(function, p, q))(P, Q), expected, rtol=1e-13)
    rows = np.stack([P, P[::-1], Q])
    mapped = jax.jit(jax.vmap(lambda p: raw(function, p, Q)))(rows)
    for row, found in zip(rows, mapped, strict=True):
        assert_allclose(found, raw(function, row, Q), rtol=1e-13, atol=1e-15)


@EVERY
def test_logs_under_jit_agree_with_numpy(function) -> None:
    with np.errstate(divide="ignore"):
        p, q = np.log(P), np.log(Q)
    expected = raw_of_logs(function, p, q)
    assert_allclose(jax.jit(lambda p, q: raw_of_logs(function, p, q))(p, q), expected, rtol=1e-12, atol=1e-15)
    assert_allclose(expected, raw(function, P, Q), rtol=1e-12, atol=1e-14)


@EVERY
def test_gradients_are_finite_at_zeros(function) -> None:
    gradient = jax.jit(jax.grad(lambda p, q: jnp.sum(raw(function, p, q)), argnums=(0, 1)))
    for p, q in ((P, Q), (P, P), (np.array([1.0, 0, 0, 0]), np.array([0.5, 0.5, 0, 0]))):
        both = gradient(p, q)
        assert np.isfinite(np.concatenate(both)).all()


@pytest.mark.parametrize(
    "name",
    [
        "add",
        "multiply",
        "divide",
        "power",
        "sqrt",
        "maximum",
        "where",
        "sum",
        "prod",
        "max",
        "dot",
        "segment_sum",
        "kl_term",
        "cumsum",
        "concatenate",
        "iterate",
        "xlogx",
        "expect_over_types",
    ],
)
def test_gradients_of_logs_are_no_nan(name: str) -> None:
    with np.errstate(divide="ignore"):
        p, q = np.log(P), np.log(Q)
    both = jax.jit(jax.grad(lambda p, q: jnp.sum(raw_of_logs(FUNCTIONS[name], p, q)), argnums=(0, 1)))(p, q)
    assert not np.isnan(np.concatenate(both)).any()


@pytest.mark.parametrize("divergence", [kl, chi2, total_variation])
def test_gradients_of_divergences_are_those_of_the_textbook(divergence) -> None:
    p, q = jnp.array([0.5, 0.3, 0.2]), jnp.array([0.1, 0.2, 0.7])
    textbook = {
        kl: lambda p: jnp.sum(p * jnp.log(p / q) - p + q),
        chi2: lambda p: jnp.sum((p - q) ** 2 / q),
        total_variation: lambda p: jnp.sum(jnp.abs(p - q)) / 2,
    }[divergence]
    assert_allclose(jax.jit(jax.grad(lambda p: divergence(p, q)))(p), jax.jit(jax.grad(textbook))(p), rtol=1e-12)


def test_raw_jax_arrays_go_in_and_come_out() -> None:
    p, q = jnp.asarray(P), jnp.asarray(Q)
    assert isinstance(hellinger2(p, q), jax.Array) and hellinger2(p, q).dtype == jnp.float64
    assert_allclose(jax.jit(kl)(p, q), kl(P, Q), rtol=1e-14)
    assert jax.jit(lambda p, q: xp.formula(lambda a, b: a >= b)(p, q))(p, q).dtype == bool
    assert_allclose(jax.vmap(kl, in_axes=(0, None))(jnp.stack([p, q]), q), [kl(P, Q), 0], atol=1e-16)


def test_whole_jax_arrays_and_keys_are_left_alone() -> None:
    drawn = xp.formula(lambda law, key: law + jax.random.uniform(key, ()).item().is_integer())
    with pytest.raises(TypeError):
        drawn(P, jax.random.key(0))  # a key is no float array: it reaches the function as it is


def test_indices_out_of_range_raise_under_jax() -> None:
    p = xp.floats(jnp.asarray(P))
    for index in (4, -5, (slice(None), 0), np.array([0, 9])):
        with pytest.raises(IndexError):
            p[index]
    assert [float(xp.value(entry)) for entry in p] == P.tolist()


def test_branching_on_a_traced_value_raises() -> None:
    with pytest.raises(TypeError):
        jax.jit(lambda p: 1.0 if xp.floats(p)[0] > 0 else 0.0)(P)


def test_float_constants_raise_under_jax() -> None:
    with pytest.raises(TypeError, match=r"Fraction\(1, 2\)"):
        jax.jit(lambda p: (xp.floats(p) * 0.5).payload)(P)
    with pytest.raises(TypeError, match="wrap it with floats"):
        xp.floats(jnp.asarray(P)) * jnp.asarray(P)


def test_a_linear_program_is_not_traced() -> None:
    with pytest.raises(TypeError, match="cannot be traced"):
        xp.lp_value(jnp.asarray(P), jnp.asarray(P)[None], jnp.asarray(Q)[:1])


def test_iterate_is_one_scan() -> None:
    traces = []

    def step(state: tuple[Array, Array]) -> tuple[Array, Array]:
        traces.append(1)
        value, total = state
        return (value * rate).restructured(lambda x: x), total + value

    rate = xp.floats(jnp.asarray([0.5, 0.25]))
    start = (xp.floats(np.array([1.0, 1.0])), xp.zeros((2,), like=xp.floats(1.0)))
    value, total = xp.iterate(step, start, 60)
    assert len(traces) <= 3
    assert_allclose(value.payload[..., 0], [0.5**60, 0.25**60], rtol=1e-14)
    assert_allclose(total.payload[..., 0], [2 - 2 * 0.5**60, (1 - 0.25**60) / 0.75], rtol=1e-14)
    gradient = jax.grad(lambda r: xp.iterate(lambda x: x * xp.floats(r), xp.ones((), like=xp.floats(r)), 7).payload[0])(0.5)
    assert gradient == pytest.approx(7 * 0.5**6)


def test_iterate_carries_logs() -> None:
    rate = xp.logs(jnp.asarray(-100.0))
    assert_allclose(xp.iterate(lambda x: x * rate, rate, 20).payload.log, [-2100.0])


LAW, OTHER = np.array([0.5, 0.3, 0.2]), np.array([0.1, 0.2, 0.7])
MAKE = pytest.mark.parametrize("make", [xp.floats, lambda x: xp.floats(jnp.asarray(x)), lambda x: xp.logs(np.log(x))])


@MAKE
def test_arrays_go_into_compiled_functions_and_come_out(make) -> None:
    p, q = make(LAW), make(OTHER)
    for function in (kl, lambda a, b: coverage(a, b, 2), lambda a, b: xp.outer(a, b) @ b):
        expected, found = function(p, q), jax.jit(function)(p, q)
        assert isinstance(found, Array) and found.is_jax and (found.kind, found.shape) == (expected.kind, expected.shape)
        assert_allclose(found.numbers(), expected.numbers(), rtol=1e-13)


def test_a_compiled_function_is_traced_once_for_each_shape_and_arithmetic() -> None:
    traces: list[tuple[str, tuple[int, ...]]] = []

    def function(p: Array, q: Array) -> Array:
        traces.append((p.kind, p.shape))
        return kl(p, q)

    compiled = jax.jit(function)
    for _ in range(3):
        for make in (xp.floats, lambda x: xp.logs(np.log(x))):
            for size in (2, 3):
                compiled(make(LAW[:size]), make(OTHER[:size]))
    assert traces == [("float", (2,)), ("float", (3,)), ("log", (2,)), ("log", (3,))]


@MAKE
def test_vmap_maps_over_visible_axes(make) -> None:
    rows, q = make(np.stack([LAW, OTHER, LAW[::-1]])), make(OTHER)
    mapped = jax.jit(jax.vmap(kl, in_axes=(0, None)))(rows, q)
    assert mapped.shape == (3,) and mapped.number_of_instances == 1
    assert_allclose(mapped.numbers(), [float(kl(row, q).numbers()) for row in rows], rtol=1e-13, atol=1e-16)
    columns = jax.jit(jax.vmap(lambda column, weight: column * weight, in_axes=(1, 0), out_axes=1))(rows, q)
    assert columns.shape == (3, 3)
    assert_allclose(columns.numbers(), (rows * q).numbers(), rtol=1e-15)


def test_vmap_carries_a_batch_and_never_maps_over_it() -> None:
    batch = xp.floats(np.arange(12.0).reshape(2, 3, 2), batched=True)
    mapped = jax.vmap(xp.sum)(batch)
    assert mapped.shape == (2,) and mapped.number_of_instances == 2
    assert_allclose(mapped.numbers(batched=True), xp.sum(batch, 1).numbers(batched=True))
    with pytest.raises(ValueError, match="map over a visible axis"):
        jax.vmap(lambda x: x.numbers())(xp.floats(np.arange(3.0), batched=True))


def test_a_scan_carries_arrays_and_reads_rows() -> None:
    rows = xp.floats(np.stack([LAW, OTHER]))
    last, seen = jax.lax.scan(lambda carry, row: (carry + row, xp.max(carry)), xp.floats(LAW), rows)
    assert_allclose(last.numbers(), 2 * LAW + OTHER)
    assert seen.shape == (2,) and seen.numbers().tolist() == [0.5, 1.0]


def test_gradients_by_arrays_are_arrays() -> None:
    p, q = xp.floats(LAW), xp.floats(OTHER)
    slope = jax.grad(lambda p: kl(p, q).numbers())(p)
    assert isinstance(slope, Array) and slope.shape == (3,)
    assert_allclose(slope.numbers(), np.log(LAW / OTHER), atol=1e-15)

    def smoothed(p: Array) -> Array:
        with xp.smooth(0.05):
            return coverage(p, q, 2).numbers()

    assert np.abs(jax.grad(smoothed)(p).numbers()).max() > 0


def test_comparisons_go_through_compiled_functions() -> None:
    p, q = xp.floats(LAW), xp.floats(OTHER)
    truth = jax.jit(lambda p, q: p > q)(p, q)
    assert isinstance(truth, Truth) and truth.is_decided and truth.sure[:, 0].tolist() == [True, True, False]
    assert jax.jit(lambda truth, p: xp.where(~truth, p, 0))(truth, p).numbers().tolist() == [0, 0, 0.2]


def test_exact_numbers_and_intervals_are_no_arguments_of_compiled_functions() -> None:
    for x in (xp.exact([1, 2]), xp.intervals([1, 2])):
        assert jax.tree.structure(x).num_leaves == 1
        with pytest.raises(TypeError):
            jax.jit(lambda x: x + 1)(x)


def test_smooth_indicators_have_a_slope() -> None:
    def score(x: Any, kind: Callable[[Any], Any]) -> Any:
        with xp.smooth(0.05):
            return logfloat.linear(xp.indicator(kind(xp.floats(x))).payload)[0]

    pair = (lambda x: xp.any(xp.stack([x, x - 9]) >= 1), lambda x: xp.any(xp.stack([x - 9, x]) >= 1))
    for kind in (lambda x: x >= 1, lambda x: ~(x < 1), lambda x: (x >= 1) & (x > 0), *pair):
        sloped = jax.jit(jax.value_and_grad(lambda x, kind=kind: score(x, kind)))
        (below, _), (here, slope), (above, _) = map(sloped, (0.5, 1.0, 2.0))
        assert below < 0.01 and here == pytest.approx(0.5, abs=1e-6) and above > 0.99
        assert slope > 1
    assert score(jnp.asarray(1.0), lambda x: x >= xp.INFINITY) == 0.5
    assert raw(lambda p, q: xp.indicator(p >= q), jnp.asarray(P), jnp.asarray(Q)).tolist() == [1, 1, 0, 1]


def python(code: str) -> str:
    run = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout.strip()


@pytest.mark.parametrize("first", ["import jax; import theory_lab.numbers", "import theory_lab.numbers; import jax"])
def test_floats_have_64_bits_whichever_is_imported_first(first: str) -> None:
    assert python(f"{first}; import jax.numpy as jnp; print(jnp.ones(1).dtype, jnp.arange(3).dtype)") == "float64 int64"


@pytest.mark.parametrize(
    "before",
    [
        "import jax; from theory_lab import numbers as xp; x = xp.floats([1.0, 2.0])",
        "from theory_lab import numbers as xp; x = xp.floats([1.0, 2.0]); import jax",
        "from theory_lab import numbers as xp; x = xp.floats([1.0, 2.0]); from jax import numpy; import jax",
        "import importlib.util as u; from theory_lab import numbers as xp; x = xp.floats([1.0, 2.0]); u.find_spec('jax');"
        " import jax",
    ],
)
def test_jax_knows_arrays_whichever_is_imported_first(before: str) -> None:
    assert python(f"{before}; print(xp.value(jax.jit(xp.sum)(x)), jax.jit(lambda x: x > 1)(x).sure.tolist())") == (
        "3.0 [[False], [True]]"
    )


def test_jax_is_not_imported_before_it_is_needed() -> None:
    modules = "theory_lab.numbers, theory_lab.claims, theory_lab.sequences.laws, theory_lab.measures.divergences"
    code = f"import sys, {modules}; from theory_lab import numbers as xp; xp.log(xp.floats([1.0])); print('jax' in sys.modules)"
    assert python(code) == "False"
