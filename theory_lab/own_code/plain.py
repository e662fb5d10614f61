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

import dis
import gc
import inspect
import math
from collections import ChainMap
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, field
from fractions import Fraction
from functools import cached_property, partial
from pathlib import Path
from types import CellType, CodeType, FunctionType, MappingProxyType, MethodType, ModuleType
from typing import Any, NamedTuple

import numpy as np

from theory_lab.own_code import instructions, kinds
from theory_lab.own_code.kept import KEEPING
from theory_lab.own_code.modules import is_of_the_library, is_own, is_peoples
from theory_lab.own_code.naming import inside, names_in
from theory_lab.own_code.vocabulary import UNSPOKEN, is_of_floats, is_offered, is_special, is_word, module_of, names_a_type

MOST = 100_000  # objects that are looked at, as in ``catching``
_NUMBERS = (type(None), bool, int, str, Fraction, type(Ellipsis))
_TABLES = (tuple, list, dict, set, frozenset, CellType, MappingProxyType)
_WRAPPING = {staticmethod: ["__func__"], classmethod: ["__func__"], property: ["fget", "fset", "fdel"]}
_WRAPPING |= {cached_property: ["func"], KEEPING: ["__wrapped__"]}
_GLOBAL, _ATTRIBUTE = {"LOAD_GLOBAL", "LOAD_NAME"}, {"LOAD_ATTR", "LOAD_METHOD"}
_VARIABLE = {*dis.haslocal, *dis.hasfree}
_GUESSED = ("math", "numpy", "scipy")  # of which code may name anything that proves what comes of it
_OPTIONS = "theory_lab.claims.spaces.statics"  # whose fields give code what people wrote
_DONE = {"IMPORT": "imports", "DELETE": "deletes", "LOAD": "asks for"}  # by the first words of instructions
_CONSTANTS = (type(None), bool, int, float, complex, str, type(Ellipsis), tuple, frozenset, CodeType)
_EXACT_ARRAYS = (np.dtype(np.int64), np.dtype(bool))  # smaller whole numbers begin again after 127 or so


class _Held(NamedTuple):
    """An object, where people's own code names or holds it, '' where this library does, and the name."""

    one: Any
    place: str
    name: str = ""


# Those of slots and fields of tuples, which hold nothing.
_PLACES = (kinds.REGISTERED, *map(type, (vars(_Held)["one"], vars(FunctionType)["__closure__"], vars(FunctionType)["__code__"])))


def unplain(*objects: object, sizes: tuple[Any, ...] = ()) -> str:
    """What is not plain in objects with code, as ``file, line: what``, or ''; floats among the ``sizes`` are not."""
    seen: dict[tuple[int, bool], object] = {}  # kept, as another object may have the number of one that is gone
    waiting, reading = [_Held(sizes, "the sizes"), *map(_root, objects)], _Reading()
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
    if reading.kinds and reading.of_spaces:
        return reading.of_spaces[0]
    given = set[str]() if reading.arrays else reading.given  # arrays have them too
    if asked := next((f"{place}: .{name}" for name, place in reading.asked if name not in given), ""):
        return asked
    return next((f"{place}: {text!r}, a type of numbers" for text, place in reading.types), "") if reading.arrays else ""


class _Unplain(Exception):
    """Where, and what is not plain there."""


