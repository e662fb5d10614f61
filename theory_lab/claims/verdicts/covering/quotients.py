"""The arithmetic of rational functions of the parameters, in one case of the signs of polynomials.

One more arithmetic beside exact numbers and enclosures, with the same functions, so that a claim's own code runs on it.  A
payload holds quotients of polynomials in the parameters of a chart, in lowest terms.  A logarithm, a root or an exponential is a
further generator, one for each argument: what holds whatever its value is holds for the one that it has.  Comparisons are those
of a ``Case``, so that none is open.

Main definitions: ``Quotient``, ``Quotients``, ``within``; the functions of an ``Arithmetic``.

Conventions: entries are rationals (``fmpq``), quotients, or infinities as floats; all other forms in which an infinity enters,
quotients by what may be 0, roots and logarithms of what may be negative raise ``Open``.
"""

from __future__ import annotations

import contextlib
import functools
import math
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from flint import fmpq, fmpq_mpoly

from theory_lab.claims.verdicts.covering.cases import Case, Full, Open
from theory_lab.claims.verdicts.covering.logarithms import Atom
from theory_lab.claims.verdicts.covering.regions import ANY, LEAST, POSITIVE, ZERO, Signs, rational
from theory_lab.numbers.reals.elementary import exp_of, log_of
from theory_lab.numbers.reals.real import Real

NAME: str = "quotients"
IS_ROUNDED: bool = False
# Terms of a quotient before it is in lowest terms: common factors of larger polynomials take seconds.
MOST_TERMS = 2000
NEGATIVE: Signs = frozenset((-1,))
_case: ContextVar[Case] = ContextVar("case")


@contextlib.contextmanager
def within(case: Case) -> Iterator[None]:
    """Within the block comparisons are those of the case."""
    token = _case.set(case)
    try:
        yield
    finally:
        _case.reset(token)


@dataclass(frozen=True, slots=True, eq=False)
class Quotient:
    """A quotient of polynomials in lowest terms, the leading coefficient below being 1."""

    top: fmpq_mpoly
    bottom: fmpq_mpoly


@dataclass(frozen=True, slots=True, eq=False)
class Quotients:
    """Entries in an array of objects, batch axis of length 1 last."""

    entries: np.ndarray


