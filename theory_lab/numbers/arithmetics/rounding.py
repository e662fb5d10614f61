"""Directed rounding in NumPy floats.

``+ - * /`` and square roots give the tightest ends that floats allow, and what floats represent exactly stays
exact.  The processor rounds them down and up itself (``modes``) where it was seen to do so.  Elsewhere they are
rounded to nearest, and error-free transformations give the sign of the error; an end then moves by one float only
if it must.  Ends are the same either way.

Main definitions: ``outward``; the operations ``total``, ``product``, ``quotient``, ``root``, ``nth_root``, ``logarithm``,
``exponential``; ``self_test``.

Conventions: an operation on infinities is exact; one without a value gives infinite ends.  By errors, close to
underflow (below 2**-960) only products with 0 and 1 are recognised as exact, within 2**-26 of overflow only with 0;
other ends there may be a float further out.  On overflow the outer end is infinite and the inner one the largest float.

References: T. J. Dekker, "A floating-point technique for extending the available precision" (1971);
J.-M. Muller et al., "Handbook of Floating-Point Arithmetic" (2018), sections 4.3, 4.4 and 4.7.
"""

from __future__ import annotations

import functools
import math
import operator
from collections.abc import Callable

import numpy as np
from flint import arb, ctx

from theory_lab.numbers.ground import modes

Arrays = tuple[np.ndarray, ...]
Operation = Callable[..., Arrays]  # from directions (-1 down, 1 up) and inputs to the ends for each direction
TINY = 2.0**-960  # below it the parts of an error of a product, 2**-106 of it, may underflow
LARGEST = float(np.finfo(float).max)
TWO_ULPS = 2.0**-51  # relative to a float this is between two and four units in its last place
ROOT_SLACK = 2.0**-49  # relative: beyond the errors of a power function (few ulps), of 1/index, and of the products
TWO_SUBNORMALS = 2.0**-1073  # an ulp of a subnormal number is 2**-1074, where relative slack rounds to nothing
LENGTHS = *range(1, 18), 33, 64  # of arrays: loops over vectors of up to eight floats, unrolled, and what is left over
BLOCK = 8192  # floats: the dozen arrays of one operation, 64 kB each, stay in the second-level cache


@np.errstate(all="ignore")
def outward(operation: Operation, low: Arrays, high: Arrays) -> tuple[np.ndarray, np.ndarray]:
    """The operation on ``low`` rounded down and on ``high`` rounded up; one array twice if all is exact."""
    if all(x is y for x, y in zip(low, high, strict=True)):
        lo, hi = _ends(operation, (-1, 1), low)
        return (hi, hi) if (lo == hi).all() else (lo, hi)  # the upper one: a difference of 0 is -0 where it is rounded down
    (lo,) = _ends(operation, (-1,), low)
    (hi,) = _ends(operation, (1,), high)
    return lo, hi


def _ends(operation: Operation, directions: tuple[int, ...], inputs: Arrays) -> Arrays:
    """The ends for each direction: by the processor, or in blocks."""
    if operation not in _OF_NUMPY or not _is_obeyed():
        return _blocked(functools.partial(operation, directions), inputs)
    return _by_processor(operation, directions, inputs)


def _by_processor(operation: Operation, directions: tuple[int, ...], inputs: Arrays) -> Arrays:
    ends = modes.rounded(_OF_NUMPY[operation], directions, inputs)
    for direction, end in zip(directions, ends, strict=True):
        if math.isnan(end.min(initial=0.0)):  # what is nan anywhere stays so in a minimum
            end[np.isnan(end)] = direction * np.inf
    return tuple(ends)


