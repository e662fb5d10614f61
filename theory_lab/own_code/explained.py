"""What a claim's own code raised, in one sentence: what, in which file and line, at which expression.

Main definitions: ``explain``.

Conventions: numbers carry an axis of instances at the end, of length 1 here; shapes are told without it.
"""

from __future__ import annotations

import linecache
import re
import traceback
from pathlib import Path

from theory_lab.own_code.modules import is_written_here

_LIBRARY = str(Path(__file__).resolve().parents[1])
_SHAPE = re.compile(r"\(((?:\d+, ?)*)1,?\)")
_LONGEST = 100  # characters of an expression: longer ones are cut, as the line is named


def explain(error: Exception) -> str:
    """One sentence for an exception raised by a claim's own code."""
    frames = traceback.extract_tb(error.__traceback__)
    text = " ".join(str(error).split()) or type(error).__name__
    if frames and frames[-1].filename.startswith(_LIBRARY) and "shapes" in text:
        text = _SHAPE.sub(_of_one_instance, text)
    text = text if isinstance(error, TypeError | ValueError | ArithmeticError) else f"{type(error).__name__}: {text}"
    own = [frame for frame in frames if is_written_here(frame.filename)]
    return f"{text} ({_place(own[-1])})" if own else text


def _of_one_instance(found: re.Match[str]) -> str:
    """A shape without the axis of instances, as Python writes it: ``(2,1)`` is ``(2,)``."""
    axes = [axis.strip() for axis in found[1].split(",") if axis.strip()]
    return f"({axes[0]},)" if len(axes) == 1 else f"({', '.join(axes)})"


def _place(frame: traceback.FrameSummary) -> str:
    """Where, and the expression there if its text can be read."""
    where = f"{Path(frame.filename).name}, line {frame.lineno}"
    expression = _expression(frame)
    return f"{where}: {expression}" if expression else where


def _expression(frame: traceback.FrameSummary) -> str:
    first, last = frame.lineno or 1, frame.end_lineno or frame.lineno or 1
    lines = [linecache.getline(frame.filename, number) for number in range(first, last + 1)]
    if frame.colno is not None and frame.end_colno is not None and all(lines):
        lines[-1] = lines[-1].encode()[: frame.end_colno].decode(errors="replace")  # columns count bytes
        lines[0] = lines[0].encode()[frame.colno :].decode(errors="replace")
    text = " ".join(" ".join(lines).split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} ..."
