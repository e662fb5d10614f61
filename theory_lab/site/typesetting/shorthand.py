"""Formulas in shorthand, for a table of hundreds: what a browser writes out again as MathML.

A letter stands for ``<mi>``, and so does a sign of ``LETTERS``; digits for ``<mn>``, any other sign for ``<mo>``.  Every other
opening tag is one letter of an alphabet that formulas do not use, the first one a sign of one byte, and another such sign closes
what was opened last.

Main definitions
----------------
``Shorthand``  collects tags while formulas are written
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

from theory_lab.report.formulas import AS_LETTERS

FIRST = 0x0531  # of the Armenian capitals: letters of two bytes, unlike those of private planes
LAST = 0x0586  # of its small letters, beyond those that are used
LETTERS = "".join(sorted(AS_LETTERS))  # signs that a formula nearly always has as identifiers
CLOSE, COMMON = "`", "$"  # COMMON is the first tag, which most are
ALIKE = str.maketrans({CLOSE: "\u02cb", COMMON: "\uff04"})  # in a formula itself they are signs that look the same
_NUMBER = re.compile(r"[0-9.]+")


class Shorthand:
    """Formulas written short; ``tags`` are the opening tags in the order of their letters."""

    def __init__(self) -> None:
        self.tags: list[str] = []

    def written(self, mathml: str) -> str:
        """The formula in shorthand; raises ``ValueError`` where there are more kinds of tags than letters."""
        formula = ElementTree.fromstring(mathml)
        inner = formula[0] if len(formula) == 1 and formula[0].tag == "mrow" else formula
        return "".join(map(self._element, inner))

    def _element(self, element: ElementTree.Element) -> str:
        text = (element.text or "").translate(ALIKE)
        if not len(element) and not element.attrib and text and _leaf(text) == element.tag:
            return text + (" " if element.tag == "mn" else "")
        attributes = "".join(f' {name}="{value}"' for name, value in element.attrib.items())
        content = text if not len(element) else "".join(map(self._element, element))
        return f"{self._letter(f'{element.tag}{attributes}')}{content}{CLOSE}"

    def _letter(self, tag: str) -> str:
        if tag not in self.tags:
            self.tags.append(tag)
        place = FIRST - 1 + self.tags.index(tag)
        if place >= LAST:
            raise ValueError("formulas have more kinds of tags than there are letters for them")
        return COMMON if place < FIRST else chr(place)


def _leaf(text: str) -> str:
    """The tag that a browser gives to bare text; '' where it needs to be told."""
    if _NUMBER.fullmatch(text):
        return "mn"
    if len(text) > 1 or FIRST <= ord(text) < LAST or text.isspace():
        return ""
    return "mi" if text.isalpha() or text in LETTERS else "mo"