def _blocked(f: Callable[..., Arrays], inputs: Arrays) -> Arrays:
    """An elementwise function in blocks along the longest axis, small enough for the cache: twice as fast."""
    shape = np.broadcast_shapes(*(x.shape for x in inputs))
    size = math.prod(shape)
    if size <= 2 * BLOCK:
        return f(*inputs)
    inputs = tuple(np.broadcast_to(x, shape) if x.ndim < len(shape) else x for x in inputs)
    axis = int(np.argmax(shape))
    step = -(-shape[axis] * BLOCK // size)
    results: Arrays = ()
    for start in range(0, shape[axis], step):
        part = (*(slice(None),) * axis, slice(start, start + step))
        pieces = f(*(x if x.shape[axis] == 1 else x[part] for x in inputs))
        results = results or tuple(np.empty(shape) for _ in pieces)
        for result, piece in zip(results, pieces, strict=True):
            result[part] = piece
    return results


def _directed(rounded: Callable[..., tuple[np.ndarray, np.ndarray]]) -> Operation:
    """An operation from nearest floats and numbers of the sign of their errors, nan if unknown."""

    @functools.wraps(rounded)
    def operation(directions: tuple[int, ...], *inputs: np.ndarray) -> Arrays:
        r, e = rounded(*inputs)
        return tuple(_moved(r, e, inputs, direction) for direction in directions)

    return operation


def _moved(r: np.ndarray, e: np.ndarray, inputs: Arrays, direction: int) -> np.ndarray:
    """``r`` moved to the next float where the error says that the result lies beyond ``r``."""
    beyond = (0.0 - e if direction > 0 else e + 0.0).view(np.int64)
    beyond >>= 63  # all bits set where the end must move
    bits = r.view(np.int64)
    step = bits >> 63
    step |= 1  # floats are ordered as sign and magnitude
    step &= beyond
    end = (np.add if direction > 0 else np.subtract)(bits, step, out=step).view(np.float64)
    if not math.isfinite(e.sum()):  # what is nan or infinite stays so in a sum, which is one pass instead of three
        unknown = ~np.isfinite(e)
        r = r[unknown]
        moved = np.nextafter(r, direction * np.inf)
        infinite = [np.isinf(np.broadcast_to(x, e.shape)[unknown]) for x in inputs]
        underflow = (r == 0) & (np.signbit(r) == (direction > 0))  # zero is already on this side
        moved = np.where(np.logical_or.reduce([*infinite, underflow]), r, moved)
        end[unknown] = np.where(np.isnan(r), direction * np.inf, moved)
    return end


@_directed
def total(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """``x + y`` rounded, and its error (Knuth)."""
    r = x + y
    t = r - x
    e = r - t
    np.subtract(x, e, out=e)
    np.subtract(y, t, out=t)
    e += t
    return r, e


def _halves(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """``x`` as a sum of two floats of at most 26 bits."""
    bits = x.view(np.int64) + (1 << 26)
    bits &= -1 << 27
    high = bits.view(np.float64)
    return high, x - high


def _product(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """``x y`` rounded, and its error (Dekker); the error is nan where it is not known."""
    r = x * y
    x1, x2 = _halves(x)
    y1, y2 = (x1, x2) if x is y else _halves(y)
    e = x1 * y1
    e -= r
    part = x1 * y2
    e += part
    e += np.multiply(x2, y1, out=part)
    e += np.multiply(x2, y2, out=part)
    tiny = np.abs(r, out=part) < TINY
    if tiny.any():
        a, b = (np.broadcast_to(factor, r.shape)[tiny] for factor in (x, y))
        e[tiny] = np.where((a == 0) | (b == 0) | (np.abs(a) == 1) | (np.abs(b) == 1), 0.0, np.nan)
    return r, e


product = _directed(_product)


@_directed
def quotient(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """``x / y`` rounded, for ``y > 0``, and a number of the sign of its error."""
    r = x / y
    p, e = _product(r, y)
    np.subtract(x, p, out=p)  # exact: p is close to x
    np.subtract(p, e, out=e)
    return r, e


@_directed
def root(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The square root of ``x >= 0``, rounded, and a number of the sign of its error."""
    r = np.sqrt(x)
    p, e = _product(r, r)
    np.subtract(x, p, out=p)  # exact: p is close to x
    np.subtract(p, e, out=e)
    return r, e


def nth_root(index: int, directions: tuple[int, ...], x: np.ndarray) -> Arrays:
    """Roots of ``x >= 0`` within some ulps: what NumPy gives is moved outward, and its power must lie beyond ``x``."""
    r = np.power(x, 1 / index)
    step = r * (x / r**index - 1) / index  # of Newton, since 1/index is rounded
    r = np.where(np.isfinite(step), r + step, r)
    is_exact = (_powered(-1, r, index) == x) & (_powered(1, r, index) == x)
    ends = []
    for direction in directions:
        end = r * (1 + direction * ROOT_SLACK)
        power = _powered(-direction, end, index)
        proved = power >= x if direction > 0 else power <= x
        certain = np.maximum(x, 1) if direction > 0 else np.minimum(x, 1)
        ends.append(np.where(is_exact, r, np.where(proved, end, certain)))
    return tuple(ends)


def _powered(direction: int, x: np.ndarray, n: int) -> np.ndarray:
    """A bound on one side of ``x**n`` for ``x >= 0`` and ``n >= 1``."""
    result = x
    for bit in bin(n)[3:]:
        (result,) = product((direction,), result, result)
        if bit == "1":
            (result,) = product((direction,), result, x)
    return result


def logarithm(directions: tuple[int, ...], x: np.ndarray) -> Arrays:
    """Logarithms of ``x >= 0`` within two ulps; exact at 0, 1 and infinity."""
    r = np.log(x)
    slack = np.abs(r)
    slack *= TWO_ULPS
    np.minimum(slack, 1, out=slack)  # an infinite one would turn infinities into nan
    return tuple(r - slack if direction < 0 else r + slack for direction in directions)


def exponential(directions: tuple[int, ...], x: np.ndarray) -> Arrays:
    """Exponentials within two ulps; exact at 0 and at the infinities."""
    r = np.exp(x)
    exact = (x == 0) | np.isinf(x)
    ends = []
    for direction in directions:
        end = r * (1 + direction * TWO_ULPS)
        end += direction * TWO_SUBNORMALS
        if direction < 0:
            np.minimum(np.maximum(end, 0, out=end), LARGEST, out=end)
        if exact.any():
            end[exact] = r[exact]
        ends.append(end)
    return tuple(ends)


_OF_NUMPY: dict[Operation, np.ufunc] = {total: np.add, product: np.multiply, quotient: np.divide, root: np.sqrt}


@functools.cache
@np.errstate(all="ignore")
def _is_obeyed() -> bool:
    """Whether NumPy gives the ends that the signs of errors give, in arrays of many lengths, spread out, and beside one."""
    if not modes.known():
        return False
    x = _arguments()[0][96:160]  # of moderate size
    y = np.roll(x[::-1], 5)
    for operation in _OF_NUMPY:
        for left, right in ((x, y), (x[::2], y[::2]), (x, y[:1]), (x[:1], y)):
            inputs = (left,) if operation is root else (left, right)
            ends = operation((-1, 1), *inputs)
            for count in LENGTHS:
                found = _by_processor(operation, (-1, 1), tuple(part[:count] for part in inputs))
                if any((a[:count] != b).any() for a, b in zip(ends, found, strict=True)):
                    return False
    return True


def _arguments() -> Arrays:
    """Positive numbers of all magnitudes, the same in another order, and exponents."""
    steps = np.arange(1.0, 65.0)  # 64 of each kind: the test takes 8 ms at the first interval
    near_one = 1 + (steps - 32) * 2.0**-50
    positive = np.concatenate([2.0 ** (16.5 * steps - 537), near_one, steps / 7, TWO_SUBNORMALS * steps])
    exponents = [22.3 * (steps - 32), steps / 1.5 - 745, steps / 80 + 709, (steps - 32) / 7, near_one - 1]
    return positive, np.roll(positive[::-1], 5), np.concatenate(exponents)


@functools.cache
def self_test() -> None:
    """Compare NumPy with Arb on some thousand arguments; raises ``RuntimeError`` where NumPy is off.

    This finds a processor that another library has switched to flushing subnormal numbers, and a NumPy built
    with loose elementary functions.
    """
    x, y, exponents = _arguments()
    checks: list[tuple[str, Callable[..., arb], Operation, Arrays]] = [
        ("addition", operator.add, total, (x, -y)),
        ("multiplication", operator.mul, product, (x, y)),
        ("division", operator.truediv, quotient, (x, y)),
        ("sqrt", arb.sqrt, root, (x,)),
        ("log", arb.log, logarithm, (x,)),
        ("log", arb.log, logarithm, (x[::3],)),  # NumPy may take another code path for strided arrays
        ("exp", arb.exp, exponential, (exponents,)),
    ]
    precision, ctx.prec = ctx.prec, 128  # bits: over twice a double, so that rounding never meets the test
    try:
        for name, exact, operation, arguments in checks:
            for lo, hi, *values in zip(*outward(operation, arguments, arguments), *arguments, strict=True):
                truth = exact(*map(arb, values))
                if truth < arb(lo) or truth > arb(hi):
                    raise RuntimeError(
                        f"NumPy's {name} at {', '.join(map(repr, map(float, values)))} is off: "
                        f"the value {truth.str(20)} is not in [{float(lo)!r}, {float(hi)!r}], "
                        "so intervals cannot be trusted here"
                    )
    finally:
        ctx.prec = precision
