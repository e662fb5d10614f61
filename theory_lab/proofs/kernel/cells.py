"""Cells, and the functions on them.

A cell lists variables in an order, each between quotients of the earlier ones, with ends that belong to it or not.  On a cell
the *generators* are its variables and named logarithms, exponentials and square roots: polynomials in generators are the
functions that the rules speak about.  Part of the trusted base.

Main definitions: ``Side``, ``Cell``, ``Field`` (generators on a cell, and how terms are written in them).

Conventions: every ``log`` and ``sqrt`` in a field has a positive argument at every point of the cell, and every ``root`` a
nonnegative one: whoever adds one has proved it.  All functions but roots are therefore analytic in each variable.
"""

from __future__ import annotations

import ast
import functools
import math
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from flint import arb, ctx, fmpq

from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel.polynomials import Poly, Quotient, Rejected, constant, generator, need
from theory_lab.proofs.terms import Term

FUNCTIONS = {"log": "log", "exp": "exp", "sqrt": "sqrt", "root": "sqrt"}
ROOTS = ("sqrt", "root")  # square roots of positive arguments, and of nonnegative ones


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
    bases: tuple[Poly, ...] = ()  # polynomials that are cancelled where they divide both sides of a fraction

    def index(self, name: str) -> int:
        """The number of a generator."""
        for i, one in enumerate(self.generators):
            if one.name == name:
                return i
        raise Rejected(f"there is no generator {name}")

    def side(self, name: str) -> Side:
        """The range of a variable."""
        for side in self.cell:
            if side.name == name:
                return side
        raise Rejected(f"there is no variable {name} in the cell")

    def with_side(self, side: Side) -> Field:
        """The same field on a cell with another range of one variable."""
        return replace(self, cell=tuple(side if old.name == side.name else old for old in self.cell))

    def quotient_of(self, text: str) -> Quotient:
        """A quotient from its text, which may use ``+ - * / **``, whole numbers and the names of generators."""
        names: dict[str, Quotient] = {one.name: Quotient.of(generator(i)) for i, one in enumerate(self.generators)}
        return parsed(text, names)

    def polynomial_of(self, text: str) -> Poly:
        """A polynomial from its text."""
        quotient = self.quotient_of(text)
        need(poly.is_constant(quotient.d), f"{text} is no polynomial")
        return poly.scale(quotient.n, 1 / quotient.d[0])

    def depends(self, p: Poly | Quotient, i: int) -> bool:
        """Whether a function depends on a variable, also through generators."""
        if isinstance(p, Quotient):
            return self.depends(p.n, i) or self.depends(p.d, i)
        return any(g == i or ((a := self.generators[g].argument) is not None and self.depends(a, i)) for g in poly.generators(p))

    def normal(self, p: Poly) -> Poly:
        """The polynomial with the squares of square roots replaced by their arguments."""
        for i in reversed(range(len(self.generators))):
            one = self.generators[i]
            if one.kind not in ROOTS or poly.degree(p, i) < 2:
                continue
            square, result = argument_of(one).n, {}
            for k, part in enumerate(poly.collected(p, i)):
                result = poly.add(result, poly.multiply(poly.multiply(part, poly.power(square, k // 2)), _odd(i, k)))
            p = result
        return p

    # Calculus

    def derivative(self, e: Quotient, i: int) -> Quotient:
        """The derivative by a variable, by the chain rule."""
        n, d = self._derivative(e.n, i), self._derivative(e.d, i)
        if not d.n:
            return Quotient(n.n, poly.multiply(n.d, e.d))
        return (n * Quotient.of(e.d) - Quotient.of(e.n) * d) / Quotient.of(poly.multiply(e.d, e.d))

    def _derivative(self, p: Poly, i: int) -> Quotient:
        result = Quotient.of({})
        for g in poly.generators(p):
            inner = self._slope(g, i)
            if inner.n:
                result = result + Quotient.of(poly.derivative(p, g)) * inner
        return result

    def _slope(self, g: int, i: int) -> Quotient:
        """The derivative of a generator."""
        one = self.generators[g]
        if one.argument is None:
            return Quotient.of(constant(int(g == i)))
        inner = self.derivative(one.argument, i)
        if one.kind == "log":
            return inner / one.argument
        itself = Quotient.of(generator(g))
        return inner * itself if one.kind == "exp" else inner * itself / (one.argument * Quotient.of(constant(2)))

    def moved(self, e: Quotient, target: Field, images: Mapping[str, Quotient]) -> Quotient:
        """The function after a substitution of its variables, in the generators of another field."""
        known: dict[int, Quotient] = {}

        def image(g: int) -> Quotient:
            if g not in known:
                one = self.generators[g]
                if one.argument is None:
                    known[g] = images[one.name] if one.name in images else target.quotient_of(one.name)
                else:
                    known[g] = getattr(target, FUNCTIONS[one.kind])(whole(one.argument))
            return known[g]

        def sum_of(p: Poly) -> Quotient:
            return evaluated(p, image, Quotient.of({}), lambda c: Quotient.of(constant(c)))

        def whole(q: Quotient) -> Quotient:
            top, bottom = sum_of(q.n), sum_of(q.d)
            return top / bottom if not poly.is_constant(q.d) else Quotient(poly.scale(top.n, 1 / q.d[0]), top.d)

        return whole(e)

    # Functions of functions

    def log(self, q: Quotient) -> Quotient:
        """``log q`` as a sum over the logarithms of the field, into whose arguments ``q`` must factor with a positive rest."""
        result, rest = Quotient.of({}), fmpq(1)
        for p, sign in ((q.n, 1), (q.d, -1)):
            for i, one in enumerate(self.generators):
                if one.kind in ("log", "exp") and not poly.is_constant(argument_of(one).n if one.kind == "log" else generator(i)):
                    p, count = without(p, argument_of(one).n if one.kind == "log" else generator(i))
                    unit = Quotient.of(generator(i)) if one.kind == "log" else argument_of(one)
                    result = result + unit * Quotient.of(constant(sign * count)) if count else result
            need(poly.is_constant(p) and p, "a logarithm is not one of the field")
            rest = rest * p[0] if sign > 0 else rest / p[0]
        need(rest > 0, "the argument of a logarithm is negative")
        for whole, sign in ((int(rest.p), 1), (int(rest.q), -1)):
            for i, one in enumerate(self.generators):
                if one.kind == "log" and argument_of(one).is_constant:
                    whole, count = _shared(whole, argument_of(one).value)
                    result = result + Quotient.of(poly.scale(generator(i), fmpq(sign * count)))
            need(whole == 1, f"the logarithm of {whole} is not one of the field")
        return result

    def exp(self, q: Quotient) -> Quotient:
        """``exp q``: powers of arguments for whole multiples of logarithms, and of exponentials of the field for the rest."""
        result = Quotient.of(constant(1))
        for i, one in enumerate(self.generators):
            if one.kind == "log" and poly.is_constant(q.d) and (1 << (poly.BITS * i)) in q.n:
                count = q.n[1 << (poly.BITS * i)] / q.d[0]
                if count.q == 1:
                    q = q - Quotient.of(poly.scale(generator(i), count))
                    result = result * argument_of(one) ** int(count.p)
            if one.kind == "exp":
                ratio = multiple(self.normal(q.n), q.d, argument_of(one))
                if ratio and ratio.q == 1:
                    q, result = Quotient.of({}), result * Quotient.of(generator(i)) ** int(ratio.p)
        need(not self.normal(q.n), "an exponential is not one of the field")
        return result

    def sqrt(self, q: Quotient) -> Quotient:
        """``sqrt q``: half the powers of nonnegative variables and positive arguments, square roots of the field for odd ones."""
        result, n, d = Quotient.of(constant(1)), q.n, q.d
        for base, root in self._bases():
            (n, above), (d, below) = without(n, base), without(d, base)
            half, odd = divmod(above - below, 2)
            need(not odd or root is not None, "a square root is not one of the field")
            result = result * Quotient.of(base) ** half * (Quotient.of(root) if odd else Quotient.of(constant(1)))
        need(poly.is_constant(n) and poly.is_constant(d), "a square root is not one of the field")
        return result * self._constant_root(n[0] / d[0]) if n else Quotient.of({})

    def _constant_root(self, q: fmpq) -> Quotient:
        """The square root of a positive rational, by roots of whole numbers in the field."""
        need(q > 0, "a square root of a negative number")
        whole, result = int(q.p * q.q), Quotient.of(constant(fmpq(1, int(q.q))))
        for i, one in enumerate(self.generators):
            if one.kind == "sqrt" and argument_of(one).is_constant:
                base = argument_of(one).value
                whole, count = _shared(whole, base)
                half, odd = divmod(count, 2)
                result = result * Quotient.of(poly.scale(generator(i) if odd else constant(1), base**half))
        root = math.isqrt(whole)
        need(root * root == whole, f"the square root of {whole} is not one of the field")
        return result * Quotient.of(constant(root))

    def _bases(self) -> list[tuple[Poly, Any]]:
        """Functions that are nonnegative on the cell, with their square roots in the field if any."""
        roots = [(argument_of(one).n, generator(i)) for i, one in enumerate(self.generators) if one.kind in ROOTS]
        whole = [base for base, _ in roots]
        sides = [side for side in self.cell if side.low is not None and side.low.is_constant and side.low.value >= 0]
        plain = [generator(self.index(side.name)) for side in sides]
        plain += [argument_of(one).n for one in self.generators if one.kind == "log"]
        plain += [generator(i) for i, one in enumerate(self.generators) if one.kind == "exp"]
        roots = [(base, root) for base, root in roots if not poly.is_constant(base)]
        return roots + [(base, None) for base in plain if base not in whole and not poly.is_constant(base)]

    def of_term(self, term: Term, memo: dict[Term, Quotient] | None = None) -> Quotient:
        """A term without conditions in the generators; its value wherever all its parts have values."""
        memo = {} if memo is None else memo
        if term not in memo:
            memo[term] = self._of(term, [self.of_term(part, memo) for part in term.parts])
        return memo[term]

    def difference(self, left: Term, right: Term) -> Quotient:
        """``right - left`` in the generators."""
        memo: dict[Term, Quotient] = {}
        return self._plus(self.of_term(right, memo), -self.of_term(left, memo))

    def _of(self, term: Term, parts: list[Quotient]) -> Quotient:
        match term.op:
            case "const":
                return Quotient.of(constant(fmpq(term.args[0].numerator, term.args[0].denominator)))
            case "var":
                need(term.args[0] in self.images, f"the variable {term.args[0]} has no image")
                return self.images[term.args[0]]
            case "add" | "sum" | "sub":
                parts = [parts[0], -parts[1]] if term.op == "sub" else parts
                return functools.reduce(self._plus, parts)
            case "mul":
                return self._cancelled(parts[0] * parts[1])
            case "div":
                return self._cancelled(parts[0] / parts[1])
            case "neg":
                return -parts[0]
            case "pow":
                return parts[0] ** term.args[1]
            case "log" | "exp" | "sqrt":
                return getattr(self, term.op)(parts[0])
        raise Rejected(f"{term.op} is left in a formula without cases")

    def _cancelled(self, q: Quotient) -> Quotient:
        """The quotient without the bases that divide both sides; it has the same value where it had one."""
        for base in self.bases if not poly.is_constant(q.d) else ():
            (n, above), (d, below) = without(q.n, base), without(q.d, base)
            if common := min(above, below):
                q = Quotient(*(poly.multiply(p, poly.power(base, k - common)) for p, k in ((n, above), (d, below))))
        return q

    def _plus(self, a: Quotient, b: Quotient) -> Quotient:
        """The sum, over the least common multiple of denominators as far as they are made of bases."""
        common = constant(1)
        for base in self.bases if not poly.is_constant(a.d) and not poly.is_constant(b.d) and a.d != b.d else ():
            common = poly.multiply(common, poly.power(base, min(without(a.d, base)[1], without(b.d, base)[1])))
        if poly.is_constant(common):
            return self._cancelled(a + b)
        up, down = (poly.divided(q.d, common) for q in (b, a))
        need(up is not None and down is not None, "bases have a common factor")
        assert up is not None and down is not None
        n = poly.add(poly.multiply(a.n, up), poly.multiply(b.n, down))
        return self._cancelled(Quotient(n, poly.multiply(a.d, up)))

    def ball(self, e: Quotient) -> arb:
        """An enclosure of a constant function."""

        def value(i: int) -> arb:
            one = self.generators[i]
            need(one.argument is not None, f"the variable {one.name} is left in a constant")
            return getattr(self.ball(argument_of(one)), FUNCTIONS[one.kind])()

        top, bottom = (evaluated(p, value, arb(0), arb) for p in (e.n, e.d))
        return top / bottom

    def is_positive_constant(self, e: Quotient) -> bool:
        """Whether balls show at some precision that a constant function is positive."""
        before = ctx.prec
        try:
            for ctx.prec in (64, 256, 1024):
                if (value := self.ball(e)) > 0 or value < 0:
                    return bool(value > 0)
            return False
        finally:
            ctx.prec = before


def argument_of(one: Generator) -> Quotient:
    """The argument of a generator that is no variable."""
    need(one.argument is not None, f"{one.name} has no argument")
    assert one.argument is not None
    return one.argument


def evaluated(p: Poly, image: Callable[[int], Any], zero: Any, lift: Callable[[fmpq], Any]) -> Any:
    """The value of a polynomial at images of its generators."""
    result, used, powers = zero, sorted(poly.generators(p)), {}
    for m, c in p.items():
        term = lift(c)
        for g in used:
            if k := poly.exponent(m, g):
                if (g, k) not in powers:
                    powers[g, k] = image(g) ** k
                term = term * powers[g, k]
        result = result + term
    return result


def without(p: Poly, base: Poly) -> tuple[Poly, int]:
    """The polynomial divided by a base as often as it goes, and how often."""
    count = 0
    while p and not poly.is_constant(base) and (less := poly.divided(p, base)) is not None:
        p, count = less, count + 1
    return p, count


def multiple(n: Poly, d: Poly, q: Quotient) -> fmpq | None:
    """The constant ``c`` with ``n/d = c q``, None where there is none."""
    left, right = poly.multiply(n, q.d), poly.multiply(q.n, d)
    if not left or not right or left.keys() != right.keys():
        return None
    top = max(left)
    c = left[top] / right[top]
    return c if poly.scale(right, c) == left else None


def _odd(i: int, k: int) -> Poly:
    return generator(i) if k % 2 else constant(1)


def _shared(whole: int, base: fmpq) -> tuple[int, int]:
    """A whole number divided by a base as often as it goes, and how often."""
    count = 0
    while base.q == 1 and base > 1 and whole % int(base.p) == 0:
        whole, count = whole // int(base.p), count + 1
    return whole, count


def parsed(text: str, names: Mapping[str, Any]) -> Any:
    """The quotient that an expression in ``+ - * / **``, whole numbers and names says."""
    operations = {"number": lambda value: Quotient.of(constant(value)), "neg": operator.neg, "add": operator.add}
    operations |= {"sub": operator.sub, "mul": operator.mul, "div": operator.truediv, "pow": operator.pow}
    return read(text, names, operations)


def read(text: str, names: Mapping[str, Any], operations: Mapping[str, Callable[..., Any]]) -> Any:
    """The value of an expression in given operations."""
    signs = {ast.Add: "add", ast.Sub: "sub", ast.Mult: "mul", ast.Div: "div"}

    def value(node: ast.AST) -> Any:
        match node:
            case ast.Constant(value=int(whole)) if not isinstance(whole, bool):
                return operations["number"](whole)
            case ast.Name(id=name) if name in names:
                return names[name]
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return operations["neg"](value(operand))
            case ast.BinOp(left=base, op=ast.Pow(), right=ast.Constant(value=int(exponent))):
                return operations["pow"](value(base), exponent)
            case ast.BinOp(left=left, op=op, right=right) if type(op) in signs:
                return operations[signs[type(op)]](value(left), value(right))
            case ast.Call(func=ast.Name(id=name), args=[argument], keywords=[]) if name in operations:
                return operations[name](value(argument))
        raise Rejected(f"{text[:60]} has a part that is not allowed")

    try:
        return value(ast.parse(text, mode="eval").body)
    except (SyntaxError, RecursionError, ValueError, MemoryError):
        raise Rejected(f"{text[:60]} is no formula") from None
