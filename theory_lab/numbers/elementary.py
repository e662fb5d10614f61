"""Logarithm, exponential and square root of exact numbers, with their forms.

Main definitions: ``log_of``, ``exp_of``, ``sqrt_of``.

Conventions: ``log 0 = -inf``, ``exp(-inf) = 0``; a logarithm or root of a negative number raises ``Indeterminate``.
"""

from __future__ import annotations

from flint import fmpq

from theory_lab.numbers import forms
from theory_lab.numbers.errors import Indeterminate
from theory_lab.numbers.forms import Form
from theory_lab.numbers.real import INFINITY, ZERO, Real, finite, track


def log_of(x: Real) -> Real:
    """Natural logarithm; -inf at 0; raises ``Indeterminate`` below 0."""
    if x.infinite > 0:
        return x
    sign = x.sign()
    if sign < 0:
        raise Indeterminate(f"log of the negative number {x}")
    if sign == 0:
        return -INFINITY
    if x.q is not None:
        return finite(x.ball.log(), forms.logarithm(x.q) if track.get() else None)
    form = None
    if x.form is not None and len(x.form) == 1:
        ((n, e, m), coefficient) = next(iter(x.form.items()))
        if m == 1:
            half_log = forms.scale(forms.logarithm(fmpq(n)), fmpq(1, 2))
            form = forms.add(forms.add(forms.logarithm(coefficient), half_log), forms.rational(e))
    return finite(x.ball.log(), form)


def exp_of(x: Real) -> Real:
    """Exponential; 0 at -inf."""
    if x.infinite:
        return x if x.infinite > 0 else ZERO
    form = x.known_form() if track.get() else None
    return finite(x.ball.exp(), None if form is None else _exp_form(form))


def _exp_form(form: Form) -> Form | None:
    """``exp(e + sum c_m log m) = exp(e) prod m^c_m`` for whole or half-whole ``c_m`` of moderate size."""
    result = forms.exponential(form.get(forms.RATIONAL, forms.ZERO))
    for (n, e, m), coefficient in form.items():
        if m == 1 and (n, e) == (1, forms.ZERO):
            continue
        twice = coefficient * 2
        if m == 1 or n > 1 or e or twice.q != 1 or abs(twice) > 4000:
            return None
        root = forms.square_root(fmpq(m) ** int(twice.p))
        product = forms.multiply(result, root)
        if product is None:
            return None
        result = product
    return result


def sqrt_of(x: Real) -> Real:
    """Square root of a nonnegative number."""
    sign = x.sign()
    if sign < 0:
        raise Indeterminate(f"square root of the negative number {x}")
    if sign == 0 or x.infinite:
        return x if x.infinite else ZERO
    if x.q is not None:
        return finite(x.ball.sqrt(), forms.square_root(x.q))
    form = None
    if x.form is not None and len(x.form) == 1:
        ((n, e, m), coefficient) = next(iter(x.form.items()))
        if n == 1 and m == 1:
            form = forms.multiply(forms.square_root(coefficient), forms.exponential(e / 2))
    return finite(x.ball.sqrt(), form)
