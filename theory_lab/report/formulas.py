"""Formulas of statements: from TeX to MathML that a browser shows.

The converter does not know every command that statements use; those are put into words that it knows, before it sees them.
MathML is written as short as the standard allows, since a page holds hundreds of statements.

Main definitions
----------------
``typeset``    a formula of TeX as MathML, or ``Untypeset``
``statement``  the same for a page: the source in ``<code>`` where it cannot be typeset
``wrapped``    the same in pieces, between which a narrow page may break the line
"""

from __future__ import annotations

import contextlib
import re
import unicodedata
from functools import cache
from html import unescape
from xml.etree import ElementTree

from markupsafe import Markup, escape

from theory_lab.tex import as_meant

ACTIVE = ("href", "src", "style", "actiontype")  # attributes of MathML that fetch, style or act
# Written by the converter, and no more than what a browser takes for granted.
IMPLIED = {"xmlns", "display", "fence", "form", "separator"}
_SPACING = re.compile(r"\\(?:text|display|script)style(?![A-Za-z])")
_SIZED = re.compile(r"\\(?:big|Big|bigg|Bigg)([lrm]?)\s*(\\[A-Za-z]+|\\[{}|]|[()\[\]|/.])")
_NAMED = {
    r"\{": "{", r"\}": "}", r"\|": "‖", r"\langle": "⟨", r"\rangle": "⟩", r"\lfloor": "⌊", r"\rfloor": "⌋", r"\lceil": "⌈",
    r"\rceil": "⌉", r"\vert": "|", r"\Vert": "‖",
}  # fmt: skip
_ROMAN = re.compile(r"\\mathrm\{([A-Za-z])\}")
_LIMITS = re.compile(r"\\arg\s*\\(max|min)(?![A-Za-z])")
OPENING, CLOSING = set("([{⟨⌊⌈"), set(")]}⟩⌋⌉")
SCRIPTED = {"msup", "msub", "msubsup", "munder", "mover", "munderover"}
SHRINKING = {"mfrac", "mroot"}  # all of what stands in them may be smaller
# A bar of fractions between letters needs no room.
ROOM = {"/": {"lspace": "0", "rspace": "0"}}
# Signs that are shown alike as identifiers, where they keep their height and need no room.
AS_LETTERS = {*OPENING, *CLOSING, *ROOM, "‖"}
# None of them is a prefix too, so that browsers set one that comes first in a piece as if it stood between.
RELATIONS = {"≤", "≥", "=", "<", ">", "⟹", "⟺", "⇒", "⇔", "≈", "⊆", "⊂"}
FUNCTIONS = {"log", "exp", "min", "max", "inf", "sup", "ln", "sin", "cos", "det", "dim", "argmax", "argmin", "lim", "Pr"}
THIN = ".167em"
ALPHABETS = {
    "double-struck": "DOUBLE-STRUCK", "script": "SCRIPT", "fraktur": "FRAKTUR", "bold": "BOLD", "bold-italic": "BOLD ITALIC",
    "sans-serif": "SANS-SERIF", "monospace": "MONOSPACE",
}  # fmt: skip
OLDER = {"FRAKTUR": "BLACK-LETTER"}  # letters that had a place before the alphabets
_MARK = "\ue000"  # of a private plane: where a delimiter of some size stands meanwhile


class Untypeset(ValueError):
    """A formula that the converter does not understand."""


@cache
def typeset(tex: str, display: str = "block") -> Markup:
    """The formula as MathML; raises ``Untypeset`` with the reason."""
    from latex2mathml.converter import convert_to_element

    words, sized = _known(tex)
    try:
        formula = convert_to_element(words, display=display)
        _resize(formula, iter(sized))
        text = _written(formula)
    except Exception as error:  # the converter's errors have no common class
        raise Untypeset(f"{type(error).__name__}: {error}") from None
    if "\\" in text or _MARK in text:
        raise Untypeset(f"a command is not known in {tex}")
    return Markup(text if display == "inline" else text.replace("<math>", '<math display="block">', 1))


def statement(tex: str, display: str = "block") -> Markup:
    """The formula as MathML; its source in ``<code>`` when a command is not understood."""
    try:
        return typeset(tex, display)
    except Untypeset:
        return Markup("<code>") + escape(tex) + Markup("</code>")


