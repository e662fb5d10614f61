"""Functions on a cell, written in its generators.

Logarithms, exponentials and roots of quotients, terms without conditions, and substitutions.  Part of the trusted base.

Main definitions: ``of_term``, ``difference``, ``moved``, ``log``, ``exp``, ``sqrt``.

Conventions: a function that the generators do not give is refused; where a term has a value, the quotient has the same.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Mapping
from typing import Any

from flint import fmpq

from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel.cells import FUNCTIONS, ROOTS, Field, argument_of, evaluated, multiple, without
from theory_lab.proofs.kernel.polynomials import Poly, Quotient, Rejected, constant, generator, need
from theory_lab.proofs.terms import Term


def moved(field: Field, e: Quotient, target: Field, images: Mapping[str, Quotient]) -> Quotient:
    """The function after a substitution of its variables, in the generators of another field."""
    known: dict[int, Quotient] = {}

    def image(g: int) -> Quotient:
        if g not in known:
            one = field.generators[g]
            if one.argument is None:
                known[g] = images[one.name] if one.name in images else target.quotient_of(one.name)
            else:
                known[g] = WRITE[FUNCTIONS[one.kind]](target, whole(one.argument))
        return known[g]

    def sum_of(p: Poly) -> Quotient:
        return evaluated(p, image, Quotient.of({}), lambda c: Quotient.of(constant(c)))

    def whole(q: Quotient) -> Quotient:
        top, bottom = sum_of(q.n), sum_of(q.d)
        return top / bottom if not poly.is_constant(q.d) else Quotient(poly.scale(top.n, 1 / q.d[0]), top.d)

    return whole(e)


def log(field: Field, q: Quotient) -> Quotient:
    """``log q`` as a sum over the logarithms of the field, into whose arguments ``q`` must factor with a positive rest."""
    result, rest = Quotient.of({}), fmpq(1)
    for p, sign in ((q.n, 1), (q.d, -1)):
        for i, one in enumerate(field.generators):
            if one.kind in ("log", "exp") and not poly.is_constant(argument_of(one).n if one.kind == "log" else generator(i)):
                p, count = without(p, argument_of(one).n if one.kind == "log" else generator(i))
                unit = Quotient.of(generator(i)) if one.kind == "log" else argument_of(one)
                result = result + unit * Quotient.of(constant(sign * count)) if count else result
        need(poly.is_constant(p) and p, "a logarithm is not one of the field")
        rest = rest * p[0] if sign > 0 else rest / p[0]
    need(rest > 0, "the argument of a logarithm is negative")
    for whole, sign in ((int(rest.p), 1), (int(rest.q), -1)):
        for i, one in enumerate(field.generators):
            if one.kind == "log" and argument_of(one).is_constant:
                whole, count = _shared(whole, argument_of(one).value)
                result = result + Quotient.of(poly.scale(generator(i), fmpq(sign * count)))
        need(whole == 1, f"the logarithm of {whole} is not one of the field")
    return result


def exp(field: Field, q: Quotient) -> Quotient:
    """``exp q``: powers of arguments for whole multiples of logarithms, and of exponentials of the field for the rest."""
    result = Quotient.of(constant(1))
    for i, one in enumerate(field.generators):
        if one.kind == "log" and poly.is_constant(q.d) and (1 << (poly.BITS * i)) in q.n:
            count = q.n[1 << (poly.BITS * i)] / q.d[0]
            if count.q == 1:
                q = q - Quotient.of(poly.scale(generator(i), count))
                result = result * argument_of(one) ** int(count.p)
        if one.kind == "exp":
            ratio = multiple(field.normal(q.n), q.d, argument_of(one))
            if ratio and ratio.q == 1:
                q, result = Quotient.of({}), result * Quotient.of(generator(i)) ** int(ratio.p)
    need(not field.normal(q.n), "an exponential is not one of the field")
    return result


def sqrt(field: Field, q: Quotient) -> Quotient:
    """``sqrt q``: half the powers of nonnegative variables and positive arguments, square roots of the field for odd ones."""
    result, n, d = Quotient.of(constant(1)), q.n, q.d
    for base, root in nonnegative(field):
        (n, above), (d, below) = without(n, base), without(d, base)
        half, odd = divmod(above - below, 2)
        need(not odd or root is not None, "a square root is not one of the field")
        result = result * Quotient.of(base) ** half * Quotient.of(root if odd and root is not None else constant(1))
    need(poly.is_constant(n) and poly.is_constant(d), "a square root is not one of the field")
    return result * _constant_root(field, n[0] / d[0]) if n else Quotient.of({})


def _constant_root(field: Field, q: fmpq) -> Quotient:
    """The square root of a positive rational, by roots of whole numbers in the field."""
    need(q > 0, "a square root of a negative number")
    whole, result = int(q.p * q.q), Quotient.of(constant(fmpq(1, int(q.q))))
    for i, one in enumerate(field.generators):
        if one.kind == "sqrt" and argument_of(one).is_constant:
            base = argument_of(one).value
            whole, count = _shared(whole, base)
            half, odd = divmod(count, 2)
            result = result * Quotient.of(poly.scale(generator(i) if odd else constant(1), base**half))
    root = math.isqrt(whole)
    need(root * root == whole, f"the square root of {whole} is not one of the field")
    return result * Quotient.of(constant(root))


def nonnegative(field: Field) -> list[tuple[Poly, Any]]:
    """Functions that are nonnegative on the cell, with their square roots in the field if any."""
    roots = [(argument_of(one).n, generator(i)) for i, one in enumerate(field.generators) if one.kind in ROOTS]
    whole = [base for base, _ in roots]
    sides = [side for side in field.cell if side.low is not None and side.low.is_constant and side.low.value >= 0]
    plain = [generator(field.index(side.name)) for side in sides]
    plain += [argument_of(one).n for one in field.generators if one.kind == "log"]
    plain += [generator(i) for i, one in enumerate(field.generators) if one.kind == "exp"]
    roots = [(base, root) for base, root in roots if not poly.is_constant(base)]
    return roots + [(base, None) for base in plain if base not in whole and not poly.is_constant(base)]


def of_term(field: Field, term: Term, memo: dict[Term, Quotient] | None = None) -> Quotient:
    """A term without conditions in the generators; its value wherever all its parts have values."""
    memo = {} if memo is None else memo
    if term not in memo:
        memo[term] = _of(field, term, [of_term(field, part, memo) for part in term.parts])
    return memo[term]


def difference(field: Field, left: Term, right: Term) -> Quotient:
    """``right - left`` in the generators."""
    memo: dict[Term, Quotient] = {}
    return _plus(field, of_term(field, right, memo), -of_term(field, left, memo))


def _of(field: Field, term: Term, parts: list[Quotient]) -> Quotient:
    match term.op:
        case "const":
            return Quotient.of(constant(fmpq(term.args[0].numerator, term.args[0].denominator)))
        case "var":
            need(term.args[0] in field.images, f"the variable {term.args[0]} has no image")
            return field.images[term.args[0]]
        case "add" | "sum" | "sub":
            parts = [parts[0], -parts[1]] if term.op == "sub" else parts
            return functools.reduce(functools.partial(_plus, field), parts)
        case "mul":
            return _cancelled(field, parts[0] * parts[1])
        case "div":
            return _cancelled(field, parts[0] / parts[1])
        case "neg":
            return -parts[0]
        case "pow":
            return parts[0] ** term.args[1]
        case "log" | "exp" | "sqrt":
            return WRITE[term.op](field, parts[0])
    raise Rejected(f"{term.op} is left in a formula without cases")


def _cancelled(field: Field, q: Quotient) -> Quotient:
    """The quotient without the bases that divide both sides; it has the same value where it had one."""
    for base in field.bases if not poly.is_constant(q.d) else ():
        (n, above), (d, below) = without(q.n, base), without(q.d, base)
        if common := min(above, below):
            q = Quotient(*(poly.multiply(p, poly.power(base, k - common)) for p, k in ((n, above), (d, below))))
    return q


def _plus(field: Field, a: Quotient, b: Quotient) -> Quotient:
    """The sum, over the least common multiple of denominators as far as they are made of bases."""
    common = constant(1)
    for base in field.bases if not poly.is_constant(a.d) and not poly.is_constant(b.d) and a.d != b.d else ():
        common = poly.multiply(common, poly.power(base, min(without(a.d, base)[1], without(b.d, base)[1])))
    if poly.is_constant(common):
        return _cancelled(field, a + b)
    up, down = (poly.divided(q.d, common) for q in (b, a))
    need(up is not None and down is not None, "bases have a common factor")
    assert up is not None and down is not None
    n = poly.add(poly.multiply(a.n, up), poly.multiply(b.n, down))
    return _cancelled(field, Quotient(n, poly.multiply(a.d, up)))


def _shared(whole: int, base: fmpq) -> tuple[int, int]:
    """A whole number divided by a base as often as it goes, and how often."""
    count = 0
    while base.q == 1 and base > 1 and whole % int(base.p) == 0:
        whole, count = whole // int(base.p), count + 1
    return whole, count


WRITE: dict[str, Callable[[Field, Quotient], Quotient]] = {"log": log, "exp": exp, "sqrt": sqrt}