@dataclass
class _Reading:
    """The names that code gives to something, as to fields; what it asks of objects that may be plain, with the places.

    And texts that name types of numbers, which they do where arrays are made: there a name is that of an array, too.
    """

    given: set[str] = field(default_factory=set)
    asked: list[tuple[str, str]] = field(default_factory=list)
    types: list[tuple[str, str]] = field(default_factory=list)
    arrays: bool = False
    of_spaces: list[str] = field(default_factory=list)
    kinds: bool = False

    def parts(self, held: _Held) -> Iterator[_Held]:
        """What an object names, holds or wraps; raises ``_Unplain``."""
        one, place, _ = held
        if type(one) is str and place and len(one) > 1 and names_a_type(one):
            self.types.append((one, place))
        if type(one) in _NUMBERS or is_word(one) or _is_whole(one):
            return
        if isinstance(one, FunctionType) and is_peoples(one):
            yield from self.of_function(one)
        elif isinstance(one, type) and is_peoples(one):
            yield from self.of_class(one, held if place else _Held(one, one.__name__))
        elif type(one) is KEEPING and inspect.isgeneratorfunction(getattr(one, "__wrapped__", None)):
            raise _Unplain(f"{place}: {_shown(held)}, which keeps an iterator")
        elif type(one) is KEEPING and not any(part is vars(one).get("__wrapped__") for part in gc.get_referents(one)):
            raise _Unplain(f"{place}: {_shown(held)}, which keeps another function")
        elif inner := _inner(one):
            self.given.update(name for name in (one if type(one) is dict and not place else ()) if isinstance(name, str))
            place = place or (type(one).__name__ if is_peoples(type(one)) else "")
            yield from (_Held(part, place, held.name) for part in inner)
        elif is_of_the_library(type(one)):
            if place and not is_offered(type(one)):
                raise _Unplain(f"{place}: {_shown(held)}")
            yield _Held(gc.get_referents(one), f"a {type(one).__name__}" if type(one).__module__ == _OPTIONS else "")
        elif place and not (is_of_the_library(one) and is_offered(one)):
            raise _Unplain(f"{place}: {_shown(held)}")
        elif isinstance(one, FunctionType):
            yield _Held((vars(one), one.__defaults__, one.__kwdefaults__, one.__closure__), "")
        elif not isinstance(one, ModuleType | type | np.ndarray | float):
            yield from (_Held(part, "") for part in gc.get_referents(one))

    def of_function(self, one: FunctionType) -> Iterator[_Held]:
        """What a function of people's own names and holds."""
        proves = _proves(one)
        first = f"{Path(one.__code__.co_filename).name}, line {one.__code__.co_firstlineno}"
        names = ChainMap(one.__globals__, one.__builtins__)
        for part in (vars(one), one.__defaults__, one.__kwdefaults__, *(cell.cell_contents for cell in one.__closure__ or ())):
            yield _Held(part, "" if proves else first)
        for code in inside(one.__code__):
            self.arrays |= _makes_arrays(code, one.__globals__)
            self.given.update(name for name in names_in(code.co_consts) if not is_special(name))
            yield from self.of_code(code, names, proves)

    def of_class(self, one: type, held: _Held) -> Iterator[_Held]:
        """The parts of a class of people's own, but for what makes it a tuple, a record or a kind of field."""
        kind = kinds.is_a_kind(one)
        self.kinds |= kind
        if not kinds.is_made_plainly(one):
            raise _Unplain(f"{held.place}: {_shown(held)}")
        self.given.update(name for name in (*vars(one), *vars(one).get("__annotations__", ())) if not is_special(name))
        if kinds.is_an_enumeration(one):
            return (yield from (_Held(part, held.place) for name, part in vars(one).items() if name in kinds.TABLES_OF_MEMBERS))
        for name, part in vars(one).items():
            if not (type(part) in _PLACES or kinds.is_put_by_python(name, part) or (kind and name in kinds.OF_FIELDS)):
                yield _Held(part, held.place, name)
        told = vars(one).get("__dataclass_fields__", {}).values()
        yield _Held([part for one in told for part in (one.default, one.default_factory) if part is not MISSING], held.place)
        for base in one.__bases__:
            known = is_peoples(base) or kinds.is_a_kind(base) or (is_word(base) and issubclass(base, Exception))
            if base not in (object, tuple) and not known:  # a kind is of people's own or of this library, or refused by itself
                raise _Unplain(f"{held.place}: {one.__name__}, a kind of {base.__name__}")
            yield _Held(base, held.place, base.__name__)

    def of_code(self, code: CodeType, names: ChainMap[str, Any], proves: bool) -> Iterator[_Held]:
        """What code names; a module only with an attribute behind it."""
        line, module, file, text, last = code.co_firstlineno, None, Path(code.co_filename).name, "", None
        arrays, infinities, around, builtin = _makes_arrays(code, names), instructions.infinities_in(code), *names.maps
        imported, local = (
            instructions.imported_within(code, module_of) if builtin.get("__import__") is instructions.IMPORT else ({}, {})
        )
        for step in dis.get_instructions(code):
            line = (step.positions.lineno if step.positions else None) or line
            place, before, module = f"{file}, line {line}", module, None
            found: Any = None
            if step.opname in _ATTRIBUTE and before is not None:
                text = f"{text}.{step.argval}"
                found = getattr(before, step.argval, None)
                if found is None or (_is_hidden(found, step.argval, before) and not (proves and _is_guessed(found))):
                    raise _Unplain(f"{place}: {text}")
            elif before is not None:
                raise _Unplain(f"{place}: {text}, a module without an attribute")
            elif step.opname in _GLOBAL:
                found, text = names.get(step.argval), step.argval
                if step.argval not in around and not (_is_known(found) or (proves and _is_guessed(found))):
                    found = None if found is float and step.offset in infinities else _Unplain  # which is refused
            elif instructions.loaded(step) in local:
                found, text = local[instructions.loaded(step)], instructions.loaded(step)
            elif step.offset in imported:
                if not _is_known(found := imported[step.offset]):
                    raise _Unplain(f"{place}: imports {step.argval}")
            elif step.opname in _ATTRIBUTE:
                self.of_attribute(step, last, place, proves)
            elif step.opcode in dis.hasconst:
                self.of_constant(step, place, proves, arrays)
            elif step.opname == "MATCH_CLASS":
                raise _Unplain(f"{place}: a case of a class")
            elif step.opcode in dis.hasname and not instructions.makes_itself(step, last, code):
                raise _Unplain(f"{place}: {_DONE.get(step.opname.partition('_')[0], 'sets')} {step.argval}")
            last = step
            if type(found) is ModuleType:  # a class of people's own may give something else each time
                module = found
            elif not (proves and _is_guessed(found)):
                yield _Held(found, "" if proves and not callable(found) else place, text)

    def of_attribute(self, step: dis.Instruction, last: dis.Instruction | None, place: str, proves: bool) -> None:
        """An attribute of what is no module; a field is asked of a variable, and not called."""
        asked = step.argval in UNSPOKEN and not proves
        if is_special(step.argval) or (asked and (instructions.is_called(step) or last is None or last.opcode not in _VARIABLE)):
            raise _Unplain(f"{place}: .{step.argval}")
        self.asked += [(step.argval, place)] if asked else []
        self.of_spaces += [f"{place}: .{step.argval} beside a kind of field"] if step.argval in kinds.OF_SPACES else []

    def of_constant(self, step: dis.Instruction, place: str, proves: bool, arrays: bool) -> None:
        """A constant, or a table of such; a letter names a type only where code may make arrays."""
        one = step.argval
        if not proves and (number := instructions.float_in(one)) is not None:
            raise _Unplain(f"{place}: {number!r}")
        if step.opname == "KW_NAMES":  # the names of arguments
            return
        if other := [part for part in instructions.constants_in(one) if not isinstance(part, _CONSTANTS)]:
            raise _Unplain(f"{place}: {other[0]!r}")
        if isinstance(one, str) and not proves and (len(one) > 1 or arrays) and names_a_type(one):
            self.types.append((one, place))


