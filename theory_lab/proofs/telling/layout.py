"""Lines of a told proof, put in order: cases within cases together, short names for new variables, and TeX.

Main definitions: ``shortened``, ``merged``, ``joined``, ``once``, ``lettered``, ``within`` (brackets), ``plain``, ``tex``.

Conventions: a line is indented by ``INDENT`` for each depth; formulas stand between ``OPEN`` and ``CLOSE`` until the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

INDENT = "  "
OPEN, CLOSE = "\u27e6", "\u27e7"
CASE = "if "
HERE = "here "  # before a condition that holds because nothing else is possible
RENAMING, KNOWN = "write ", ", as is known;"
# What is said of a case in which there is nothing to prove.
SAME, NOWHERE = "both sides are equal.", "this case is empty."
SIGNS = "because all its parts are nonnegative."
LARGER, INFINITE = "the larger side is infinite.", "excluded here, since a sum is infinite."
TRIVIAL = (SAME, LARGER, INFINITE, NOWHERE)
MOVED = "d_"  # the name of a variable's distance from an end of its range begins so
LETTERS = "tsuvwxyzabcdefgh"
_INNERMOST = re.compile(r"\([^()]*\)")
_LEMMA = re.compile(r"^Lemma \d+( \(from [^()]*\))?\.")
_FORMULA = re.compile(f"{OPEN}(.*?){CLOSE}")
_WORDS = {
    "sqrt": r"\sqrt",
    "log": r"\log",
    "exp": r"\exp",
    "max": r"\max",
    "min": r"\min",
    "abs": r"\abs",
    "kept": r"\operatorname{kept}",
    "nonzero": r"\operatorname{nonzero}",
    "root": r"\sqrt",
    "infinity": r"\infty",
    "and": r"\wedge ",
    "if": r"\ \text{if}\ ",
    "else": r"\ \text{else}\ ",
    "not": r"\neg ",
}
_GREEK = re.compile("alpha|beta|gamma|delta|epsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|phi|chi|psi|omega")


def listed(texts: Sequence[str]) -> str:
    """``a, b and c``."""
    *first, last = texts
    return f"{', '.join(first)} and {last}" if first else last


def within(text: str, loose: str = " +-/^") -> str:
    """A formula as a factor or a base: in brackets, unless no signs that hold it together loosely stand outside of some."""
    flat = text
    while (inner := _INNERMOST.sub("", flat)) != flat:
        flat = inner
    return f"({text})" if set(loose) & set(flat) else text


def depth(line: str) -> int:
    """How far a line is indented."""
    return (len(line) - len(line.lstrip(" "))) // len(INDENT)


def merged(lines: Sequence[str]) -> list[str]:
    """A case that has one case inside becomes one case, and one that has one short sentence inside one line."""
    result = list(lines)
    k = len(result) - 1
    while k >= 0:
        inner = _inside(result, k)
        if result[k].lstrip().startswith(CASE) and result[k].endswith(":") and inner:
            own = [line for line in inner if depth(line) == depth(result[k]) + 1]
            first, rest = inner[0].strip(), inner[1:]
            if len(own) == 1 and (first.startswith(CASE) or not rest):
                joint = f" and {first.removeprefix(CASE)}" if first.startswith(CASE) else f": {first}"
                line = result[k].removesuffix(":") + joint
                result[k : k + 1 + len(inner)] = [line, *(line.removeprefix(INDENT) for line in rest)]
        k -= 1
    return result


def shortened(lines: Sequence[str]) -> list[str]:
    """Cases of which none has anything to prove become one sentence."""
    result, k = list(lines), 0
    while k < len(result):
        inner = _inside(result, k)
        said = {line.strip() for line in inner if not line.strip().startswith((CASE, HERE, RENAMING))}
        cases = sum(line.strip().startswith((CASE, HERE)) for line in inner)
        if result[k].endswith(":") and cases and said and said <= set(TRIVIAL):
            words = ", or ".join(one.removesuffix(".") for one in TRIVIAL if one in said)
            result[k : k + 1 + len(inner)] = [f"{result[k]} in each case {words}."]
        k += 1
    return result


def joined(lines: Sequence[str]) -> list[str]:
    """Lines that rename, and such that say where one is, are one line where they follow each other."""
    result: list[str] = []
    for line in lines:
        begin = next((one for one in (RENAMING, HERE) if line.lstrip().startswith(one)), None)
        before = result[-1] if result else ""
        alike = begin and before.lstrip().startswith(begin) and depth(before) == depth(line)
        if begin and alike and line.endswith(KNOWN) == before.endswith(KNOWN):
            result[-1] = f"{before.removesuffix(KNOWN).removesuffix(';')}, {line.lstrip().removeprefix(begin)}"
        else:
            result.append(line)
    return result


def once(lines: Sequence[str]) -> list[str]:
    """What was told word for word before, under the same words, is not told again."""
    result, seen, k = list(lines), set[tuple[str, ...]](), 0
    while k < len(result):
        inner, base = _inside(result, k), depth(result[k])
        block = tuple(line[base * len(INDENT) :] for line in (result[k], *inner))
        if result[k].endswith(":") and len(inner) > 1:
            if block in seen:
                result[k : k + 1 + len(inner)] = [f"{result[k]} as above."]
            seen.add(block)
        k += 1
    return result


def _inside(lines: Sequence[str], k: int) -> list[str]:
    """The lines that belong to a line."""
    end = k + 1
    while end < len(lines) and lines[end].strip() and depth(lines[end]) > depth(lines[k]):
        end += 1
    return list(lines[k + 1 : end])


def lettered(lines: Sequence[str], taken: Iterable[str]) -> list[str]:
    """The lines with letters for the new variables of a proof, in the order of their appearance."""
    found = (name for line in lines for name in re.findall(r"\b(?:\w+_by(?:_\w+)?|\w+_root|\w+_coin)\b", line))
    new = dict.fromkeys(name.removeprefix(MOVED) for name in found)
    letters = (letter for letter in LETTERS if letter not in set(taken))
    names = dict(zip(new, letters, strict=False))
    names |= {f"{MOVED}{name}": f"{MOVED}{letter}" for name, letter in names.items()}
    return [re.sub(r"\b\w+\b", lambda word: names.get(word[0], word[0]), line) for line in lines]


def plain(lines: Iterable[str]) -> list[str]:
    """The lines as text."""
    return [line.replace(OPEN, "").replace(CLOSE, "") for line in lines]


def tex(lines: Iterable[str]) -> str:
    """The lines as a proof environment."""
    written = []
    for line in lines:
        joint = _LEMMA.sub(r"\\textbf{\g<0>}", line.strip()).replace(f"{CLOSE} {OPEN}", " ")
        text = _FORMULA.sub(lambda match: ", ".join(f"${_tex(one)}$" for one in _listed(match[1])), joint)
        written.append(rf"\par\noindent\hangindent={depth(line) + 2}em\hspace*{{{depth(line)}em}}{text}" if text else r"\medskip")
    return "\n".join([r"\begin{proof}\raggedright", *written, r"\end{proof}"])


def _enclosed(formula: str, name: str, begin: str, end: str) -> str:
    """The formula with other signs for the brackets of a function, whatever is inside; ``abs`` is told by them alone."""
    start = formula.find(f"{name}(")
    if start < 0:
        return formula
    first = last = start + len(name)
    depths = 0
    while depths or last == first:
        depths += (formula[last] == "(") - (formula[last] == ")")
        last += 1
    kept, inner = "" if name == r"\abs" else name, _enclosed(formula[first + 1 : last - 1], name, begin, end)
    return f"{formula[:start]}{kept}{begin}{inner}{end}{_enclosed(formula[last:], name, begin, end)}"


def _listed(formula: str) -> list[str]:
    """The formulas of a list, whose commas stand in no brackets: a line can be broken between them."""
    parts, open_brackets = [""], 0
    for letter in formula.replace(", ", ","):
        open_brackets += (letter in "([") - (letter in ")]")
        if letter == "," and not open_brackets:
            parts.append("")
        else:
            parts[-1] += ", " if letter == "," else letter
    return parts


def _tex(formula: str) -> str:
    """A formula in TeX."""

    def name(word: str) -> str:
        if word in _WORDS:
            return _WORDS[word]
        if _GREEK.fullmatch(word):
            return f"\\{word}"
        if re.fullmatch(r"[SMBTAYZxvcFL]\d+", word):
            return f"{word[0]}_{{{word[1:]}}}"
        if word.startswith(MOVED):
            return f"d_{{{name(word.removeprefix(MOVED))}}}"
        base, _, index = word.rpartition("_")
        if base:  # an entry, or a part: its index
            inner = name(base)
            return f"{f'{{{inner}}}' if '_' in inner else inner}_{{{name(index)}}}"
        return rf"\mathit{{{word}}}" if len(word) > 1 and not word.isdigit() else word

    formula = re.sub(r"\^(-?\d+)", r"^{\1}", formula)
    formula = _fractions(re.sub(r"[A-Za-z]\w*", lambda word: name(word[0]), formula))
    formula = _enclosed(_enclosed(formula, r"\sqrt", "{", "}"), r"\abs", r"\lvert{}", r"\rvert{}")
    formula = re.sub(r"(?<=[\w})]) (?=[\\\w({])", r"\\,\\penalty1500 ", formula.replace("[", r"\mathbf{1}["))
    return formula.replace(">=", r"\ge").replace("<=", r"\le").replace("==", "=")


def _fractions(formula: str) -> str:
    """A quotient of two bracketed formulas, or of two numbers, as a fraction."""
    return re.sub(r"(?<![\w)])(\d+)/(\d+)(?!\w)", r"\\tfrac{\1}{\2}", formula)
