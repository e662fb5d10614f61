"""Formulas as graphs of terms.

A term is an operation on terms; equal ones are one and the same object, so that comparing them is free and a shared part is
stored once.  Constructors fold what is constant.  Part of the trusted base.

Main definitions: ``Term``, its constructors (``number``, ``add`` ... ``total``); ``rebuilt``, ``substituted``, ``variables``.

Conventions: terms have extended real values.  ``inf - inf``, ``0 * inf``, ``x / 0`` and logs of negative numbers have none, and
a constructor folds to a term with the same value *wherever the unfolded one has a value*.  ``total`` is a sum from one reduction.
"""

from __future__ import annotations

import functools
import math
from collections import defaultdict
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from fractions import Fraction
from typing import Any

deciding: ContextVar[Callable[[Term], bool] | None] = ContextVar("deciding", default=None)
_table: defaultdict[str, dict[tuple[Any, ...], Term]] = defaultdict(dict)
_constant = functools.cache(lambda above, below: Term("const", Fraction(above, below)))  # found faster than fractions
_sets: dict[frozenset[str], frozenset[str]] = {}  # equal ones are one object too: they would take most of the memory
# Many terms are of parts with the same names, of which there are hundreds on trees.
_united = functools.cache(lambda names: _sets.setdefault(united := frozenset[str]().union(*names), united))


class Term:
    """An operation and its arguments: terms, but for the value of a constant, the name of a variable and a whole exponent."""

    __slots__ = ("args", "names", "op", "parts")
    op: str
    args: tuple[Any, ...]
    parts: tuple[Term, ...]  # the arguments that are terms
    names: frozenset[str]  # of the variables in it

    def __new__(cls, op: str, *args: Any) -> Term:
        known = _table[op].get(args)
        if known is None:
            known, parts = object.__new__(cls), tuple([arg for arg in args if isinstance(arg, Term)])
            known.op, known.args, known.parts = op, args, args if parts == args else parts
            known.names = frozenset(args) if op == "var" else _united(frozenset([part.names for part in known.parts]))
            _table[op][args] = known
        return known

    def __and__(self, other: Any) -> Term:
        return both(self, truth(other))

    def __or__(self, other: Any) -> Term:
        return negation(both(negation(self), negation(truth(other))))

    __rand__, __ror__ = __and__, __or__

    def __invert__(self) -> Term:
        return negation(self)

    def __bool__(self) -> bool:
        """Whether a condition is true; where a formula branches, whoever traces it decides."""
        decide = deciding.get()
        if self in (TRUE, FALSE):
            return self is TRUE
        if decide is None:
            raise TypeError(f"the formula branches on {self!r}")
        return decide(self)

    def __str__(self) -> str:
        raise TypeError("symbols have no text")  # code that knows numbers again by theirs is not read

    def __repr__(self) -> str:
        return f"<term {self.op} {self.args[0]}>" if self.op in ("const", "var") else f"<term {self.op}>"


def number(value: int | Fraction) -> Term:
    """A rational constant."""
    return _constant(value.numerator, value.denominator)


def variable(name: str) -> Term:
    """A real variable."""
    return Term("var", name)


ZERO, ONE = number(0), number(1)
INF, MINUS_INF = Term("inf"), Term("-inf")
TRUE, FALSE, UNDEFINED = Term("true"), Term("false"), Term("undefined")


def truth(value: Any) -> Term:
    """A condition from a condition or a boolean."""
    return value if isinstance(value, Term) else TRUE if value else FALSE


def _folded(op: str, f: Callable[[Fraction, Fraction], Fraction], a: Term, b: Term) -> Term:
    return number(f(a.args[0], b.args[0])) if a.op == b.op == "const" else Term(op, a, b)


def add(a: Term, b: Term) -> Term:
    if a is ZERO or b is ZERO:
        return b if a is ZERO else a
    if INF in (a, b) or MINUS_INF in (a, b):  # the sum of both infinities has no value
        return INF if INF in (a, b) else MINUS_INF
    return _folded("add", Fraction.__add__, a, b)


def negative(a: Term) -> Term:
    if a in (INF, MINUS_INF):
        return MINUS_INF if a is INF else INF
    return a.args[0] if a.op == "neg" else number(-a.args[0]) if a.op == "const" else Term("neg", a)


def subtract(a: Term, b: Term) -> Term:
    if a is b:
        return ZERO
    if b.op in ("const", "inf", "-inf") or a is ZERO:
        return add(a, negative(b))
    return a if a in (INF, MINUS_INF) else Term("sub", a, b)


def multiply(a: Term, b: Term) -> Term:
    if a is ZERO or b is ZERO:
        return ZERO
    if a is ONE or b is ONE:
        return b if a is ONE else a
    for infinite, other in ((a, b), (b, a)) if "const" in (a.op, b.op) else ():
        if infinite in (INF, MINUS_INF) and other.op == "const":
            return infinite if other.args[0] > 0 else negative(infinite)
    return _folded("mul", Fraction.__mul__, a, b)


def divide(a: Term, b: Term) -> Term:
    if b is ZERO:
        return UNDEFINED
    if b is ONE or a is ZERO:
        return a
    if b in (INF, MINUS_INF):
        return ZERO
    if b.op == "const":
        return multiply(a, number(1 / b.args[0])) if a.op in ("const", "inf", "-inf") else Term("div", a, b)
    return Term("div", a, b)


def power(a: Term, exponent: int) -> Term:
    exponent = int(exponent)
    if exponent < 0:
        return divide(ONE, power(a, -exponent))
    if exponent in (0, 1):
        return a if exponent else ONE
    return number(a.args[0] ** exponent) if a.op == "const" else Term("pow", a, exponent)


