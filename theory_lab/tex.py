r"""Exact numbers and statements in LaTeX, ready to paste.

What is printed as ``3/8*log(2) - 1/2*sqrt(3) = 0.34 +/- 2e-12`` becomes
``\tfrac{3}{8}\,\log 2 - \tfrac{1}{2}\,\sqrt{3} \approx 0.34 \pm 2 \cdot 10^{-12}``.

Main definitions: ``number``, ``as_meant``, ``escaped``.

Conventions: for math mode, with amsmath; words that are no number are set as text.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "_": r"\_", "%":
    r"\%", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "<": r"\textless{}", ">":
    r"\textgreater{}",
}  # fmt: skip
_RELATIONS = {"<=": r"\le ", ">=": r"\ge ", "!=": r"\ne ", "||": r"\|"}
# What is typed without TeX: an index of several letters, a relation, or words with spaces around them, which signs have anyway.
_WORD, _SHORT = "(?:[A-Za-z]{3,}|[A-Z]{2})(?![A-Za-z])", "[a-z]{2}(?![A-Za-z])"
_WORDS = rf" ?(?<![A-Za-z_^])(?:{_SHORT} )*{_WORD}(?: (?:{_WORD}|{_SHORT}))*(?: (?![<>=!+]))?"
_HASTY = re.compile(rf"(?P<script>[_^])(?P<index>[A-Za-z]{{2,}})|[<>!]= ?|\|\||{_WORDS}")
_Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]


def _fraction(text: str) -> str:
    top, _, bottom = text.partition("/")
    sign, top = ("-", top[1:]) if top.startswith("-") else ("", top)
    return f"{sign}\\tfrac{{{top}}}{{{bottom}}}" if bottom else f"{sign}{top}"


# The pieces of which numbers are printed, each with what stands for it; the first that fits is taken.
_RULES: tuple[_Rule, ...] = tuple(
    (re.compile(pattern), rule)
    for pattern, rule in (
        (r"sqrt\((\d+)\)", lambda m: f"\\sqrt{{{m[1]}}}"),
        (r"exp\((-?\d+)(?:/(\d+))?\)", lambda m: f"e^{{{m[1]}/{m[2]}}}" if m[2] else f"e^{{{m[1]}}}"),
        (r"log\((\d+)\)", lambda m: f"\\log {m[1]}"),
        (r"pi\b", lambda m: r"\pi"),
        (r"-?inf\b", lambda m: m[0].replace("inf", r"\infty")),
        (r"(\d+(?:\.\d+)?)e([+-]?)0*(\d+)", lambda m: f"{m[1]} \\cdot 10^{{{m[2].strip('+')}{m[3]}}}"),
        (r"\d+/\d+", lambda m: _fraction(m[0])),
        (r"\d+(?:\.\d+)?", lambda m: m[0]),
        (r"\.\.\.", lambda m: r"\ldots"),
        (r"\*", lambda m: r"\,"),
        (r" \+/- ", lambda m: r" \pm "),
        (r" = ", lambda m: r" \approx "),
        (r" ?[-+] ?|[()/]", lambda m: m[0]),
    )
)


def number(text: str) -> str:
    """A printed number in math mode; other words as text."""
    if re.fullmatch(r"-?\d+(/\d+)?", text):
        return _fraction(text)
    written, place = "", 0
    while place < len(text):
        for pattern, rule in _RULES:
            if found := pattern.match(text, place):
                written, place = written + rule(found), found.end()
                break
        else:
            return f"\\text{{{escaped(text)}}}"
    return written


def as_meant(statement: str) -> str:
    r"""A statement for math mode: in one without any command of TeX, words are words, and ``<=`` is a relation.

    ``KL(p || q) <= 1 for all words`` becomes ``\text{KL}(p \| q) \le 1\text{ for all words}``.  A word has three letters or more,
    or is two capitals, or a short word beside one; ``ab`` is a product.
    """
    return statement if "\\" in statement else _HASTY.sub(_meant, statement)


def _meant(match: re.Match[str]) -> str:
    if match["script"]:
        return f"{match['script']}{{\\text{{{match['index']}}}}}"
    return _RELATIONS.get(match[0].rstrip()) or f"\\text{{{match[0]}}}"


def escaped(text: str) -> str:
    """Text outside of math mode."""
    return "".join(_SPECIAL.get(character, character) for character in text)
