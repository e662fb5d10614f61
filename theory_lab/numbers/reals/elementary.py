"""Logarithm, exponential and square root of exact numbers, with their forms, and choices between two of them.

Main definitions: ``log_of``, ``exp_of``, ``sqrt_of``; ``larger``, ``smaller``, ``hull``.

Conventions: ``log 0 = -inf``, ``exp(-inf) = 0``; a logarithm or root of a negative number raises ``Indeterminate``, one of a
number whose sign is open raises ``Undecided``.
"""

from __future__ import annotations

from functools import lru_cache

from flint import arb, ctx, fmpq

from theory_lab.numbers.reals import forms, logarithms
from theory_lab.numbers.reals.deferred import Formed, Known, narrower, of_form
from theory_lab.numbers.reals.errors import Indeterminate, Undecided
from theory_lab.numbers.reals.forms import Form
from theory_lab.numbers.reals.precisions import track
from theory_lab.numbers.reals.real import INFINITY, ONE, ZERO, Real, made

LOGARITHMS = 4096  # of rationals that are kept: all that the small instances of a claim ask for, in a few MB
MOST_BITS = 20_000  # of a power m**c for exp(c log m): its form takes 0.1 ms, of 200,000 bits 15 ms, and its ball a microsecond


def log_of(x: Real) -> Real:
    """Natural logarithm; -inf at 0."""
    if x.infinite > 0:
        return x
    if x.is_number(1):
        return ZERO
    sign = x.sign()
    if sign < 0:
        raise Indeterminate(f"log of the negative number {x}")
    if sign and (q := x.known) is not None:
        return Real(None, *_log_of_rational(int(q.p), int(q.q), ctx.prec, track.get()))
    return made(x.ball.log(), _log, x) if sign else -INFINITY


@lru_cache(LOGARITHMS)
def _log_of_rational(p: int, q: int, bits: int, tracked: bool) -> tuple[arb, Form | None]:
    """The logarithm's ball of so many bits, those in force, and its form where forms are kept."""
    form = forms.logarithm(fmpq(p, q)) if tracked else None
    return narrower(arb(fmpq(p, q)).log(), form), form


def exp_of(x: Real) -> Real:
    """Exponential; 0 at -inf."""
    if x.infinite:
        return x if x.infinite > 0 else ZERO
    return ONE if x.is_number(0) else made(x.ball.exp(), EXP, x)


def sqrt_of(x: Real) -> Real:
    """Square root of a nonnegative number."""
    return x.root(2)


def larger(x: Real, y: Real) -> Real:
    """The larger number, a ball around what it may be where that is open."""
    try:
        return x if x >= y else y
    except Undecided:
        return Real(None, x.ball.max(y.ball))


def smaller(x: Real, y: Real) -> Real:
    """The smaller number, a ball around what it may be where that is open."""
    try:
        return y if x >= y else x
    except Undecided:
        return Real(None, x.ball.min(y.ball))


def hull(sure: bool, possible: bool, x: Real, y: Real) -> Real:
    """The first number where true, the second where false, a ball around both where that is open."""
    if sure == possible or x is y or (x.known is not None and x.known == y.known):
        return x if sure else y
    if x.infinite or y.infinite:
        raise Undecided("a choice between a finite number and infinity is open")
    return Real(None, x.ball.union(y.ball))


def _log_form(form: Form) -> Form | None:
    """``log(c n**(1/k) exp(e)) = log(c) + log(n)/k + e``."""
    term = forms.single_term(form)
    if term is None:
        return None
    (n, k), e, coefficient = term
    result = forms.logarithm(coefficient)
    if n == 1 and not e:
        return result
    part = forms.multiply(forms.logarithm(fmpq(n)), forms.rational(fmpq(1, k)))
    result = part and forms.add(result, part)
    return result and forms.add(result, forms.rational(e))


def _log(number: Formed) -> Known:
    """The form of the logarithm of a positive number, else its terms."""
    known = number.known_form()
    form = None if known is None else _log_form(known)
    return logarithms.of(known or number.form) if form is None else form


def _exp_form(form: Form) -> Form | None:
    """``exp(e + sum c_m log m) = exp(e) prod m**c_m`` for ``c_m`` of moderate size."""
    if form.bottom is not forms.UNIT:
        return None
    result: Form | None = forms.exponential(form.top.get(forms.RATIONAL, fmpq(0)))
    for atom, coefficient in form.top.items():
        ((n, _), e, logs), twice = atom, 2 * coefficient
        if atom == forms.RATIONAL:
            continue
        if n > 1 or e[0] or len(logs) != 1 or abs(twice.p) * logs[0].bit_length() > MOST_BITS:
            return None
        power = forms.square_root(fmpq(logs[0]) ** int(twice.p)) if twice.q == 1 else _power(logs[0], coefficient)
        result = result and power and forms.multiply(result, power)
    return result


def _power(m: int, exponent: fmpq) -> Form | None:
    """``m**(p/q)`` as a whole power times a root."""
    whole, index = int(exponent.floor()), int(exponent.q)
    rest = int(exponent.p) - whole * index
    if rest * (m.bit_length() - 1) >= forms.MOST_ROOT_BITS:  # FLINT would end the process over 2**(10**12 - 1), of 2**(-1/10**12)
        return None
    inner = forms.radical(fmpq(m) ** rest, index)
    return inner and forms.multiply(forms.rational(fmpq(m) ** whole), inner)


EXP = of_form(_exp_form)
