"""Forms made by need: what a number was computed from, until somebody asks for its form.

Most comparisons are decided by balls, and the form of a long computation costs a hundred times its ball. So a number keeps what
it was made of, and its form is worked out, once, where a ball leaves a sign open, where the number is written for people, or
where it is asked whether it is rational.

Main definitions: ``Formed`` (a rational, or what has a form by need), ``Deferred`` (a function from numbers to a form, and the
numbers), ``later``; functions from numbers to a form: ``SUM``, ``PRODUCT``, ``QUOTIENT``, ``difference``, ``rooted``, ``raised``,
``negated``, ``of_form``.

Conventions: a form is the same whenever it is made, since neither balls nor the precision in force enter it.  One that takes
more than ``MOST_WORK`` to make is given up, and its number goes on with its ball alone.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable
from typing import Any

from flint import arb, ctx, fmpq

from theory_lab.numbers.reals import forms, logarithms, nested
from theory_lab.numbers.reals.forms import Form
from theory_lab.numbers.reals.logarithms import Logarithms
from theory_lab.numbers.reals.nested import Nested
from theory_lab.numbers.reals.precisions import precision

Known = Form | Nested | Logarithms | None
Maker = Callable[..., Known]
ROUGH = 40  # bits of a ball, fewer than are printed: its form encloses the number better where parts of it turned out rational
MOST_STEPS = 1000  # one after another: a loop that goes on for ever keeps no more of its numbers than that
MOST_BITS = 1 << 30  # of a power: FLINT ends the process when the memory is not enough
MOST_SUMMANDS = 512  # put together at once: gone through in a tenth of a millisecond, also where there is another way
MOST_WORK = 1 << 26  # of the weights of all forms made for one: 0.1 to 0.5 s, a thousand times what shipped claims ask for


_ONE = fmpq(1)


# A form that is not made yet: the function, the numbers it takes, and how many such steps are behind one another.  A plain tuple:
# one with names takes seven times as long to make, and each operation makes one.
Deferred = tuple[Maker, tuple["Formed", ...], int]


class Formed:
    """A rational, a form, an expression, logarithms of algebraic numbers, or nothing: known or, while ``pending``, by need."""

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
        """The form of a ball, or its expression or logarithms; None where there are none."""
        if self.pending is not None:
            self.settle()
        return self._form

    def settle(self) -> None:
        """Make the form, after those of all numbers it was made of; without recursion, and none where it takes too long."""
        waiting: list[tuple[Formed, list[tuple[Formed, fmpq]] | None]] = [(self, None)]
        work = 0
        while waiting:
            number, terms = waiting.pop()
            if number.pending is None:
                continue
            if work > MOST_WORK:
                return self._take(None)
            terms = _terms(number) if terms is None else terms
            missing = [part for part, _ in terms if part.pending is not None]
            form: Known = None if missing else _combination(terms)
            if form is None and not missing:
                make, parts, _ = number.pending
                missing = [part for part in parts if part.pending is not None]
                form = None if missing else make(*parts)
            if missing:
                waiting += [(number, terms), *((part, None) for part in missing)]
            else:
                work += len(terms) + (forms.weight(form) if isinstance(form, Form) else 1)
                number._take(form)

    def _take(self, form: Known) -> None:
        self._q = forms.as_rational(form) if isinstance(form, Form) else None
        self._form, self.pending = form if self._q is None else None, None
        if isinstance(self._form, Form) and self._ball is not None:
            self._ball = narrower(self._ball, self._form)

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


def narrower(ball: arb, form: Form | None) -> arb:
    """A rough ball made anew of the form, where that is narrower."""
    if form is None or ball.rel_accuracy_bits() >= ROUGH:
        return ball
    again = forms.enclosure(form)
    return again if again.rad() < ball.rad() else ball


def power(q: fmpq, exponent: int) -> fmpq:
    """A nonnegative power of a rational; raises ``OverflowError`` where it has more than ``MOST_BITS``."""
    if (q.height_bits() - 1) * exponent > MOST_BITS:
        raise OverflowError(f"the power {exponent} of a rational has over {MOST_BITS:,} bits; compare logarithms")
    return q**exponent


def later(make: Maker, *parts: Formed) -> Deferred | None:
    """The form that the function gives of these numbers, to be made later; None where it is known that there is none.

    There is none where one of them has none, and no other may turn out to be 0.
    """
    steps, bare = 0, False
    for part in parts:  # one loop: it runs at every operation
        pending = part.pending
        if pending is None:
            bare = bare or (part._q is None and part._form is None)
        elif pending[2] > steps:
            steps = pending[2]
    if bare and not any(one.pending is not None and one._ball is not None and one._ball.contains(0) for one in parts):
        return None
    return make, parts, 1 + steps


def _combined(operation: nested.Operation, left: Formed, right: Formed) -> Known:
    if operation is not forms.add and (left.q == 0 or right.q == 0):  # no divisor is 0
        return forms.rational(fmpq(0))
    a, b = left.known_form(), right.known_form()
    form = None if a is None or b is None else operation(a, b)
    form = nested.combined(operation, left.expression(), right.expression()) if form is None else form
    return logarithms.combined(operation, a or left.form, b or right.form) if form is None else form


SUM, PRODUCT, QUOTIENT = (functools.partial(_combined, operation) for operation in (forms.add, forms.multiply, forms.divide))


def difference(left: Any, right: Any) -> Known:
    """The form of one number less another."""
    return SUM(left, -right)


def _terms(number: Formed) -> list[tuple[Formed, fmpq]]:
    """Of what a pending number is a sum of rational multiples; empty where it is none, or of too many.

    A sum of many terms is put together at once: forms of all sums on the way would be made of copies of one another.
    """
    waiting, found = [(number, _ONE)], []
    while waiting:
        part, factor = waiting.pop()
        if part.pending is None:
            found.append((part, factor))
            continue
        make, parts, _ = part.pending
        if make is SUM or make is difference:
            waiting += (parts[0], factor), (parts[1], factor if make is SUM else -factor)
        elif make is negated:
            waiting.append((parts[0], -factor))
        elif make is PRODUCT and (known := parts[0].known) is not None:
            waiting.append((parts[1], factor * known))
        elif make in (PRODUCT, QUOTIENT) and (known := parts[1].known) is not None:
            waiting.append((parts[0], factor * known if make is PRODUCT else factor / known))
        else:
            found.append((part, factor))
        if len(found) + len(waiting) > MOST_SUMMANDS:
            return []
    return found if len(found) > 1 else []


def _combination(terms: list[tuple[Formed, fmpq]]) -> Form | None:
    """The form of a sum of multiples of what is rational or has a form that is no quotient; None for others, and for none."""
    total: forms.Sum = {}
    for part, factor in terms:
        form = part.known_form()
        if form is None or form.bottom is not forms.UNIT:
            return None
        for atom, coefficient in form.top.items():
            forms.include(total, atom, factor * coefficient)
    return Form(total) if terms and len(total) <= forms.MOST_TERMS else None


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
    return None if form is None else logarithms.negative(form)


def of_form(function: Callable[[Form], Form | None]) -> Maker:
    """What makes a form of nothing but a form."""

    def make(number: Formed) -> Form | None:
        known = number.known_form()
        return None if known is None else function(known)

    return make
