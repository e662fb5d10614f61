"""The arithmetic of symbols: a claim's own code, run on terms instead of numbers, gives its formula.

One more arithmetic beside exact numbers, enclosures and floats, with the same functions; its payloads are object arrays of
terms, batch axis last.  Part of the trusted base.

Conventions: a comparison is decided for nobody, so that ``sure`` and ``possible`` are one array of conditions, whose ``all`` is
their conjunction.

Main definitions: the functions of an arithmetic; ``symbols`` (an array of variables), ``term_of``.
"""

from __future__ import annotations

import builtins
import functools
import math
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

import numpy as np

from theory_lab.numbers.reals.real import Real
from theory_lab.proofs import terms
from theory_lab.proofs.terms import INF, MINUS_INF, ONE, ZERO, Term

NAME: str = "exact"  # code that asks for the kind of its numbers is read as it runs where a verdict is decided
IS_ROUNDED: bool = False
# Results of an operation: at hundreds of values of static fields a claim computes the same of the same terms, in ten ways of each
# pair of outcomes, of which there are 3,844 at the size 62.
KEPT = 1 << 16
LARGEST_SYSTEM = 3  # Cramer's rule: formulas of larger systems are too long to prove anything about


class Symbols(np.ndarray):
    """An object array of terms; it has no text, by which code may know numbers again that are others."""

    def __repr__(self) -> str:
        raise TypeError("symbols have no text")

    def all(self, axis: Any = None, out: Any = None, keepdims: Any = False, *, where: Any = True) -> Any:
        """The conjunction of conditions along the first axis, or of all."""
        if axis is None:
            return functools.reduce(terms.both, map(terms.truth, self.ravel()), terms.TRUE)
        return _along(lambda items: functools.reduce(terms.both, map(terms.truth, items), terms.TRUE))(self, axis)

    def __and__(self, other: Any) -> Symbols:
        return _both(self, other)

    def __invert__(self) -> Symbols:
        return _negation(self)


def _array(values: Any) -> Symbols:
    return np.asarray(values, dtype=object).view(Symbols)


def _elementwise(f: Callable[..., Term], inputs: int) -> Callable[..., Symbols]:
    """An operation on arrays, made once for all of them: it keeps what it computed of terms."""
    apply = np.frompyfunc(functools.lru_cache(KEPT)(f), inputs, 1)

    def elementwise(*payloads: Any) -> Symbols:
        return _array(apply(*(np.asarray(payload, dtype=object) for payload in payloads)))

    return elementwise


add, subtract = _elementwise(terms.add, 2), _elementwise(terms.subtract, 2)
multiply, divide = _elementwise(terms.multiply, 2), _elementwise(terms.divide, 2)
maximum, minimum = _elementwise(terms.maximum, 2), _elementwise(terms.minimum, 2)
negative, absolute = _elementwise(terms.negative, 1), _elementwise(terms.absolute, 1)
log, exp, sqrt = (_elementwise(f, 1) for f in (terms.log, terms.exp, terms.sqrt))
_at_least, _above = _elementwise(terms.at_least, 2), _elementwise(terms.above, 2)
_both = _elementwise(lambda a, b: terms.both(terms.truth(a), terms.truth(b)), 2)
_negation = _elementwise(lambda a: terms.negation(terms.truth(a)), 1)
_choose = _elementwise(lambda condition, x, y: terms.choose(terms.truth(condition), x, y), 3)


def term_of(value: Any) -> Term:
    """The term of an exact number; raises ``TypeError`` for a float and for a ball without a normal form."""
    if isinstance(value, Term):
        return value
    if isinstance(value, Real):
        return _of_real(value)
    if isinstance(value, float) and math.isinf(value):
        return INF if value > 0 else MINUS_INF
    if isinstance(value, float | np.floating):
        raise TypeError(f"the float {value} is not exact")
    return terms.number(Fraction(int(value.numerator), int(value.denominator)))


def _of_real(value: Real) -> Term:
    if value.infinite:
        return INF if value.infinite > 0 else MINUS_INF
    form = value.known_form()
    if form is None:
        raise TypeError(f"the constant {value} has no normal form")
    return terms.divide(_of_sum(form.top), _of_sum(form.bottom))


def _of_sum(summands: Any) -> Term:
    result = ZERO
    for ((root, index), exponent, logs), coefficient in summands.items():
        if index > 2:
            raise TypeError(f"a proof speaks of square roots, not of the root of index {index} of {root}")
        factors = [terms.sqrt(terms.number(root)), terms.exp(terms.number(Fraction(*exponent)))]
        factors += [terms.log(terms.number(whole)) for whole in logs]
        product = terms.number(Fraction(int(coefficient.p), int(coefficient.q)))
        result = terms.add(result, functools.reduce(terms.multiply, factors, product))
    return result


def constant(value: Any) -> Symbols:
    """A payload of one number."""
    payload = np.empty(1, dtype=object)
    payload[0] = term_of(value)
    return _array(payload)


def lifted(values: Any) -> Symbols:
    """An array of terms from nested exact numbers, without a batch axis added."""
    return _array(np.frompyfunc(term_of, 1, 1)(np.asarray(values, dtype=object)))


def restructure(f: Callable[..., Any], *payloads: Any) -> Any:
    """Apply a structural NumPy function."""
    return f(*payloads)