def of(top: fmpq_mpoly, bottom: fmpq_mpoly) -> Any:
    """The entry of a quotient, in lowest terms."""
    if len(top) + len(bottom) > MOST_TERMS:
        raise Open("polynomials of too many terms")
    _case.get().purse.spend(1 + (len(top) + len(bottom)) // 4)
    if not bottom.is_constant():
        common = top.gcd(bottom)
        if not common.is_constant():
            top, bottom = divmod(top, common)[0], divmod(bottom, common)[0]
    top, bottom = _without_powers(top), _without_powers(bottom)
    lead = bottom.leading_coefficient()
    top, bottom = top / lead, bottom / lead
    if top.is_constant() and bottom.is_constant():
        return top.leading_coefficient() if top != 0 else fmpq(0)
    return Quotient(top, bottom)


def _without_powers(form: fmpq_mpoly) -> fmpq_mpoly:
    """The same with ``root^index`` put back to what the root is of."""
    case = _case.get()
    for k, atom in enumerate(case.atoms):
        if atom.function.startswith("root"):
            root, index = case.region.atoms[k], int(atom.function.split()[1])
            argument = atom.argument if isinstance(atom.argument, fmpq) else atom.argument.top
            form = divmod(form, root**index - argument)[1]
    return form


def _raised(x: Any) -> Quotient:
    """An entry as a quotient; raises ``Open`` for an infinity."""
    if isinstance(x, Quotient):
        return x
    if isinstance(x, float):
        raise Open("an infinity in a form")
    one = _case.get().region.one
    return Quotient(one * x, one)


def told(x: Any, truths: frozenset[int]) -> bool:
    """Whether the sign of an entry is one of these, in the case."""
    if isinstance(x, Quotient):
        return _case.get().told(x.top, x.bottom, truths)
    return ((x > 0) - (x < 0)) in truths


# Entry by entry


def _add(x: Any, y: Any) -> Any:
    if isinstance(x, fmpq) and isinstance(y, fmpq):
        return x + y
    if isinstance(x, float) or isinstance(y, float):
        if isinstance(x, float) and isinstance(y, float) and x != y:
            raise Open("infinity less infinity")
        return x if isinstance(x, float) else y
    a, b = _raised(x), _raised(y)
    if a.bottom == b.bottom:
        return of(a.top + b.top, a.bottom)
    return of(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom)


def _negative(x: Any) -> Any:
    return Quotient(-x.top, x.bottom) if isinstance(x, Quotient) else -x


def _multiply(x: Any, y: Any) -> Any:
    if isinstance(x, fmpq) and isinstance(y, fmpq):
        return x * y
    if isinstance(x, float) or isinstance(y, float):
        return math.inf if _is_positive(x) == _is_positive(y) else -math.inf
    a, b = _raised(x), _raised(y)
    return of(a.top * b.top, a.bottom * b.bottom)


def _is_positive(x: Any) -> bool:
    """The sign of a factor of an infinity."""
    if not isinstance(x, float) and told(x, ZERO):
        raise Open("0 times infinity")
    return x > 0 if isinstance(x, float) else told(x, POSITIVE)


def _divide(x: Any, y: Any) -> Any:
    if isinstance(y, float) or told(y, ZERO):
        raise Open("a quotient by what may be 0 or infinite")
    if isinstance(x, float):
        return _multiply(x, y)
    if isinstance(x, fmpq) and isinstance(y, fmpq):
        return x / y
    a, b = _raised(x), _raised(y)
    return of(a.top * b.bottom, a.bottom * b.top)


def _power(x: Any, n: int) -> Any:
    if n < 0:
        return _divide(fmpq(1), _power(x, -n))
    if isinstance(x, fmpq):
        return x**n
    a = _raised(x)
    return Quotient(a.top**n, a.bottom**n) if n else fmpq(1)


def _atom(function: str, argument: Any, signs: Signs) -> Quotient:
    """The generator that stands for a value: the same for the same argument."""
    case = _case.get()
    place = next((k for k, atom in enumerate(case.atoms) if atom.function == function and _is_same(atom.argument, argument)), None)
    if place is None:
        place = len(case.atoms)
        if place == len(case.region.atoms):
            raise Full("too many values of other functions")
        case.atoms.append(Atom(function, argument, signs))
    return Quotient(case.region.atoms[place], case.region.one)


def _is_same(x: Any, y: Any) -> bool:
    if isinstance(x, Quotient) and isinstance(y, Quotient):
        return bool(x.top == y.top and x.bottom == y.bottom)
    return type(x) is type(y) and not isinstance(x, Quotient) and bool(x == y)


def _log(x: Any) -> Any:
    """The sum of the logarithms of the factors, each of its absolute value, times their powers."""
    if isinstance(x, float):
        raise Open("an infinity in a form")
    if told(x, ZERO):
        return -math.inf
    if not told(x, POSITIVE):
        raise Open("a logarithm of what may be negative")
    terms = (_multiply(fmpq(power), _atom("log", factor, POSITIVE if isinstance(factor, fmpq) else ANY)) for factor, power in _factors(x))
    return functools.reduce(_add, terms, fmpq(0))


def _factors(x: Any) -> list[tuple[Any, int]]:
    """What is above 0 as a product of powers, of primes and of irreducible polynomials that are above 0 in the case."""
    constant, found = (x, []) if isinstance(x, fmpq) else (fmpq(1), [])
    for form, sign in () if isinstance(x, fmpq) else ((x.top, 1), (x.bottom, -1)):
        scale, factors = form.factor()
        for factor, power in factors:
            lead = factor.leading_coefficient()
            scale *= lead**power
            base = Quotient(factor / lead, _case.get().region.one)
            found.append((_negative(base) if told(base, NEGATIVE) else base, sign * power))
        constant *= scale**sign
    whole = ((abs(constant.p), 1), (constant.q, -1))
    return found + [(fmpq(prime), sign * int(power)) for part, sign in whole for prime, power in part.factor()]


def _exp(x: Any) -> Any:
    if isinstance(x, float):
        raise Open("an infinity in a form")
    return fmpq(1) if isinstance(x, fmpq) and x == 0 else _atom("exp", x, POSITIVE)


def _root(x: Any, index: int) -> Any:
    """The product of the roots of the factors, each with its power."""
    if isinstance(x, float) or told(x, NEGATIVE):
        raise Open("a root of what may be negative or infinite")
    if told(x, ZERO):
        return fmpq(0)
    result: Any = fmpq(1)
    for factor, power in _factors(x):
        whole, part = divmod(power, index)
        result = _multiply(result, _power(factor, whole))
        if part:
            result = _multiply(result, _power(_atom(f"root {index}", factor, POSITIVE), part))
    return result


def _larger(x: Any, y: Any) -> Any:
    return x if _is_at_least(x, y) else y


def _smaller(x: Any, y: Any) -> Any:
    return y if _is_at_least(x, y) else x


def _is_at_least(x: Any, y: Any) -> bool:
    return _is_compared(x, y, LEAST)


def _is_above(x: Any, y: Any) -> bool:
    return _is_compared(x, y, POSITIVE)


def _is_compared(x: Any, y: Any, truths: frozenset[int]) -> bool:
    if isinstance(x, float) or isinstance(y, float):  # what is no infinity lies between them
        a, b = (v if isinstance(v, float) else 0.0 for v in (x, y))
        return ((a > b) - (a < b)) in truths
    return told(_add(x, _negative(y)), truths)


def _lifted(value: Any) -> Any:
    if isinstance(value, float):
        if not math.isinf(value):
            raise TypeError(f"the float {value} is not exact")
        return value
    if not isinstance(value, Real):
        return rational(int(value) if isinstance(value, np.integer) else value)
    if value.infinite:
        return value.infinite * math.inf
    return fmpq(value.q) if value.q is not None else _named(value)


def _named(value: Real) -> Any:
    """A number that is no rational: a root, a logarithm or an exponential of one, as a formula of these would be."""
    sign, square, power = value.sign(), value * value, exp_of(value)
    if square.q is not None:
        return _multiply(fmpq(sign), _root(fmpq(square.q), 2))
    if power.q is not None:
        return _log(fmpq(power.q))
    if sign > 0 and (exponent := log_of(value)).q is not None:
        return _exp(fmpq(exponent.q))
    return _atom("number", value, frozenset((sign,)))


def _spread(f: Callable[..., Any], inputs: int) -> Callable[..., Quotients]:
    """A function of entries as one of payloads."""
    each = np.frompyfunc(f, inputs, 1)
    return lambda *payloads: Quotients(np.asarray(each(*(x.entries for x in payloads)), dtype=object))


# The functions of an arithmetic

add, multiply, divide, maximum, minimum = (_spread(f, 2) for f in (_add, _multiply, _divide, _larger, _smaller))
negative, log, exp = (_spread(f, 1) for f in (_negative, _log, _exp))
sqrt = _spread(lambda x: _root(x, 2), 1)
absolute = _spread(lambda x: _larger(x, _negative(x)), 1)


def subtract(x: Quotients, y: Quotients) -> Quotients:
    """Elementwise difference."""
    return add(x, negative(y))


def power(x: Quotients, n: int | Fraction) -> Quotients:
    """Elementwise power; a broken one by a root."""
    if isinstance(n, Fraction):
        return power(_spread(lambda v: _root(v, n.denominator), 1)(x), n.numerator)
    return _spread(lambda v: _power(v, int(n)), 1)(x)


def constant(value: Any) -> Quotients:
    """A payload of one number."""
    return lifted([value])


def lifted(values: Any) -> Quotients:
    """A payload from nested exact numbers, without a batch axis added."""
    return _spread(_lifted, 1)(Quotients(np.asarray(values, dtype=object)))


def shape(payload: Quotients) -> tuple[int, ...]:
    """The shape with the batch axis."""
    return payload.entries.shape


def restructure(f: Callable[..., np.ndarray], *payloads: Quotients) -> Quotients:
    """Apply a structural NumPy function."""
    return Quotients(f(*(x.entries for x in payloads)))


def numbers(payload: Quotients) -> np.ndarray:
    """Raises ``TypeError``: a function of the parameters is no single number."""
    raise TypeError("a function of the parameters is no single number")


def bounds(payload: Quotients) -> tuple[np.ndarray, np.ndarray]:
    """Raises ``TypeError``: a function of the parameters has no ends."""
    raise TypeError("a function of the parameters has no ends to look at")


def _compared(compare: Callable[[Any, Any], bool], x: Quotients, y: Quotients) -> tuple[np.ndarray, np.ndarray]:
    truths = np.asarray(np.frompyfunc(compare, 2, 1)(x.entries, y.entries)).astype(bool)
    return truths, truths


def at_least(x: Quotients, y: Quotients) -> tuple[np.ndarray, np.ndarray]:
    """Where ``x >= y`` in the case; twice."""
    return _compared(_is_at_least, x, y)


def above(x: Quotients, y: Quotients) -> tuple[np.ndarray, np.ndarray]:
    """Where ``x > y`` in the case; twice."""
    return _compared(_is_above, x, y)


def is_related(x: Quotients, y: Quotients, truths: Signs) -> bool:
    """Whether the sign of ``x - y`` is one of these in the case; both are single numbers."""
    return bool(_is_compared(x.entries.item(), y.entries.item(), truths))


def soft_at_least(x: Quotients, y: Quotients) -> None:
    """None: there is no stand-in."""


def doubt(x: Quotients, y: Quotients) -> str:
    """Nothing: no comparison is open."""
    return ""


def select(sure: np.ndarray, possible: np.ndarray, x: Quotients, y: Quotients) -> Quotients:
    """``x`` where true, ``y`` where false; raises ``Open`` where that is not decided."""
    if (sure != possible).any():
        raise Open("a comparison of other numbers is open")
    return Quotients(np.where(sure, x.entries, y.entries))


def indicator(sure: np.ndarray, possible: np.ndarray) -> Quotients:
    """1 where true, 0 where false."""
    return select(sure, possible, constant(1), constant(0))


# Reductions


def _reduced(f: Callable[..., Any], x: Quotients, axis: int, empty: int | None = None) -> Quotients:
    if empty is not None and not x.entries.shape[axis]:
        left = tuple(np.delete(x.entries.shape, axis))
        return restructure(lambda v: np.broadcast_to(v, left), constant(empty))
    return Quotients(np.asarray(np.frompyfunc(f, 2, 1).reduce(x.entries, axis=axis), dtype=object))


def sum(x: Quotients, axis: int) -> Quotients:
    """Sums along an axis."""
    return _reduced(_add, x, axis, 0)


def prod(x: Quotients, axis: int) -> Quotients:
    """Products along an axis."""
    return _reduced(_multiply, x, axis, 1)


def max(x: Quotients, axis: int) -> Quotients:
    """Largest value along an axis."""
    return _reduced(_larger, x, axis)


def min(x: Quotients, axis: int) -> Quotients:
    """Smallest value along an axis."""
    return _reduced(_smaller, x, axis)


def cumsum(x: Quotients, axis: int) -> Quotients:
    """Running sums along an axis."""
    return Quotients(np.asarray(np.frompyfunc(_add, 2, 1).accumulate(x.entries, axis=axis), dtype=object))


def segment_sum(x: Quotients, ids: np.ndarray, n: int) -> Quotients:
    """Sums of the rows of ``x`` that share an id in ``0..n-1``."""
    rows = [sum(restructure(lambda v, k=k: v[np.asarray(ids) == k], x), 0) for k in range(n)]
    return restructure(lambda *parts: np.stack(parts) if parts else x.entries[:0], *rows)


def dot(x: Quotients, y: Quotients) -> Quotients:
    """Inner product over the last visible axis of ``x`` and the first of ``y``, by products and their sums."""
    axis, others = len(shape(x)) - 2, len(shape(y)) - 2
    wider = restructure(lambda v: v.reshape(*v.shape[:-1], *(1,) * others, v.shape[-1]), x)
    return sum(multiply(wider, y), axis)


def solve(matrix: Quotients, right: Quotients) -> Quotients:
    """Solutions of linear systems by elimination; a pivot is not 0 in the case, so that the matrix is invertible."""
    a, b = matrix.entries[..., 0].copy(), right.entries[..., 0].reshape(len(right.entries), -1).copy()
    less = np.frompyfunc(lambda x, times, y: _add(x, _negative(_multiply(times, y))), 3, 1)
    over = np.frompyfunc(_divide, 2, 1)
    for k in range(len(a)):
        pivot = next((row for row in range(k, len(a)) if not told(a[row, k], ZERO)), None)
        if pivot is None:
            raise Open("a matrix that may be singular")
        a[[k, pivot]], b[[k, pivot]] = a[[pivot, k]], b[[pivot, k]]
        b[k], a[k] = over(b[k], a[k, k]), over(a[k], a[k, k])
        for row in range(len(a)):
            if row != k:
                b[row], a[row] = less(b[row], a[row, k], b[k]), less(a[row], a[row, k], a[k])
    return Quotients(b.reshape(right.entries.shape))
