"""Plain code: that of which boxes and proofs can speak for instances at which it never ran.

A proof reads a formula off the code at some sizes, and a box decides for all points in it.  Code could go another way where it
was not read, by a limit that nobody sees; compute in floats, which decide wrongly; or keep something from instance to instance.
So such words are given only of code that is plain: it names numbers, tables of such, this library, words of Python and of NumPy
that are exact (``vocabulary``), and functions and classes of people's own that are plain themselves.  All other code may be used,
and is decided at single instances.

Main definitions: ``unplain``.

Conventions: looked at are functions of people's own that are given, and what they name, hold or wrap, as it is after the file was
run.  Infinities are exact.  A function that takes floats within ``guessing`` says that it proves what comes of them, and may name
what it likes of NumPy and SciPy.  Quotients and negative powers of Python's whole numbers are not seen; each is rounded once.
"""

from __future__ import annotations

import builtins
import dis
import gc
import inspect
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache, cached_property, partial
from pathlib import Path
from types import CellType, CodeType, FunctionType, MappingProxyType, MethodType, ModuleType
from typing import Any, NamedTuple

import numpy as np

from theory_lab.own_code.modules import is_of_the_library, is_peoples
from theory_lab.own_code.naming import inside, names_in
from theory_lab.own_code.vocabulary import UNSPOKEN, is_word

MOST = 100_000  # objects that are looked at, as in ``catching``
_NUMBERS = (type(None), bool, int, str, Fraction, type(Ellipsis))
_TABLES = (tuple, list, dict, set, frozenset, CellType, MappingProxyType)
_WRAPPING = {staticmethod: "__func__", classmethod: "__func__", property: "fget", cached_property: "func"}
_WRAPPING[type(cache(len))] = "__wrapped__"
_GLOBAL, _ATTRIBUTE = {"LOAD_GLOBAL", "LOAD_NAME"}, {"LOAD_ATTR", "LOAD_METHOD"}
_MAKING = {"__init__", "__post_init__"}  # which may set attributes: those of what is new
_GUESSED = ("math", "numpy", "scipy")  # of which code may name anything that proves what comes of it
_OPTIONS = "theory_lab.claims.spaces.statics"  # whose fields give code what people wrote
_DONE = {"IMPORT": "imports", "DELETE": "deletes", "LOAD": "asks for"}  # by the first words of instructions
_RECORDS = {"_make", "_asdict", "_replace", "__new__", "__getnewargs__", "__repr__"}  # made by Python in classes of tuples


class _Held(NamedTuple):
    """An object, where people's own code names or holds it, '' where this library does, and the name."""

    one: Any
    place: str
    name: str = ""


def unplain(*objects: object, sizes: tuple[Any, ...] = ()) -> str:
    """What is not plain in objects with code, as ``file, line: what``, or ''; floats among the ``sizes`` are not."""
    seen: dict[tuple[int, bool], object] = {}  # kept, as another object may have the number of one that is gone
    waiting, reading = [_Held(sizes, "the sizes"), *(_Held(one, "an object with code") for one in objects)], _Reading()
    while waiting:
        held = waiting.pop()
        if (key := (id(held.one), bool(held.place))) in seen:
            continue
        seen[key] = held.one
        if len(seen) > MOST:
            return f"more than {MOST:,} objects"
        try:
            waiting += reading.parts(held)
        except _Unplain as what:
            return str(what)
    return next((f"{place}: .{name}" for name, place in reading.asked if name not in reading.given), "")


class _Unplain(Exception):
    """Where, and what is not plain there."""


