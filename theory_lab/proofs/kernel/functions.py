"""Functions on a cell, written in its generators.

Logarithms, exponentials and roots of quotients, terms without conditions, and substitutions.  Part of the trusted base.

Main definitions: ``of_term``, ``difference``, ``moved``, ``log``, ``exp``, ``sqrt``.

Conventions: a function that the generators do not give is refused; where a term has a value, the quotient has the same.
"""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from flint import fmpq

from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel.cells import FUNCTIONS, ROOTS, Field, argument_of, without
from theory_lab.proofs.kernel.polynomials import Poly, Quotient, generator, given, need
from theory_lab.proofs.terms import Term


def moved(field: Field, e: Quotient, target: Field, images: Mapping[str, Quotient]) -> Quotient:
    """The function after a substitution of its variables, in the generators of another field."""

    @functools.cache
    def image(g: int) -> Quotient:
        one = field.generators[g]
        if one.argument is not None:
            return WRITE[FUNCTIONS[one.kind]](target, whole(one.argument))
        return images[one.name] if one.name in images else target.quotient_of(one.name)

    def at(p: Poly, told: Sequence[tuple[int, int, Quotient]]) -> Poly:
        """A polynomial at images, times powers of their denominators: first by parts, for images have the same generators."""
        if not told or not p:
            return p
        (g, most, q), *rest = told
        return poly.put([at(part, rest) for part in poly.collected(p, g)], q.n, q.d, most)

    def whole(q: Quotient) -> Quotient:
        n, d = poly.degrees(q.n), poly.degrees(q.d)
        told = [(g, max(n.get(g, 0), d.get(g, 0)), image(g)) for g in n | d if image(g) != Quotient(generator(g))]
        return Quotient(at(q.n, told), at(q.d, told))

    return whole(e)


def log(field: Field, q: Quotient) -> Quotient:
    """``log q`` as a sum over the logarithms of the field, into whose arguments ``q`` must factor."""
    images = [(argument_of(one).n, Quotient(generator(i))) for i, one in enumerate(field.generators) if one.kind == "log"]
    images += [(generator(i), argument_of(one)) for i, one in enumerate(field.generators) if one.kind == "exp"]
    counts, rest = factored(q, [base for base, _ in images])
    need(rest == 1, f"the logarithm of {rest} is not one of the field")
    return sum((image * Quotient(count) for (_, image), count in zip(images, counts, strict=True)), Quotient(0))


def factored(q: Quotient, bases: Sequence[Poly]) -> tuple[list[int], fmpq]:
    """How often each base divides a function, and the rational number that is left; of numbers whole ones alone divide."""
    need(q.n, "zero has no factors")
    n, d, counts = q.n, q.d, [0] * len(bases)
    for k, base in enumerate(bases):
        (n, above), (d, below) = without(n, base), without(d, base)
        counts[k] = above - below
    rest = (Quotient(n) / Quotient(d)).value
    for k, base in enumerate(bases):
        if poly.is_constant(base):
            whole = base.leading_coefficient()
            counts[k] = _shared(int(rest.p), whole) - _shared(int(rest.q), whole)
            rest /= whole ** counts[k]
    return counts, rest


def exp(field: Field, q: Quotient) -> Quotient:
    """``exp q``: powers of arguments for whole multiples of logarithms, and of exponentials of the field for the rest."""
    result = Quotient(1)
    for i, one in enumerate(field.generators):
        if one.kind == "log" and q.d == 1 and i in poly.degrees(q.n):
            count = Quotient(poly.derivative(q.n, i))
            if count.is_constant and count.value.q == 1:
                q -= count * Quotient(generator(i))
                result *= argument_of(one) ** int(count.value.p)
        if one.kind == "exp" and argument_of(one).n:
            ratio = field.normal(q) / argument_of(one)
            if ratio.is_constant and ratio.value.q == 1:
                q, result = Quotient(0), result * Quotient(generator(i)) ** int(ratio.value.p)
    need(not field.normal(q).n, "an exponential is not one of the field")
    return result


def sqrt(field: Field, q: Quotient) -> Quotient:
    """``sqrt q``: half the powers of nonnegative variables and positive arguments, square roots of the field for odd ones."""
    if not q.n:
        return Quotient(0)
    bases = nonnegative(field)
    (counts, rest), result = factored(q, [base for base, _ in bases]), Quotient(1)
    for (base, root), count in zip(bases, counts, strict=True):
        half, odd = divmod(count, 2)
        need(not odd or root is not None, "a square root is not one of the field")
        result *= Quotient(base) ** half * (Quotient(root) if odd and root is not None else Quotient(1))
    need(rest.p.is_square() and rest.q.is_square(), f"the square root of {rest} is not one of the field")
    return result * Quotient(rest.sqrt())


def nonnegative(field: Field) -> list[tuple[Poly, Poly | None]]:
    """Functions that are nonnegative on the cell, with their square roots in the field if any."""
    roots = [(argument_of(one).n, generator(i)) for i, one in enumerate(field.generators) if one.kind in ROOTS]
    sides = [side for side in field.cell if side.low is not None and side.low.is_constant and side.low.value >= 0]
    plain = [generator(field.index(side.name)) for side in sides]
    plain += [argument_of(one).n for one in field.generators if one.kind == "log"]
    plain += [generator(i) for i, one in enumerate(field.generators) if one.kind == "exp"]
    return [*roots, *((base, None) for base in plain if not base.is_constant() and base not in [one for one, _ in roots])]


def of_term(field: Field, term: Term) -> Quotient:
    """A term without conditions in the generators; its value wherever all its parts have values."""
    if term in field.written:
        return field.written[term]
    match term.op:
        case "const":
            result = quotient(term.args[0])
        case "var":
            result = given(field.images.get(term.args[0]), f"the variable {term.args[0]} has no image")
        case "pow":
            result = of_term(field, term.args[0]) ** term.args[1]
        case "log" | "exp" | "sqrt":
            result = WRITE[term.op](field, of_term(field, term.args[0]))
        case _:
            need(term.op in OPERATIONS, f"{term.op} is left in a formula without cases")
            result = OPERATIONS[term.op](*[of_term(field, part) for part in term.parts])
    return field.written.setdefault(term, result)


def difference(field: Field, left: Term, right: Term) -> Quotient:
    """``right - left`` in the generators."""
    return of_term(field, right) - of_term(field, left)


@functools.lru_cache
def quotient(value: Fraction | int) -> Quotient:
    """A rational number as a constant function."""
    return Quotient(fmpq(value.numerator, value.denominator))


def _shared(whole: int, base: fmpq) -> int:
    """How often a whole number larger than 1 divides another; never for all other numbers."""
    count = 0
    while base.q == 1 and base > 1 and whole % int(base.p) == 0:
        whole, count = whole // int(base.p), count + 1
    return count


WRITE: dict[str, Callable[[Field, Quotient], Quotient]] = {"log": log, "exp": exp, "sqrt": sqrt}
OPERATIONS: dict[str, Callable[..., Any]] = {
    "add": operator.add, "sub": operator.sub, "mul": operator.mul, "div": operator.truediv, "neg": operator.neg,
    "sum": lambda *parts: sum(parts, Quotient(0)),
}  # fmt: skip
