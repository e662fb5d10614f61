"""Code of people's own that computes in Python's floats.

Array numbers refuse floats, and a side that was computed in floats is refused.  But a float may decide which way code goes, or
become a whole number: ``3 * 0.1 > 0.3`` holds, and ``int(math.log(1000, 10))`` is 2.  So floats that are written out, and what
makes floats of whole numbers, are found in the code itself.

Main definitions: ``rounds``.

Conventions: looked at are functions of people's own that are given, and what they name, hold or wrap.  Infinities are exact.  A
function that takes floats within ``guessing`` says that it proves what comes of them.  Quotients of Python's whole numbers are
not seen; they are rounded once.
"""

from __future__ import annotations

import builtins
import dis
import gc
import math
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

from theory_lab.own_code.modules import is_own, is_written_here

MOST = 100_000  # objects that are looked at, as in ``catching``
# What gives whole numbers and fractions for such, or says something of infinities; all else in these modules gives floats.
_EXACT = {"ceil", "comb", "factorial", "floor", "gcd", "inf", "isfinite", "isinf", "isqrt", "lcm", "perm", "prod", "trunc"}
_EXACT |= {"sumprod", "__name__"}
_MODULES = ("math", "cmath", "statistics")
_OF_NUMPY = {"cbrt", "e", "exp", "exp2", "expm1", "log", "log10", "log1p", "log2", "mean", "pi", "sqrt", "std", "var"}
_ATTRIBUTES = {"LOAD_ATTR", "LOAD_METHOD"}
_PLAIN = (type(None), bool, int, float, complex, str, bytes, Fraction)


def rounds(*objects: object) -> str:
    """The first float that code may compute in, as ``file, line: what``, or ''."""
    seen: dict[int, object] = {}  # kept, as another object may have the number of one that is gone
    waiting = list(objects)
    while waiting and len(seen) <= MOST:
        one = waiting.pop()
        if id(one) in seen or type(one) in _PLAIN or isinstance(one, ModuleType):
            continue
        seen[id(one)] = one
        if isinstance(one, FunctionType):
            waiting += (held for held in (vars(one), one.__defaults__, one.__kwdefaults__, *(one.__closure__ or ())) if held)
            if _is_peoples(one):
                for code in () if "guessing" in one.__code__.co_names else _inside(one.__code__):
                    for line, what in _floats(code, one.__globals__):
                        return f"{Path(code.co_filename).name}, line {line}: {what}"
                waiting += _named(one)
        elif isinstance(one, type):
            waiting += [*vars(one).values(), *one.__bases__]
        else:
            waiting += gc.get_referents(one)
    return ""


def _is_peoples(function: FunctionType) -> bool:
    ours = str(function.__module__).partition(".")[0] == __name__.partition(".")[0]
    return is_written_here(function.__code__.co_filename) and not ours


def _inside(code: CodeType) -> Iterator[CodeType]:
    yield code
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield from _inside(part)


def _named(function: FunctionType) -> Iterator[object]:
    """What a function names, also in modules of people's own."""
    told = {name for code in _inside(function.__code__) for name in code.co_names}
    for name in told:
        yield (found := function.__globals__.get(name))
        if isinstance(found, ModuleType) and is_own(found):
            yield from (vars(found).get(other) for other in told)


def _floats(code: CodeType, names: dict[str, Any]) -> Iterator[tuple[int | None, str]]:
    """The lines of floats that are written out, and of what gives floats."""
    line, before, text = code.co_firstlineno, None, ""
    for step in dis.get_instructions(code):
        line = (step.positions.lineno if step.positions else None) or line
        if step.opcode in dis.hasconst and (number := _float_in(step.argval)) is not None:
            yield line, repr(number)
        elif step.opname in _ATTRIBUTES and isinstance(before, ModuleType) and _is_rounded(before.__name__, step.argval):
            yield line, f"{text}.{step.argval}"
        found = None
        if step.opname in ("LOAD_GLOBAL", "LOAD_NAME"):
            found, text = names.get(step.argval, getattr(builtins, step.argval, None)), step.argval
            if _is_rounded(str(getattr(found, "__module__", "")), str(getattr(found, "__name__", "inf"))):
                yield line, text
        before = found


def _is_rounded(module: str, name: str) -> bool:
    """Whether what has this name in a module gives floats of whole numbers, or is one."""
    return (module in _MODULES and name not in _EXACT) or (module == "numpy" and name in _OF_NUMPY)


def _float_in(value: object) -> float | complex | None:
    """A float in a constant, which may be a tuple or a set of constants."""
    if isinstance(value, float | complex):
        return None if isinstance(value, float) and math.isinf(value) else value
    parts = value if isinstance(value, tuple | frozenset) else ()
    return next((found for part in parts if (found := _float_in(part)) is not None), None)
