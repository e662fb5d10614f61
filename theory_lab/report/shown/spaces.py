"""Spaces as a file writes them: without what is left out there, and with fractions where it has fractions.

Main definitions: ``space_text``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from fractions import Fraction
from typing import Any

from theory_lab.claims import Choice, Space


def space_text(space: Space) -> str:
    """A space in one line of Python, such as ``Space(p=Simplex(2), x=Ratio(0, 1))``; other kinds as they show themselves."""
    return f"Space({', '.join(f'{name}={_text(field)}' for name, field in space.fields.items())})"


def _text(one: Any) -> str:
    if isinstance(one, Fraction) and one.denominator == 1:
        return str(one.numerator)
    if type(one) is Choice:
        return f"Choice({', '.join(map(_text, one.options))})"
    if is_dataclass(one) and not isinstance(one, type) and type(one).__module__.startswith("theory_lab."):
        return f"{type(one).__name__}({', '.join(_arguments(one))})"
    return repr(one)


def _arguments(one: Any) -> Iterator[str]:
    """What its class is called with: what has a default by name, and only where it is another."""
    for told in fields(one):
        value = getattr(one, told.name)
        if told.default is MISSING:
            yield _text(value)
        elif value != told.default:
            yield f"{told.name}={_text(value)}"