def shape(payload: Any) -> tuple[int, ...]:
    """The shape with the batch axis."""
    return payload.shape


def numbers(payload: Any) -> Any:
    """Terms are no numbers."""
    raise TypeError("a formula is no number")


def bounds(payload: Any) -> tuple[Any, Any]:
    """Terms have no bounds."""
    raise TypeError("a formula has no bounds")


def power(x: Any, n: Any) -> Symbols:
    """Whole powers, also of square roots."""
    if isinstance(n, Fraction):
        if n.denominator != 2:
            raise TypeError(f"a proof speaks of whole powers and square roots, not of the power {n}")
        return power(sqrt(x), n.numerator)
    return _array(np.frompyfunc(lambda term: terms.power(term, int(n)), 1, 1)(np.asarray(x, dtype=object)))


def at_least(x: Any, y: Any) -> tuple[Symbols, Symbols]:
    """The conditions ``x >= y``."""
    answers = _at_least(x, y)
    return answers, answers


def above(x: Any, y: Any) -> tuple[Symbols, Symbols]:
    """The conditions ``x > y``."""
    answers = _above(x, y)
    return answers, answers


def soft_at_least(x: Any, y: Any) -> None:
    """There is no differentiable stand-in."""


def doubt(x: Any, y: Any) -> str:
    """Nothing is known."""
    return ""


def select(sure: Any, possible: Any, x: Any, y: Any) -> Symbols:
    """``x`` where true, ``y`` where false; raises ``TypeError`` for a comparison of constants that is open."""
    if possible is not sure:  # what is not sure may be true, and a verdict at a higher precision may say so
        raise TypeError("a comparison of constants is open")
    return _choose(sure, x, y)


def indicator(sure: Any, possible: Any) -> Symbols:
    """1 where true, 0 where false."""
    return select(sure, possible, constant(1), constant(0))


def _along(f: Callable[[list[Term]], Term]) -> Callable[[Any, int], Symbols]:
    def reduce(x: Any, axis: int) -> Symbols:
        rows = np.moveaxis(np.asarray(x, dtype=object), axis, 0)
        result = np.empty(rows.shape[1:], dtype=object)
        for index in np.ndindex(*result.shape):
            result[index] = f(list(rows[(slice(None), *index)]))
        return _array(result)

    return reduce


sum = _along(lambda items: terms.total(tuple(items)))
prod = _along(lambda items: functools.reduce(terms.multiply, items, ONE))
max = _along(lambda items: functools.reduce(terms.maximum, items))
min = _along(lambda items: functools.reduce(terms.minimum, items))


def cumsum(x: Any, axis: int) -> Symbols:
    """Running sums along an axis."""
    rows = np.moveaxis(np.asarray(x, dtype=object), axis, 0)
    partial = [np.asarray(sum(rows[: k + 1], 0)) for k in range(len(rows))]
    return _array(np.moveaxis(np.array(partial, dtype=object).reshape(rows.shape), 0, axis))


def segment_sum(x: Any, ids: np.ndarray, n: int) -> Symbols:
    """Sums of the rows of ``x`` that share an id in ``0..n-1``."""
    rows = np.asarray(x, dtype=object)
    result = np.empty((n, *rows.shape[1:]), dtype=object)
    for one in range(n):
        result[one] = np.asarray(sum(rows[np.asarray(ids) == one], 0))
    return _array(result)


def dot(x: Any, y: Any) -> Symbols:
    """Inner product over the last visible axis of ``x`` and the first of ``y``."""
    a, b = (np.asarray(part, dtype=object)[..., 0] for part in (x, y))
    products = multiply(a.reshape(*a.shape, *(1,) * (b.ndim - 1)), b)
    return _array(np.asarray(sum(products, a.ndim - 1))[..., None])


def solve(matrix: Any, right: Any) -> Symbols:
    """Cramer's rule; raises ``TypeError`` for a larger system."""
    rows, columns = np.asarray(matrix, dtype=object)[..., 0], np.asarray(right, dtype=object)[..., 0]
    n = len(rows)
    if n > LARGEST_SYSTEM:
        raise TypeError(f"a linear system of {n} formulas")
    columns, whole = columns.reshape(n, -1), _determinant(rows)
    result = np.empty(columns.shape, dtype=object)
    for j, c in np.ndindex(*columns.shape):
        replaced = rows.copy()
        replaced[:, j] = columns[:, c]
        result[j, c] = terms.divide(_determinant(replaced), whole)
    return _array(result.reshape(np.asarray(right).shape))


def _determinant(rows: np.ndarray) -> Term:
    if len(rows) == 1:
        return rows[0, 0]
    minors = (np.delete(rows[1:], j, axis=1) for j in builtins.range(len(rows)))
    summands = (terms.multiply(rows[0, j], _determinant(minor)) for j, minor in enumerate(minors))
    return functools.reduce(terms.add, (terms.negative(s) if j % 2 else s for j, s in enumerate(summands)))


def symbols(names: Iterable[str], shape: tuple[int, ...]) -> Symbols:
    """A payload of variables with these names, row by row."""
    payload = np.empty((*shape, 1), dtype=object)
    payload[..., 0] = np.array([terms.variable(name) for name in names], dtype=object).reshape(shape)
    return _array(payload)
