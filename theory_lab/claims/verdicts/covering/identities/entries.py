"""Rational functions of the parameters of a box, in one case of the signs of polynomials.

A logarithm, a root or an exponential is a further generator, one for each argument: what holds whatever its value is holds for
the one that it has.  A logarithm, and a root, is taken apart into those of irreducible factors, and ``root^k`` is what the root
is of.  Comparisons are those of a ``Case``, so that none is open.

Main definitions: ``Quotient``, ``within``, functions of entries.

Conventions: entries are rationals (``fmpq``), quotients, or infinities as floats; all other forms in which an infinity enters,
quotients by what may be 0, roots and logarithms of what may be negative raise ``Open``.
"""

from __future__ import annotations

import builtins
import contextlib
import functools
import math
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from math import comb
from typing import Any

import numpy as np
from flint import fmpq, fmpq_mpoly

from theory_lab.claims.verdicts.covering.identities.cases import Case
from theory_lab.claims.verdicts.covering.identities.ends import Open
from theory_lab.claims.verdicts.covering.identities.logarithms import Atom
from theory_lab.claims.verdicts.covering.identities.regions import ANY, LEAST, POSITIVE, ZERO, Signs, rational
from theory_lab.numbers.reals.elementary import exp_of, log_of
from theory_lab.numbers.reals.real import Real

# Terms of a quotient before it is in lowest terms: common factors of larger polynomials take seconds.
MOST_TERMS = 2000
# Larger whole numbers stand for themselves: to find their primes may take for ever.
MOST_BITS = 96
# Bits of a power of a number, a megabyte: FLINT ends the process when the memory is not enough.
MOST_DIGITS = 1 << 23
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