def absolute(a: Term) -> Term:
    return INF if a in (INF, MINUS_INF) else number(abs(a.args[0])) if a.op == "const" else Term("abs", a)


def _extreme(op: str, f: Callable[[Fraction, Fraction], Fraction], most: Term, a: Term, b: Term) -> Term:
    """The larger or smaller of two, where ``most`` is the infinity that wins."""
    least = negative(most)
    if a is b or b is least or a is most:
        return a
    return b if a is least or b is most else _folded(op, f, a, b)


def maximum(a: Term, b: Term) -> Term:
    return _extreme("max", max, INF, a, b)


def minimum(a: Term, b: Term) -> Term:
    return _extreme("min", min, MINUS_INF, a, b)


def log(a: Term) -> Term:
    known = {ONE: ZERO, INF: INF, ZERO: MINUS_INF}
    return known[a] if a in known else Term("log", a)


def exp(a: Term) -> Term:
    known = {ZERO: ONE, INF: INF, MINUS_INF: ZERO}
    return known[a] if a in known else Term("exp", a)


def sqrt(a: Term) -> Term:
    if a is INF:
        return INF
    if a.op == "const" and a.args[0] >= 0:
        root = Fraction(math.isqrt(a.args[0].numerator), math.isqrt(a.args[0].denominator))
        if root**2 == a.args[0]:
            return number(root)
    return Term("sqrt", a)


@functools.cache
def is_finite(term: Term) -> bool:
    """Whether a term is finite wherever it has a value: infinities come from logarithms of 0 and from infinities alone."""
    return term.op not in ("inf", "-inf", "log") and all(map(is_finite, term.parts))


def at_least(a: Term, b: Term) -> Term:
    """``a >= b``."""
    if a is b or a is INF or b is MINUS_INF:
        return TRUE
    if (a is MINUS_INF and (b is INF or is_finite(b))) or (b is INF and is_finite(a)):
        return FALSE
    return truth(a.args[0] >= b.args[0]) if a.op == b.op == "const" else Term("ge", a, b)


def above(a: Term, b: Term) -> Term:
    """``a > b``."""
    return negation(at_least(b, a))


def negation(a: Term) -> Term:
    if a in (TRUE, FALSE):
        return FALSE if a is TRUE else TRUE
    if a.op in ("ge", "gt"):
        return Term("gt" if a.op == "ge" else "ge", a.args[1], a.args[0])
    return a.args[0] if a.op == "not" else Term("not", a)


def both(a: Term, b: Term) -> Term:
    if FALSE in (a, b):
        return FALSE
    if a is TRUE or a is b:
        return b
    return a if b is TRUE else Term("and", a, b)


def choose(condition: Term, a: Term, b: Term) -> Term:
    """``a`` where the condition is true, ``b`` elsewhere."""
    if a is b or condition is TRUE:
        return a
    return b if condition is FALSE else Term("ite", condition, a, b)


def total(terms: tuple[Term, ...]) -> Term:
    """The sum of many terms."""
    terms = tuple([term for term in terms if term is not ZERO]) if ZERO in terms else terms
    if len(terms) < 2:
        return terms[0] if terms else ZERO
    if INF in terms or MINUS_INF in terms:
        return INF if INF in terms else MINUS_INF
    if all(term.op == "const" for term in terms):
        return number(sum(term.args[0] for term in terms))
    return Term("sum", *terms)


_MAKE: dict[str, Callable[..., Term]] = {
    "add": add, "sub": subtract, "mul": multiply, "div": divide, "neg": negative, "pow": power, "abs": absolute,
    "max": maximum, "min": minimum, "log": log, "exp": exp, "sqrt": sqrt, "ge": at_least, "gt": above, "and": both,
    "not": negation, "ite": choose, "sum": lambda *terms: total(terms),
}  # fmt: skip


def made(op: str, args: tuple[Any, ...]) -> Term:
    """The folded term of an operation."""
    return _MAKE[op](*args) if op in _MAKE else Term(op, *args)


def rebuilt(term: Term, change: Callable[[Term], Term | None]) -> Term:
    """The term with parts replaced (see ``rebuilding``)."""
    return _rebuilt(change, {}, term)


def rebuilding(change: Callable[[Term], Term | None]) -> Callable[[Term], Term]:
    """What replaces parts, from the outside in, or rebuilds, folds and keeps them; it enters no side that a choice leaves out."""
    return functools.partial(_rebuilt, change, {})


def _rebuilt(change: Callable[[Term], Term | None], known: dict[Term, Term], one: Term) -> Term:
    if (result := known.get(one)) is not None:
        return result
    if (result := change(one)) is not None or one.op not in _MAKE:
        result = one if result is None else result
    elif one.op == "ite" and (condition := _rebuilt(change, known, one.args[0])) in (TRUE, FALSE):
        result = _rebuilt(change, known, one.args[1 if condition is TRUE else 2])
    else:
        # Most parts were met before: to look here saves a call for each.
        args = tuple([known[a] if a in known else _rebuilt(change, known, a) if type(a) is Term else a for a in one.args])
        result = one if args == one.args else made(one.op, args)
    return known.setdefault(one, result)


def substituted(term: Term, values: Mapping[str, Term]) -> Term:
    """The term with variables replaced; what has none of them stays."""
    return substituting(values)(term)


def substituting(values: Mapping[str, Term]) -> Callable[[Term], Term]:
    """What replaces variables, and keeps what it has replaced."""

    def change(one: Term) -> Term | None:
        return one if values.keys().isdisjoint(one.names) else values[one.args[0]] if one.op == "var" else None

    return rebuilding(change)


def variables(term: Term) -> frozenset[str]:
    """The names of the variables in a term."""
    return term.names
