"""Exact numbers written for people.

Main definitions: ``described``, ``text``, ``short_text``.

Conventions: whole numbers are printed by FLINT, since Python refuses those of more than 4,300 digits; a form that is too wide
is never written out, and decimals stand for it.
"""

from __future__ import annotations

from flint import arb, fmpq, fmpz

from theory_lab.numbers.reals.forms import UNIT, Form, Sum

WIDEST_TEXT = 60  # letters: a form and its decimals fit one line of a terminal with 80 columns
DIGITS = 11  # of a number: enough to know it again, few enough for a line


def described(ball: arb, form: Form | None) -> str:
    """A number for people: ``1/2*log(2) = 0.34657359028``, or ``0.2075187 +/- 4e-13`` without a short form."""
    written = "" if form is None else short_text(form)
    if written:
        return f"{written} = {ball.str(DIGITS, radius=False)}"
    digits = ball.str(DIGITS).strip("[]")
    return f"0 {digits}" if digits.startswith("+/-") else digits


def short_text(form: Form) -> str:
    """The form as people write it, and nothing if that is too wide."""
    if _least_width(form.top) + _least_width(form.bottom) > WIDEST_TEXT:
        return ""
    written = text(form)
    return written if len(written) <= WIDEST_TEXT else ""


def text(form: Form) -> str:
    """The form as people write it, e.g. ``3/8*log(2) - 1/2*sqrt(3)``."""
    top, bottom = (_written(terms) for terms in form)
    return top if form.bottom == UNIT else f"{_bracketed(top)}/{_bracketed(bottom)}"


def _least_width(terms: Sum) -> int:
    """A lower bound on the number of letters, known without writing any: a number takes a decimal for 0.3 of its bits."""
    numbers = [number for (n, _), e, logs in terms for number in (n, *e, *logs)]
    numbers += [int(part) for coefficient in terms.values() for part in (coefficient.p, coefficient.q)]
    return 3 * (len(terms) - 1) + sum(max(number.bit_length() - 1, 0) * 3 // 10 for number in numbers)


def _bracketed(written: str) -> str:
    return f"({written})" if any(sign in written for sign in " */") else written


def _written(terms: Sum) -> str:
    written = ""
    for ((n, k), e, logs), coefficient in sorted(terms.items(), key=lambda term: (term[0][2], term[0])):
        factors = (
            [f"sqrt({fmpz(n)})" if k == 2 else f"{fmpz(n)}^(1/{k})"] * (n > 1)
            + [f"exp({fmpq(*e)})"] * bool(e[0])
            + [f"log({fmpz(m)})" for m in logs]
        )
        size = abs(coefficient)
        term = "*".join([str(size)] * (size != 1 or not factors) + factors)
        sign = "-" if coefficient < 0 else "+"
        written += f" {sign} {term}" if written else sign.strip("+") + term
    return written or "0"
