"""Cells, and the functions on them.

A cell lists variables in an order, each between quotients of the earlier ones, with ends that belong to it or not.  On a cell
the *generators* are its variables and named logarithms, exponentials and square roots: polynomials in generators are the
functions that the rules speak about.  Part of the trusted base.

Main definitions: ``Side`` (a cell is a tuple of them), ``Field`` (generators on a cell, and how terms are written in them).

Conventions: every ``log`` and ``sqrt`` in a field has a positive argument at every point of the cell, and every ``root`` a
nonnegative one; the rule that adds one has proved it.  All functions but roots are therefore analytic in each variable.
"""

from __future__ import annotations

import ast
import functools
import math
import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from flint import arb, ctx

from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel.polynomials import MOST_POWER, ONE, Poly, Quotient, Rejected, generator, given, need

FUNCTIONS = {"log": "log", "exp": "exp", "sqrt": "sqrt", "root": "sqrt"}
ARITHMETIC = {name: getattr(operator, name) for name in ("neg", "add", "sub", "mul", "truediv", "pow")}
Ranges = Mapping[str, tuple[Quotient | None, Quotient | None]]
ROOTS = ("sqrt", "root")  # square roots of positive arguments, and of nonnegative ones
TEXTS = 4096  # texts of quotients that are kept, which are those of a proof and some others


@dataclass(frozen=True)
class Side:
    """The range of one variable: ``low <= v <= high``; None is infinity, and an open end does not belong to it."""

    name: str
    low: Quotient | None
    high: Quotient | None
    low_closed: bool = True
    high_closed: bool = True


@dataclass(frozen=True)
class Generator:
    """A variable, or ``log``, ``exp`` or ``sqrt`` of an argument in the earlier generators."""

    name: str
    kind: str = "var"
    argument: Quotient | None = None


@dataclass(frozen=True)
class Field:
    """Generators on a cell; ``images`` writes the variables of terms in them, ``facts`` are quotients known to be >= 0."""

    cell: tuple[Side, ...]
    generators: tuple[Generator, ...]
    images: Mapping[str, Quotient]
    facts: tuple[Quotient, ...] = ()
    written: dict[Any, Quotient] = field(default_factory=dict, init=False, repr=False, compare=False)  # terms that are known

    def index(self, name: str) -> int:
        """The number of a generator."""
        return given(self.numbers.get(name), f"there is no generator {name}")

    @functools.cached_property
    def numbers(self) -> Mapping[str, int]:
        """The numbers of all generators."""
        return {one.name: i for i, one in reversed([*enumerate(self.generators)])}

    @functools.cached_property
    def roots(self) -> Sequence[Poly]:
        """``r**2 - a`` for the square roots ``r``, from the last one on."""
        found = [generator(i) ** 2 - argument_of(one).n for i, one in enumerate(self.generators) if one.kind in ROOTS]
        return found[::-1]

    @functools.cached_property
    def coordinates(self) -> frozenset[int]:
        """The generators that are surely nonnegative: variables with a constant lower end, exponentials and roots."""
        sides = [side for side in self.cell if side.low is not None and side.low.is_constant and side.low.value >= 0]
        functions = [i for i, one in enumerate(self.generators) if one.kind in ("exp", *ROOTS)]
        return frozenset((*functions, *(self.index(side.name) for side in sides)))

    def side(self, name: str) -> Side:
        """The range of a variable."""
        return given(next((side for side in self.cell if side.name == name), None), f"there is no variable {name} in the cell")

    def ends(self, but: str = "") -> list[Quotient]:
        """The finite ends of the ranges of all variables, or of all but one."""
        return [end for side in self.cell if side.name != but for end in (side.low, side.high) if end is not None]

    def with_side(self, side: Side) -> Field:
        """The same field on a cell with another range of one variable."""
        return replace(self, cell=tuple(side if old.name == side.name else old for old in self.cell))

    def quotient_of(self, text: str) -> Quotient:
        """A quotient from its text, which may use ``+ - * / **``, whole numbers and the names of generators."""
        return _quotient(text, tuple(one.name for one in self.generators))

    def polynomial_of(self, text: str) -> Poly:
        """A polynomial from its text."""
        quotient = self.quotient_of(text)
        need(quotient.d == 1, f"{text} is no polynomial")
        return quotient.n

    def depends(self, e: Poly | Quotient, i: int) -> bool:
        """Whether a function depends on a variable, also through generators."""
        return i in self.used(e)

    def used(self, e: Poly | Quotient) -> set[int]:
        """The generators of a function, those in the arguments of others among them."""
        found = set().union(*(poly.degrees(p) for p in ((e.n, e.d) if isinstance(e, Quotient) else (e,))))
        return found.union(*(self.used(a) for g in found if (a := self.generators[g].argument) is not None))

    def normal(self, e: Quotient) -> Quotient:
        """The function with the squares of square roots replaced by their arguments."""
        n, d = e.n, e.d
        for root in self.roots:
            n, d = n % root, d if d is ONE else d % root
        return e if n and n == e.n and d == e.d else Quotient(n, d)

    # Calculus

    def derivative(self, e: Quotient, i: int) -> Quotient:
        """The derivative by a variable, by the chain rule."""
        n, d = Quotient(e.n), Quotient(e.d)
        return (self._derivative(e.n, i) * d - n * self._derivative(e.d, i)) / (d * d)

    def _derivative(self, p: Poly, i: int) -> Quotient:
        return sum((Quotient(poly.derivative(p, g)) * self._slope(g, i) for g in poly.degrees(p)), Quotient(0))

    def _slope(self, g: int, i: int) -> Quotient:
        """The derivative of a generator."""
        one, itself = self.generators[g], Quotient(generator(g))
        if one.argument is None:
            return Quotient(int(g == i))
        inner = self.derivative(one.argument, i)
        match one.kind:
            case "log":
                return inner / one.argument
            case "exp":
                return inner * itself
        return inner / (Quotient(2) * itself)

    def ball(self, e: Quotient, ranges: Ranges) -> arb:
        """An enclosure of a function where variables have constant ranges."""

        def value(i: int) -> arb:
            one = self.generators[i]
            if one.argument is None:
                ends = [given(end, f"the variable {one.name} has no range") for end in ranges.get(one.name, (None, None))]
                return arb(ends[0].value).union(arb(ends[1].value))
            return getattr(self.ball(one.argument, ranges), FUNCTIONS[one.kind])()

        top, bottom = (
            sum(math.prod((value(g) ** k for g, k in poly.powers(m).items()), start=arb(c)) for m, c in p.terms())
            for p in (e.n, e.d)
        )
        return arb(top) / bottom

    def is_positive_constant(self, e: Quotient, ranges: Ranges | None = None) -> bool:
        """Whether balls show at some precision that a function without variables, or with constant ranges, is positive."""
        if e.is_constant:
            return bool(e.value > 0)
        for bits in (64, 256, 1024):
            with ctx.workprec(bits):
                value = self.ball(e, ranges or {})
            if value > 0 or value < 0:
                return bool(value > 0)
        return False


