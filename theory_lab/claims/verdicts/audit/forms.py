"""The form of a certificate: JSON with these entries, of these kinds, and no others.

A certificate is data that others may have written: every word is of a closed set, every number is whole and small enough to be
one, nothing is nested deeper than sizes are.

Main definitions: ``parsed``, ``require_form``, ``sized``.

Conventions: what is wrong is a ``ValueError`` in one line.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable
from typing import Any

# The entries of a certificate and of its parts; booleans are no whole numbers.
ENTRIES: dict[str, Any] = {"format": int, "claim": str, "fingerprint": str, "outcome": str, "evidence": str, "counts": dict}
ENTRIES |= {"reach": list, "instances": dict, "constants": dict, "details": list, "problems": list}
INSTANCE: dict[str, Any] = {"raw": dict, "outcome": str, "lhs": str, "rhs": str, "ratio": str | None, "size": object}
REACH: dict[str, Any] = {"weight": int, "cases": int, "nonvacuous": int, "complete": bool, "size": object}
# What an older certificate's reach lacks until it is rechecked in full.
COUNTED_LATER = {"telling"}
# What is there only of a size at which boxes settled all real parameters: ``true``.
COVERED = "covered"
LIBRARY: dict[str, Any] = {"trusted": str, "formulas": str, "content": str}
COUNTS = ("screened", "small", "property", "attacked", "vacuous", "undecided")
# More instances than this were never looked at: a million a second for thirty thousand years.
MOST = 10**18
# Sizes are words, numbers and tuples of these; nobody writes one that is nested deeper.
DEEPEST = 8
# Longer exponents stand for numbers that do not fit into memory.
_EXPONENT = re.compile(r"[eE][+-]?\d{6}")
_RATIONAL = re.compile(r"-?\d{1,4000}(/\d{1,4000})?")


def parsed(text: str) -> Any:
    """What JSON says; ``ValueError`` for a name that stands twice in one object, and for what is nested too deeply."""
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(found := dict(pairs)) < len(pairs):
        raise ValueError("an entry stands twice in one object")
    return found


def _no_number(word: str) -> Any:
    raise ValueError(f"{word} is no number of JSON")


def require_form(content: Any) -> None:
    """Raise ``ValueError`` unless the parts of a certificate are of their kinds."""
    optional = {"library"} if isinstance(content, dict) and content.get("library") is not None else set()
    _require(content, ENTRIES, "it", optional)
    if optional:
        _require(content["library"], LIBRARY, "its library")
    for name, stored in content["instances"].items():
        _require(stored, INSTANCE, f"its instance {name!r}")
        _require_texts(f"its instance {name!r}", (stored["lhs"], stored["rhs"], *filter(None, [stored["ratio"]])))
        if stored["ratio"] is not None and math.isnan(float(stored["ratio"])):
            raise ValueError(f"the ratio of its instance {name!r} is no number")
    for stored in content["reach"]:
        _require(stored, REACH, "an entry of its reach", COUNTED_LATER | {COVERED})
        if stored.get(COVERED, True) is not True:
            raise ValueError(f"the entry {COVERED!r} of its reach must be true or left out, not {_short(stored[COVERED])}")
        for name in ("weight", "cases", "nonvacuous", *COUNTED_LATER & stored.keys()):
            _require_count(f"the {name} of its reach", stored[name])
    if len({stored.keys() & COUNTED_LATER == COUNTED_LATER for stored in content["reach"]}) > 1:
        raise ValueError("telling instances are counted at some sizes and not at others")
    for name, count in content["counts"].items():
        if name not in COUNTS:
            raise ValueError(f"{name!r} is no stage that counts")
        _require_count(f"its count {name!r}", count)
    _require_rows(content)


def _require_rows(content: dict[str, Any]) -> None:
    for name, text in content["constants"].items():
        if not (isinstance(text, str) and _RATIONAL.fullmatch(text)):
            raise ValueError(f"its constant {name!r} must be a rational number in a string, not {_short(text)}")
    for row in content["details"]:
        name, text = row
        _require_words("a row of its details", (row, list), (name, str), (text, str))
    _require_words("a problem", *((problem, str) for problem in content["problems"]))


def sized(stored: Any, depth: int = 0) -> Any:
    """A size as the claim file wrote it: JSON lists are tuples there."""
    if isinstance(stored, list) and depth < DEEPEST:
        return tuple(sized(part, depth + 1) for part in stored)
    if not isinstance(stored, int | float | str | None):
        raise ValueError(f"{_short(stored)} is no size")
    return stored


def _require(stored: Any, kinds: dict[str, Any], what: str, optional: Iterable[str] = ()) -> None:
    """Raise ``ValueError`` unless ``stored`` is an object with entries of these kinds and no others."""
    for name, kind in kinds.items():
        if not (isinstance(stored, dict) and name in stored and _is_of(stored[name], kind)):
            raise ValueError(f"{what} must have an entry {name!r} of the kind {getattr(kind, '__name__', kind)}")
    if unknown := sorted(stored.keys() - kinds.keys() - set(optional)):
        raise ValueError(f"{what} has an entry {_short(unknown[0])}, which means nothing")


def _is_of(value: Any, kind: Any) -> bool:
    return isinstance(value, kind) and (kind is not int or not isinstance(value, bool))


def _require_count(what: str, value: Any) -> None:
    if not (_is_of(value, int) and 0 <= value <= MOST):
        raise ValueError(f"{what} must be a whole number from 0 to 10^18, not {_short(value)}")


def _require_words(what: str, *pairs: tuple[Any, type]) -> None:
    for value, kind in pairs:
        if not isinstance(value, kind):
            raise ValueError(f"{what} must be of the kind {kind.__name__}, and {_short(value)} is stored")


def _require_texts(what: str, texts: Iterable[str]) -> None:
    for text in texts:
        if _EXPONENT.search(text):
            raise ValueError(f"{what} has a number with too long an exponent, {_short(text)}")


def _short(value: Any) -> str:
    """A value in a few characters, however large it is."""
    try:
        text = repr(value)
    except (ValueError, RecursionError):  # a whole number of thousands of digits
        text = type(value).__name__
    return text if len(text) <= 60 else f"{text[:57]}..."
