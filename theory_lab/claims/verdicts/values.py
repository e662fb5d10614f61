"""Numbers of a size, each decided: is it the printed one, or in its relation to another?

Main definitions: ``numbers_at``.

Conventions: several numbers are a list, an array or a dict; they are compared entry by entry with as many, or all with one.  What
does not settle at 64 bits is computed again, from the claim's own function, at 256 and at 1024.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims.claim import Claim
from theory_lab.claims.spaces.instance import called
from theory_lab.claims.verdicts.judge import Verdict, ladder, ranking, related, told
from theory_lab.claims.verdicts.outcomes import Outcome
from theory_lab.numbers import Array, Truth, Undecided
from theory_lab.numbers.ground.printed import printed_range
from theory_lab.numbers.reals.ends import ball_between
from theory_lab.numbers.reals.errors import catching
from theory_lab.numbers.reals.precisions import deciding
from theory_lab.numbers.reals.text import described
from theory_lab.own_code.explained import explain


def numbers_at(claim: Claim, size: Any) -> list[tuple[str, Verdict]]:
    """A verdict on every number of one size, at 64, 256 and 1024 bits until all are certain."""
    found: list[tuple[str, Verdict]] = []
    for bits, forms in ladder(claim):
        with xp.precision(bits, forms), deciding(), catching(claim.catching):
            try:
                found = [(name, _compared(claim, size, *pair)) for name, *pair in _pairs(claim, size)]
            except Undecided as doubt:
                found = [("", Verdict(Outcome.UNDECIDED, {}, size, reason=str(doubt)))]
            except Exception as error:
                return [("", Verdict(Outcome.ERROR, {}, size, reason=explain(error)))]
        if all(verdict.outcome != Outcome.UNDECIDED for _, verdict in found):
            return found
    return found


def _pairs(claim: Claim, size: Any) -> Iterator[tuple[str, Any, Any]]:
    """The numbers of one size with their names and what each is compared with."""
    value = called(claim.value, size)
    if claim.printed or claim.rhs:
        yield from _matched("", value, claim.printed[size] if claim.printed else called(claim.rhs, size))
        return
    steps = list((_entries(value) or {"": value}).values())
    if len(steps) < 2:
        raise ValueError("value gave a single number, and there is neither rhs nor printed to compare it with")
    for k, (left, right) in enumerate(zip(steps, steps[1:], strict=False), 1):
        yield from _matched(f"step {k}", left, right)


def _matched(name: str, left: Any, right: Any) -> Iterator[tuple[str, Any, Any]]:
    """Entry by entry; a single number stands for as many as there are on the other side."""
    a, b = _entries(left), _entries(right)
    if a is None and b is None:
        yield name, left, right
        return
    if a is not None and b is not None and a.keys() != b.keys():
        raise ValueError(f"the numbers {', '.join(a)} cannot be compared with {', '.join(b)}, which are others")
    keys = list(b or {} if a is None else a)
    if not keys:
        raise ValueError("there is no number to compare; value gave an empty list")
    for key in keys:
        part = f"{name}, {key}" if name else key
        yield from _matched(part, left if a is None else a[key], right if b is None else b[key])


def _entries(value: Any) -> dict[str, Any] | None:
    """The parts of several numbers by name or place; None for a single one."""
    if isinstance(value, Mapping):
        named = {str(key): part for key, part in value.items()}
        if len(named) < len(value):  # else the later of two numbers would take the place of the earlier one
            raise ValueError(f"two numbers have one name, among {', '.join(map(repr, value))}")
        return named
    if isinstance(value, list | tuple | np.ndarray) or (isinstance(value, Array) and value.shape):
        return {f"number {k}": part for k, part in enumerate(value, 1)}
    return None


def _compared(claim: Claim, size: Any, left: Any, right: Any) -> Verdict:
    number = _single(left)
    low, high = map(xp.exact, printed_range(right)) if claim.printed else (_single(right),) * 2
    lhs, rhs = _decimals(number), right if isinstance(right, str) else _decimals(low)
    try:
        holds = _within(number, low, high) if claim.printed else bool(related(claim.relation, number, low))
    except Undecided as doubt:
        return Verdict(Outcome.UNDECIDED, {}, size, lhs, rhs, reason=f"{lhs} against {rhs}: {doubt}")
    outcome = Outcome.HOLDS if holds else Outcome.FAILS
    tells = told(claim, (number, number if claim.printed else low), size) if holds else None
    return Verdict(outcome, {}, size, lhs, rhs, ranking(claim.relation, number, (low + high) / 2), tells=tells)


def _within(number: Array, low: Array, high: Array) -> bool:
    return bool(low <= number) and bool(number <= high)


def _single(value: Any) -> Array:
    """One number in exact arithmetic; intervals become balls around them."""
    found = xp.value(value) if isinstance(value, Array) else value
    if isinstance(found, bool | np.bool_ | Truth):
        raise TypeError(f"value gave {found!r}; it must be a number")
    return xp.exact(xp.Real(None, ball_between(*found)) if isinstance(found, tuple) else found)


def _decimals(number: Array) -> str:
    """A number for people, with its first digits."""
    found = xp.value(number)
    whole = found.is_exact and found.fraction.denominator == 1
    return str(found) if whole or found.infinite else described(found.ball, found.known_form())
