"""Functions on a cell as people write them.

Main definitions: ``names`` (of the generators of a field), ``readable``, ``in_names``.
"""

from __future__ import annotations

import re

from theory_lab.proofs.kernel.cells import FUNCTIONS, Field
from theory_lab.proofs.kernel.polynomials import Poly, Quotient
from theory_lab.proofs.search.algebra import monomials

_NUMBER = re.compile(r"^(-?)\((\d+/\d+)\)$")  # a summand that is a fraction
_FRACTION = re.compile(r"(-?\d+)/(\d+)")


def names(field: Field) -> list[str]:
    """The generators of a field as people write them."""
    found: list[str] = []
    for one in field.generators:
        text = one.name if one.argument is None else f"{FUNCTIONS[one.kind]}({in_names(one.argument, found)})"
        found.append(text)
    return found


def readable(e: Quotient, field: Field) -> str:
    """A function as people write it."""
    return in_names(e, names(field))


def in_names(e: Quotient, known: list[str]) -> str:
    """A function as people write it, in names for the generators."""
    top = _polynomial(e.n, known)
    if e.d == 1:
        return top
    bottom = _polynomial(e.d, known)
    if len(e.d) == 1 and (number := _FRACTION.fullmatch(top)):
        return f"{number[1]}/({number[2]} {bottom})"
    is_whole, is_single = len(e.n) == 1 and not _FRACTION.fullmatch(top), len(e.d) == 1 and not set(" /") & set(bottom)
    return f"{top if is_whole else f'({top})'}/{bottom if is_single else f'({bottom})'}"


def _polynomial(p: Poly, known: list[str]) -> str:
    """A polynomial that begins with what is positive, if anything is, and with no brackets around a number alone."""
    parts = [_NUMBER.sub(r"\1\2", part) for part in monomials(p, known)]
    first = next((k for k, part in enumerate(parts) if part[0] != "-"), 0)
    ordered = " + ".join([*parts[first : first + 1], *parts[:first], *parts[first + 1 :]])
    return ordered.replace("+ -", "- ").replace("**", "^").replace("*", " ") or "0"
