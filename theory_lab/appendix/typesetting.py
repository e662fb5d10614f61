"""Words, numbers and instances in LaTeX.

Main definitions
----------------
``words``      text, with what is special in LaTeX written out
``number``     an exact number or an enclosure as mathematics
``values``     a number, or a nested list of them
``statement``  a claim's statement as mathematics, or its source where its braces do not fit
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from theory_lab.report.quantities import LONG, rounded
from theory_lab.tex import as_meant

_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "_": r"\_", "%": r"\%",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "<": r"\textless{}", ">": r"\textgreater{}", "≤": r"$\le$",
    "×": r"$\times$",
}  # fmt: skip
_OPENING = re.compile(r"(?<![\w'])'(?=\w)")
_NUMBER = re.compile(r"(-?)(\d+)/(\d+)|(-?\d+(?:\.\d*)?)(?:e([+-]?\d+))?")
# Digits of a fraction that is set as one, a tenth of a line.
_DIGITS = 24
# Numbers that share a line with others, and where a line may end between more of them.
_LINE, BREAK = 8, r"\allowbreak"


def words(text: str) -> str:
    """Text for LaTeX, with quotation marks that open; what fonts of Latin letters do not have is dropped."""
    text = _OPENING.sub("`", text.replace("<=", "≤"))
    kept = (c if c in _SPECIAL else c.encode("latin-1", "ignore").decode("latin-1") for c in text)
    return "".join(_SPECIAL.get(character, character) for character in kept)


def number(text: str | None) -> str:
    """A number, an enclosure ``a +/- b`` or both sides of ``form = decimals``, for mathematics."""
    text = (text or "").strip()
    if " = " in text:
        return " = ".join(map(number, text.split(" = ")))
    if " +/- " in text:
        return r" \pm ".join(map(number, text.split(" +/- ")))
    if text in ("inf", "-inf"):
        return text.replace("inf", r"\infty")
    if not (found := _NUMBER.fullmatch(text)):
        return rf"\text{{{words(text)}}}"
    sign, top, bottom, decimals, exponent = found.groups()
    if bottom:
        if len(top) + len(bottom) > _DIGITS:
            return _rounded(text) if len(top) + len(bottom) > LONG else rf"{sign}{top} / {bottom}"
        return rf"{sign}\tfrac{{{top}}}{{{bottom}}}"
    if len(decimals) > LONG and "." not in decimals:
        return _rounded(text)
    return f"{decimals}{_power(exponent)}"


def _power(exponent: str | None) -> str:
    return rf" \cdot 10^{{{int(exponent)}}}" if exponent else ""


def _rounded(text: str) -> str:
    """An exact number by its value to four digits."""
    digits, _, exponent = rounded(text).partition("e")
    return rf"\approx {digits}{_power(exponent)}"


def values(value: Any) -> str:
    """A number, or a nested list of numbers in round brackets, in which a line may end after a comma if it is long."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        text = f"({', '.join(map(values, value))})"
        return text.replace(", ", f",{BREAK} ") if text.count(", ") >= _LINE else text
    return number(str(value))


def name(field: str) -> str:
    """The name of a field as mathematics."""
    return field if len(field) == 1 else rf"\mathit{{{words(field)}}}"


def statement(tex: str) -> str:
    """A statement for the inside of a formula."""
    depth = 0
    for match in re.finditer(r"\\.|[{}]", tex, re.DOTALL):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth < 0:
            break
    return as_meant(tex) if depth == 0 and "$" not in tex and tex.isascii() else rf"\texttt{{{words(tex)}}}"