def argument_of(one: Generator) -> Quotient:
    """The argument of a generator that is not a variable."""
    return given(one.argument, f"{one.name} has no argument")


def without(p: Poly, base: Poly) -> tuple[Poly, int]:
    """The polynomial divided by a base as often as it goes, and how often."""
    count = 0
    while not poly.is_constant(p) and not poly.is_constant(base) and (less := poly.divided(p, base)) is not None:
        p, count = less, count + 1
    return p, count


@functools.lru_cache(TEXTS)
def _quotient(text: str, names: tuple[str, ...]) -> Quotient:
    """A quotient from its text in named generators; a proof says the same one again and again."""
    return read(text, {name: Quotient(generator(i)) for i, name in enumerate(names)}, ARITHMETIC | {"number": Quotient})


def read(text: str, names: Mapping[str, Any], operations: Mapping[str, Callable[..., Any]]) -> Any:
    """The value of an expression in given operations."""
    signs = {ast.Add: "add", ast.Sub: "sub", ast.Mult: "mul", ast.Div: "truediv"}

    def value(node: ast.AST, power: int = 1) -> Any:
        match node:
            case ast.Constant(value=int(whole)) if not isinstance(whole, bool):
                return operations["number"](whole)
            case ast.Name(id=name) if name in names:
                return names[name]
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return operations["neg"](value(operand, power))
            case ast.BinOp(left=base, op=ast.Pow(), right=ast.Constant(value=int(exponent))):
                power *= max(exponent, 1)  # that of powers of powers, which say large numbers in few letters
                need(power < MOST_POWER, "an exponent is too large")
                return operations["pow"](value(base, power), exponent)
            case ast.BinOp(left=left, op=op, right=right) if type(op) in signs:
                return operations[signs[type(op)]](value(left, power), value(right, power))
            case ast.Call(func=ast.Name(id=name), args=[argument], keywords=[]) if name in operations:
                return operations[name](value(argument, power))
        raise Rejected(f"{text[:60]} has a part that is not allowed: {ast.unparse(node)[:60]}")

    need(text.isascii() and text.isprintable(), "a formula has other letters")  # which may hide names, or be read as such
    try:
        return value(ast.parse(text, mode="eval").body)
    except (SyntaxError, RecursionError, ValueError, MemoryError):
        raise Rejected(f"{text[:60]} is no formula") from None
