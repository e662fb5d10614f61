"""Code of people's own that computes in Python's floats.

Array numbers refuse floats, and a side that was computed in floats is refused.  But a float may decide which way code goes, or
become a whole number: ``3 * 0.1 > 0.3`` holds, and ``int(math.log(1000, 10))`` is 2.  So floats that are written out, those that
code names or holds, as in a table of rates, and what makes floats of whole numbers, are found in the code itself.

Main definitions: ``rounds``.

Conventions: looked at are functions of people's own that are given, and what they name, hold or wrap.  Infinities are exact;
decimals are rounded as floats are.  A function that takes floats within ``guessing`` says that it proves what comes of them.
Quotients and negative powers of Python's whole numbers, and what ``float`` makes of exact numbers, are not seen; each is rounded
once.
"""

from __future__ import annotations

import builtins
import dis
import gc
import math
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from contextvars import ContextVar
from decimal import Decimal
from fractions import Fraction
from functools import partial
from pathlib import Path
from types import CellType, CodeType, FunctionType, MappingProxyType, ModuleType, SimpleNamespace
from typing import Any

import numpy as np

from theory_lab.own_code.modules import is_peoples
from theory_lab.own_code.naming import inside, named_by

MOST = 100_000  # objects that are looked at, as in ``catching``
# What gives whole numbers and fractions for such, or says something of infinities; all else in these modules gives floats.
_EXACT = {"ceil", "comb", "factorial", "floor", "gcd", "inf", "isfinite", "isinf", "isqrt", "lcm", "perm", "prod", "trunc"}
_EXACT |= {"sumprod", "__name__"}
_MODULES = ("math", "cmath", "statistics", "decimal")
_ROUNDED = ("scipy", "numpy.linalg", "numpy.random", "numpy.fft", "numpy.polynomial")  # and all that is in them
_ROUNDED += ("jax.numpy", "jax.scipy", "mpmath", "torch", "sympy.core.evalf")
_OF_SYMPY = {"Float", "N"}  # the rest of it is exact
_OF_NUMPY = {"average", "e", "fft", "geomspace", "linalg", "linspace", "logspace", "mean", "median", "percentile", "pi"}
_OF_NUMPY |= {"polynomial", "quantile", "random", "std", "var"}
_WHOLE = {*"?bBhHiIlLqQ"}  # NumPy's letters for truth values and whole numbers
_KEPT = {"ceil", "floor", "rint", "trunc"}  # ufuncs that leave whole numbers what they are, in whatever type
_ATTRIBUTES = {"LOAD_ATTR", "LOAD_METHOD"}
_PLAIN = (type(None), bool, int, float, complex, str, bytes, Fraction, Decimal)
_HOLDING = (list, tuple, dict, set, frozenset, deque, MappingProxyType, CellType, SimpleNamespace, partial, ContextVar)
_OPTIONS = "theory_lab.claims.spaces.statics"  # whose fields give code what people wrote
Held = tuple[object, str]  # an object, and where people's own code names or holds it; '' where it does not


def rounds(*objects: object, sizes: tuple[Any, ...] = ()) -> str:
    """The first float that code may compute in, as ``file, line: what``, or ''; floats among the ``sizes`` are such, too."""
    seen: dict[tuple[int, bool], object] = {}  # kept, as another object may have the number of one that is gone
    waiting: list[Held] = [(sizes, "the sizes"), *((one, "an object with code") for one in objects)]
    while waiting and len(seen) <= MOST:
        one, place = waiting.pop()
        if place and (what := _rounded(one)):
            return f"{place}: {what}"
        if (id(one), bool(place)) in seen or type(one) in _PLAIN or isinstance(one, ModuleType):
            continue
        seen[id(one), bool(place)] = one
        if isinstance(one, FunctionType):
            if is_peoples(one):
                if found := _written(one):
                    return found
                waiting += _named(one)
            else:
                waiting += ((held, "") for held in _wrapped(one))
        elif isinstance(one, np.ndarray):
            waiting += ((held, place) for held in (one.ravel().tolist() if one.dtype == object else ()))
        else:
            waiting += _inside_of(one, place)
    return ""


