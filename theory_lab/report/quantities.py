"""Exact numbers for the eye.

Sides and ratios are exact strings or enclosures (``3/8``, ``log(3)/2 = 0.549306...``, ``0.12 +/- 1e-19``,
``inf``); tables and figures need a few digits of them.

Main definitions: `value_of`, `short`, `with_decimals`, `told_apart`, `simplified`, `readable`, `rounded`.
"""

from __future__ import annotations

import re
from decimal import Decimal, localcontext
from fractions import Fraction

FRACTION = re.compile(r"-?\d+/\d+")
TERM = re.compile(r"(?P<sign>[-+]? ?)(?P<size>\d+(?:/\d+)?)?\*?(?:log\((?P<log>\d+)\))?")
FURTHER = (16, 24, 48)  # digits, where ten do not tell two fractions apart
LONG = 40  # digits of a number beyond which nobody reads them
LONGER = re.compile(
    rf"(?<![\w.])-?(?=[\d/]{{{LONG + 1}}})\d+(?:/\d+)?(?![\d.])( = (?P<near>-?[\d.]+(?:[eE][-+]?\d+)?(?: [-+] \d+e-\d+)?))?"
)
SMALL = 1_000  # primes that people divide by, found in a moment


def value_of(number: str | None) -> float | None:
    """The float nearest to a number written out exactly or as an enclosure; None when it is no number."""
    value = _fraction(number)
    return None if value is None or abs(value) > 10**300 else float(value)


def short(number: str | None) -> str:
    """At most seven characters or so of a number that is written out exactly; never 1 for a value below 1."""
    value = _fraction(number)
    if value is None:
        return number or "-"
    text = f"{float(value):.4g}" if abs(value) < 10**300 else "huge"
    if text == "1" and value != 1:
        gap = float(value - 1)
        return f"1 {'+' if gap > 0 else '-'} {abs(gap):.0e}"
    return text


def with_decimals(number: str) -> str:
    """The number with decimals behind it where it is a fraction that says little to the eye: ``22/7 = 3.142857143``."""
    value = _fraction(number) if FRACTION.fullmatch(number) else None
    if value is None or abs(value) >= 10**300:
        return number
    decimals = f"{float(value):.10g}"
    if (near := round(value)) != value and decimals == str(near):
        gap = float(value - near)
        decimals = f"{near} {'+' if gap > 0 else '-'} {abs(gap):.0e}"
    return f"{number} = {decimals}"


def readable(text: str) -> str:
    """The text with each exact number of more than ``LONG`` digits by its value to four digits, or by the decimals behind it."""
    return LONGER.sub(lambda found: f"≈ {found['near'] or rounded(found[0])}", text)


def rounded(exact: str) -> str:
    """The value of a whole number or a fraction to four digits, as ``1.536e-10``."""
    with localcontext(prec=4):
        return f"{_quotient(exact):g}"


def _quotient(exact: str) -> Decimal:
    """The value to the digits of the context; Python's own integers refuse text of more than a few thousand digits."""
    above, _, below = exact.partition("/")
    return Decimal(above) / Decimal(below or 1)


def told_apart(left: str, right: str) -> tuple[str, str]:
    """Two numbers with decimals behind them, by as many digits as tell them apart."""
    (above, _, one), (below, _, other) = left.partition(" = "), right.partition(" = ")
    if one != other or above == below or not (FRACTION.fullmatch(above) and FRACTION.fullmatch(below)):
        return left, right
    for digits in FURTHER:
        with localcontext(prec=digits):
            one, other = (f"{_quotient(number)}".lower() for number in (above, below))  # 1e-14, as floats are written
        if one != other:
            break
    return f"{above} = {one}", f"{below} = {other}"


def simplified(number: str) -> str:
    """A sum of rational multiples of logarithms by the prime numbers in them, what is added first: ``log(3) - 3/2*log(2)``.

    Any other form is left as it is, and so is one that would have more terms.
    """
    form, equals, decimals = number.partition(" = ")
    found = [TERM.fullmatch(term) for term in re.split(r" (?=[-+] )", form)] if equals else []
    if not found or not all(found):
        return number
    terms: dict[int, Fraction] = {}
    for term in filter(None, found):
        size = Fraction(term["size"] or 1) * (-1 if term["sign"].startswith("-") else 1)
        for base, power in _powers(int(term["log"])) if term["log"] else ((1, 1),):
            terms[base] = terms.get(base, Fraction(0)) + size * power
    kept = sorted(((base, size) for base, size in terms.items() if size), key=lambda pair: (pair[1] < 0, -pair[0]))
    if not kept:
        return "0"
    if len(kept) > len(found):
        return number
    text = " ".join(f"{'-' if size < 0 else '+'} {_multiple(base, abs(size))}" for base, size in kept)
    return f"{text.removeprefix('+ ').replace('- ', '-', 1) if kept[0][1] < 0 else text.removeprefix('+ ')} = {decimals}"


def _multiple(base: int, size: Fraction) -> str:
    if base == 1:
        return str(size)
    return f"log({base})" if size == 1 else f"{size}*log({base})"


def _powers(whole: int) -> list[tuple[int, int]]:
    """A whole number as a product of powers of primes below ``SMALL`` and of what is left."""
    found = []
    for prime in range(2, SMALL):
        power = 0
        while whole % prime == 0:
            whole, power = whole // prime, power + 1
        if power:
            found.append((prime, power))
        if prime * prime > whole:
            break
    return [*found, (whole, 1)] if whole > 1 else found


def _fraction(number: str | None) -> Fraction | None:
    tail = (number or "").rsplit("=", 1)[-1].split("+/-")[0].strip().rstrip(".").lstrip("~")
    try:
        return Fraction(tail)
    except (ValueError, ZeroDivisionError):
        return None