@dataclass
class _Reading:
    """The names that code gives to something, as to fields; and what it asks of objects that may be plain, with the places."""

    given: set[str] = field(default_factory=set)
    asked: list[tuple[str, str]] = field(default_factory=list)

    def parts(self, held: _Held) -> Iterator[_Held]:
        """What an object names, holds or wraps; raises ``_Unplain``."""
        one, place, _ = held
        if type(one) in _NUMBERS or is_word(one) or _is_whole(one):
            return
        if isinstance(one, FunctionType) and is_peoples(one):
            yield from self.of_function(one)
        elif isinstance(one, type) and is_peoples(one):
            yield from self.of_class(one, held)
        elif inner := _inner(one):
            yield from (_Held(part, place, held.name) for part in inner)
        elif is_of_the_library(type(one)):
            yield _Held(gc.get_referents(one), f"a {type(one).__name__}" if type(one).__module__ == _OPTIONS else "")
        elif place and not is_of_the_library(one):
            raise _Unplain(f"{place}: {_shown(held)}")
        elif isinstance(one, FunctionType):
            yield _Held((vars(one), one.__defaults__, one.__kwdefaults__, one.__closure__), "")
        elif not isinstance(one, ModuleType | type | np.ndarray | float):
            yield from (_Held(part, "") for part in gc.get_referents(one))

    def of_function(self, one: FunctionType) -> Iterator[_Held]:
        """What a function of people's own names and holds."""
        proves = "guessing" in one.__code__.co_names
        first = f"{Path(one.__code__.co_filename).name}, line {one.__code__.co_firstlineno}"
        for part in (vars(one), one.__defaults__, one.__kwdefaults__, *(cell.cell_contents for cell in one.__closure__ or ())):
            yield _Held(part, "" if proves else first)
        for code in inside(one.__code__):
            self.given.update(names_in(code.co_consts))
            yield from self.of_code(code, one.__globals__, proves)

    def of_class(self, one: type, held: _Held) -> Iterator[_Held]:
        """The parts of a class of people's own, but for what makes it a tuple or a record."""
        if type(one) is not type:
            raise _Unplain(f"{held.place}: {_shown(held)}")
        self.given.update(vars(one), vars(one).get("__annotations__", ()))
        for name, part in vars(one).items():
            made = isinstance(part, FunctionType) and part.__code__.co_filename.startswith("<string>")
            if name in _RECORDS or made or (name.startswith("__") and not isinstance(part, FunctionType)):
                continue
            if not inspect.isdatadescriptor(part) or type(part) in _WRAPPING:  # slots and fields of tuples hold nothing here
                yield _Held(part, held.place, name)
        yield from (_Held(base, held.place, base.__name__) for base in one.__bases__ if base not in (object, tuple))

    def of_code(self, code: CodeType, names: dict[str, Any], proves: bool) -> Iterator[_Held]:
        """What code names; a module only with an attribute behind it."""
        line, module, file, text = code.co_firstlineno, None, Path(code.co_filename).name, ""
        for step in dis.get_instructions(code):
            line = (step.positions.lineno if step.positions else None) or line
            place, before, module, found = f"{file}, line {line}", module, None, None
            if step.opname in _ATTRIBUTE and before is not None:
                found, text = getattr(before, step.argval, None), f"{text}.{step.argval}"
            elif before is not None:
                raise _Unplain(f"{place}: {text}, a module without an attribute")
            elif step.opname in _GLOBAL:
                found, text = names.get(step.argval, vars(builtins).get(step.argval)), step.argval
            elif step.opname in _ATTRIBUTE:
                self.asked += [(step.argval, place)] if step.argval in UNSPOKEN else []
            elif step.opcode in dis.hasname and not (step.opname == "STORE_ATTR" and code.co_name in _MAKING):
                raise _Unplain(f"{place}: {_DONE.get(step.opname.partition('_')[0], 'sets')} {step.argval}")
            elif step.opcode in dis.hasconst and not proves and (number := _float_in(step.argval)) is not None:
                raise _Unplain(f"{place}: {number!r}")
            if isinstance(found, ModuleType):
                module = found
            elif not (proves and _is_guessed(found)):
                yield _Held(found, "" if proves and not callable(found) else place, text)


def _inner(one: Any) -> tuple[Any, ...]:
    """What is in a table, an object of people's own, or what wraps others; nothing for others."""
    if type(one) in _WRAPPING:
        return (getattr(one, _WRAPPING[type(one)]),)
    if type(one) in (range, slice):
        return one.start, one.stop, one.step
    if type(one) is partial:
        return one.func, one.args, one.keywords
    if isinstance(one, MethodType):
        return one.__func__, one.__self__
    if isinstance(one, np.ndarray) and one.dtype == object:
        return (one.ravel().tolist(),)
    return (*gc.get_referents(one), None) if type(one) in _TABLES or is_peoples(type(one)) else ()


def _is_whole(one: Any) -> bool:
    """Whether it is an infinity, a whole number of NumPy or an array of such."""
    if type(one) is np.ndarray:
        return one.dtype.kind in "iub" or (one.dtype.kind == "f" and bool(np.isinf(one).all()))
    if isinstance(one, np.timedelta64):  # which NumPy calls an integer
        return False
    return isinstance(one, np.integer | np.bool_) or (isinstance(one, float) and math.isinf(one))


def _is_guessed(one: Any) -> bool:
    """Whether code that proves what comes of floats may name it: of NumPy, SciPy or ``math``, or what makes floats."""
    return one is float or str(getattr(one, "__module__", "")).partition(".")[0] in _GUESSED or isinstance(one, np.ufunc)


def _shown(held: _Held) -> str:
    if isinstance(held.one, float | complex | np.inexact):
        return repr(held.one)
    if isinstance(held.one, np.ndarray):
        return f"an array of {held.one.dtype}"
    return held.name or f"an object of type {type(held.one).__name__}"


def _float_in(value: object) -> float | complex | None:
    """A float in a constant, which may be a tuple or a set of constants."""
    if isinstance(value, float | complex):
        return None if isinstance(value, float) and math.isinf(value) else value
    parts = value if isinstance(value, tuple | frozenset) else ()
    return next((found for part in parts if (found := _float_in(part)) is not None), None)
