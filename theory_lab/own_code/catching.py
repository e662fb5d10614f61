"""Code of people's own that catches what formulas raise.

A comparison of a whole batch has no single answer, an enclosure may not decide, a quotient at one instance of many has no value:
all of these raise, and the code that decides goes another way.  Code that catches them goes on with something else instead, which
is then no answer for the instances of the batch.  So code that might is found before.

Main definitions: ``catches``.

Conventions: what is looked at is compiled code: of functions, of what they name and of what these name, in files that are neither
installed nor of this library.  A ``with`` block catches where its manager does.
"""

from __future__ import annotations

import contextlib
import dis
import functools
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import CellType, CodeType, FunctionType, MethodType, ModuleType
from typing import Any

from theory_lab.own_code.modules import is_written_here

_BEGIN, _WITH = dis.opmap["PUSH_EXC_INFO"], dis.opmap["WITH_EXCEPT_START"]  # how a handler begins, and that of a with block
_PACKAGE = __name__.partition(".")[0]
_LONGEST = 1000  # entries of a container of functions: longer ones hold data


def catches(*roots: object) -> str:
    """Where code that these values run into may catch an exception, as ``file, function``; '' where none does."""
    seen: dict[int, object] = {}
    waiting = list(roots)
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen[id(one)] = one  # kept, so that nothing else gets its number
        if isinstance(one, CodeType) and _handles(one):
            return f"{Path(one.co_filename).name}, {one.co_name}"
        waiting += _parts(one)
    return ""


@functools.cache
def _handles(code: CodeType) -> bool:
    """Whether a function has handlers, or a manager that catches by its name or its kind."""
    steps = code.co_code[::2]
    begins = [k for k, step in enumerate(steps) if step == _BEGIN]
    return any(steps[k + 1] != _WITH for k in begins) or "suppress" in code.co_names or code.co_name == "__exit__"


def _parts(one: Any) -> Iterable[object]:
    """What a value may run into."""
    match one:
        case CodeType():
            return [part for part in one.co_consts if isinstance(part, CodeType)]
        case FunctionType():
            kept = (*(one.__closure__ or ()), getattr(one, "__wrapped__", None))  # of a decorator, whose code is another's
            return (*kept, *_of_function(one)) if _is_own(one.__code__.co_filename) else kept
        case MethodType():
            return (one.__func__, one.__self__)
        case functools.partial():
            return (one.func, *one.args, *one.keywords.values())
        case property() | staticmethod() | classmethod():
            return tuple(getattr(one, name, None) for name in ("fget", "__func__"))
        case CellType():
            return _kept(one)
        case type():
            return (*vars(one).values(), *one.__bases__) if _is_own_module(one.__module__) else ()
        case Mapping():
            return tuple(one.values()) if len(one) <= _LONGEST else ()
        case list() | tuple() | set() | frozenset():
            return tuple(one) if len(one) <= _LONGEST else ()
        case ModuleType() | str() | bytes() | int() | float() | None:
            return ()
    kind = type(one)
    held = vars(one).values() if hasattr(one, "__dict__") and (_is_own_module(kind.__module__) or _is_ours(kind)) else ()
    return (kind, getattr(one, "__wrapped__", None), *held)


def _of_function(function: FunctionType) -> Iterator[object]:
    """Its code and defaults, the globals that it names, and what it names of modules."""
    yield function.__code__
    yield from (function.__defaults__ or (), function.__kwdefaults__ or {})
    names = _names(function.__code__)
    waiting = [function.__globals__.get(name) for name in names]
    modules = set[str]()
    while waiting:
        one = waiting.pop()
        if not isinstance(one, ModuleType):
            yield one
        elif one.__name__ not in modules and _is_own_module(one.__name__):
            modules.add(one.__name__)
            waiting += [vars(one).get(name) for name in names]


def _kept(cell: CellType) -> Iterator[object]:
    with contextlib.suppress(ValueError):  # it is empty
        yield cell.cell_contents


@functools.cache
def _names(code: CodeType) -> frozenset[str]:
    """The names in a function, and in those inside it."""
    inside = (part for part in code.co_consts if isinstance(part, CodeType))
    return frozenset(code.co_names).union(*map(_names, inside))


def _is_ours(kind: type) -> bool:
    return kind.__module__.partition(".")[0] == _PACKAGE


def _is_own_module(name: str) -> bool:
    """Whether a module is a file of people's own, or none at all as in a notebook."""
    file = getattr(sys.modules.get(name), "__file__", None)
    return name == "__main__" if file is None else _is_own(file)


@functools.cache
def _is_own(file: str) -> bool:
    return not file.startswith("<frozen") and is_written_here(file)