def _written(function: FunctionType) -> str:
    """The first float that a function of people's own writes out, or makes."""
    for code in () if _proves(function) else inside(function.__code__):
        for line, what in _floats(code, function.__globals__):
            return f"{Path(code.co_filename).name}, line {line}: {what}"
    return ""


def _named(function: FunctionType) -> Iterator[Held]:
    """What a function of people's own names, also in modules of people's own, and what it holds."""
    code = function.__code__
    place = "" if _proves(function) else f"{Path(code.co_filename).name}, line {code.co_firstlineno}"
    yield from ((one, place) for one in (*named_by(function), *_wrapped(function)))


def _wrapped(function: FunctionType) -> tuple[object, ...]:
    return vars(function), function.__defaults__, function.__kwdefaults__, function.__closure__


def _inside_of(one: Any, place: str) -> Iterator[Held]:
    """What is in an object that is no function: what people's own code holds is held there if people put it there."""
    if isinstance(one, type):
        yield from ((held, place if is_peoples(one) else "") for held in (*vars(one).values(), *one.__bases__, type(one)))
    else:
        place = place if isinstance(one, _HOLDING) or is_peoples(type(one)) else ""
        place = f"a {type(one).__name__}" if type(one).__module__ == _OPTIONS else place
        yield from ((held, place) for held in gc.get_referents(one))


def _proves(function: FunctionType) -> bool:
    return "guessing" in function.__code__.co_names


def _floats(code: CodeType, names: dict[str, Any]) -> Iterator[tuple[int | None, str]]:
    """The lines of floats that are written out, and of what gives floats."""
    line, before, text = code.co_firstlineno, None, ""
    for step in dis.get_instructions(code):
        line = (step.positions.lineno if step.positions else None) or line
        if step.opcode in dis.hasconst and (number := _float_in(step.argval)) is not None:
            yield line, repr(number)
        elif step.opname in _ATTRIBUTES and isinstance(before, ModuleType) and _of_module(before, step.argval):
            yield line, f"{text}.{step.argval}"
        found = None
        if step.opname in ("LOAD_GLOBAL", "LOAD_NAME"):
            found, text = names.get(step.argval, getattr(builtins, step.argval, None)), step.argval
            if _gives_floats(str(getattr(found, "__module__", "")), str(getattr(found, "__name__", "inf")), found):
                yield line, text
        before = found


def _of_module(module: ModuleType, name: str) -> bool:
    return _gives_floats(module.__name__, name, getattr(module, name, None))


def _gives_floats(module: str, name: str, value: object) -> bool:
    """Whether what has this name in a module gives floats of whole numbers, or is one."""
    if isinstance(value, np.ufunc):
        return name not in _KEPT and not any(_WHOLE.issuperset(types.replace("->", "")) for types in value.types)
    if isinstance(value, type) and issubclass(value, np.inexact):
        return True
    if any(f"{module}.".startswith(f"{one}.") for one in _ROUNDED):
        return True
    if module.partition(".")[0] == "sympy":
        return name in _OF_SYMPY
    return (module in _MODULES and name not in _EXACT) or (module == "numpy" and name in _OF_NUMPY)


def _rounded(value: object) -> str:
    """The text of a finite float, of a decimal, or of an array of floats."""
    if isinstance(value, float | complex | np.inexact | Decimal):
        return "" if isinstance(value, float | Decimal) and math.isinf(value) else repr(value)
    if isinstance(value, np.ndarray) and value.dtype.kind in "fc" and np.isinf(value).all():
        return ""
    with suppress(TypeError, ValueError, BufferError):  # others hold no numbers in memory
        kind = np.asarray(memoryview(value)).dtype  # type: ignore[arg-type]
        return f"an array of {kind}" if _has_floats(kind) else ""
    return ""


def _has_floats(kind: np.dtype[Any]) -> bool:
    """Whether numbers of a kind, or those of one of its fields, are floats."""
    return kind.base.kind in "fc" or any(_has_floats(kind[name]) for name in kind.names or ())


def _float_in(value: object) -> float | complex | None:
    """A float in a constant, which may be a tuple or a set of constants."""
    if isinstance(value, float | complex):
        return None if isinstance(value, float) and math.isinf(value) else value
    parts = value if isinstance(value, tuple | frozenset) else ()
    return next((found for part in parts if (found := _float_in(part)) is not None), None)
