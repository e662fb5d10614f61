"""Forms made by need: what a number was computed from, until somebody asks for its form.

Most comparisons are decided by balls, and the form of a long computation costs a hundred times its ball. So a number keeps what
it was made of, and its form is worked out, once, where a ball leaves a sign open, where the number is written for people, or
where it is asked whether it is rational.

Main definitions: ``Formed`` (a rational, or what has a form by need), ``Deferred`` (a function from numbers to a form, and the
numbers), ``later``, ``is_bare``; functions from numbers to a form: ``SUM``, ``PRODUCT``, ``QUOTIENT``, ``rooted``, ``raised``,
``negated``, ``of_form``.

Conventions: a form is the same whenever it is made, since neither balls nor the precision in force enter it.  One that takes
more than ``MOST_WORK`` to make is given up, and its number goes on with its ball alone.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable
from typing import Any, NamedTuple

from flint import arb, ctx, fmpq

from theory_lab.numbers.reals import forms, nested
from theory_lab.numbers.reals.forms import Form
from theory_lab.numbers.reals.nested import Nested
from theory_lab.numbers.reals.precisions import precision

Known = Form | Nested | None
Maker = Callable[..., Known]
ROUGH = 40  # bits of a ball, fewer than are printed: its form encloses the number better where parts of it turned out rational
MOST_STEPS = 1000  # one after another: a loop that goes on for ever keeps no more of its numbers than that
MOST_BITS = 1 << 30  # of a power: FLINT ends the process when the memory is not enough
MOST_WORK = 1 << 26  # of the weights of all forms made for one: 0.1 to 0.5 s, a thousand times what shipped claims ask for


class Deferred(NamedTuple):
    """A form that is not made yet: the function, the numbers it takes, and how many such steps are behind one another."""

    make: Maker
    parts: tuple[Formed, ...]
    steps: int


class Formed:
    """A rational, a form, the expression of an algebraic number, or nothing: known at once or, while ``pending``, by need."""

    __slots__ = ("_ball", "_form", "_q", "pending")
    _ball: arb | None
    _form: Known
    _q: fmpq | None
    pending: Deferred | None

    @property
    def q(self) -> fmpq | None:
        """The rational value; None for a ball or an infinity."""
        if self.pending is not None:
            self.settle()
        return self._q

    @property
    def known(self) -> fmpq | None:
        """The rational value where it is known now, without a form being made."""
        return self._q

    @property
    def form(self) -> Known:
        """The form of a ball, or its expression; None where there is neither."""
        if self.pending is not None:
            self.settle()
        return self._form

    def settle(self) -> None:
        """Make the form, after those of all numbers it was made of; without recursion, and none where it takes too long."""
        waiting, work = [self], 0
        while waiting:
            number = waiting[-1]
            if number.pending is None:
                waiting.pop()
            elif work > MOST_WORK:
                return self._take(None)
            elif missing := [part for part in number.pending.parts if part.pending is not None]:
                waiting += missing
            else:
                form = number.pending.make(*number.pending.parts)
                work += forms.weight(form) if isinstance(form, Form) else 1
                number._take(form)

    def _take(self, form: Known) -> None:
        self._q = forms.as_rational(form) if isinstance(form, Form) else None
        self._form, self.pending = form if self._q is None else None, None
        if isinstance(self._form, Form) and self._ball is not None and self._ball.rel_accuracy_bits() < ROUGH:
            ball = forms.enclosure(self._form)
            self._ball = ball if ball.rad() < self._ball.rad() else self._ball

    def is_number(self, whole: int) -> bool:
        """Whether the number is known to be this one; the form is made only where its ball contains it."""
        if self.pending is not None and self._ball is not None and not self._ball.contains(whole):
            return False
        return self.q == whole

    def known_form(self) -> Form | None:
        """The normal form, also of a rational; None where there is none."""
        if self.q is not None:
            return forms.rational(self.q)
        return self._form if isinstance(self._form, Form) else None

    def expression(self) -> Nested | None:
        """The expression of an algebraic number; None where it is not known to be one."""
        if isinstance(self.form, Nested):
            return self.form
        form = self.known_form()
        return None if form is None else nested.leaf(form)


def power(q: fmpq, exponent: int) -> fmpq:
    """A nonnegative power of a rational; raises ``OverflowError`` where it has more than ``MOST_BITS``."""
    if (q.height_bits() - 1) * exponent > MOST_BITS:
        raise OverflowError(f"the power {exponent} of a rational has over {MOST_BITS:,} bits; compare logarithms")
    return q**exponent


def later(make: Maker, *parts: Formed) -> Deferred:
    """The form that the function gives of these numbers, to be made later."""
    steps = 0
    for part in parts:  # a loop: it runs at every operation, and takes a third of the time of a generator
        if part.pending is not None and part.pending.steps > steps:
            steps = part.pending.steps
    return Deferred(make, parts, 1 + steps)


def is_bare(parts: tuple[Formed, ...]) -> bool:
    """Whether it is known that nothing made of these has a form: one of them has none, and no other may turn out to be 0."""
    bare = False
    for part in parts:
        if part.pending is None:
            bare = bare or (part._q is None and part._form is None)
        elif part._ball is not None and part._ball.contains(0):
            return False
    return bare


def _combined(operation: nested.Operation, left: Formed, right: Formed) -> Known:
    if operation is not forms.add and (left.q == 0 or right.q == 0):  # no divisor is 0
        return forms.rational(fmpq(0))
    a, b = left.known_form(), right.known_form()
    form = None if a is None or b is None else operation(a, b)
    return nested.combined(operation, left.expression(), right.expression()) if form is None else form


SUM, PRODUCT, QUOTIENT = (functools.partial(_combined, operation) for operation in (forms.add, forms.multiply, forms.divide))


def rooted(index: int) -> Maker:
    """What makes the form of a root of a positive number."""

    def make(number: Formed) -> Known:
        known = number.known_form()
        form = None if known is None else forms.root(known, index)
        return nested.root(number.expression(), index) if form is None else form

    return make


def raised(exponent: int) -> Maker:
    """What makes the form of a power, of the number's own; there is none of a rational whose power is too long."""

    def make(number: Any) -> Known:
        with precision(ctx.prec, True), contextlib.suppress(OverflowError):
            power: Formed = number**exponent
            return power.known_form() or power.form
        return None

    return make


def powered(one: Any, base: Any, exponent: int) -> Any:
    """The power by squaring, of a number or of its ball alone: the same products, so that their enclosures are the same."""
    result, square = one, base
    while exponent:
        result = result * square if exponent & 1 else result
        exponent >>= 1
        square = square * square if exponent else square
    return result


def negated(number: Formed) -> Known:
    """The form of minus the number."""
    form = number.known_form() or number.form
    return None if form is None else nested.negative(form)


def of_form(function: Callable[[Form], Form | None]) -> Maker:
    """What makes a form of nothing but a form."""

    def make(number: Formed) -> Form | None:
        known = number.known_form()
        return None if known is None else function(known)

    return make