def of(top: fmpq_mpoly, bottom: fmpq_mpoly) -> Any:
    """The entry of a quotient, in lowest terms."""
    if len(top) + len(bottom) > MOST_TERMS:
        raise Open("polynomials of too many terms")
    _case.get().purse.spend(1 + len(top) * len(bottom) // 64)
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


def _product(x: fmpq_mpoly, y: fmpq_mpoly) -> fmpq_mpoly:
    if len(x) * len(y) > MOST_TERMS**2 / 16:
        raise Open("a product of too many terms")
    return x * y


def _without_powers(form: fmpq_mpoly) -> fmpq_mpoly:
    """The same with ``root^index`` put back to what the root is of."""
    case = _case.get()
    degrees = form.degrees()
    for k, atom in enumerate(case.atoms):
        if atom.function.startswith("root") and degrees[case.region.place(k)] >= (index := int(atom.function.split()[1])):
            argument = atom.argument if isinstance(atom.argument, fmpq) else atom.argument.top
            form = divmod(form, case.region.atoms[k] ** index - argument)[1]
            degrees = form.degrees()
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


def add(x: Any, y: Any) -> Any:
    if isinstance(x, fmpq) and isinstance(y, fmpq):
        return x + y
    if isinstance(x, float) or isinstance(y, float):
        if isinstance(x, float) and isinstance(y, float) and x != y:
            raise Open("infinity less infinity")
        return x if isinstance(x, float) else y
    a, b = _raised(x), _raised(y)
    if a.bottom == b.bottom:
        return of(a.top + b.top, a.bottom)
    return of(_product(a.top, b.bottom) + _product(b.top, a.bottom), _product(a.bottom, b.bottom))


def negative(x: Any) -> Any:
    return Quotient(-x.top, x.bottom) if isinstance(x, Quotient) else -x


def multiply(x: Any, y: Any) -> Any:
    if isinstance(x, fmpq) and isinstance(y, fmpq):
        return x * y
    if isinstance(x, float) or isinstance(y, float):
        return math.inf if _is_positive(x) == _is_positive(y) else -math.inf
    a, b = _raised(x), _raised(y)
    return of(_product(a.top, b.top), _product(a.bottom, b.bottom))


def _is_positive(x: Any) -> bool:
    """The sign of a factor of an infinity."""
    if not isinstance(x, float) and told(x, ZERO):
        raise Open("0 times infinity")
    return x > 0 if isinstance(x, float) else told(x, POSITIVE)


def divide(x: Any, y: Any) -> Any:
    if isinstance(y, float) or told(y, ZERO):
        raise Open("a quotient by what may be 0 or infinite")
    if isinstance(x, float):
        return multiply(x, y)
    if isinstance(x, fmpq) and isinstance(y, fmpq):
        return x / y
    a, b = _raised(x), _raised(y)
    return of(_product(a.top, b.bottom), _product(a.bottom, b.top))


def power(x: Any, n: int) -> Any:
    if n < 0:
        return divide(fmpq(1), power(x, -n))
    if isinstance(x, fmpq):
        if n * builtins.max(x.p.bit_length(), x.q.bit_length()) > MOST_DIGITS:
            raise Open("a power of too many digits")
        return x**n
    a = _raised(x)
    if builtins.max(comb(n + len(form) - 1, n) for form in (a.top, a.bottom)) > MOST_TERMS:
        raise Open("a power of too many terms")
    if n * builtins.max(c.p.bit_length() + c.q.bit_length() for form in (a.top, a.bottom) for c in form.coeffs()) > MOST_DIGITS:
        raise Open("a power of too many digits")
    return of(a.top**n, a.bottom**n)


def _atom(function: str, argument: Any, signs: Signs) -> Quotient:
    """The generator that stands for a value: the same for the same argument."""
    case = _case.get()
    place = next(
        (k for k, atom in enumerate(case.atoms) if atom.function == function and _is_same(atom.argument, argument)), None
    )
    if place is None:
        place = len(case.atoms)
        if place == len(case.region.atoms):
            raise Open("too many values of other functions")
        case.atoms.append(Atom(function, argument, signs))
    return Quotient(case.region.atoms[place], case.region.one)


def _is_same(x: Any, y: Any) -> bool:
    if isinstance(x, Quotient) and isinstance(y, Quotient):
        return bool(x.top == y.top and x.bottom == y.bottom)
    return type(x) is type(y) and not isinstance(x, Quotient) and bool(x == y)


def log(x: Any) -> Any:
    """The sum of the logarithms of the factors, each of its absolute value, times their powers."""
    if isinstance(x, float):
        raise Open("an infinity in a form")
    if told(x, ZERO):
        return -math.inf
    if not told(x, POSITIVE):
        raise Open("a logarithm of what may be negative")
    terms = (
        multiply(fmpq(times), _atom("log", factor, POSITIVE if isinstance(factor, fmpq) else ANY))
        for factor, times in _factors(x)
    )
    return functools.reduce(add, terms, fmpq(0))


def _factors(x: Any) -> list[tuple[Any, int]]:
    """What is above 0 as a product of powers, of primes and of irreducible polynomials that are above 0 in the case."""
    constant, found = (x, []) if isinstance(x, fmpq) else (fmpq(1), [])
    for form, sign in () if isinstance(x, fmpq) else ((x.top, 1), (x.bottom, -1)):
        scale, factors = form.factor()
        for factor, times in factors:
            lead = factor.leading_coefficient()
            scale *= lead**times
            base = Quotient(factor / lead, _case.get().region.one)
            found.append((negative(base) if told(base, NEGATIVE) else base, sign * times))
        constant *= scale**sign
    for whole, sign in ((abs(constant.p), 1), (constant.q, -1)):
        primes = whole.factor() if whole.bit_length() <= MOST_BITS else [(whole, 1)]
        found += [(fmpq(prime), sign * int(times)) for prime, times in primes]
    return found


def exp(x: Any) -> Any:
    if isinstance(x, float):
        raise Open("an infinity in a form")
    return fmpq(1) if isinstance(x, fmpq) and x == 0 else _atom("exp", x, POSITIVE)


def root(x: Any, index: int) -> Any:
    """The product of the roots of the factors, each with its power."""
    if isinstance(x, float) or told(x, NEGATIVE):
        raise Open("a root of what may be negative or infinite")
    if told(x, ZERO):
        return fmpq(0)
    result: Any = fmpq(1)
    for factor, times in _factors(x):
        whole, part = divmod(times, index)
        result = multiply(result, power(factor, whole))
        if part:
            result = multiply(result, power(_atom(f"root {index}", factor, POSITIVE), part))
    return result


def larger(x: Any, y: Any) -> Any:
    return x if is_at_least(x, y) else y


def smaller(x: Any, y: Any) -> Any:
    return y if is_at_least(x, y) else x


def is_at_least(x: Any, y: Any) -> bool:
    return is_compared(x, y, LEAST)


def is_above(x: Any, y: Any) -> bool:
    return is_compared(x, y, POSITIVE)


def is_compared(x: Any, y: Any, truths: frozenset[int]) -> bool:
    if isinstance(x, float) or isinstance(y, float):  # what is no infinity lies between them
        a, b = (v if isinstance(v, float) else 0.0 for v in (x, y))
        return ((a > b) - (a < b)) in truths
    return told(add(x, negative(y)), truths)


def lifted(value: Any) -> Any:
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
    sign, square, raised = value.sign(), value * value, exp_of(value)
    if square.q is not None:
        return multiply(fmpq(sign), root(fmpq(square.q), 2))
    if raised.q is not None:
        return log(fmpq(raised.q))
    if sign > 0 and (exponent := log_of(value)).q is not None:
        return exp(fmpq(exponent.q))
    return _atom("number", value, frozenset((sign,)))
