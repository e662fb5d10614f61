"""Ties among logarithms of algebraic numbers, such as ``log(sqrt(2) + sqrt(6)) - log(1 + sqrt(3)) - log(2)/2``.

The logarithm of a sum of roots has no normal form.  A sum of rational multiples of such logarithms is kept as its terms, and
whether it is 0 is asked of algebraic numbers.

Main definitions: ``Logarithms`` (the terms), ``of``, ``combined``, ``negative``; ``settled`` (a ball that tells the sign).

Conventions: what stands under a logarithm is an algebraic form or an expression, and known to be positive.

Why it decides.  With whole multiples ``n_k`` of the coefficients the sum is a positive multiple of ``log(A/B)``, where ``A`` is
the product of the powers ``a_k**n_k`` with ``n_k > 0`` and ``B`` that of the ``a_k**-n_k`` with ``n_k < 0``.  The logarithm
rises, so the sum is 0 if and only if ``A - B`` is; one that is not 0 is told apart from 0 by balls that are narrow enough.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable
from typing import Any

from flint import arb, ctx, fmpq

from theory_lab.numbers.reals import forms, nested
from theory_lab.numbers.reals.errors import Undecided
from theory_lab.numbers.reals.forms import Form
from theory_lab.numbers.reals.nested import Nested
from theory_lab.numbers.reals.precisions import precision, track

MOST_TERMS = 64  # of a sum, which are compared in pairs
MOST_FACTORS = 64  # of a product, but rationals: those of forms of a dozen roots take some milliseconds
Terms = tuple[tuple[Form | Nested, fmpq], ...]


class Logarithms:
    """``sum c log(a)`` over different ``a``, without coefficients 0; ``combined`` leaves no empty sum."""

    __slots__ = ("terms",)

    def __init__(self, terms: Iterable[tuple[Form | Nested, fmpq]]) -> None:
        found: list[tuple[Form | Nested, fmpq]] = []
        for number, coefficient in terms:
            place = next((k for k, (other, _) in enumerate(found) if other is number or other == number), None)
            if place is None:
                found.append((number, coefficient))
            else:
                found[place] = number, found[place][1] + coefficient
        self.terms: Terms = tuple((number, coefficient) for number, coefficient in found if coefficient)


def of(number: Form | Nested | Logarithms | None) -> Logarithms | None:
    """The logarithm of a positive algebraic number; None of others."""
    if number is None or isinstance(number, Logarithms) or (isinstance(number, Form) and nested.leaf(number) is None):
        return None
    return Logarithms([(number, fmpq(1))])


def combined(operation: nested.Operation, left: Any, right: Any) -> Logarithms | Form | None:
    """The sum, where all terms cancel as the rational 0, or the product or quotient with a rational; None of others."""
    if operation is forms.add:
        first, second = _terms(left), _terms(right)
        if first is None or second is None or len(first) + len(second) > MOST_TERMS:
            return None
        total = Logarithms((*first, *second))
        return total if total.terms else forms.rational(fmpq(0))
    if operation is forms.multiply and not isinstance(left, Logarithms):
        left, right = right, left
    factor = forms.as_rational(right) if isinstance(right, Form) else None
    if not isinstance(left, Logarithms) or factor is None:
        return None
    return _scaled(left, 1 / factor if operation is forms.divide else factor)


def negative(form: Form | Nested | Logarithms) -> Form | Nested | Logarithms | None:
    """Minus the number."""
    return _scaled(form, fmpq(-1)) if isinstance(form, Logarithms) else nested.negative(form)


def settled(form: Form | Nested | Logarithms) -> arb:
    """An enclosure without 0, or 0 itself; raises ``Undecided`` where that is open or takes too many bits."""
    if not isinstance(form, Logarithms):
        return nested.settled(form)
    if nested.settled(_gap(form)).is_zero():
        return arb(0)
    working, ball = ctx.prec, arb(0)
    while not (ball > 0 or ball < 0):  # it is not 0, so that this ends
        working *= 2
        with precision(working, track.get()):
            ball = sum((coefficient * nested.enclosure(number).log() for number, coefficient in form.terms), arb(0))
    return ball


def _terms(form: Any) -> Terms | None:
    """The terms of a sum of logarithms, also of one that has a normal form; None of others."""
    if isinstance(form, Logarithms):
        return form.terms
    if not isinstance(form, Form) or form.bottom is not forms.UNIT or len(form.top) > MOST_TERMS:
        return None
    if any(root != (1, 1) or e[0] or len(logs) != 1 for root, e, logs in form.top):
        return None
    return tuple((forms.rational(fmpq(m)), coefficient) for (_, _, (m,)), coefficient in form.top.items())


def _scaled(form: Logarithms, factor: fmpq) -> Logarithms:
    return Logarithms((number, factor * coefficient) for number, coefficient in form.terms)


def _gap(form: Logarithms) -> Form | Nested:
    """``A - B`` for the sum that is a positive multiple of ``log(A/B)``."""
    below = math.lcm(*(int(coefficient.q) for _, coefficient in form.terms))
    wholes = [int(coefficient * below) for _, coefficient in form.terms]
    shared = math.gcd(*wholes) or 1
    powers = [(number, whole // shared) for (number, _), whole in zip(form.terms, wholes, strict=True)]
    above, under = ([(number, sign * n) for number, n in powers if sign * n > 0] for sign in (1, -1))
    product, other = _product(above), _product(under)
    gap = None if product is None or other is None else _of_two(forms.add, product, negative(other))
    if gap is None:
        raise Undecided(
            f"whether a sum of {len(powers)} logarithms of algebraic numbers is 0 is open: their powers are too large"
        )
    return gap


def _product(powers: list[tuple[Form | Nested, int]]) -> Form | Nested | None:
    """The product of powers; None where it is too long."""
    total, factors = fmpq(1), list[Form | Nested]()
    for base, exponent in powers:
        known = forms.as_rational(base) if isinstance(base, Form) else None
        if known is None and len(factors) + exponent <= MOST_FACTORS:
            factors += [base] * exponent
        elif known is not None and known.height_bits() * exponent <= nested.MOST_BITS:
            total *= known**exponent
        else:
            return None
    return functools.reduce(functools.partial(_of_two, forms.multiply), factors, forms.rational(total))


def _of_two(operation: nested.Operation, left: Any, right: Any) -> Form | Nested | None:
    """The normal form of a sum or product while there is one, else its expression."""
    form = operation(left, right) if isinstance(left, Form) and isinstance(right, Form) else None
    if form is not None:
        return form
    return nested.combined(operation, *(nested.leaf(part) if isinstance(part, Form) else part for part in (left, right)))