def _root(one: object) -> _Held:
    """What a claim is made of; where the library has made a function of people's, as for a constant, these are asked."""
    made = isinstance(one, FunctionType) and is_of_the_library(one) and "<locals>" in one.__qualname__
    return _Held(one, "" if made else "an object with code")


def _inner(one: Any) -> tuple[Any, ...]:
    """What is in a table, an object of people's own, or what wraps others; nothing for others."""
    if type(one) in _WRAPPING:
        return tuple(getattr(one, name) for name in _WRAPPING[type(one)])
    if type(one) in (range, slice):
        return one.start, one.stop, one.step
    if type(one) is partial:
        return one.func, one.args, one.keywords
    if isinstance(one, MethodType):
        return one.__func__, one.__self__
    if isinstance(one, np.ndarray) and one.dtype == object:
        return (one.ravel().tolist(),)
    return (*gc.get_referents(one), type(one)) if type(one) in _TABLES or is_peoples(type(one)) else ()


def _is_whole(one: Any) -> bool:
    """Whether it is an infinity, a whole number of NumPy or an array of such."""
    if type(one) is np.ndarray:
        return one.dtype in _EXACT_ARRAYS or (one.dtype.kind == "f" and bool(np.isinf(one).all()))
    return type(one) in (np.int64, np.bool_) or (type(one) in (float, np.float64) and math.isinf(one))


def _proves(one: FunctionType) -> bool:
    """Whether a function names this library's ``guessing``."""
    if "guessing" not in one.__code__.co_names:
        return False
    named = [one.__globals__.get(name) for name in one.__code__.co_names]
    named += [getattr(module, "guessing", None) for module in named if isinstance(module, ModuleType)]
    return any(is_of_the_library(part) and part.__name__ == "guessing" for part in named if isinstance(part, FunctionType))


def _is_hidden(found: object, name: str, module: ModuleType) -> bool:
    """Whether an attribute of a module is made when it is asked for, or what no proof looks at, as the module is not people's."""
    return name not in vars(module) or not (is_own(module) or isinstance(found, ModuleType | float) or _is_known(found))


def _is_known(found: object) -> bool:
    """Whether it is a word, this library's, 0, 1 or an infinity: others' modules and Python's words are searched for no number.

    Such is ``errno.EPIPE``, and what a file puts there; ``proofs.code.numbers`` looks at people's own modules and functions.
    """
    peoples = isinstance(found, FunctionType | type) and is_peoples(found)
    number = type(found) in (*_NUMBERS, float) and found in (None, 0, 1, math.inf, -math.inf)
    return number or (not peoples and (is_word(found) or is_of_the_library(found)))


def _makes_arrays(code: CodeType, names: Mapping[str, Any]) -> bool:
    """Whether code may make arrays of a type that a text names."""
    return "astype" in code.co_names or any(
        getattr(names.get(name), "__module__", "") == "numpy" or names.get(name) is np for name in code.co_names
    )


def _is_guessed(one: Any) -> bool:
    """Whether code that proves what comes of floats may name it: of NumPy, SciPy or ``math``, or what makes floats."""
    module = str(getattr(one, "__module__", "")).partition(".")[0]
    return one is float or module in _GUESSED or isinstance(one, np.ufunc) or is_of_floats(one)


def _shown(held: _Held) -> str:
    if isinstance(held.one, float | complex | np.inexact):
        return repr(held.one)
    if isinstance(held.one, np.ndarray):
        return f"an array of {held.one.dtype}"
    return held.name or (held.one.__name__ if isinstance(held.one, type) else f"an object of type {type(held.one).__name__}")
