"""Ties among algebraic numbers without a normal form, such as ``sqrt(5 + 2 sqrt(6)) - sqrt(2) - sqrt(3)``.

A root of a sum has no normal form.  It is kept as an expression, a graph of sums, products, quotients and roots over algebraic
forms, with a bound below which it can only be 0: a ball that is narrow enough decides whether it is.

Main definitions: ``Nested`` (an expression), ``leaf``, ``combined``, ``negative``, ``root``; ``separation`` (the bound),
``settled`` (a ball that tells the sign), ``enclosure``.

Conventions: where an expression is made, divisors are known not to be 0 and radicands to be positive.

Why the bound holds.  Every node is ``U/L`` for algebraic integers ``U`` and ``L != 0`` of one number field, whose conjugates are
at most ``u`` and ``l`` in size.  A form ``sum (a_i/b_i) r_i`` with roots ``r_i`` of whole numbers is one over a common multiple
of the ``b_i``.  Sums, products and quotients follow the rules of fractions.  A root of index ``k`` is ``(U L**(k-1))**(1/k) / L``
or ``U / (U**(k-1) L)**(1/k)``: the root of one algebraic integer joins the field, and each of its conjugates is a k-th root of a
conjugate of the radicand.  So the degree of the field is at most the product ``D`` of the indices of the different roots.  If
``U != 0``, its norm is a whole number other than 0, hence ``|U| u**(D-1) >= 1`` and ``|U/L| >= 1 / (l u**(D-1))``.

References: C. Burnikel, S. Funke, K. Mehlhorn, S. Schirra, S. Schmitt, "A separation bound for real algebraic expressions"
(ESA 2001), where expressions may also contain roots of polynomials.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from typing import Any

from flint import arb, ctx, fmpq

from theory_lab.numbers.reals import forms
from theory_lab.numbers.reals.coprimes import coprime_base, exponents, primitive
from theory_lab.numbers.reals.errors import Undecided
from theory_lab.numbers.reals.forms import Form, Sum
from theory_lab.numbers.reals.precisions import precision, track
from theory_lab.numbers.reals.text import short_text

MOST_BITS = 20_000  # of a bound: a ball of ten nested roots at that precision takes a millisecond
MOST_PARTS = 4096  # of an expression, shared ones counted each time, and terms of its forms: gone through in 10 ms
ROUGH = 64  # bits of the balls in which bounds are computed; they are rounded up
MINUS_ONE = forms.rational(fmpq(-1))
NEUTRAL: dict[Any, Form] = {forms.add: forms.rational(fmpq(0)), forms.multiply: forms.rational(fmpq(1))}
Operation = Callable[[Form, Form], Form | None]
ON_BALLS: dict[Any, Callable[[Any, Any], Any]] = {
    forms.add: operator.add, forms.multiply: operator.mul, forms.divide: operator.truediv,
}  # fmt: skip
Node = tuple[Any, tuple[int, ...]]  # what an expression does, and with which nodes before it


class Nested:
    """An algebraic form, an operation on two expressions, or a root of one, named by its index."""

    __slots__ = ("does", "parts", "size")

    def __init__(self, does: Form | Operation | int, *parts: Nested) -> None:
        self.does, self.parts = does, parts
        self.size = 1 + sum(part.size for part in parts) + (sum(map(len, does)) if isinstance(does, Form) else 0)


def leaf(form: Form) -> Nested | None:
    """An algebraic form as an expression; None for one with a logarithm or an exponential."""
    algebraic = not any(e[0] or logs for terms in form for _, e, logs in terms)
    return Nested(form) if algebraic else None


def combined(operation: Operation, left: Nested | None, right: Nested | None) -> Nested | None:
    """The sum, product or quotient; None where a part is None or there are too many."""
    if left is None or right is None or left.size + right.size >= MOST_PARTS:
        return None
    if left.does == NEUTRAL.get(operation):  # the start of a sum or of a power
        return right
    return Nested(operation, left, right)


def negative(form: Form | Nested) -> Form | Nested | None:
    """Minus the number."""
    return forms.negative(form) if isinstance(form, Form) else combined(forms.multiply, Nested(MINUS_ONE), form)


def root(expression: Nested | None, index: int) -> Nested | None:
    """A root of a positive number; None also where its degree puts every bound out of reach."""
    if expression is None or expression.size >= MOST_PARTS or index > MOST_BITS:
        return None
    return Nested(index, expression)


def settled(form: Form | Nested) -> arb:
    """An enclosure without 0, or 0 itself; raises ``Undecided`` where that is open or takes too many bits."""
    if not isinstance(form, Form):
        return _settled(form)
    if forms.is_zero(form):
        return arb(0)
    if (ball := forms.separated(form)) is None:
        written = short_text(form) or f"a form of {len(form.top)} terms"
        raise Undecided(f"whether {written} is 0 is open at {forms.FINER[-1] * ctx.prec} bits")
    return ball


def _settled(expression: Nested) -> arb:
    nodes = _nodes(expression)
    degree, bits = separation(nodes)
    in_reach = bits <= MOST_BITS
    most, bound = (4 * bits, arb(2) ** -bits) if in_reach else (0, arb(0))
    working = ctx.prec
    while working < max(most, forms.FINER[-1] * ctx.prec):
        working *= 2
        with precision(working, track.get()):
            ball = _enclosure(nodes)
        if ball > 0 or ball < 0:
            return ball
        if ball.abs_upper() < bound:
            return arb(0)
    raise Undecided(
        f"whether an algebraic number is 0 is open at {working:,} bits; its degree may be {_counted(degree)},"
        f" so that the precision that decides it may be {_counted(bits)} bits, and at most {MOST_BITS:,} are tried"
    )


def _counted(number: int) -> str:
    return f"{number:,}" if number < 10**9 else "over 1,000,000,000"


def enclosure(form: Form | Nested) -> arb:
    """A ball around the value at the precision in force."""
    return forms.enclosure(form) if isinstance(form, Form) else _enclosure(_nodes(form))


def separation(nodes: list[Node]) -> tuple[int, int]:
    """A bound on the degree, and bits ``b`` such that the number is 0 or at least ``2**-b`` in size."""
    degree, bounds = _degree(nodes), []
    with precision(ROUGH, track.get()):
        for does, parts in nodes:
            bounds.append(_conjugates(does, *(bounds[part] for part in parts)))
        u, below = bounds[-1]
        size = ((degree - 1) * u.log() + below.log()) / arb(2).log()
        return degree, int(size.upper().fmpq().ceil())


def _nodes(expression: Nested) -> list[Node]:
    """All parts, each after its own parts, equal ones once."""
    numbers: dict[Any, int] = {}  # of a node by what it is, and of an expression by its identity
    nodes: list[Node] = []
    pending = [expression]
    while pending:
        whole = pending[-1]
        missing = [part for part in whole.parts if id(part) not in numbers]
        if missing:
            pending += missing
            continue
        pending.pop()
        parts = tuple(numbers[id(part)] for part in whole.parts)
        does = tuple(frozenset(terms.items()) for terms in whole.does) if isinstance(whole.does, Form) else whole.does
        if (does, parts) not in numbers:
            numbers[does, parts] = len(nodes)
            nodes.append((whole.does, parts))
        numbers[id(whole)] = numbers[does, parts]
    return nodes


def _degree(nodes: list[Node]) -> int:
    """The product of the indices of the different roots, those of whole numbers over a coprime base."""
    roots = [root for does, _ in nodes if isinstance(does, Form) for terms in does for root, _, _ in terms]
    base = [primitive(n)[0] for n in coprime_base(n for n, _ in roots)]
    indices = dict.fromkeys(base, 1)
    for n, k in roots:
        for element, exponent in exponents(n, base):
            indices[element] = math.lcm(indices[element], k // math.gcd(k, exponent))
    return math.prod(indices.values()) * math.prod(does for does, _ in nodes if isinstance(does, int))


def _conjugates(does: Any, *parts: tuple[arb, arb]) -> tuple[arb, arb]:
    """Bounds, at least 1, on the conjugates of a numerator and a denominator; ``parts`` are those of the parts."""
    if isinstance(does, Form):
        (a, b), (c, d) = map(_conjugates_of_sum, does)
        return _upper(a * d), _upper(b * c)
    if isinstance(does, int):
        ((a, b),) = parts
        return (_upper((a * b ** (does - 1)).root(does)), b) if a >= b else (a, _upper((a ** (does - 1) * b).root(does)))
    (a, b), (c, d) = parts
    if does is forms.add:
        return _upper(a * d + b * c), _upper(b * d)
    return (_upper(a * c), _upper(b * d)) if does is forms.multiply else (_upper(a * d), _upper(b * c))


def _conjugates_of_sum(terms: Sum) -> tuple[arb, arb]:
    below = math.lcm(*(int(coefficient.q) for coefficient in terms.values()))
    sizes = (arb(abs(c) * below) * arb(n).root(k) for ((n, k), _, _), c in terms.items())
    return sum(sizes, arb(0)), arb(below)


def _upper(bound: arb) -> arb:
    return bound.upper().max(arb(1))


def _enclosure(nodes: list[Node]) -> arb:
    """A ball around the last node at the precision in force."""
    balls: list[arb] = []
    for does, parts in nodes:
        values = [balls[part] for part in parts]
        if isinstance(does, Form):
            balls.append(forms.enclosure(does))
        else:
            balls.append(forms.rooted(values[0], does) if isinstance(does, int) else ON_BALLS[does](*values))
    return balls[-1]