@cache
def wrapped(tex: str) -> Markup:
    """The formula in pieces that begin at its relations; its source in ``<code>`` when a command is not understood."""
    try:
        formula = ElementTree.fromstring(typeset(tex, "inline"))
    except Untypeset:
        return statement(tex)
    parts = [ElementTree.Element("math")]
    depth = 0
    for child in list(formula[0]) if len(formula) == 1 and formula[0].tag == "mrow" else list(formula):
        text = child.text or ""
        depth += (text in OPENING) - (text in CLOSING)
        quad = child.tag == "mspace" and child.get("width") in ("1em", "2em")
        if depth <= 0 and len(parts[-1]) and (quad or (child.tag == "mo" and text in RELATIONS)):
            parts.append(ElementTree.Element("math", {"class": "apart"} if quad else {}))
        if not quad or depth > 0:
            parts[-1].append(child)
    return Markup(" ").join(Markup(_told(part)) for part in parts if len(part))


def _known(tex: str) -> tuple[str, list[str]]:
    """The formula in commands that the converter knows, and its delimiters of some size in their order."""
    sized: list[str] = []

    def mark(match: re.Match[str]) -> str:
        sized.append(_NAMED.get(match[2], match[2]) + match[1])
        return _MARK

    words = _ROMAN.sub(r"\\mathrm \1 ", _SPACING.sub("", _LIMITS.sub(r"\\operatorname{arg\1}", as_meant(tex))))
    return _SIZED.sub(mark, words), sized


def _resize(formula: ElementTree.Element, sized: object) -> None:
    """Put the delimiters back where they stood, as large as what is between them asks for."""
    for element in formula.iter():
        if _MARK in (element.text or ""):
            word = next(sized)  # type: ignore[call-overload]
            sign, side = (word[:-1], word[-1]) if word[-1] in "lrm" and len(word) > 1 else (word, "")
            element.tag, element.text = "mo", sign
            element.attrib.clear()
            element.set("minsize", "1.35em")
            if side == "r" or (not side and sign in CLOSING):
                element.set("lspace", "0")
    for element in list(formula.iter()):
        _pair(element)


def _pair(row: ElementTree.Element) -> None:
    """Rows of their own for what stands in delimiters of some size, as the base of what is written above or below the last one.

    By itself, a delimiter with an exponent is set like the sign of a relation: small, low, and with room on both sides.
    """
    place = 0
    while place < len(row):
        child = row[place]
        closing = child[0] if child.tag in SCRIPTED and len(child) else child
        before = [_base(one) for one in row[:place]]
        if closing.get("lspace") and closing.get("minsize") and (start := _opened(before)) is not None:
            inner = ElementTree.Element("mrow")
            inner.extend([*row[start:place], closing])
            del closing.attrib["lspace"]
            if closing is child:
                row[place] = inner
            else:
                child[0] = inner
            for _ in range(start, place):
                del row[start]
            place = start
        place += 1


def _base(element: ElementTree.Element) -> str:
    """The sign of an element, or that under its exponent."""
    return (element[0].text if element.tag in SCRIPTED and len(element) else element.text) or ""


def _opened(signs: list[str]) -> int | None:
    """Where the last bracket stands that is still open."""
    depth = 0
    for place, sign in reversed(list(enumerate(signs))):
        depth += (sign in CLOSING) - (sign in OPENING)
        if depth < 0:
            return place
    return None


def _written(formula: ElementTree.Element) -> str:
    """MathML in which the words of a formula are escaped, after the references that the converter puts among them are resolved.

    Raises ``ValueError`` for an attribute by which a formula could do more than be shown.
    """
    for element in formula.iter():
        if active := [name for name in element.attrib if name.startswith("on") or name in ACTIVE]:
            raise ValueError(f"a formula takes no attribute {active[0]!r}")
        element.text = element.text and unescape(element.text)
        element.tail = element.tail and unescape(element.tail)
        kept = {name: unescape(value) for name, value in element.attrib.items() if name not in IMPLIED}
        if kept.get("width") == "0.167em":
            kept["width"] = THIN
        if element.tag == "mi" and element.text in RELATIONS:
            element.tag = "mo"  # or it would have no room around it
        if element.tag == "mo" and (sign := element.text) in ROOM:
            kept |= ROOM[sign]
        if (alphabet := kept.get("mathvariant", "normal")) != "normal":
            element.text = "".join(_lettered(letter, alphabet) for letter in element.text or "")
            del kept["mathvariant"]
        element.attrib.clear()
        element.attrib.update(kept)
    for element in reversed(list(formula.iter())):  # from the inside out
        _unwrap(element)
        _join(element)
        _space(element)
    # A bracket that keeps its height, the bars of a divergence, or the bar of a fraction, is shown alike as an identifier, in a
    # third of the letters.
    for element in formula.iter():
        bare = element.attrib == {"stretchy": "false"} and element.text in AS_LETTERS
        if element.tag == "mo" and (bare or element.attrib == ROOM.get(element.text or "")):
            element.tag = "mi"
            element.attrib.clear()
    _level(formula, True)
    return _told(formula)


def _told(element: ElementTree.Element) -> str:
    """An element in no more letters than it needs."""
    return ElementTree.tostring(element, encoding="unicode").replace(" />", "/>")


def _level(element: ElementTree.Element, full: bool) -> None:
    """The full size of a formula is not asked for where that is the size around it, and a fraction has the style asked for it."""
    for place, child in enumerate(element):
        here = full and element.tag not in SHRINKING and not (element.tag in SCRIPTED and place)
        asked = child.tag == "mstyle" and child.get("scriptlevel") == "0"
        if asked and here:
            del child.attrib["scriptlevel"]
        _level(child, here or asked)
        if child.tag == "mstyle" and len(child) == 1 and child[0].tag == "mfrac" and not child[0].attrib:
            child[0].attrib.update(child.attrib)
            element[place] = child[0]


def _unwrap(element: ElementTree.Element) -> None:
    """Rows of one element are that element."""
    for place, child in enumerate(element):
        while child.tag == "mrow" and len(child) == 1 and not child.attrib:
            child = child[0]
        element[place] = child


def _join(element: ElementTree.Element) -> None:
    """Upright letters side by side are one word, which is upright by itself."""
    words: list[ElementTree.Element] = []
    for child in list(element) if element.tag in ("mrow", "math", "mstyle", "mtd", "msqrt") else ():
        if _is_upright(child) and words:
            words[0].text = (words[0].text or "") + (child.text or "")
            words[0].attrib.clear()
            element.remove(child)
        elif _is_upright(child):
            words = [child]
        else:
            words = []
    _unwrap(element)


def _space(element: ElementTree.Element) -> None:
    """Thin spaces around the names of functions, where letters stand beside them."""
    children = list(element) if element.tag in ("mrow", "math", "mstyle", "mtd", "msqrt") else []
    for place, child in reversed(list(enumerate(children))):
        if child.tag == "mo" and (child.text or "") in FUNCTIONS:
            child.tag = "mi"
            child.attrib.clear()
        if not (child.tag == "mi" and (child.text or "") in FUNCTIONS):
            continue
        if place + 1 < len(children) and children[place + 1].tag not in ("mo", "mspace"):
            element.insert(place + 1, ElementTree.Element("mspace", width=THIN))
        before = children[place - 1] if place else None
        if before is not None and (before.tag not in ("mo", "mspace") or before.text in CLOSING):
            element.insert(place, ElementTree.Element("mspace", width=THIN))


def _is_upright(element: ElementTree.Element) -> bool:
    return element.tag == "mi" and element.attrib == {"mathvariant": "normal"} and (element.text or "").isalpha()


def _lettered(letter: str, alphabet: str) -> str:
    """A letter of an alphabet: browsers know no variants, but all letters by themselves."""
    style = ALPHABETS.get(alphabet, "")
    kind = "DIGIT" if letter.isdigit() else "CAPITAL" if letter.isupper() else "SMALL"
    name = unicodedata.name(letter, "").rpartition(" ")[2]
    for full in (f"MATHEMATICAL {style} {kind} {name}", f"{style} {kind} {name}", f"{OLDER.get(style)} {kind} {name}"):
        with contextlib.suppress(KeyError):
            return unicodedata.lookup(full)
    return letter
